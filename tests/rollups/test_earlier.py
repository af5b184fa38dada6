"""指标汇总 beside the period before and the same period a year ago: exact tables, reasons, and traces down to the cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from small_city import A, B, C, Cells, D, Rounds, asked, plan_of

from taizhang.books import write_rollup
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Kind, Method, Over, Plan, Scope
from taizhang.model.reporter import Reporter
from taizhang.rollups import Rollup, consolidate, trace_cell
from taizhang.rollups.past import LookBack

BEDS, SIGNED, BUILT = "T01.M01.I1", "T01.M02.I1", "T01.M03.I1"
RATIO = {"kind": Kind.RATIO, "method": Method.RATIO_OF_SUMS}
EACH = {"scope": Scope.EACH_PLACE, "method": Method.COUNT_MEETING}
PLAN = plan_of(
    asked(BEDS, "新增床位", "100", "张"),
    asked(SIGNED, "家庭医生签约率", ">=75", "%", **RATIO),
    asked(BUILT, "紧密型医共体", ">=2", "个", **EACH),
)
Told = dict[str, dict[Reporter, Cells]]
Read = Callable[[bytes], tuple[Grid, ...]]


def cells(beds: int, above: int, below: int, built: int) -> Cells:
    return {BEDS: beds, SIGNED: (above, below), BUILT: built}


Q2 = {A: cells(30, 70, 100, 2), B: cells(10, 30, 100, 1)}
Q3 = {A: cells(50, 80, 100, 2), B: cells(20, 50, 100, 2), C: cells(1, 5, 100, 0)}


@pytest.fixture
def table(read_grids: Read) -> Callable[[Rollup], list[list[str]]]:
    """By row of 指标汇总: value, the four comparisons as printed, and 说明."""

    def shown(rollup: Rollup) -> list[list[str]]:
        sheet = next(grid for grid in read_grids(write_rollup(rollup)) if grid.sheet == "指标汇总")
        assert [sheet.text(3, column) for column in range(13, 18)] == [
            "上期值", "较上期增减", "去年同期值", "较去年同期增减", "说明",
        ]  # fmt: skip
        columns = (6, 13, 14, 15, 16, 17)
        return [[sheet.text(row, at) for at in columns] for row in range(4, 4 + len(rollup.figures))]

    return shown


Table = Callable[[Rollup], list[list[str]]]


def test_the_period_before(table: Table) -> None:
    rolled = Rounds(PLAN, {"2022Q2": Q2, "2022Q3": Q3}).rollup("2022Q3")
    why = "上期值缺2个单位。去年同期未汇总。"
    assert table(rolled) == [
        ["71", "40", "31", "—", "—", why],
        ["45", "50", "-5", "—", "—", why],
        ["2", "1", "1", "—", "—", why],
    ]


def test_nothing_before(table: Table) -> None:
    first = Rounds(PLAN, {"2022Q1": Q2}).rollup("2022Q1")
    assert [row[1:] for row in table(first)] == [
        ["—", "—", "—", "—", "本计划自本期起算。去年同期未汇总。"]
    ] * 3
    silent = Rounds(PLAN, {"2022Q3": Q3}).rollup("2022Q3")
    assert [row[5] for row in table(silent)] == ["上期未汇总。去年同期未汇总。"] * 3
    nobody_looked = Rounds(PLAN, {"2022Q3": Q3}).rollup("2022Q3", compared=False)
    assert [row[1:] for row in table(nobody_looked)] == [["—", "—", "—", "—", ""]] * 3


def test_an_earlier_number_that_was_refused_says_why(table: Table) -> None:
    lacking = {A: {SIGNED: {"actual": Decimal(70)}}}
    rolled = Rounds(PLAN, {"2022Q2": lacking, "2022Q3": Q3}).rollup("2022Q3")
    assert [row[1:] for row in table(rolled)] == [
        ["—", "—", "—", "—", "上期没有数。去年同期未汇总。"],
        [
            "—", "—", "—", "—",
            "上期没有数：清河县只填了比率，没有填齐分子和分母，比率不能平均，请补报分子、分母后再汇总。去年同期未汇总。",
        ],
        ["—", "—", "—", "—", "上期没有数。去年同期未汇总。"],
    ]  # fmt: skip


def last_years(*indicators: Indicator) -> Plan:
    return plan_of(*indicators, year=2021)


def test_a_year_ago_matches_what_means_the_same_whatever_its_id(table: Table) -> None:
    then = last_years(
        asked("T01.M05.I1", "新增床位", "80", "张"),  # another id and another target: the same number
        asked("T01.M06.I1", "家庭医生签约率", ">=70", "%", **RATIO),
        asked("T01.M07.I1", "紧密型医共体", ">=1", "个", **EACH),  # counts who has 1, not who has 2
    )
    told: Told = {
        "2021Q3": {
            one: {"T01.M05.I1": 15, "T01.M06.I1": ("60", "100"), "T01.M07.I1": 1} for one in (A, B, C, D)
        }
    }
    rolled = Rounds(PLAN, {"2022Q2": Q2, "2022Q3": Q3}).rollup("2022Q3", year_before=Rounds(then, told))
    assert [row[3:] for row in table(rolled)] == [
        ["60", "11", "上期值缺2个单位。"],
        ["60", "-15", "上期值缺2个单位。"],
        ["—", "—", "上期值缺2个单位。上年计划没有同一指标。"],
    ]


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ([asked("T01.M01.I1", "新增床位", "80", "个")], "上年计划没有同一指标。"),
        ([asked("T01.M01.I1", "新增床位数", "80", "张")], "上年计划没有同一指标。"),
        ([asked("T01.M01.I1", "新增床位", "80", "张", method=Method.LAST)], "上年计划没有同一指标。"),
        ([asked("T01.M01.I1", "新增床位", "80", "张", over=Over.SUM)], "上年计划没有同一指标。"),
        (
            [asked("T01.M01.I1", "新增床位", "80", "张"), asked("T01.M02.I1", "新增床位", "90", "张")],
            "上年计划有几项同名指标。",
        ),
    ],
)
def test_a_year_ago_is_conservative(then: list[Indicator], why: str, table: Table) -> None:
    plan = plan_of(asked(BEDS, "新增床位", "100", "张"))
    told: Told = {"2021Q3": {A: {one.id: 5 for one in then}}}
    rolled = Rounds(plan, {"2022Q3": {A: {BEDS: 1}}}).rollup(
        "2022Q3", year_before=Rounds(last_years(*then), told)
    )
    assert table(rolled)[0][3:] == ["—", "—", f"上期未汇总。{why}"]


def test_a_year_ago_under_a_plan_of_several_years(table: Table) -> None:
    long = replace(PLAN, settings=replace(PLAN.settings, starts_on=date(2021, 1, 1)))
    rounds = Rounds(long, {"2021Q3": Q2, "2022Q2": Q2, "2022Q3": Q3})
    a_year = Rounds(long, {"2021Q3": Q2})
    assert [row[1:5] for row in table(rounds.rollup("2022Q3", year_before=a_year))] == [
        ["40", "31", "40", "31"],
        ["50", "-5", "50", "-5"],
        ["1", "1", "1", "1"],
    ]


def test_what_an_amendment_changed_is_not_compared(table: Table) -> None:
    rounds = Rounds(PLAN, {"2022Q2": Q2, "2022Q3": Q3})
    then = plan_of(
        asked(BEDS, "新增床位", "90", "张"),  # another target: the sum is the same
        asked(SIGNED, "家庭医生签约率", ">=75", "%", **RATIO),
        asked(BUILT, "紧密型医共体", ">=1", "个", **EACH),
    )
    rolled = rounds.rollup("2022Q3")
    past = replace(rounds.past("2022Q2"), plan=then)
    again = consolidate(
        PLAN, rounds.roster, Period.parse("2022Q3"), rounds.past("2022Q3").reports, as_of=rolled.as_of,
        back=LookBack((past,)),
    )  # fmt: skip
    assert [row[1] for row in table(again)] == ["40", "50", "—"]
    assert table(again)[2][5] == "上期口径不同。去年同期未汇总。"


def test_numbers_of_their_period_are_compared_as_they_stood_then(table: Table) -> None:
    plan = plan_of(asked(BEDS, "本期义诊", "100", "场次", over=Over.SUM))
    told: Told = {f"2022Q{n}": {A: {BEDS: 10 * n}} for n in (1, 2, 3)}
    assert table(Rounds(plan, told).rollup("2022Q3"))[0][:3] == ["60", "30", "30"]


def test_gaps_of_an_earlier_number_stand_behind_it(read_grids: Read) -> None:
    plan = plan_of(asked(BEDS, "本期义诊", "100", "场次", over=Over.SUM))
    told: Told = {"2022Q1": {A: {BEDS: 1}, B: {}}, "2022Q2": {A: {BEDS: 2}}, "2022Q3": {A: {BEDS: 3}}}
    found = trace_cell(read_grids(write_rollup(Rounds(plan, told).rollup("2022Q3"))), "指标汇总", 4, 13)
    assert [(one.reporter, one.period, one.value or one.remark) for one in found.lines] == [
        ("清河县", "2022Q1", "1"), ("清河县", "2022Q2", "2"),
        ("白石县", "2022Q2", "未报"), ("青松县", "2022Q2", "未报"), ("石桥县", "2022Q2", "未报"),
        ("白石县", "2022Q1", "未填"), ("青松县", "2022Q1", "未报"), ("石桥县", "2022Q1", "未报"),
    ]  # fmt: skip


def test_all_of_is_compared_in_words(table: Table) -> None:
    plan = plan_of(asked(BEDS, "开放床位", ">=50", "张", scope=Scope.EACH_PLACE, method=Method.ALL_OF))
    told: Told = {
        "2022Q1": {A: {BEDS: 60}, B: {BEDS: 60}, C: {BEDS: 60}, D: {BEDS: 40}},
        "2022Q2": {one: {BEDS: 60} for one in (A, B, C, D)},
        "2022Q3": {one: {BEDS: 60} for one in (A, B)},
    }
    rounds = Rounds(plan, told)
    assert table(rounds.rollup("2022Q2")) == [["是", "否", "—", "—", "—", "去年同期未汇总。"]]
    assert table(rounds.rollup("2022Q1"))[0][:1] == ["否"]
    assert table(rounds.rollup("2022Q1"))[0][5].split("\n")[0] == "未达到：石桥县。"
    assert table(rounds.rollup("2022Q3")) == [
        [
            "—", "是", "—", "—", "—",
            "青松县、石桥县还没有填报，是否全部完成不能判定，请补报后再汇总。\n去年同期未汇总。",
        ]
    ]  # fmt: skip


def test_every_compared_number_is_traced_to_the_cells_of_its_time(read_grids: Read) -> None:
    then = last_years(asked("T01.M05.I1", "新增床位", "80", "张"))
    told: Told = {"2021Q3": {A: {"T01.M05.I1": 15}}}
    rolled = Rounds(PLAN, {"2022Q2": Q2, "2022Q3": Q3}).rollup("2022Q3", year_before=Rounds(then, told))
    grids = read_grids(write_rollup(rolled))
    assert [grid.sheet for grid in grids][-4:] == ["来源", "往期来源", "台账记录", "来源索引"]

    before = str(trace_cell(grids, "指标汇总", 4, 13)).split("\n")
    assert before[:2] == [
        "指标汇总!M4　新增床位上期值（2022年第二季度，《云岭市2022年重点工作任务》）　40",
        "├─ 算法：合计（各来源采用值相加）",
    ]
    assert [line.split("　")[:3] for line in before[2:]] == [
        ["├─ 清河县", "2022Q2", "清河县2022Q2.xlsx（登记号61）"],
        ["├─ 白石县", "2022Q2", "白石县2022Q2.xlsx（登记号62）"],
        ["├─ 青松县", "2022Q2", "未报"], ["└─ 石桥县", "2022Q2", "未报"],
    ]  # fmt: skip
    assert all("任务台账!Q6 累计完成值" in line for line in before[2:4])

    year = str(trace_cell(grids, "指标汇总", 4, 15)).split("\n")
    assert year[0] == "指标汇总!O4　新增床位去年同期值（2021年第三季度，《云岭市2021年重点工作任务》）　15"
    assert [line.split("　")[:2] for line in year[2:]] == [
        ["├─ 清河县", "2021Q3"], ["├─ 白石县", "2021Q3"], ["├─ 青松县", "2021Q3"], ["└─ 石桥县", "2021Q3"],
    ]  # fmt: skip

    difference = trace_cell(grids, "指标汇总", 4, 14)
    assert (difference.name, difference.value, difference.how.value) == ("新增床位较上期增减", "31", "差额")
    assert [part.cell for part in difference.parts] == ["指标汇总!F4", "指标汇总!M4"]
    assert len(list(difference.sources())) == 8
    line = trace_cell(grids, "往期来源", 4, 13)
    assert [(one.reporter, one.period, one.value) for one in line.lines] == [("清河县", "2022Q2", "30")]


def test_every_number_of_the_comparison_has_a_derivation(read_grids: Read) -> None:
    rolled = Rounds(PLAN, {"2022Q2": Q2, "2022Q3": Q3}).rollup("2022Q3")
    grids = read_grids(write_rollup(rolled))
    sheet = next(grid for grid in grids if grid.sheet == "指标汇总")
    numbers = [(row, column) for (row, column), value in sheet.cells.items() if isinstance(value, Decimal)]
    assert len([one for one in numbers if one[1] in (13, 14)]) == 6
    for row, column in numbers:
        assert list(trace_cell(grids, "指标汇总", row, column).sources())
