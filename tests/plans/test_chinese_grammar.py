"""The grammar of Chinese plans, phenomenon by phenomenon; every sentence is invented."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.plans import compile_plan
from taizhang.plans.chinese.duties import read_clause
from taizhang.plans.dialects.chinese import Chinese
from taizhang.plans.squeezed import squeeze


def targets(sentence):
    grammar = Chinese()
    stretch = squeeze(sentence, blanks=False).whole
    found = grammar.read_indicators(stretch, grammar.read_deadlines(stretch, 2031), 2031)
    return [
        f"{one.comparator.value} {one.value:f}{'-' + format(one.value_max, 'f') if one.value_max else ''}{one.unit}"
        for one in found
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("规范管理率不低于65%。", [">= 65%"]),
        ("规范管理率达到65％以上。", [">= 65%"]),
        ("转诊率提高到 1 5%。", [">= 15%"]),
        ("药品占比不超过30%。", ["<= 30%"]),
        ("药品占比控制在30%左右。", ["~ 30%"]),
        ("费用增幅控制在8%以内。", ["<= 8%"]),
        ("人员支出占比控制在35%-50%。", ["range 35-50%"]),
        ("满意度超过90%。", ["> 90%"]),
        ("空置率低于3%。", ["< 3%"]),
        ("群众满意度达到百分之九十五。", [">= 95%"]),
        ("八成以上的村建有卫生室。", [">= 80%"]),
        ("一半以上的乡镇建成中医馆。", [">= 50%"]),
        ("婴儿死亡率控制在4‰以下。", ["<= 4‰"]),
        ("孕产妇死亡率控制在8/10万以下。", ["<= 8/10万"]),
        ("新增床位1.2万张。", ["= 12000张"]),
        ("争取资金2.5亿元。", ["= 2.5亿元"]),
        ("建设4-6个专科、1至2家诊所。", ["range 4-6个", "range 1-2家"]),
        ("创建国家级专科1个、省级专科10个和市级专科80个。", ["= 1个", "= 10个", "= 80个"]),
        ("每年至少开展两次演练。", [">= 2次"]),
        ("平均住院日不超过8.5天。", ["<= 8.5天"]),
        ("人均预期寿命达到80岁。", [">= 80岁"]),
        ("每千人口执业医师数达到3.5人。", [">= 3.5人"]),
        ("每个县(市、区)至少建设1个急救站。", ["at_least_one_each 1个"]),
        ("每个县（市、区）至少建设2个急救站。", [">= 2个"]),
        ("全部三级医院评级达到四级以上，二级医院达到三级以上。", [">= 4级", ">= 3级"]),
        ("实现乡镇远程诊疗全覆盖。", ["all 100%"]),
        ("实现一级机构接入全覆盖、二级机构接入率不低于50%。", ["all 100%", ">= 50%"]),
        ("确保所有学校配备校医，符合条件的学生全部纳入保障。", ["all 100%", "all 100%"]),
        ("60%以上的县至少有1家医院开通服务。", [">= 60%"]),
        ("到2033年和2035年，就诊率分别达到80%和90%。", [">= 80%", ">= 90%"]),
        ("所有县(市、区)由主要负责同志牵头抓改革。", ["all 100%"]),
        ("所有县(市、区)要加强领导。", []),
        ("规范管理率≥64%，空置率＜3%，占比超85%。", [">= 64%", "< 3%", "> 85%"]),
        ("婴儿死亡率不高于千分之四点五。", ["<= 4.5‰"]),
        ("集采耗材15类以上，抽检不少于300批次。", [">= 15类", ">= 300批次"]),
        ("安排补助资金1.2亿元以上，拨付周转金500万元。", [">= 1.2亿元", "= 500万元"]),
        ("购置CT2台。", ["= 2台"]),
        ("日间手术占比达两成以上。", [">= 20%"]),
        ("所有乡镇卫生院开通远程会诊服务。", ["all 100%"]),
        ("按病种付费覆盖所有定点医院。", ["all 100%"]),
        ("执行A类标准和三类目录。", []),
        ("费用增幅由8%降至6%以下。", ["<= 6%"]),
        ("推进“三个统一”和“1+5”工程。", []),
        ("落实第三批任务，二、三级医院开展试点。", []),
        ("为65岁以上老年人和0-6岁儿童服务。", []),
        ("培训合格后一年内上岗。", []),
        ("财政补助标准提高到每人每年90元。", []),
        ("收入不低于当地平均水平。", []),
        ("开展全覆盖检查和飞行检查。", []),
        ("建立健全覆盖城乡的体系。", []),
        ("推广“一次挂号管三天”。", []),
        ("执行《30项指标管理办法（2030年版）》。", []),
        ("督促所有医院制定章程。", []),
    ],
)  # fmt: skip
def test_targets(sentence, expected):
    assert targets(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("年底前完成。", [("年底前", date(2031, 12, 31))]),
        ("年内完成。", [("年内", date(2031, 12, 31))]),
        ("9 月底\n前完成。", [("9月底前", date(2031, 9, 30))]),
        ("6月30日前完成。", [("6月30日前", date(2031, 6, 30))]),
        ("2032年2月底前完成。", [("2032年2月底前", date(2032, 2, 29))]),
        ("上半年启动，第三季度前完成。", [("上半年", date(2031, 6, 30)), ("第三季度前", date(2031, 9, 30))]),
        ("到2035年基本建成。", [("到2035年", date(2035, 12, 31))]),
        ("“十六五”期间建成。", [("“十六五”期间", date(2035, 12, 31))]),
        ("每年3月底前完成清算。", [("每年3月底前", None)]),
        ("实施“十五五”规划和《行动方案(2031-2032年)》。", []),
        ("毕业后一年内就业，自2031年起执行。", []),
        ("在国家标准出台前继续执行。", []),
        ("2月30日前完成。", []),
        (
            "9月中旬前印发，10月下旬完成。",
            [("9月中旬前", date(2031, 9, 20)), ("10月下旬", date(2031, 10, 31))],
        ),
        ("次年1月底前通报。", [("次年1月底前", date(2032, 1, 31))]),
        ("2033年实现全覆盖，2029年完成的不计。", [("2033年", date(2033, 12, 31))]),
    ],
)
def test_deadlines(sentence, expected):
    stretch = squeeze(sentence, blanks=False).whole
    assert [(one.printed.text, one.day) for one in Chinese().read_deadlines(stretch, 2031)] == expected


@pytest.mark.parametrize(
    ("clause", "rule", "expected"),
    [
        ("（市卫生健康委负责）", "", "市卫生健康委 lead"),
        ("（责任单位：市卫生健康委）", "", "市卫生健康委 lead"),
        ("（责任单位：市医保局、财政局）", "", "市医保局 joint, 市财政局 joint"),
        ("(市医保局、市财政局等按职责分工负责)", "", "市医保局 by_duty, 市财政局 by_duty, 等"),
        ("(市医保局负责,市财政局、人社局,各县人民政府配合)", "",
         "市医保局 lead, 市财政局 support, 市人社局 support, 各县人民政府 support"),
        ("(市医保局、市财政局分别负责)", "", "市医保局 joint, 市财政局 joint"),
        ("（市医保局牵头，市财政局、市税务局按职责分工负责）", "", "市医保局 lead, 市财政局 by_duty, 市税务局 by_duty"),
        ("（市医保局会同市财政局负责）", "", "市医保局 lead, 市财政局 support"),
        ("（牵头单位：市医保局；配合单位：市财政局、各县(市、区)政府）", "",
         "市医保局 lead, 市财政局 support, 各县(市、区)政府 support"),
        ("(责任单位:市医保局,市财政局、市税务局)", "comma-before-is-lead", "市医保局 lead, 市财政局 support, 市税务局 support"),
        ("(责任单位:市医保局、市财政局按职责分工负责)", "comma-before-is-lead", "市医保局 by_duty, 市财政局 by_duty"),
        ("(市医保局、市财政局分别负责)", "first-is-lead", "市医保局 joint, 市财政局 joint"),
        ("(市医保局、市财政局)", "first-is-lead", "市医保局 lead, 市财政局 support"),
        ("(市委组织部、编办，市工业和信息化局、民政局和其他市有关部门负责)", "",
         "市委组织部 joint, 市委编办 joint, 市工业和信息化局 joint, 市民政局 joint, 其他市有关部门 joint"),
        ("(自治区党委组织部、卫生健康委、市场监管局分别负责)", "",
         "自治区党委组织部 joint, 自治区卫生健康委 joint, 自治区市场监管局 joint"),
        ("(区党委宣传部、网信办、财政厅分别负责)", "", "区党委宣传部 joint, 区党委网信办 joint, 自治区财政厅 joint"),
        ("( (略) 民政局、市公安局负责)", "", "市民政局 joint, 市公安局 joint"),
        ("（市医保局（牵头）、市财政局）", "", "市医保局 lead, 市财政局 support"),
        ("（责任单位：市医保局（牵头），市财政局、市税务局（配合））", "",
         "市医保局 lead, 市财政局 support, 市税务局 support"),
        ("（责任单位：市医保局；配合单位：市财政局）", "", "市医保局 lead, 市财政局 support"),
        ("（市医保局，各县、市人民政府负责）", "", "市医保局 joint, 各县、市人民政府 joint"),
        ("（市医保局、各县（市、区）党委和政府负责）", "", "市医保局 joint, 各县（市、区）党委和政府 joint"),
        ("（县医保局、财政局，团县委、街道办事处负责）", "",
         "县医保局 joint, 县财政局 joint, 团县委 joint, 街道办事处 joint"),
        ("（市教育局、桃源县人民政府、市场监管局负责）", "", "市教育局 joint, 桃源县人民政府 joint, 市市场监管局 joint"),
    ],
)  # fmt: skip
def test_duties(clause, rule, expected):
    read = read_clause(squeeze(clause, blanks=False).whole, rule, "")
    told = [f"{unit.unit} {unit.role.value}" for unit in read.units] + ["等"] * read.open_ended
    assert ", ".join(told) == expected


@pytest.mark.parametrize(
    ("note", "rule"),
    [
        ("市医保局，市财政局。逗号前为牵头单位，下同", "comma-before-is-lead"),
        ("市医保局、市财政局按职责分工负责，排在第一位的为牵头单位，下同", "first-is-lead"),
        ("市医保局、市财政局。列首位的为牵头部门，下同", "first-is-lead"),
    ],
)
def test_rules_stated_once(note, rule):
    read = read_clause(squeeze(f"（{note}）", blanks=False).whole, "", "")
    assert read.rule.rule == rule
    assert read.units[0].role.value == "lead"
    assert len(read.units) == 2


def plan_of(body):
    return compile_plan(f"云栖市2031年重点工作任务\n{body}")


def test_several_clauses_in_a_task():
    plan = plan_of(
        "一、健康行动。宣传知识。（市委宣传部负责，市卫生健康委配合）\n\n完成10项活动。（市卫生健康委负责）"
    )
    (task,) = plan.tasks
    assert [(measure.text, measure.clause) for measure in task.measures] == [
        ("宣传知识。", 0),
        ("完成10项活动。", 1),
    ]
    assert [(duty.unit, duty.role.value, duty.clause) for duty in task.duties] == [
        ("市委宣传部", "lead", 0), ("市卫生健康委", "support", 0), ("市卫生健康委", "lead", 1),
    ]  # fmt: skip


def test_numbers_run_on_across_groups_or_restart():
    plan = plan_of(
        "（一）甲组\n1.做甲。甲事。（市医保局负责）\n2.做乙。乙事。（市医保局负责）\n"
        "（二）乙组\n3.做丙。丙事。（市医保局负责）\n（三）丙组\n1.做丁。丁事。（市医保局负责）\n2.做戊。戊事。（市医保局负责）"
    )
    assert [(task.number, task.section, task.title) for task in plan.tasks] == [
        ("1", ("（一）甲组",), "做甲"), ("2", ("（一）甲组",), "做乙"), ("3", ("（二）乙组",), "做丙"),
        ("1", ("（三）丙组",), "做丁"), ("2", ("（三）丙组",), "做戊"),
    ]  # fmt: skip


def test_points_inside_a_task_belong_to_it():
    plan = plan_of(
        "（一）健全体制。\n1.建立制度。每年开会不少于2次。\n2.落实责任。\n（牵头单位：市医保局；配合单位：市财政局）\n"
        "（二）加强监管。查处问题。（市医保局负责）"
    )
    assert [task.title for task in plan.tasks] == ["健全体制", "加强监管"]
    assert [measure.text for measure in plan.tasks[0].measures] == [
        "建立制度。",
        "每年开会不少于2次。",
        "落实责任。",
    ]


def test_an_item_of_one_sentence_is_its_own_measure():
    plan = plan_of("一、年底前完成3个项目建设。（市医保局负责）\n二、做好监管。（市医保局负责）")
    assert [[measure.text for measure in task.measures] for task in plan.tasks] == [
        ["年底前完成3个项目建设"], ["做好监管"],
    ]  # fmt: skip
    assert [row.id for row in plan.rows()] == ["T01.M01.I1", "T02.M01"]


def test_labelled_lines_without_brackets():
    plan = plan_of(
        "1、提升能力。培训医生300名。\n牵头单位：市医保局\n配合单位：市财政局\n完成时限：10月底前\n2、三级医院评价。全部完成。\n责任单位：市医保局\n"
    )
    first, second = plan.tasks
    assert [(duty.unit, duty.role.value) for duty in first.duties] == [
        ("市医保局", "lead"),
        ("市财政局", "support"),
    ]
    assert [measure.text for measure in first.measures] == ["培训医生300名。"]
    assert [one.day for one in first.deadlines] == [date(2031, 10, 31)]
    assert second.title == "三级医院评价"


def test_a_list_that_names_nobody_is_still_a_plan():
    plan = plan_of(
        "一、总体要求\n稳中求进。\n二、重点任务\n（一）建机构。建5个站。\n（二）育人才。培训。\n三、保障措施\n（一）加强领导。"
    )
    assert [(task.title, task.duties) for task in plan.tasks] == [("建机构", ()), ("育人才", ())]


def test_a_page_that_holds_the_document_twice():
    once = "一、完善制度。建3个站。（市医保局负责）\n二、加强监管。查处问题。（市医保局负责）\n三、工作要求\n加强领导。\n"
    assert [task.title for task in plan_of(once + "公告\n" + once).tasks] == ["完善制度", "加强监管"]


def test_a_list_shorter_than_its_count_is_left_to_a_person():
    plan = plan_of("一、建联合体。桃源县、柳溪县3个县建成联合体。（市医保局负责）")
    assert [(one.id, one.field, one.candidates) for one in plan.unresolved] == [
        ("T01.M01.I1", "names", ("3个", "列出的2个"))
    ]


def test_title_and_body_that_contradict_each_other():
    plan = plan_of("一、建成30家中医特色服务示范机构。全市建成40家中医特色服务示范机构。（市医保局负责）")
    assert [(one.id, one.candidates) for one in plan.unresolved] == [("T01.M00.I1", ("30家", "40家"))]
