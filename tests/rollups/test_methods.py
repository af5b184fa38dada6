from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from taizhang.model.figure import Contribution
from taizhang.model.place import Place
from taizhang.model.plan import Comparator, Indicator, Kind, Method, Scope, Span, Target
from taizhang.model.reporter import Reporter
from taizhang.rollups.methods import Refusal, aggregate, method, methods
from taizhang.rollups.pool import Pool, unmet

BEDS = Indicator("T01.M01.I1", Span(0, 0, ""), "床位", Target(Comparator.AT_LEAST, Decimal(50), "张"))
SIGNED = replace(
    BEDS,
    subject="签约率",
    kind=Kind.RATIO,
    method=Method.RATIO_OF_SUMS,
    target=Target(Comparator.AT_LEAST, Decimal(75), "%"),
)
GROUPS = replace(
    BEDS, subject="医共体", kind=Kind.YES_NO, scope=Scope.SHARE_OF_PLACES, method=Method.SHARE_MEETING,
    target=Target(Comparator.AT_LEAST, Decimal(50), "%"),
)  # fmt: skip
FOUR = tuple(Reporter(f"99012{n}") for n in range(1, 5))


def told(county: int, value: str | None, part: str = "actual", day: int = 1) -> Contribution:
    return Contribution(
        reporter=FOUR[county - 1], name=f"{county}县", submission=county, file_name="a.xlsx",
        received=datetime(2022, 10, day, tzinfo=UTC), place=Place("", "任务台账", 6, 17), row="T01.M01.I1",
        part=part, raw=value or "不详", value=None if value is None else Decimal(value),
    )  # fmt: skip


def parts(county: int, above: str, below: str) -> tuple[Contribution, ...]:
    return told(county, above, "numerator"), told(county, below, "denominator")


def rolled(indicator: Indicator, *cells: Contribution) -> object:
    return aggregate(Pool(indicator, cells, FOUR), indicator.method)


def by(way: Method, indicator: Indicator = BEDS) -> Indicator:
    return replace(indicator, method=way)


def test_every_method_has_one_function() -> None:
    assert set(methods()) == set(Method)
    with pytest.raises(ValueError, match="sum"):
        method(Method.SUM)(lambda pool: None)


def test_sum_adds_exactly_and_leaves_out_what_is_no_number() -> None:
    assert rolled(BEDS, told(1, "0.1"), told(2, "0.2"), told(3, None)) == Decimal("0.3")


def test_nobody_reported_is_no_number() -> None:
    assert rolled(BEDS) is None
    assert rolled(BEDS, told(1, None)) is None


def test_shares_are_not_added() -> None:
    refused = rolled(by(Method.SUM, SIGNED), told(1, "80"), told(2, "90"))
    assert refused == Refusal("“签约率”以“%”计，各地数值不能相加，请按分子、分母报送后再汇总。")


def test_a_ratio_divides_the_sums_and_is_no_average() -> None:
    assert rolled(SIGNED, *parts(1, "1", "2"), *parts(2, "90", "100")) == Decimal(9100) / Decimal(102)


def test_a_ratio_without_its_parts_refuses_and_names_who_gave_none() -> None:
    refused = rolled(SIGNED, *parts(1, "1", "2"), told(2, "80"))
    assert refused == Refusal("2县只填了比率，没有填齐分子和分母，比率不能平均，请补报分子、分母后再汇总。")
    assert isinstance(rolled(SIGNED, *parts(1, "1", "2"), told(3, "5", "numerator")), Refusal)
    everyone = rolled(SIGNED, *(told(n, "80") for n in range(1, 5)))
    assert everyone == Refusal(
        "1县、2县、3县等4个单位只填了比率，没有填齐分子和分母，比率不能平均，请补报分子、分母后再汇总。"
    )


def test_a_ratio_over_nothing_refuses() -> None:
    assert rolled(SIGNED, *parts(1, "0", "0")) == Refusal("各地分母合计为0，不能计算比率，请核对分母。")


