"""Numbers of a plan for 2031, phenomenon by phenomenon; every sentence is invented."""

from __future__ import annotations

import pytest

from taizhang.plans.dialects.chinese import Chinese
from taizhang.plans.squeezed import squeeze


def read(sentence):
    grammar = Chinese()
    stretch = squeeze(sentence, blanks=False).whole
    return grammar.read_indicators(stretch, grammar.read_deadlines(stretch, 2031), 2031)


def told(sentence):
    """Each target, with its day where it has one."""
    return [f"{one.target}{f' {one.day}' if one.day else ''}" for one in read(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("孕产妇死亡率、婴儿死亡率、5岁以下儿童死亡率分别控制在9/10万、4‰、5‰以下。", ["≤9/10万", "≤4‰", "≤5‰"]),
        ("优良率达到40%、50%以上。", ["≥40%", "≥50%"]),
        ("6家市直医院、14家县级医院年内全部接入，建成8个站点。", ["6家 2031-12-31", "14家 2031-12-31", "8个 2031-12-31"]),
        ("建成8个站点，年内投用。", ["8个"]),
        ("机构甲占比为30%、40%以上。", ["≥30%", "≥40%"]),
        ("三级医院、二级医院评级分别达到4级、3级以上。", ["≥4级", "≥3级"]),
        ("平均级别达到4.5级。", ["≥4.5级"]),
        ("支持不少于20个省级、50个市级专科，新增床位30张。", ["≥20个", "≥50个", "30张"]),
        ("65岁及以上老年人、慢病患者管理率分别达到70%和62%。", ["≥70%", "≥62%"]),
        ("到2033年和2035年，健康素养水平分别达到30%和35%；筛查率达到80%、90%；接种率保持在95%以上。",
         ["≥30% 2033-12-31", "≥35% 2035-12-31", "≥80% 2033-12-31", "≥90% 2035-12-31", "≥95% 2033-12-31"]),
    ],
)  # fmt: skip
def test_lists_of_numbers(sentence, expected):
    assert told(sentence) == expected


def test_each_number_of_a_list_has_its_subject():
    assert [one.subject for one in read("新生儿筛查率和孕妇筛查率分别达到90%和80%。")] == [
        "新生儿筛查率",
        "孕妇筛查率",
    ]
    assert [one.subject for one in read("甲病、乙病患者管理率分别达到90%和80%。")] == [
        "甲病、乙病患者管理率（甲病）", "乙病患者管理率",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2030年，全市签约率达到70%，位居前列。", []),
        ("2030年全市负债率为41%，较上年下降1个百分点；2032年起，负债率控制在38%以内。", ["≤38%"]),
        ("截至目前，已有8家医院开展试点，力争年底前达到10家。", ["≥10家 2031-12-31"]),
        ("近三年，费用年均增长8%。", []),
        ("近年来，占比降至26%。", []),
        ("签约率由70%提高到75%。", ["≥75%"]),
        ("由2029年的30%提高到35%以上。", ["≥35%"]),
        ("在2030年覆盖率60%的基础上，2031年提高到70%。", ["≥70% 2031-12-31"]),
        ("能耗较2030年下降10%。", ["10%"]),
        ("签约率比2030年提高3个百分点以上。", ["≥3个百分点"]),
    ],
)  # fmt: skip
def test_what_has_been_and_where_a_number_starts(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("600人以上的学校配备校医比例达到70%以上。", ["≥70%"]),
        ("服务5万人以上的乡镇卫生院设置康复床位。", []),
        ("100张床位以上医院配备院感人员。", []),
        ("新增床位100张以上。", ["≥100张"]),
        ("达到90%以上的，予以奖励。", []),
        ("对完成率低于80%的县区进行约谈。", []),
        ("提供6类以上服务的比例达到95%。", ["≥95%"]),
        ("排名进入前10名。", []),
        ("加强一级、二级、三级医院协作。", []),
        ("由两年一次改为每年一次，划入比例由3%调整为2%。", []),
        ("节约费用，签约率90%。", ["90%"]),
        ("近视率下降1个百分点以上。", ["≥1个百分点"]),
        ("总投资3亿元的新院区开工。", []),
        ("财政按每床不低于1万元标准补助。", []),
    ],
)  # fmt: skip
def test_conditions_and_parameters(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("床位数达到7.5张/千人。", ["≥7.5张/千人"]),
        ("用药强度控制在40DDDs以下。", ["≤40DDDs"]),
        ("每日食盐摄入量降到8克、5克以下。", ["≤8克", "≤5克"]),
        ("医护比达到1:1.5以上，护士与床位比不低于0.85∶1。", ["≥1:1.5", "≥0.85:1"]),
        ("编制达到每万人口1.75名，达标率100%。", ["≥1.75名", "100%"]),
        ("服务量翻一番，转诊量增长1倍。", ["2倍", "1倍"]),
        ("年薪控制在职工平均水平的2—3倍。", ["2-3倍"]),
        ("三分之二以上的乡镇建成中医馆。", ["≥66.67%"]),
        ("十分之一以上的中医馆建成旗舰中医馆，九分之二的村设站。", ["≥10%", "22.22%"]),
        ("超五成乡镇达到二级标准。", ["＞50%"]),
        ("服务占比不低于1/3，死亡率控制在4/10万以内，24/7值守。", ["≥33.33%", "≤4/10万"]),
        ("检查机构不少于200家次。", ["≥200家次"]),
        ("每年开展一次评估，每季度报告一次。", ["1次"]),
        ("新建两个院区，打造三个体系。", ["2个"]),
        ("满意度达到90分以上，职工满意度85分。", ["≥90分", "85分"]),
        ("占比分别提高3.2和5.6个百分点，再提高1个和2个百分点。", ["3.2个百分点", "5.6个百分点", "1个百分点", "2个百分点"]),
        ("医院CMI≥1.1，费用消耗指数低于1。", ["≥1.1", "＜1"]),
        ("病历达到5级的医院2家。", ["2家"]),
        ("依托5家医院，组建联盟20个以上。", ["≥20个"]),
        ("启动1轮调价。", ["1轮"]),
        ("审批时限由20个工作日压缩至10个工作日。", ["≤10个工作日"]),
        ("发放数达到常住人口的70%。", ["≥70%"]),
        ("完成国家下达的4.2万例筛查。", ["42000例"]),
    ],
)  # fmt: skip
def test_units_and_numerals(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("建成专科18个（市级8个、县级10个）。", ["18个", "8个", "10个"]),
        ("15个卫生院达标（其中6个达到更高标准）。", ["15个", "6个"]),
        ("提高签约率（三级医院不低于60%）。", ["≥60%"]),
        ("落实补助（每人每年90元）和药占比（不含饮片10%）控制。", []),
    ],
)  # fmt: skip
def test_targets_in_asides(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全部二级医院开展绩效考核。", ["100%"]),
        ("三级医院全部实际付费。", ["100%"]),
        ("全市所有卫生院设立中医馆。", ["100%"]),
        ("开展全覆盖督导检查。", []),
        ("所有医院要加强领导。", []),
        ("8月15日前所有三级公立医院上线试点病区。", ["100% 2031-08-15"]),
        ("9月底前完成对所有公立医院的运行评价。", ["100% 2031-09-30"]),
        ("加强对所有公立医院的运行评价。", []),
        ("实现与全部二级医院数据互通。", ["100%"]),
        ("二级以上综合医院均提供儿科服务。", ["100%"]),
        ("引导综合医院均设置儿科。", []),
        ("县级疾控中心检测能力均达到国家标准。", ["100%"]),
        ("建成影像云平台，接入全部县级医院。", ["100%"]),
        ("全部试点城市转入实际付费，全部二级医院上传首页数据。", ["100%", "100%"]),
        ("各旗县（市、区）全部印发方案，所有盟市出台细则。", ["100%", "100%"]),
    ],
)  # fmt: skip
def test_coverage_in_words(sentence, expected):
    assert told(sentence) == expected


