"""Each verdict, exactly: one task on either side, and what is said of their numbers, times and leads."""

from __future__ import annotations

import pytest

from taizhang.plans.aligning import align
from taizhang.plans.aligning.leads import office_kind
from taizhang.plans.aligning.verdicts import Verdict

from .conftest import one_task

RATE = "重点人群签约率{}。（{}卫生健康委负责）"


def told(upper, lower, **years):
    found = one_task(RATE.format(upper, "省"), RATE.format(lower, "市"), **years)
    return [(verdict.verdict, verdict.says) for row in found.compared for verdict in row.remarks]


@pytest.mark.parametrize(
    ("upper", "lower", "verdict", "says"),
    [
        ("不低于70%", "达到70%", Verdict.SAME, "两级要求一致（≥70%）。"),
        ("不低于70%", "不低于75%", Verdict.STRICTER, "上级要求≥70%，本级要求≥75%，高于上级。"),
        ("不低于70%", "不低于65%", Verdict.LOOSER, "上级要求≥70%，本级只要求≥65%。"),
        ("超过70%", "达到70%", Verdict.LOOSER, "上级要求＞70%，本级要求≥70%，刚好达到该数不算完成上级要求。"),
        ("不低于70%", "力争达到70%", Verdict.LOOSER, "两级数值相同（≥70%），但本级表述为“力争”，要求放宽。"),
    ],
)
def test_numbers(upper, lower, verdict, says):
    assert told(upper, lower) == [(verdict, says)]


def test_less_is_better():
    found = one_task(
        "患者投诉率控制在5%以下。（省卫生健康委负责）", "患者投诉率控制在8%以下。（市卫生健康委负责）"
    )
    assert [(row.verdict, row.says) for row in found.compared] == [
        (Verdict.LOOSER, "上级要求≤5%，本级只要求≤8%。")
    ]


@pytest.mark.parametrize(
    ("upper", "lower", "verdict", "says"),
    [
        ("6月底前重点人群签约率达到70%", "6月底前重点人群签约率达到70%", Verdict.SAME, "两级要求一致（≥70%）。"),
        ("6月底前重点人群签约率达到70%", "9月底前重点人群签约率达到70%", Verdict.LATER,
         "上级要求2031年6月30日前完成，本级为2031年9月30日前。"),
        ("6月底前重点人群签约率达到70%", "重点人群签约率达到70%", Verdict.LATER,
         "上级要求2031年6月30日前完成，本级没有写时限（按计划年底2031年12月31日计）。"),
        ("年底前重点人群签约率达到70%", "重点人群签约率达到70%", Verdict.SAME, "两级要求一致（≥70%）。"),
    ],
)  # fmt: skip
def test_times(upper, lower, verdict, says):
    found = one_task(f"{upper}。（省卫生健康委负责）", f"{lower}。（市卫生健康委负责）")
    assert [(row.verdict, row.says) for row in found.compared] == [(verdict, says)]


def test_looser_and_later_are_both_said():
    found = one_task(
        "6月底前重点人群签约率达到70%。（省卫生健康委负责）",
        "9月底前重点人群签约率达到60%。（市卫生健康委负责）",
    )
    assert [finding.verdict for finding in found.findings] == [Verdict.LOOSER, Verdict.LATER]


def test_plans_of_two_years_are_held_against_each_other_within_the_year():
    words = "6月底前重点人群签约率达到70%。（{}卫生健康委负责）"
    found = one_task(words.format("省"), words.format("市"), years=(2030, 2031))
    assert [row.verdict for row in found.compared] == [Verdict.SAME]


@pytest.mark.parametrize(
    ("upper", "lower", "says"),
    [
        ("40%以上的县（市、区）建成签约服务示范点", "3个县（市、区）建成签约服务示范点",
         "上级按地方个数的占比提要求（≥40%），本级按地方的个数提要求（3个），口径不同。"),
        ("三级医院签约服务参与率达到80%", "二级医院签约服务参与率达到80%",
         "上级针对三级，本级针对二级，等级不同，口径不同。"),
        ("三级医院签约服务参与率达到80%", "市属三级医院签约服务参与率达到80%",
         "本级只针对“市属”机构，上级没有这一限定，口径不同。"),
    ],
)  # fmt: skip
def test_another_base(upper, lower, says):
    found = one_task(f"{upper}。（省卫生健康委负责）", f"{lower}。（市卫生健康委负责）")
    assert [(row.verdict, row.says) for row in found.compared] == [(Verdict.OTHER_BASE, says)]


