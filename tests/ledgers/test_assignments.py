"""Which sentences give their work to named places alone; every other one is for everybody."""

from __future__ import annotations

import pytest

from taizhang.model.words.assignments import places_assigned, places_counted

KNOWN = ("清河县", "白石县", "云岭区", "双河市")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("在清河县、白石县开展医保支付方式改革试点。", ("清河县", "白石县")),
        ("在清河县、白石县2个县开展医保支付方式改革试点。", ("清河县", "白石县")),
        ("年底前,在清河县和云岭区启动试点。", ("清河县", "云岭区")),
        ("指导清河县推进公立医院综合改革国家级示范县建设。", ("清河县",)),
        ("支持清河县、双河市建设区域医疗中心，力争年内投入使用。", ("清河县", "双河市")),
        ("清河县、白石县率先实现检查检验结果互认。", ("清河县", "白石县")),
        ("由清河县牵头组建专科联盟。", ("清河县",)),
        ("继续推进白石县实施县域综合改革，并按季度报告。", ("白石县",)),
    ],
)
def test_a_sentence_that_only_tells_named_places_what_to_do(sentence: str, names: tuple[str, ...]) -> None:
    assert places_assigned(sentence, KNOWN) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "学习推广清河县经验，完善医共体管理。",  # about learning
        "借鉴清河县做法开展试点。",
        "参照清河县开展医共体建设。",
        "支持清河县开展试点，总结后在全市推开。",  # the others follow
        "在清河县、白石县开展试点，逐步扩大范围。",
        "清河县、白石县率先开展，其他县跟进。",
        "在清河县等开展试点。",  # an open list
        "在清河县、白石县等地开展试点。",
        "在清河县、白石县等3个县开展试点。",
        "在清河县、白石县3个县开展试点。",  # two names, counted as three
        "推进清河县、云岭区和市本级开展总额预算试点。",  # one of them is no place of the roster
        "在清河县、青石镇开展试点。",
        "推进清河县人民医院开展收入结构试点。",  # a hospital, not its county
        "支持双河市人民医院创建三级医院，支持清河县人民医院创建二级医院。",
        "支持清河县开展试点，加强基层人员培训。",  # the second clause has everybody do it
        "年底前，县级医院全部达标，清河县牵头制定标准。",
        "落实价格动态调整机制，指导清河县开展试点。",
        "与白石县同步，年底前清河县开展试点。",
        "巩固清河县紧密型医共体国家试点成果。",
        "持续开展健康宣传。",
    ],
)
def test_in_doubt_a_sentence_is_for_everybody(sentence: str) -> None:
    assert places_assigned(sentence, KNOWN) == ()


def test_a_name_inside_a_longer_one_is_not_that_place() -> None:
    assert places_assigned("支持东清河县开展试点。", KNOWN) == ()
    assert places_assigned("支持东清河县开展试点。", (*KNOWN, "东清河县")) == ("东清河县",)


def test_without_a_roster_no_name_is_a_place() -> None:
    assert places_assigned("在清河县开展试点。", ()) == ()


@pytest.mark.parametrize(
    ("clause", "names", "each"),
    [
        ("清河县建成3个中心卫生院", ("清河县",), True),
        ("其中清河县50名", ("清河县",), True),
        ("其中：双河市三十名", ("双河市",), True),
        ("年底前,清河县新建2所村卫生室", ("清河县",), True),
        ("清河县、白石县各建成2个发热门诊", ("清河县", "白石县"), True),
        ("清河县和白石县建成5个发热门诊", ("清河县", "白石县"), False),
    ],
)
def test_a_clause_that_gives_a_number_to_named_places(
    clause: str, names: tuple[str, ...], each: bool
) -> None:
    assert places_counted(clause, KNOWN) == (names, each)


@pytest.mark.parametrize(
    "clause",
    [
        "新增医师岗位200名",
        "其他县各建成1个中心卫生院",
        "清河县人民医院建成3个专科",  # a hospital, not its county
        "清河县、青石镇各建成2个发热门诊",  # one of them is no place of the roster
        "清河县牵头为白石县培训50名医师",  # another place has a part in it
        "清河县等建成5个发热门诊",
        "除清河县外建成5个发热门诊",
    ],
)
def test_in_doubt_a_number_is_everybodys(clause: str) -> None:
    assert places_counted(clause, KNOWN) == ((), False)
