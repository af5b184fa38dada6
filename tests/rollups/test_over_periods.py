"""Numbers of their own period (本期数) are added over the periods; who is missing in one is named, never 0."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from small_city import A, B, C, Cells, D, Rounds, asked, plan_of

from taizhang.books import write_rollup
from taizhang.model.figure import Figure, Gap
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Kind, Method, Over, Scope
from taizhang.model.reporter import Reporter
from taizhang.rollups import Rollup, trace_cell
from taizhang.rollups.over_periods import way, ways

VISITS, ROW = asked("T01.M01.I1", "本期义诊", "100", "场次", over=Over.SUM), "T01.M01.I1"
Q1, Q2 = Period.parse("2022Q1"), Period.parse("2022Q2")


def figure(rollup: Rollup, row: str = ROW) -> Figure:
    found = rollup.figure(row)
    assert found is not None
    return found


def told(indicator: Indicator = VISITS, **by_period: dict[Reporter, object]) -> Rounds:
    """Numbers by county for 2022Q1 and so on, given as q1, q2, q3."""
    rounds = {
        f"2022{key.upper()}": {whose: {indicator.id: value} for whose, value in cells.items()}
        for key, cells in by_period.items()
    }
    return Rounds(plan_of(indicator), rounds)


def test_every_way_has_one_function() -> None:
    assert set(ways()) == set(Over)
    with pytest.raises(ValueError, match="sum"):
        way(Over.SUM)(lambda values: values[0])


def test_periods_are_added_and_the_missing_are_named() -> None:
    rounds = told(q1={A: 10, B: 5}, q2={A: 20, C: 7}, q3={A: 1, B: 2})
    found = figure(rounds.rollup("2022Q3"))
    assert (found.value, found.reported) == (Decimal(45), 2)
    assert found.missing == (C, D)
    assert found.gaps == (
        Gap(C, Q1, filed=False), Gap(D, Q1, filed=False), Gap(B, Q2, filed=False), Gap(D, Q2, filed=False),
    )  # fmt: skip
    assert [(one.name, str(one.period), one.value) for one in found.contributions] == [
        ("清河县", "2022Q1", 10), ("清河县", "2022Q2", 20), ("清河县", "2022Q3", 1),
        ("白石县", "2022Q1", 5), ("白石县", "2022Q3", 2), ("青松县", "2022Q2", 7),
    ]  # fmt: skip


def test_a_cell_left_blank_in_an_accepted_ledger_is_another_gap_than_no_ledger() -> None:
    rounds = Rounds(plan_of(VISITS), {"2022Q1": {A: {}, B: {ROW: 3}}, "2022Q2": {A: {ROW: 1}, B: {ROW: 1}}})
    found = figure(rounds.rollup("2022Q2"))
    assert [(one.reporter, one.filed) for one in found.gaps] == [(A, True), (C, False), (D, False)]
    assert found.value == 5


def test_a_word_in_an_earlier_ledger_is_no_number_and_no_gap() -> None:
    found = figure(told(q1={A: "不详", B: 1, C: 1, D: 1}, q2={A: 2, B: 1, C: 1, D: 1}).rollup("2022Q2"))
    assert (found.value, found.gaps) == (Decimal(8), ())


def test_cumulative_numbers_are_never_added() -> None:
    cumulative = replace(VISITS, over=None)
    found = figure(told(cumulative, q1={A: 10}, q2={A: 20}).rollup("2022Q2"))
    assert (found.value, len(found.contributions), found.gaps) == (Decimal(20), 1, ())


@pytest.mark.parametrize(
    ("over", "value"), [(Over.SUM, 31), (Over.MAX, 20), (Over.MIN, 1), (Over.MEAN, Decimal(31) / 3)]
)
def test_the_ways_of_one_county(over: Over, value: Decimal) -> None:
    indicator = replace(VISITS, over=over)
    assert figure(told(indicator, q1={A: 10}, q2={A: 20}, q3={A: 1}).rollup("2022Q3")).value == value


def test_each_county_is_taken_over_its_periods_before_the_places_are() -> None:
    longest = replace(VISITS, over=Over.MAX, method=Method.MEAN)
    found = figure(told(longest, q1={A: 10, B: 2}, q2={A: 4, B: 8}).rollup("2022Q2"))
    assert found.value == 9
    meeting = replace(VISITS, method=Method.COUNT_MEETING, scope=Scope.EACH_PLACE)
    found = figure(told(meeting, q1={A: 60, B: 99}, q2={A: 40}).rollup("2022Q2"))
    assert (found.value, found.missing) == (1, (B, C, D))


SHARE = asked(
    ROW, "本期投诉办结率", ">=90", "%", kind=Kind.RATIO, method=Method.RATIO_OF_SUMS, over=Over.SUM,
    scope=Scope.EACH_PLACE,
)  # fmt: skip


def test_parts_of_a_ratio_are_added_over_the_periods_and_refuse_where_one_has_none() -> None:
    rounds = told(SHARE, q1={A: ("8", "10")}, q2={A: ("9", "10"), B: ("1", "2")})
    assert figure(rounds.rollup("2022Q2")).value == Decimal(18) * 100 / Decimal(22)
    rounds.told["2022Q1"][B] = {ROW: {"actual": Decimal(80)}}
    assert figure(rounds.rollup("2022Q2")).refused == (
        "白石县只填了比率，没有填齐分子和分母，比率不能平均，请补报分子、分母后再汇总。"
    )


def test_weights_are_taken_over_their_own_periods() -> None:
    weight = asked("T01.M02.I1", "出院人数", "1", "人次", over=Over.SUM)
    stay = asked(ROW, "平均住院日", "<=8", "天", method=Method.WEIGHTED, weight_of="T01.M02.I1")
    cells: dict[str, dict[Reporter, Cells]] = {
        "2022Q1": {A: {"T01.M02.I1": 10}, B: {"T01.M02.I1": 20}},
        "2022Q2": {A: {ROW: 7, "T01.M02.I1": 20}, B: {ROW: 9, "T01.M02.I1": 10}},
    }
    found = figure(Rounds(plan_of(stay, weight), cells).rollup("2022Q2"))
    assert found.value == Decimal(7 * 30 + 9 * 30) / 60
    assert [(one.name, one.weighs, one.value) for one in found.contributions] == [
        ("清河县", False, 7), ("清河县", True, 10), ("清河县", True, 20),
        ("白石县", False, 9), ("白石县", True, 20), ("白石县", True, 10),
    ]  # fmt: skip
    assert (found.missing, found.gaps) == ((C, D), ())


def test_a_plan_that_starts_later_has_no_gaps_before() -> None:
    rounds = told(q3={A: 1, B: 1, C: 1, D: 1})
    plan = replace(rounds.plan, settings=replace(rounds.plan.settings, starts_on=date(2022, 7, 1)))
    assert figure(Rounds(plan, rounds.told).rollup("2022Q3")).gaps == ()


@examples(30)
@given(st.integers(0, 10_000))
def test_the_sum_over_periods_is_the_sum_by_hand_in_any_order(seed: int) -> None:
    chance = random.Random(seed)
    rounds = Rounds(plan_of(VISITS), {})
    by_hand, gaps = Decimal(0), set()
    for period in ("2022Q1", "2022Q2", "2022Q3"):
        told_then: dict[Reporter, Cells] = {}
        for whose in chance.sample((A, B, C, D), 4):
            number = Decimal(chance.randint(0, 999)) / 10
            if chance.random() < 0.7:
                told_then[whose], by_hand = {ROW: number}, by_hand + number
            elif period != "2022Q3":
                gaps.add((whose, period))
        rounds.told[period] = told_then
    rolled = rounds.rollup("2022Q3")
    found = figure(rolled)
    assert (found.value or Decimal(0), {(one.reporter, str(one.period)) for one in found.gaps}) == (
        by_hand, gaps,
    )  # fmt: skip
    shuffled = Rounds(rounds.plan, dict(chance.sample(list(rounds.told.items()), 3)))
    shuffled.told = {
        period: dict(chance.sample(list(cells.items()), len(cells)))
        for period, cells in shuffled.told.items()
    }
    assert shuffled.rollup("2022Q3").figures == rolled.figures


def test_the_sheet_names_the_gaps_and_the_trace_shows_every_period(
    read_grids: Callable[[bytes], tuple[Grid, ...]],
) -> None:
    rounds = told(q1={A: 10, B: 5}, q2={A: 20, B: 1, C: 7}, q3={A: 1, B: 2})
    grids = read_grids(write_rollup(rounds.rollup("2022Q3")))
    sheet = next(grid for grid in grids if grid.sheet == "指标汇总")
    assert [sheet.text(4, column) for column in (6, 9, 10, 11)] == ["46", "4", "2", "未报：青松县、石桥县"]
    assert sheet.text(4, 17).split("\n")[:2] == ["2022Q1未报：青松县、石桥县。", "2022Q2未报：石桥县。"]
    shown = str(trace_cell(grids, "指标汇总", 4, 6)).split("\n")
    assert shown[:2] == ["指标汇总!F4　本期义诊　46", "├─ 算法：合计（各来源采用值相加），逐期：本期数相加"]
    assert [line.split("　")[:3] for line in shown[2:-1]] == [
        ["├─ 清河县", "2022Q1", "清河县2022Q1.xlsx（登记号31）"],
        ["├─ 清河县", "2022Q2", "清河县2022Q2.xlsx（登记号61）"],
        ["├─ 清河县", "清河县2022Q3.xlsx（登记号91）", shown[4].split("　")[2]],
        ["├─ 白石县", "2022Q1", "白石县2022Q1.xlsx（登记号32）"],
        ["├─ 白石县", "2022Q2", "白石县2022Q2.xlsx（登记号62）"],
        ["├─ 白石县", "白石县2022Q3.xlsx（登记号92）", shown[7].split("　")[2]],
        ["├─ 青松县", "2022Q2", "青松县2022Q2.xlsx（登记号63）"],
        ["├─ 青松县", "未报"], ["├─ 石桥县", "未报"],
        ["├─ 青松县", "2022Q1", "未报"], ["├─ 石桥县", "2022Q1", "未报"], ["├─ 石桥县", "2022Q2", "未报"],
    ]  # fmt: skip
    assert str(trace_cell(grids, "指标汇总", 4, 10)).split("\n")[1].endswith("，报告期 2022Q3")
