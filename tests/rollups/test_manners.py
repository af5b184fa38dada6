"""Each manner of scoring as a table: target, value, what is shown, what is said beside it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from shown_arithmetic import worked_out

from taizhang.model.plan import Comparator, Target
from taizhang.model.quantity import half_up
from taizhang.model.scoring import Bound, Manner, Scale, ScoringItem, Steps
from taizhang.rollups.methods import Refusal
from taizhang.rollups.scoring.arithmetic import Arithmetic, number
from taizhang.rollups.scoring.manners import Points, manner, manners, points_for

SIGNS = {
    "≥": Comparator.AT_LEAST, "＞": Comparator.ABOVE, "≤": Comparator.AT_MOST, "＜": Comparator.BELOW,
    "约": Comparator.ABOUT, "=": Comparator.EQUAL,
}  # fmt: skip
BY_UNIT = {"per": Decimal(2), "points": Decimal(3)}


def target(words: str) -> Target:
    if "-" in words[1:]:
        low, _, high = words.rpartition("-")
        return Target(Comparator.RANGE, Decimal(low), "%", Decimal(high))
    return Target(SIGNS[words[0]], Decimal(words[1:]), "%")


def quotient(words: str) -> Arithmetic:
    """45/60 as a share in %, else the number itself."""
    above, _, below = words.partition("/")
    if not below:
        return number(Decimal(above))
    return Arithmetic(f"{above}÷{below}×100", worked_out(f"{above}÷{below}×100"))


def told(item: ScoringItem, goal: str, value: str) -> tuple[str, str]:
    given_points = points_for(item, quotient(value), target(goal))
    if isinstance(given_points, Refusal):
        return "不计分", given_points.says
    return given_points.worked.comes_to(1), given_points.note


def item(kind: Manner, **facts: object) -> ScoringItem:
    return ScoringItem("T01.M01.I1", Decimal(20), kind, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("goal", "value", "shown", "note"),
    [
        ("≥25", "25", "20", "达标"), ("≥25", "24.9", "0", "未达标"), ("＞25", "25", "0", "未达标"),
        ("=25", "30", "20", "达标"), ("≤5", "5", "20", "达标"), ("≤5", "5.1", "0", "未达标"), ("＜5", "5", "0", "未达标"),
        ("≤0", "0", "20", "达标"), ("≥0", "0", "20", "达标"), ("≥0", "-1", "0", "未达标"),
        ("3-5", "3", "20", "达标"), ("3-5", "5", "20", "达标"), ("3-5", "5.5", "0", "未达标"),
        ("≥75", "45/60", "20", "达标"), ("≥75", "44/60", "0", "未达标"),
        ("=1", "1", "20", "达标"), ("=1", "0", "0", "未达标"),  # 是, 否
        ("约30", "30", "不计分", "目标值是约数，不能判断是否达标"),
    ],
)  # fmt: skip
def test_all_points_for_the_target_or_none(goal: str, value: str, shown: str, note: str) -> None:
    assert told(item(Manner.FULL), goal, value) == (shown, note)


@pytest.mark.parametrize(
    ("goal", "value", "shown", "note"),
    [
        ("≥25", "18", "20×18÷25=14.4", "完成率72%"), ("≥25", "0", "20×0÷25=0", "完成率0%"),
        ("≥25", "26", "20", "完成率达到100%"), ("≥30", "17", "20×17÷30≈11.3", "完成率56.7%"),
        ("≥25", "-5", "MAX(20×(-5)÷25, 0)=0", "完成率低于0"),
        ("≥75", "45/80", "20×(45÷80×100)÷75=15", "完成率75%"),
        ("≤5", "4", "20", "完成率达到100%"), ("≤5", "8", "20×5÷8=12.5", "完成率62.5%"),
        ("＜5", "5", "20", "完成率达到100%"), ("≤0", "0", "20", "完成率达到100%"), ("≤0", "3", "20×0÷3=0", "完成率0%"),
        ("≤5", "6/100", "20×5÷(6÷100×100)≈16.7", "完成率83.3%"),
        ("≥0", "0", "20", "达标"), ("≥0", "-1", "不计分", "目标值不大于0，没有完成率可言"),
        ("3-5", "4", "20", "完成率达到100%"), ("3-5", "1", "20×1÷3≈6.7", "完成率33.3%"), ("3-5", "8", "20×5÷8=12.5", "完成率62.5%"),
        ("=1", "1", "20", "完成率达到100%"), ("=1", "0", "20×0÷1=0", "完成率0%"),  # 是, 否
        ("约30", "15", "20×15÷30=10", "完成率50%"),
    ],
)  # fmt: skip
def test_points_in_proportion_to_the_rate(goal: str, value: str, shown: str, note: str) -> None:
    assert told(item(Manner.PROPORTIONAL), goal, value) == (shown, note)


STEPS = Steps(
    Scale((Bound(Decimal(60)), Bound(Decimal(80)), Bound(Decimal(90)))), (*map(Decimal, (0, 8, 15, 20)),)
)


@pytest.mark.parametrize(
    ("value", "shown", "note"),
    [
        ("90", "20", "属≥90一档"), ("89.99", "15", "属≥80且＜90一档"), ("80", "15", "属≥80且＜90一档"),
        ("60", "8", "属≥60且＜80一档"), ("45/80", "0", "属＜60一档"), ("-3", "0", "属＜60一档"),
    ],
)  # fmt: skip
def test_points_by_the_step_of_the_number(value: str, shown: str, note: str) -> None:
    assert told(item(Manner.STEP, steps=STEPS), "≥90", value) == (shown, note)


@pytest.mark.parametrize(
    ("goal", "value", "shown", "note"),
    [
        ("≥50", "45", "20", "完成率45÷50×100=90%，属≥90一档"),
        ("≥30", "25", "15", "完成率25÷30×100≈83.33%，属≥80且＜90一档"),
        ("≥75", "45/80", "8", "完成率(45÷80×100)÷75×100=75%，属≥60且＜80一档"),
        ("≤5", "4", "20", "完成率100%，属≥90一档"), ("≤5", "8", "8", "完成率5÷8×100=62.5%，属≥60且＜80一档"),
        ("3-5", "4", "20", "完成率100%，属≥90一档"), ("≥0", "1", "不计分", "目标值不大于0，没有完成率可言"),
    ],
)  # fmt: skip
def test_points_by_the_step_of_the_rate(goal: str, value: str, shown: str, note: str) -> None:
    assert told(item(Manner.RATE_STEP, steps=STEPS), goal, value) == (shown, note)


@pytest.mark.parametrize(
    ("goal", "value", "floor", "shown", "note"),
    [
        ("≥90", "90", "0", "20", "达标"), ("≥90", "85", "0", "20-(90-85)÷2×3=12.5", ""),
        ("≥90", "70", "0", "MAX(20-(90-70)÷2×3, 0)=0", "扣到0分为止"),
        ("≥90", "70", "5", "MAX(20-(90-70)÷2×3, 5)=5", "扣到5分为止"),
        ("≤5", "5", "0", "20", "达标"), ("≤5", "7.5", "0", "20-(7.5-5)÷2×3≈16.3", ""),
        ("＜5", "5", "0", "20", "与目标值没有差距"), ("＞5", "5", "0", "20", "与目标值没有差距"),
        ("≤0", "1", "0", "20-(1-0)÷2×3=18.5", ""), ("≥0", "-1", "0", "20-(0-(-1))÷2×3=18.5", ""),
        ("3-5", "1", "0", "20-(3-1)÷2×3=17", ""), ("3-5", "7", "0", "20-(7-5)÷2×3=17", ""), ("3-5", "4", "0", "20", "达标"),
        ("≥75", "44/60", "0", "20-(75-(44÷60×100))÷2×3=17.5", ""), ("=1", "0", "0", "20-(1-0)÷2×3=18.5", ""),
        ("约30", "35", "0", "20", "与目标值没有差距"), ("约30", "26", "0", "20-(30-26)÷2×3=14", ""),
    ],
)  # fmt: skip
def test_points_off_for_each_unit_that_is_missing(
    goal: str, value: str, floor: str, shown: str, note: str
) -> None:
    assert told(item(Manner.DEDUCT, floor=Decimal(floor), **BY_UNIT), goal, value) == (shown, note)


@pytest.mark.parametrize(
    ("goal", "value", "shown", "note"),
    [
        ("≥90", "90", "20", "完成率达到100%"), ("≥90", "92", "20+(92-90)÷2×3=23", ""),
        ("≥90", "99", "20+MIN((99-90)÷2×3, 5)=25", "最多加5分"), ("≥90", "45", "20×45÷90=10", "完成率50%"),
        ("≤5", "4", "20+(5-4)÷2×3=21.5", ""), ("≤5", "10", "20×5÷10=10", "完成率50%"),
        ("≥75", "47/60", "20+((47÷60×100)-75)÷2×3=25", ""),
        ("≥0", "1", "20+(1-0)÷2×3=21.5", ""), ("≥0", "-1", "不计分", "目标值不大于0，没有完成率可言"),
    ],
)  # fmt: skip
def test_points_for_each_unit_beyond_the_target(goal: str, value: str, shown: str, note: str) -> None:
    assert told(item(Manner.BONUS, cap=Decimal(5), **BY_UNIT), goal, value) == (shown, note)


def test_every_manner_has_a_function_and_only_one() -> None:
    assert set(manners()) == set(Manner)
    with pytest.raises(ValueError, match="full"):
        manner(Manner.FULL)(lambda item, value, target: Points(number(0)))


numbers = st.decimals(-200, 200, places=1)
goals = st.builds(lambda sign, at: Target(sign, at, "个"), st.sampled_from(list(SIGNS.values())), numbers) | st.builds(
    lambda low, more: Target(Comparator.RANGE, low, "个", low + more), numbers, st.decimals(0, 50, places=1)
)  # fmt: skip


@given(
    kind=st.sampled_from(list(Manner)), goal=goals, above=numbers, below=st.none() | st.integers(1, 300),
    floor=st.integers(0, 20), cap=st.integers(1, 10),
)  # fmt: skip
@examples(300)
def test_points_stay_between_floor_and_cap_and_are_what_is_shown(
    kind: Manner, goal: Target, above: Decimal, below: int | None, floor: int, cap: int
) -> None:
    scored = item(
        kind, floor=Decimal(floor) if kind is Manner.DEDUCT else None,
        cap=Decimal(cap) if kind is Manner.BONUS else None, steps=STEPS, **BY_UNIT,
    )  # fmt: skip
    value = number(above) if below is None else quotient(f"{abs(above)}/{below}")
    found = points_for(scored, value, goal)
    if isinstance(found, Points):
        least = floor if kind is Manner.DEDUCT else 0
        most = 20 + (cap if kind is Manner.BONUS else 0)
        assert least <= found.worked.exact <= most
        assert worked_out(found.worked.shown) == found.worked.exact
        assert str(half_up(found.worked.exact)) == str(half_up(worked_out(found.worked.comes_to(1))))