@pytest.mark.parametrize(("unit", "value"), [("%", 50), ("‰", 500), ("/10万", 50_000), ("级", 50)])
def test_a_ratio_is_told_in_its_unit(unit: str, value: int) -> None:
    asked = replace(SIGNED, target=replace(SIGNED.target, unit=unit))
    assert rolled(asked, *parts(1, "1", "2")) == value
    assert asked.rolled_up_in == ("%" if unit == "级" else unit)


def test_count_of_places_that_meet_the_target() -> None:
    assert rolled(by(Method.COUNT_MEETING), told(1, "50"), told(2, "49.9"), told(3, "80")) == 2


def test_share_of_places_keeps_the_missing_in_the_denominator() -> None:
    assert rolled(GROUPS, told(1, "1"), told(2, "0")) == 25
    assert rolled(GROUPS) == 0


def test_a_share_of_nobody_refuses() -> None:
    nobody = aggregate(Pool(GROUPS, (), ()), Method.SHARE_MEETING)
    assert nobody == Refusal("名册中没有应报单位，不能计算占比，请先维护通讯录。")


def test_last_largest_smallest() -> None:
    cells = (told(1, "7", day=9), told(2, "9", day=2), told(3, "5", day=3))
    assert [rolled(by(way), *cells) for way in (Method.LAST, Method.MAX, Method.MIN)] == [7, 9, 5]


def test_a_number_per_head_is_rolled_up_per_head():
    doctors = replace(
        SIGNED,
        subject="每千人口医师数",
        per="每千人口",
        target=Target(Comparator.AT_LEAST, Decimal("3.2"), "人"),
    )
    reported = (*parts(1, "300", "100000"), *parts(2, "200", "50000"))
    assert aggregate(Pool(doctors, reported, FOUR[:2]), doctors.method) == Decimal(500) * 1000 / 150000
    assert doctors.rolled_up_in == "人"


def called(*counties: int) -> dict[Reporter, str]:
    return {FOUR[number - 1]: f"{number}县" for number in counties}


def test_a_mean_is_of_those_that_gave_a_number() -> None:
    stays = replace(BEDS, subject="门诊等候时间", target=Target(Comparator.AT_MOST, Decimal(30), "分钟"))
    cells = (told(1, "20"), told(2, "25"), told(3, None))
    assert rolled(by(Method.MEAN, stays), *cells) == Decimal("22.5")


@pytest.mark.parametrize(
    ("indicator", "says"),
    [
        (SIGNED, "“签约率”以“%”计，百分比不能取平均，请按分子、分母报送后再汇总。"),
        (
            replace(BEDS, target=replace(BEDS.target, unit="个百分点")),
            "“床位”以“个百分点”计，百分比不能取平均，请按分子、分母报送后再汇总。",
        ),
        (
            replace(GROUPS, target=Target(Comparator.EQUAL, Decimal(1), "个")),
            "“医共体”填报的不是数量，不能取平均，请在计划审核表里改汇总方式。",
        ),
        (
            replace(BEDS, kind=Kind.LEVEL, scope=Scope.INSTITUTIONS),
            "“床位”填报的不是数量，不能取平均，请在计划审核表里改汇总方式。",
        ),
    ],
)
def test_shares_levels_and_yes_or_no_have_no_mean(indicator: Indicator, says: str) -> None:
    assert rolled(by(Method.MEAN, indicator), told(1, "1"), told(2, "0")) == Refusal(says)


PEOPLE = replace(
    BEDS, id="T01.M02.I1", subject="常住人口", target=Target(Comparator.AT_LEAST, Decimal(1), "万人")
)
STAY = replace(
    BEDS, subject="平均住院日", method=Method.WEIGHTED, weight_of=PEOPLE.id,
    target=Target(Comparator.AT_MOST, Decimal(8), "天"),
)  # fmt: skip


def weight(county: int, value: str | None) -> Contribution:
    return replace(told(county, value), row=PEOPLE.id, weighs=True)


