"""The notice: what it counts, and that no number in it differs from the workbook's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taizhang.books import write_rollup
from taizhang.errors import BadUsage
from taizhang.model.figure import Light
from taizhang.model.grid import Grid, plain
from taizhang.model.period import Period
from taizhang.model.picture import Sheet
from taizhang.model.place import parse_cell_name
from taizhang.model.plan import Plan
from taizhang.model.quantity import rounded
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import ReportingState
from taizhang.rollups import Report, consolidate
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.how import How
from taizhang.rollups.lineage import cells_named, trace_stated
from taizhang.rollups.notice import Notice
from taizhang.rollups.noticing.compose import notice_of, title_of
from taizhang.rollups.same_cells import differing_cells
from taizhang.rollups.stated import Stated, mark_of

Grids = tuple[Grid, ...]


def printed(one: Stated | None) -> str:
    return "—" if one is None else one.printed


def test_the_overall_counts(notice: Notice) -> None:
    overall = notice.overall
    assert {
        "tasks": printed(overall.tasks),
        "on schedule": printed(overall.on_schedule),
        "their share": printed(overall.on_schedule_share),
        "yellow": printed(overall.behind),
        "red": printed(overall.red),
        "unjudged": printed(overall.unjudged),
        "lights": printed(overall.lights),
        "by light": [printed(overall.by_light[light]) for light in (Light.GREEN, Light.YELLOW, Light.RED)],
        "green share": printed(overall.green_share),
    } == {
        "tasks": "4", "on schedule": "0", "their share": "0.0%", "yellow": "0", "red": "4", "unjudged": "0", "lights": "14",
        "by light": ["5", "3", "6"], "green share": "35.7%",
    }  # fmt: skip


def test_who_reported(notice: Notice) -> None:
    reporting = notice.reporting
    counts = {state.value: printed(reporting.by_state[state]) for state in ReportingState}
    assert counts == {"及时": "3", "迟报": "1", "未报": "4", "零报告": "0", "退回未改": "0", "待定": "0"}
    assert (printed(reporting.expected), printed(reporting.reported)) == ("8", "4")
    assert (printed(reporting.on_time_rate), printed(reporting.missing_rate)) == ("37.5%", "50.0%")
    assert reporting.names[ReportingState.LATE] == ("青松县",)
    assert reporting.names[ReportingState.MISSING] == ("云岭区", "双河市", "平川县", "松山县")


def test_the_places_in_the_order_of_the_ranking(notice: Notice) -> None:
    found = [(one.name, printed(one.rank), printed(one.share), one.judged.printed) for one in notice.places]
    assert found == [
        ("清河县", "1", "75.0%", "4"),
        ("白石县", "2", "0.0%", "4"),
        ("青松县", "2", "0.0%", "4"),
        ("石桥县", "—", "100.0%", "2"),
        ("云岭区", "—", "—", "0"),
        ("双河市", "—", "—", "0"),
        ("平川县", "—", "—", "0"),
        ("松山县", "—", "—", "0"),
    ]


def test_red_tasks_by_their_full_names(notice: Notice) -> None:
    assert [(one.title, one.count.printed, one.names) for one in notice.red_tasks] == [
        ("提升信息化水平", "2", ("白石县", "青松县")),
        ("加强宣传培训", "2", ("白石县", "青松县")),
        ("加强基层服务", "1", ("青松县",)),
        ("控制不合理费用", "1", ("青松县",)),
    ]


def test_problems_that_ask_for_a_leader_stand_first(notice: Notice) -> None:
    assert (notice.issues.printed, notice.for_leader.printed) == ("26", "13")
    asking = [one.needs_leader for one in notice.problems]
    assert asking == sorted(asking, reverse=True)
    first = notice.problems[0]
    assert (first.name, first.words.printed, first.words.how) == ("青松县", "编制不足", How.QUOTED)


def test_late_days_stand_beside_the_name(notice: Notice) -> None:
    late = [(one.name, printed(one.days_late)) for one in notice.reports if one.days_late]
    assert late == [("青松县", "3")]


def same_as_the_workbook(one: Stated, grids: Grids) -> None:
    """The number again from the workbook's cells, by arithmetic of the test's own."""
    held = {grid.sheet: grid for grid in grids}
    values = [held[sheet].value(row, column) for sheet, row, column in cells_named(one.origins)]
    whole = [held[sheet].value(row, column) for sheet, row, column in cells_named(one.parameter)]
    match one.how:
        case How.SHOWN:
            (again,) = values
        case How.COUNT_CELLS:
            again = Decimal(len(values))
        case How.ADD_CELLS:
            again = sum(values)
        case How.SHARE_CELLS:
            again = sum(values) * 100 / sum(whole)
        case How.SHARE_COUNT:
            assert set(cells_named(one.origins)) <= set(cells_named(one.parameter))
            again = Decimal(100 * len(values)) / len(whole)
        case How.STATED:
            assert values == [one.printed]
            return
        case How.QUOTED:
            assert ["".join(str(value).split()) for value in values] == ["".join(one.printed.split())]
            return
    assert float(again) == pytest.approx(float(one.value), rel=1e-12), one
    digits = re.match(r"-?[\d.]+", one.printed)
    assert digits[0] in (plain(rounded(again)), f"{rounded(again)}"), one


def test_no_number_differs_from_the_workbooks(notice: Notice, grids: Grids) -> None:
    for one in notice.numbers:
        same_as_the_workbook(one, grids)
    assert {one.how for one in notice.numbers} == {
        How.SHOWN, How.COUNT_CELLS, How.ADD_CELLS, How.SHARE_CELLS, How.SHARE_COUNT, How.STATED, How.QUOTED,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_no_number_of_a_chance_quarter_differs(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report], read_grids, seed: int
) -> None:  # fmt: skip
    reports = [
        report(line, seed=10 * seed + n, day=3 + n % 5) for n, line in enumerate(roster) if n % 4 != seed
    ]
    rolled = consolidate(plan, roster, period, reports, as_of=as_of)
    grids = read_grids(write_rollup(rolled))
    for one in notice_of(rolled, draw_rollup(rolled)).numbers:
        same_as_the_workbook(one, grids)


def test_no_number_of_a_province_differs(
    plan: Plan, province_roster: Roster, province: Region, period: Period, as_of: date,
    report: Callable[..., Report], read_grids,
) -> None:  # fmt: skip
    counties = [line for line in province_roster if line.level is Level.COUNTY]
    reports = [report(line, seed=n) for n, line in enumerate(counties)]
    rolled = consolidate(plan, province_roster, period, reports, as_of=as_of, place=province)
    notice = notice_of(rolled, draw_rollup(rolled))
    grids = read_grids(write_rollup(rolled))
    for one in notice.numbers:
        same_as_the_workbook(one, grids)
    names = {one.name for one in notice.fillers}
    assert {"云岭市 白石县", "海川市 白石县", "新岭市"} <= names  # two counties of one name stay two
    assert {one.name for one in notice.places} == {"云岭市", "海川市", "新岭市"}


def test_nothing_reported_still_makes_a_notice(
    plan: Plan, roster: Roster, period: Period, as_of: date
) -> None:
    rolled = consolidate(plan, roster, period, [], as_of=as_of)
    notice = notice_of(rolled, draw_rollup(rolled))
    assert (printed(notice.overall.green_share), notice.overall.lights.printed) == ("—", "0")
    assert [one.rank for one in notice.places] == [None] * 8
    assert (notice.red_tasks, notice.problems, notice.issues.printed) == ((), (), "0")


def test_a_plan_without_reporters_still_makes_a_notice(plan: Plan, period: Period, as_of: date) -> None:
    rolled = consolidate(plan, Roster(()), period, [], as_of=as_of)
    notice = notice_of(rolled, draw_rollup(rolled))
    assert (notice.reporting.expected.printed, printed(notice.reporting.on_time_rate)) == ("0", "—")


def test_marks_are_what_word_takes_for_bookmarks(notice: Notice) -> None:
    marks = [one.mark for one in notice.numbers]
    assert [mark for mark in marks if not re.fullmatch(r"TZ_[A-Za-z0-9_]{1,37}", mark)] == []
    assert len({mark.lower() for mark in marks}) == len(marks)


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        (("rank", "990121"), "TZ_rank_990121"),
        (("value", "T01.M02.I1"), "TZ_value_T01_M02_I1"),
        (("rank", "990100/市卫生健康委"), "TZ_rank_990100_[0-9a-f]{8}"),
        (("issue", "990121", "T01.M02.I1" * 4), "TZ_issue_990121_T01_M02_I_[0-9a-f]{8}"),
    ],
)
def test_what_a_bookmark_cannot_hold_becomes_a_fingerprint(words: tuple[str, ...], shape: str) -> None:
    assert re.fullmatch(shape, mark_of(*words))
    assert mark_of(*words) != mark_of(*words, "x")


def test_every_number_is_traced_and_the_reported_ones_end_in_county_cells(
    notice: Notice, grids: Grids
) -> None:
    for one in notice.numbers:
        trace = trace_stated(grids, one)
        if one.how is How.SHOWN:
            assert trace.cell == one.origins
    value = next(one for one in notice.numbers if one.mark == "TZ_value_T01_M01_I1")
    lines = [line.place for line in trace_stated(grids, value).sources() if line.place]
    assert len(lines) == 3
    assert all(place.startswith("任务台账!Q") for place in lines)


def test_a_targets_tree_is_the_plans_clause(notice: Notice, grids: Grids) -> None:
    target = next(one for one in notice.numbers if one.mark == "TZ_target_T01_M01_I1")
    assert str(trace_stated(grids, target)).split("\n") == [
        "TZ_target_T01_M01_I1　社区医院目标值　93个",
        "├─ 算法：计划所定（计划原文定的数，不是填报的数）",
        "├─ 指标汇总!E4　　93个",
        "│  └─ 算法：文字（按这一格的文字计数）",
        "└─ 计划原文：全市新建社区医院93个。",
    ]


def test_a_number_of_the_papers_own_names_the_cells_it_was_made_from(notice: Notice, grids: Grids) -> None:
    share = notice.overall.on_schedule_share
    assert share is not None
    assert str(trace_stated(grids, share)).split("\n")[1] == (
        "└─ 算法：单元格个数占比（所列单元格的个数，除以全部单元格的个数），全部单元格：任务进展!C5:C8"
    )
    red = [part.value for part in trace_stated(grids, notice.overall.red).parts]
    assert red == ["加强基层服务", "提升信息化水平", "控制不合理费用", "加强宣传培训"]


def test_a_workbook_that_is_no_rollup_is_refused(notice: Notice, grids: Grids) -> None:
    with pytest.raises(BadUsage, match="不是本系统写出的汇总表"):
        trace_stated(grids[:2], notice.overall.tasks)


def test_the_same_workbook_says_the_same(notice: Notice, sheets: tuple[Sheet, ...], grids: Grids) -> None:
    assert list(differing_cells(notice.numbers, sheets, grids)) == []


def test_another_workbook_is_told_by_the_cells_that_differ(
    notice: Notice, sheets: tuple[Sheet, ...], grids: Grids
) -> None:
    sheet, row, column = parse_cell_name(notice.overall.tasks.origins)
    altered = tuple(
        replace(grid, cells={**grid.cells, (row, column): Decimal(5)}) if grid.sheet == sheet else grid
        for grid in grids
    )
    assert list(differing_cells(notice.numbers, sheets, altered)) == [notice.overall.tasks.origins]
    without = tuple(grid for grid in grids if grid.sheet != "问题清单")
    found = {name.partition("!")[0] for name in differing_cells(notice.numbers, sheets, without)}
    assert found == {"问题清单"}


@pytest.mark.parametrize(
    ("title", "period", "expected"),
    [
        ("云岭市医改2022年重点工作任务", "2022Q3", "关于云岭市医改2022年重点工作任务第三季度进展情况的通报"),
        ("云岭市医改2022年重点工作任务", "2022", "关于云岭市医改2022年重点工作任务进展情况的通报"),
        ("云岭市医改2022年重点工作任务", "2022H1", "关于云岭市医改2022年重点工作任务上半年进展情况的通报"),
        ("云岭市“十四五”医改规划", "2022-09", "关于云岭市“十四五”医改规划2022年9月进展情况的通报"),
    ],
)  # fmt: skip
def test_the_title_says_the_year_once(plan: Plan, title: str, period: str, expected: str) -> None:
    assert title_of(replace(plan, title=title), Period.parse(period)) == expected


def test_of_many_reporters_the_places_above_are_addressed(
    plan: Plan, period: Period, as_of: date, province: Region
) -> None:
    cities = [RosterLine(Reporter(f"99{n:02}00"), f"第{n}市", Level.CITY, "990000") for n in range(1, 4)]
    counties = [
        RosterLine(Reporter(f"{city.reporter.code[:4]}{n}"), f"第{n}县", Level.COUNTY, city.reporter.code)
        for city in cities
        for n in range(21, 31)
    ]
    rolled = consolidate(plan, Roster((*cities, *counties)), period, [], as_of=as_of, place=province)
    assert notice_of(rolled, draw_rollup(rolled)).addressees == ("第1市", "第2市", "第3市")
    flat = Roster(tuple(replace(line, reports_to="990100") for line in counties))
    rolled = consolidate(plan, flat, period, [], as_of=as_of)
    assert notice_of(rolled, draw_rollup(rolled)).addressees == ("各填报单位",)