def test_a_total_of_the_province_is_not_held_against_the_city():
    found = one_task(
        "新增签约服务团队300个。（省卫生健康委负责）", "新增签约服务团队20个。（市卫生健康委负责）"
    )
    assert [(row.verdict, row.says) for row in found.compared] == [
        (Verdict.CANNOT, "上级为全域总数300个，没有分解到本级，本级为20个，不能直接比较高低。")
    ]


def test_missing_and_added():
    found = one_task(
        "重点人群签约率达到70%。（省卫生健康委负责）", "新增签约服务团队20个。（市卫生健康委负责）"
    )
    assert [(row.verdict, row.says) for row in found.compared] == [
        (Verdict.MISSING, "本级对应的任务中没有这项量化要求。"),
        (Verdict.ADDED, "上级计划没有相应的量化要求。"),
    ]
    assert [finding.verdict for finding in found.to_mend] == [Verdict.MISSING]


def test_the_whole_of_two_plans(province, city):
    found = align(province, city)
    assert [(f.verdict, f.upper_task and f.upper_task.ordinal, f.lower_task and f.lower_task.ordinal) for f in found.to_mend] == [
        (Verdict.MISSING, 6, None),
        (Verdict.MISSING, 6, None),
        (Verdict.LOOSER, 2, 4),
        (Verdict.LATER, 3, 2),
        (Verdict.OTHER_BASE, 1, 3),
        (Verdict.OTHER_LEAD, 2, 4),
    ]  # fmt: skip


def test_leads_are_held_against_each_other_by_kind(province, city):
    says = [f.says for f in align(province, city).findings if f.verdict is Verdict.OTHER_LEAD]
    assert says == ["上级由省医保局牵头，本级由市财政局牵头。"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("省卫生健康委", "市卫健委"),
        ("省卫生健康委员会", "县卫生健康局"),
        ("省人力资源社会保障厅", "市人社局"),
        ("自治区医疗保障局", "市医保局"),
        ("省中医药管理局", "市卫生健康委"),
        ("省药品监督管理局", "市市场监督管理局"),
        ("省妇联", "市妇联"),
    ],
)
def test_offices_of_one_kind(one, other):
    assert office_kind(one) == office_kind(other)


@pytest.mark.shared
def test_the_real_pair_on_medical_communities(real_pair):
    """The province wants 30 % of the counties; the city 50 %, and names eight."""
    rows = [row for row in align(*real_pair).compared if row.upper and row.upper.task.ordinal == 3]
    assert [(row.verdict, str(row.upper.target), str(row.lower.target)) for row in rows] == [
        (Verdict.STRICTER, "＞30%", "50%"),
        (Verdict.OTHER_BASE, "＞30%", "8个"),
    ]


@pytest.mark.shared
def test_the_real_pair_indicator_by_indicator(real_pair):
    """Which of the province's numbers the city answers, and how; payment by disease is told in parts."""
    rows = [row for row in align(*real_pair).compared if row.upper and row.lower]
    told = {(row.upper.id, row.lower.id): row.verdict.value for row in rows if row.upper.id != "T13.M01.I1"}
    assert told == {
        ("T01.M01.I1", "T01.M01.I1"): "晚于上级",
        ("T03.M02.I1", "T03.M00.I1"): "高于上级要求",
        ("T03.M02.I1", "T03.M02.I1"): "口径不同",
        ("T05.M02.I1", "T05.M01.I1"): "口径不同",
        ("T05.M02.I1", "T05.M01.I2"): "口径不同",
        ("T06.M01.I1", "T06.M01.I1"): "口径不同",
        ("T06.M02.I1", "T06.M02.I1"): "一致",
        ("T07.M01.I3", "T07.M01.I1"): "无法比较",
        ("T07.M01.I4", "T07.M02.I1"): "一致",
        ("T07.M02.I1", "T07.M04.I1"): "无法比较",
        ("T08.M01.I1", "T08.M01.I1"): "无法比较",
        ("T08.M02.I1", "T08.M02.I1"): "一致",
        ("T08.M02.I2", "T08.M02.I2"): "一致",
        ("T08.M03.I1", "T08.M03.I1"): "口径不同",
        ("T09.M02.I1", "T09.M02.I1"): "无法比较",
        ("T10.M04.D1", "T10.M02.D1"): "一致",
        ("T11.M02.D1", "T11.M01.D1"): "一致",
        ("T12.M02.I1", "T12.M01.I1"): "一致",
        ("T13.M02.I1", "T13.M01.I4"): "一致",
        ("T15.M02.I1", "T15.M02.I1"): "一致",
        ("T15.M04.I1", "T15.M04.I1"): "无法比较",
    }