def test_the_number_of_a_page_inside_a_sentence():
    assert told("签约率不低于\n— 2 —\n70%。") == ["≥70%"]
    assert told("签约率不低于\n第 2 页 共 9 页\n70%。") == ["≥70%"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("组建县人民医院、县中医院2个医共体。", ("县人民医院", "县中医院")),
        ("支持桃源县、柳溪县等2个县开展试点。", ("桃源县", "柳溪县")),
        ("建成急救站、卫生室10个。", ()),
        ("推进中心医院东院区、儿童医院新院区等5个项目。", ()),
    ],
)
def test_names_in_front_of_a_count(sentence, names):
    assert read(sentence)[0].names == names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("每村至少1名村医，托育机构每县区1家以上。", ["at_least_one_each", "at_least_one_each"]),
        (
            "每个乡镇（街道）办好1所卫生院，每所卫生室至少有1名医师。",
            ["at_least_one_each", "at_least_one_each"],
        ),
        ("每个县建成1个检验中心、1个影像中心、2个站点。", ["at_least_one_each", "at_least_one_each", "="]),
        ("推动每个省份确定1—2个城市。", ["range"]),
        ("每个县不超过1个试点。", ["<="]),
        ("6家医院全部达标。", ["="]),
        ("财政补偿10%、医院承担90%。", []),
        ("考核得分90分以上为优秀，占绩效总分的30%，扣减5%的补助资金。", []),
        ("补助标准提高5元，达到84元，诊疗费由6元提高到10元。", []),
        ("收入不低于县级医院同等条件人员收入的80%。", [">="]),
    ],
)
def test_comparators(sentence, expected):
    assert [one.comparator.value for one in read(sentence)] == expected


def test_a_number_of_which_nothing_is_said_is_of_the_one_before():
    assert [(one.subject, one.per, one.day.year) for one in read("2031年每万人口医师达2名，到2033年达3名，2035年达到5名。")] == [
        ("每万人口医师", "每万人口", 2031), ("每万人口医师", "每万人口", 2033), ("每万人口医师", "每万人口", 2035),
    ]  # fmt: skip
    assert told("2030年人均期望寿命79.2岁，2031年提高到79.5岁。") == ["≥79.5岁 2031-12-31"]