def weighed(*cells: Contribution, among: int = 4, by_what: Indicator | None = PEOPLE) -> object:
    names = called(*range(1, among + 1))
    return aggregate(Pool(STAY, cells, FOUR[:among], by_what, names), Method.WEIGHTED)


def test_a_weighted_mean_is_the_sum_of_products_over_the_sum_of_weights() -> None:
    cells = (told(1, "7"), weight(1, "10"), told(2, "9"), weight(2, "30"))
    assert weighed(*cells) == Decimal(7 * 10 + 9 * 30) / Decimal(40)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ((told(1, "7"), weight(1, "10"), told(2, "9")), "2县没有填报权数“常住人口”，不能加权平均，请补报后再汇总。"),
        (
            (told(1, "7"), weight(1, "10"), weight(3, "5")),
            "3县填了权数，没有填报“平均住院日”，不能加权平均，请补报后再汇总。",
        ),
        (
            (told(1, "7"), told(2, "9"), weight(2, None), weight(3, "5")),
            "1县、2县没有填报权数“常住人口”，3县填了权数，没有填报“平均住院日”，不能加权平均，请补报后再汇总。",
        ),
        (
            (told(1, "7"), weight(1, "0")),
            "各地权数“常住人口”有负数或合计为0，不能加权平均，请核对权数。",
        ),
        (
            (told(1, "7"), weight(1, "3"), told(2, "7"), weight(2, "-1")),
            "各地权数“常住人口”有负数或合计为0，不能加权平均，请核对权数。",
        ),
    ],
)  # fmt: skip
def test_a_weighted_mean_refuses_and_names_who_lacks_what(cells: tuple[Contribution, ...], says: str) -> None:
    assert weighed(*cells) == Refusal(says)


def test_a_weight_that_the_plan_does_not_have_is_named() -> None:
    assert weighed(told(1, "7"), by_what=None) == Refusal(
        "“平均住院日”的权数取自“T01.M02.I1”，计划里没有这一行，请在计划审核表里核对。"
    )
    assert weighed(weight(1, "7")) is None


ALL = replace(BEDS, method=Method.ALL_OF, scope=Scope.EACH_PLACE)


@pytest.mark.parametrize(
    ("cells", "outcome", "short"),
    [
        ((told(1, "50"), told(2, "60"), told(3, "50"), told(4, "99")), Decimal(1), ()),
        ((told(1, "50"), told(2, "49"), told(3, "50"), told(4, "0")), Decimal(0), (FOUR[1], FOUR[3])),
        # One that does not meet it decides, whatever the silent ones will say.
        ((told(1, "50"), told(2, "49")), Decimal(0), (FOUR[1],)),
        (
            (told(1, "50"), told(2, "60")),
            Refusal("3县、4县还没有填报，是否全部完成不能判定，请补报后再汇总。"),
            (),
        ),
        (
            (told(1, "50"), told(2, "60"), told(3, "70"), told(4, None)),
            Refusal("4县还没有填报，是否全部完成不能判定，请补报后再汇总。"),
            (),
        ),
        ((told(4, None),), None, ()),
        ((), None, ()),
    ],
)
def test_all_of_needs_everybody(
    cells: tuple[Contribution, ...], outcome: object, short: tuple[Reporter, ...]
) -> None:
    pool = Pool(ALL, cells, FOUR, names=called(1, 2, 3, 4))
    assert (aggregate(pool, Method.ALL_OF), unmet(pool)) == (outcome, short)


def test_all_of_yes_and_no() -> None:
    asked = replace(GROUPS, method=Method.ALL_OF)
    everyone = [told(n, "1") for n in range(1, 5)]
    assert rolled(asked, *everyone) == 1
    assert rolled(asked, *everyone[:3], told(4, "0")) == 0


@pytest.mark.parametrize("way", [Method.SUM, Method.MEAN])
def test_parts_alone_come_to_no_sum_and_no_mean(way: Method) -> None:
    assert rolled(replace(BEDS, method=way), *parts(1, "0", "0")) is None
