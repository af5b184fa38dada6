"""The shapes in which plans are printed: headings, clauses, tables and notes; every sentence is invented."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.plans import compile_plan

TITLE = "云岭市2031年重点工作任务\n"
ENGLISH = "Key work tasks of Yunling City in 2031\n"


def told(text):
    """Each task as `number title: unit role, …`."""
    return [
        f"{task.number} {task.title}: " + ", ".join(f"{duty.unit} {duty.role.value}" for duty in task.duties)
        for task in compile_plan(text).tasks
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("第一条 指导思想。稳步推进。\n第二条 建机制。开会。（牵头单位：市医保局）\n第三条 强监管。检查。（牵头单位：市医保局）\n"
         "第四条 本方案自印发之日起施行。",
         ["第二条 建机制: 市医保局 lead", "第三条 强监管: 市医保局 lead"]),
        ("（一）打基础\n任务1：建平台。联通医院。\n（责任领导：分管领导；责任单位：市医保局）\n任务2：管数据。核对。\n（责任单位：市财政局）",
         ["1 建平台: 市医保局 lead", "2 管数据: 市财政局 lead"]),
        ("（一）建机制。开会，由市医保局牵头，市财政局配合。\n（二）强监管。检查，由市医保局、市公安局负责。",
         ["（一） 建机制: 市医保局 lead, 市财政局 support", "（二） 强监管: 市医保局 joint, 市公安局 joint"]),
        ("附件：1.任务清单\n2.联络名单\n一、建机制。开会。（市医保局负责）\n二、强监管。检查。（市医保局负责）",
         ["一 建机制: 市医保局 lead", "二 强监管: 市医保局 lead"]),
        ("一、建机制\n1.定制度。开会。（市医保局负责）\n2.强监管。检查。（市医保局负责）\n附件1\n指标表\n1.就诊率 90%\n2.签约率 60%",
         ["1 定制度: 市医保局 lead", "2 强监管: 市医保局 lead"]),
        ("一、建机制\n1.定制度。（市医保局负责，2031年6月底前完成）\n2.强监管。（市医保局、市公安局负责，9月底前完成。排在第一位的部门为牵头部门，下同）\n"
         "3.管数据。核对。（市医保局、市财政局负责，各县人民政府参与）",
         ["1 定制度: 市医保局 lead", "2 强监管: 市医保局 lead, 市公安局 support",
          "3 管数据: 市医保局 lead, 市财政局 support, 各县人民政府 support"]),
        ("一、建机制。开会。（牵头单位：市医保局；责任单位：市财政局）\n二、强监管。检查。（责任单位：市医保局）",
         ["一 建机制: 市医保局 lead, 市财政局 support", "二 强监管: 市医保局 lead"]),
        ("第一章总体要求\n到2035年建成体系。\n第二章重点任务\n一、建机制。开会。（责任单位：市医保局）\n二、强监管。检查。（责任单位：市医保局）\n"
         "第三章保障措施\n一、抓落实。各地要重视。",
         ["一 建机制: 市医保局 lead", "二 强监管: 市医保局 lead"]),
        ("（一）建平台\n1.联通医院。联通3家。\n2.接入药店。\n（责任单位：市医保局）\n（二）管数据\n1.核对。\n2.通报。\n（责任单位：市财政局）",
         ["（一） 建平台: 市医保局 lead", "（二） 管数据: 市财政局 lead"]),
        ("一、建机制\n开会。\n二、强监管\n检查。\n任务分工\n一、建机制（牵头单位：市医改办；配合单位：市财政局）\n二、强监管（牵头单位：市医保局）",
         ["一 建机制: 市医改办 lead, 市财政局 support", "二 强监管: 市医保局 lead"]),
        ("（市级责任单位：市医改办；县级责任单位：各县人民政府）".join(["一、建机制。开会。", "\n二、强监管。检查。"]) + "（主要责任单位：市医保局；协助单位：市财政局）",
         ["一 建机制: 市医改办 joint, 各县人民政府 joint", "二 强监管: 市医保局 lead, 市财政局 support"]),
        ("一、重点任务\n①建平台。开会。〔市医改办牵头，市财政局配合〕\n②管数据。通报。〔市医保局负责〕",
         ["① 建平台: 市医改办 lead, 市财政局 support", "② 管数据: 市医保局 lead"]),
        ("一、建机制。\n1．定制度。\n2．考核。\n责任单位：市医改办\n二、强监管。\n1．检查。\n责任单位：市医保局",
         ["一 建机制: 市医改办 lead", "二 强监管: 市医保局 lead"]),
        ("一、建机制. 开会. (市医改办、市财政局共同负责)\n二、强监管. 检查. (市医保局负责)",
         ["一 建机制: 市医改办 joint, 市财政局 joint", "二 强监管: 市医保局 lead"]),
        ("1.建机制（市医改办）。开会。\n2.强监管（市医保局、市财政局）。检查。",
         ["1 建机制: 市医改办 lead", "2 强监管: 市医保局 joint, 市财政局 joint"]),
        ("序号\t工作任务\t责任单位\n1\t建机制，开会\t市医改办、市财政局\n2\t强监管，检查\t市医保局、市公安局\n注：责任单位中排在首位的为牵头单位。",
         ["1 建机制，开会: 市医改办 lead, 市财政局 support", "2 强监管，检查: 市医保局 lead, 市公安局 support"]),
        ("（以下任务均需各县人民政府落实，不再列出）\n一、建机制。开会。（市医保局负责）\n二、强监管。检查。（市医保局负责）",
         ["一 建机制: 市医保局 lead", "二 强监管: 市医保局 lead"]),
        ("第一部分任务\n一、建机制\n1）定制度。开会。\n责任单位：市医改办\n2）强考核。检查。\n责任单位：市医保局\n第二部分要求\n一、加强领导\n"
         "1）强督导。市医改办负责。",
         ["1 定制度: 市医改办 lead", "2 强考核: 市医保局 lead"]),
        ("序号 重点任务 牵头单位 责任单位\n1 建机制，开会 市医改办 市财政局\n2 强监管 市医保局 市公安局、市财政局",
         ["1 建机制，开会: 市医改办 lead, 市财政局 support", "2 强监管: 市医保局 lead, 市公安局 support, 市财政局 support"]),
        ("序号\t工作任务\t工作内容\t牵头单位\t配合单位\t完成时限\n1\t建机制\t开会2次。\t市医保局\t市财政局、公安局\t6月底前\n"
         "2\t强监管\t检查。\t市医保局\t市财政局\t年底前",
         ["1 建机制: 市医保局 lead, 市财政局 support, 市公安局 support", "2 强监管: 市医保局 lead, 市财政局 support"]),
        ("| 序号 | 工作任务 | 责任单位 |\n| 1 | 建成2个平台。 | 市医保局、市财政局 |\n| 2 | 检查全部药店。 | 市医保局 |",
         ["1 建成2个平台: 市医保局 joint, 市财政局 joint", "2 检查全部药店: 市医保局 lead"]),
        ("一、建机制\n开会。\n责任单位：\n市医改办、市财政局\n二、强监管\n检查。\n牵头单位：\n市医保局\n配合单位：\n市公安局\n完成时限：\n6月底前",
         ["一 建机制: 市医改办 joint, 市财政局 joint", "二 强监管: 市医保局 lead, 市公安局 support"]),
        ("一、建机制\n开会。\n责任单位\n市医改办、市财政局\n二、强监管\n检查。\n【牵头单位】\n市医保局",
         ["一 建机制: 市医改办 joint, 市财政局 joint", "二 强监管: 市医保局 lead"]),
        ("一、建机制。开会。牵头单位市医改办，配合单位市财政局。\n二、强监管。检查。责任单位市医保局。",
         ["一 建机制: 市医改办 lead, 市财政局 support", "二 强监管: 市医保局 lead"]),
        ("一、建机制。开会。——市医改办牵头，市财政局配合\n二、强监管。检查。——市医保局负责",
         ["一 建机制: 市医改办 lead, 市财政局 support", "二 强监管: 市医保局 lead"]),
        ("一、建机制。开会。责任科室：医改科；完成时限：6月底\n二、强监管。检查。责任科室：监管科、财务科",
         ["一 建机制: 医改科 lead", "二 强监管: 监管科 joint, 财务科 joint"]),
        ("一、建机制。开会。（责任单位：市医改办）\n2、强监管。检查。（责任单位：市医保局）\n三、管数据。核对。（责任单位：市财政局）",
         ["一 建机制: 市医改办 lead", "2 强监管: 市医保局 lead", "三 管数据: 市财政局 lead"]),
        ("一、夯基础\n（一）建机制。开会。（市医改办负责）\n(2)强监管。检查。（市医保局负责）\n二、抓落实\n（三）管数据。核对。（市财政局负责）",
         ["（一） 建机制: 市医改办 lead", "(2) 强监管: 市医保局 lead", "（三） 管数据: 市财政局 lead"]),
        ("1．建机制。开会。（市医改办，6月底前）\n2．60%以上的县建成平台。（市医保局，9月底前）\n3．强监管。检查。（市医保局，每季度末）",
         ["1 建机制: 市医改办 lead", "2 60%以上的县建成平台: 市医保局 lead", "3 强监管: 市医保局 lead"]),
        ("1.夯基础。（1）开会。（市医改办负责）（2）核对。（市财政局负责）\n2.抓落实。（1）检查。（市医保局负责）（2）通报。（市医改办负责）",
         ["（1） 开会: 市医改办 lead", "（2） 核对: 市财政局 lead", "（1） 检查: 市医保局 lead", "（2） 通报: 市医改办 lead"]),
        ("一、工作任务\n（一）目标任务\n1.开会3次。\n（二）重点工作\n1.建机制。评比。\n责任单位：市医改办\n2.强监管。检查。\n责任单位：市医保局",
         ["1 建机制: 市医改办 lead", "2 强监管: 市医保局 lead"]),
        ("●建机制：开会。（市医改办）\n●强监管：检查。（市医保局）", [" 建机制：开会: 市医改办 lead", " 强监管：检查: 市医保局 lead"]),
        ("重点任务一 建机制\n开会。（市医改办负责）\n重点任务二 强监管\n检查，按任务一是基础的要求推进。（市医保局负责）",
         ["一 建机制: 市医改办 lead", "二 强监管: 市医保局 lead"]),
        ("制定本任务。\n建机制\n开会。\n评比。（市医改办负责）\n强监管\n检查。\n（市医保局牵头，市财政局配合）\n以上任务要抓好落实。",
         [" 建机制: 市医改办 lead", " 强监管: 市医保局 lead, 市财政局 support"]),
        ("制定本任务。\n建成3个站点。联网。（市医改办负责）\n培训5人（市医保局负责）\n以上任务要抓好落实。", [" 建成3个站点: 市医改办 lead", " 培训5人: 市医保局 lead"]),
    ],
)  # fmt: skip
def test_shapes_of_a_document(body, expected):
    assert told(TITLE + body) == expected


def test_a_row_of_a_table_keeps_its_time():
    plan = compile_plan(
        TITLE
        + "序号\t工作任务\t责任单位\t完成时限\n1\t建成2个平台。\t市医保局\t6月底前\n2\t检查药店。\t市医保局\t年底前"
    )
    assert [[one.day for one in task.deadlines] for task in plan.tasks] == [
        [date(2031, 6, 30)], [date(2031, 12, 31)],
    ]  # fmt: skip
    assert [[measure.text for measure in task.measures] for task in plan.tasks] == [
        ["建成2个平台"],
        ["检查药店"],
    ]


def test_a_cell_merged_over_rows_is_printed_once():
    rows = (
        "1\t建机制\t开会2次。\t市医保局\t6月\n培训3期。\t市财政局\t9月\n2\t强监管\t检查。\t市医保局\t年底前"
    )
    plan = compile_plan(f"{TITLE}序号\t重点任务\t工作内容\t责任单位\t完成时限\n{rows}")
    assert [(task.title, task.duties[0].unit, task.deadlines[0].day) for task in plan.tasks] == [
        ("建机制", "市医保局", date(2031, 6, 30)),
        ("培训3期", "市财政局", date(2031, 9, 30)),
        ("强监管", "市医保局", date(2031, 12, 31)),
    ]


def test_empty_cells_hold_their_columns():
    rows = "1\t体系\t建机制\t开会2次。\t市医保局\t市财政局\t6月\t省考核\n2\t\t管数据\t核对3次。\t市医保局\t\t9月\t\n3\t监管\t强监管\t检查。\t市医保局\t市公安局"
    plan = compile_plan(f"{TITLE}序号\t类别\t重点任务\t工作举措\t牵头单位\t责任单位\t完成时间\t备注\n{rows}")
    assert [(task.title, [duty.unit for duty in task.duties], [one.text for one in task.measures]) for task in plan.tasks] == [
        ("建机制", ["市医保局", "市财政局"], ["开会2次。"]), ("管数据", ["市医保局"], ["核对3次。"]), ("强监管", ["市医保局", "市公安局"], ["检查。"]),
    ]  # fmt: skip
    marked = "| 序号 | 目标任务 | 责任单位 | 完成时限 |\n|---|:--:|---|---|\n| 1 | 建成3个站点 | 市医保局 | |\n| 2 | 培训5人 | 市财政局 | 6月 |"
    assert told(TITLE + marked) == ["1 建成3个站点: 市医保局 lead", "2 培训5人: 市财政局 lead"]


def test_a_table_that_counts_on_from_the_text():
    text = "1.建机制。开会2次。\n牵头单位：市医改办；配合单位：市财政局\n2.管数据。核对。\n牵头单位：市医保局\n其他任务见下表：\n"
    table = "序号\t工作任务\t牵头单位\t配合单位\n{}\t强监管，检查3次。\t市医保局\t—\n{}\t宣传5次。\t市医改办\t市教育局\n各单位要抓好落实。"
    assert told(TITLE + text + table.format(3, 4)) == [
        "1 建机制: 市医改办 lead, 市财政局 support", "2 管数据: 市医保局 lead", "3 强监管，检查3次: 市医保局 lead", "4 宣传5次: 市医改办 lead, 市教育局 support",
    ]  # fmt: skip
    assert len(told(TITLE + text + table.format(1, 2))) == len(["建机制", "管数据"])


def test_a_table_after_the_text_says_who_answers():
    plan = compile_plan(
        TITLE
        + "一、工作任务\n（一）建设机制平台。开会2次。\n（二）强化日常监管。检查90%以上的药店。\n附表\n任务\t责任单位\t完成时限\n"
        "建设机制平台\t市医改办、市财政局\t6月底前\n强化日常监管\t市医保局\t年底前\n"
    )
    assert [(task.number, [duty.unit for duty in task.duties]) for task in plan.tasks] == [
        ("（一）", ["市医改办", "市财政局"]),
        ("（二）", ["市医保局"]),
    ]
    assert [str(one.target) for one in plan.indicators()] == ["2次", "≥90%"]
    assert [[one.day for one in task.deadlines] for task in plan.tasks] == [
        [date(2031, 6, 30)], [date(2031, 12, 31)],
    ]  # fmt: skip


STACKED = """序号
重点任务
主要内容
牵头单位
责任单位
完成时限
一、打基础
1
建机制
全年开会不少于2次。
市医改办
市财政局
6月底前
2
管数据
核对数据。
每月通报。
市医保局
市财政局、公安局
年底前
二、强监管
3
查药店
检查药店。
市医保局
市公安局
第三季度
信息来源：市医改办
"""


def test_a_table_copied_one_cell_a_line():
    plan = compile_plan(TITLE + STACKED)
    assert [
        (task.number, task.section, task.title, [f"{duty.unit} {duty.role.value}" for duty in task.duties])
        for task in plan.tasks
    ] == [
        ("1", ("一、打基础",), "建机制", ["市医改办 lead", "市财政局 support"]),
        ("2", ("一、打基础",), "管数据", ["市医保局 lead", "市财政局 support", "市公安局 support"]),
        ("3", ("二、强监管",), "查药店", ["市医保局 lead", "市公安局 support"]),
    ]
    assert [[one.day for one in task.deadlines] for task in plan.tasks] == [
        [date(2031, 6, 30)], [date(2031, 12, 31)], [date(2031, 9, 30)],
    ]  # fmt: skip
    assert [measure.text for measure in plan.tasks[1].measures] == ["核对数据。", "每月通报。"]


def test_a_page_number_breaks_no_sentence():
    plan = compile_plan(TITLE + "一、建平台。覆盖率不低于\n— 2 —\n70%。（市医保局负责）")
    assert [str(one.target) for one in plan.indicators()] == ["≥70%"]


def test_a_note_in_brackets_inside_a_clause():
    plan = compile_plan(
        TITLE
        + "一、建机制。开会。（市医保局牵头，市财政局配合（以下任务均需各县人民政府落实，不再列出））\n二、管数据。核对。（市医保局负责）"
    )
    assert plan.default_duty.units == ("各县人民政府",)
    assert [duty.unit for duty in plan.tasks[0].duties] == ["市医保局", "市财政局"]


def test_the_letter_says_how_often_to_report():
    plan = compile_plan(
        "关于印发云岭市2031年重点工作任务的通知\n各县：现印发给你们，牵头单位每月25日前将进展情况报送市医改办。\n"
        + TITLE
        + "一、建机制。开会。（市医保局负责）\n二、管数据。核对。（市医保局负责）"
    )
    assert [one.every for one in plan.cadences] == ["monthly"]


def test_lines_that_end_before_items_do_not_wrap():
    points = "".join(f"{number}.完成第{number}项建设任务并按时交付使用\n" for number in range(1, 5))
    body = "".join(f"（{numeral}）建平台\n{points}（责任单位：市医保局）\n" for numeral in "一二三")
    assert [task.title for task in compile_plan(TITLE + body).tasks] == ["建平台"] * 3


def test_times_beside_the_units_of_a_clause():
    plan = compile_plan(
        TITLE
        + "一、建平台。联通医院。（责任单位：市医保局；完成时限：10月）\n二、管数据。核对。（责任单位：市医保局）\n完成时限：3月底前"
    )
    assert [[one.day for one in task.deadlines] for task in plan.tasks] == [
        [date(2031, 10, 31)], [date(2031, 3, 31)],
    ]  # fmt: skip
    assert [[measure.text for measure in task.measures] for task in plan.tasks] == [
        ["联通医院。"],
        ["核对。"],
    ]


def test_units_not_listed_again_stand_before_the_tasks():
    plan = compile_plan(
        TITLE
        + "（以下工作任务均需各县人民政府落实，不再列出）\n一、建机制。开会。（市医保局负责）\n二、管数据。核对。（市医保局负责）"
    )
    assert plan.default_duty.units == ("各县人民政府",)


def test_a_rule_on_roles_stands_before_the_tasks():
    plan = compile_plan(
        TITLE
        + "任务分工中列第一位的为牵头单位。\n一、建机制。开会。（市医保局、市财政局）\n二、管数据。核对。（市公安局、市财政局）"
    )
    assert [[duty.role.value for duty in task.duties] for task in plan.tasks] == [["lead", "support"]] * 2


def test_a_period_in_the_title_leaves_the_year_to_a_person():
    plan = compile_plan(
        "云岭市“十五五”医改实施方案\n一、建机制。开会。（市医保局负责）\n二、管数据。核对。（市医保局负责）"
    )
    assert plan.year == 2030
    assert [(one.id, one.field, one.candidates[0], one.candidates[-1]) for one in plan.unresolved] == [
        ("plan", "year", "2026", "2030")
    ]


def test_a_date_at_the_end_signs_the_plan():
    plan = compile_plan(
        "云岭市医改重点工作任务\n一、建机制。开会。（市医保局负责）\n二、管数据。核对。（市医保局负责）\n2031年3月2日"
    )
    assert (plan.year, plan.issued_on) == (2031, date(2031, 3, 2))


def test_digits_in_full_width_keep_their_print():
    plan = compile_plan(
        "云岭市２０３１年重点工作任务\n一、建站。建 １２ 个站，达标率 ９０％ 以 上。（市医保局负责）"
    )
    indicators = list(plan.indicators())
    assert [str(one.target) for one in indicators] == ["12个", "≥90%"]
    assert indicators[0].span.quote == "建 １２ 个站"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. Build. Build 3 centers. (Municipal Health Commission takes the lead, and the Municipal Finance Bureau cooperates)",
         ["1 Build: Municipal Health Commission lead, Municipal Finance Bureau support"]),
        ("1. Build. Build 3 centers. (Led by the Municipal Health Commission, with the cooperation of the Municipal Finance Bureau)",
         ["1 Build: Municipal Health Commission lead, Municipal Finance Bureau support"]),
        ("1. Build. Build 3 centers. (Municipal Health Commission, Municipal Finance Bureau)",
         ["1 Build: Municipal Health Commission joint, Municipal Finance Bureau joint"]),
        ("1. Build. Build 3 centers. (Responsible unit: Municipal Health Commission; Participating units: Municipal Finance Bureau)",
         ["1 Build: Municipal Health Commission lead, Municipal Finance Bureau support"]),
        ("I. Groundwork\n(1) Build. Build 3 centers. (Municipal Health Commission is responsible)\n"
         "(2) Check. Check twice. (Municipal Health Commission is responsible)",
         ["(1) Build: Municipal Health Commission lead", "(2) Check: Municipal Health Commission lead"]),
    ],
)  # fmt: skip
def test_shapes_of_a_translation(body, expected):
    assert told(ENGLISH + body) == expected


def test_a_person_named_before_the_units_is_no_measure():
    plan = compile_plan(
        TITLE
        + "一、建机制。开会。（牵头领导：分管领导；责任单位：市医改办）\n二、强监管。检查。（责任单位：市医保局）"
    )
    assert [len(task.measures) for task in plan.tasks] == [1, 1]
    said = compile_plan(
        TITLE
        + "一、建机制。开会。责任领导：分管领导。责任单位：市医改办。\n二、强监管。检查。责任领导：分管领导。责任单位：市医保局。"
    )
    assert [[one.text for one in task.measures] for task in said.tasks] == [["开会。"], ["检查。"]]


def test_who_answers_stands_behind_the_title():
    plan = compile_plan(
        TITLE
        + "一、建机制（市医改办牵头，市财政局配合）\n1.开会2次。\n2.评比。\n二、强监管 责任单位：市医保局\n检查3次。通报。"
    )
    assert [(task.title, [one.span.quote for one in task.measures], len(task.duties)) for task in plan.tasks] == [
        ("建机制", ["开会2次。", "评比。"], 2), ("强监管", ["检查3次。", "通报。"], 1),
    ]  # fmt: skip


def test_lists_on_one_line_behind_clauses():
    assert told(TITLE + "一、夯基础（含县（市、区）（一）类站）。（一）建机制。开会。（市医改办负责）（二）强监管。检查。（市医保局负责）") == [
        "（一） 建机制: 市医改办 lead", "（二） 强监管: 市医保局 lead",
    ]  # fmt: skip


def test_labels_that_only_blanks_part():
    text = "一、建机制。开会。\n牵头单位：市医改办 配合单位：市财政局、市医保局 完成时限：6月底\n二、强监管。检查。牵头单位：市医保局　配合单位：市公安局　完成时限：9月底"
    assert told(TITLE + text) == [
        "一 建机制: 市医改办 lead, 市财政局 support, 市医保局 support",
        "二 强监管: 市医保局 lead, 市公安局 support",
    ]
    assert [[one.day.month for one in task.deadlines] for task in compile_plan(TITLE + text).tasks] == [
        [6],
        [9],
    ]


def test_units_behind_a_label_fill_more_than_a_line_of_a_wrapped_page():
    words = "推进全市各项改革工作落地见效并让群众看病更加方便负担更加合理" * 2
    units = "责任单位：市医改办、财政局、公安局、民政局、教育局、司法局、审计局、统计局、水利局"
    body = "".join(
        f"{number}、建好站点。{words[:23]}\n{words[23:53]}\n完成。\n{units[:30]}\n{units[30:]}\n"
        for number in "一二三四五六"
    )
    assert [len(task.duties) for task in compile_plan(TITLE + body).tasks] == [9] * 6
    alone = body.replace(f"{units[30:]}\n", "完善信用评价制度。\n").replace(
        units[:30], "责任单位：市医改办、市财政局、市公安局按职责分工负责负责负责"[:27]
    )
    assert [len(task.duties) for task in compile_plan(TITLE + alone).tasks] == [3] * 6


def test_titles_on_short_lines_of_a_wrapped_page():
    words = "推进全市各项改革工作落地见效并让群众看病更加方便负担更加合理" * 2
    body = "".join(
        f"{number}、建好第{number}类站点\n" + "".join(f"{words[at : at + 30]}\n" for at in range(0, 60, 30)) + "完成。（市医保局负责）\n"
        for number in "一二三四五六"
    )  # fmt: skip
    assert [task.title for task in compile_plan(TITLE + body).tasks] == [
        f"建好第{one}类站点" for one in "一二三四五六"
    ]
