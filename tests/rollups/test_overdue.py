"""What was reached only after its deadline stays yellow, and says 逾期后完成: rows, tasks and figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from small_city import A, B, C, Cells, D, Rounds, asked, plan_of

from taizhang.books import write_rollup
from taizhang.model.figure import Figure, Late, Light
from taizhang.model.grid import Grid
from taizhang.model.pace import Pace, Timing
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Method, Over, Scope, Settings
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Status
from taizhang.rollups import Rollup
from taizhang.rollups.past import periods_needed

ROW, BARE = "T01.M01.I1", "T01.M99"
JUNE = date(2022, 6, 30)
BEDS = asked(
    ROW, "开放床位", ">=100", "张", scope=Scope.EACH_PLACE, method=Method.COUNT_MEETING, deadline=JUNE
)
TOTAL = asked(ROW, "新增床位", "100", "张", deadline=JUNE)
Q2, Q3 = Period.parse("2022Q2"), Period.parse("2022Q3")


def row_of(rollup: Rollup, row: str = ROW) -> tuple[str, bool]:
    """The light of 清河县's row, and whether it was finished late."""
    detail = next(one for one in rollup.details if (one.reporter, one.row.id) == (A, row))
    return detail.light.value, detail.late


def rounds(indicator: Indicator = BEDS, settings: Settings | None = None, **told: Cells) -> Rounds:
    """清河县's cells for q1, q2 and so on."""
    by_period: dict[str, dict[Reporter, Cells]] = {
        f"2022{key.upper()}": {A: cells} for key, cells in told.items()
    }
    return Rounds(plan_of(indicator, settings=settings), by_period)


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ({"q2": {ROW: 90}, "q3": {ROW: 100}}, ("黄", True)),
        ({"q2": {ROW: 90}, "q3": {ROW: 100}, "q4": {ROW: 110}}, ("黄", True)),  # it stays so
        ({"q2": {ROW: 100}, "q3": {ROW: 100}}, ("绿", False)),
        ({"q1": {ROW: 10}, "q2": {ROW: 100}, "q3": {ROW: 100}}, ("绿", False)),  # before the deadline
        ({"q3": {ROW: 100}}, ("绿", False)),  # nobody knows how it stood in June
        ({"q2": {}, "q3": {ROW: 100}}, ("绿", False)),  # nothing was written: nothing is held against it
        ({"q2": {ROW: 90}, "q3": {ROW: 95}}, ("红", False)),
        ({"q2": {ROW: {"status": Status.OVERDUE}}, "q3": {ROW: 100}}, ("黄", True)),
        ({"q2": {ROW: {"status": Status.DONE}}, "q3": {ROW: 100}}, ("绿", False)),
    ],
)
def test_a_row_that_was_reached_late(told: dict[str, Cells], seen: tuple[str, bool]) -> None:
    last = f"2022{max(told).upper()}"
    assert row_of(rounds(**told).rollup(last)) == seen


def test_what_lasts_is_not_remembered_and_an_extended_deadline_is_the_one_that_counts() -> None:
    lasting = Settings(timings=(Timing(ROW, Pace.LASTING),))
    assert row_of(rounds(settings=lasting, q2={ROW: 90}, q3={ROW: 100}).rollup("2022Q3")) == ("绿", False)
    extended = asked(ROW, "开放床位", ">=100", "张", scope=Scope.EACH_PLACE, deadline=date(2022, 9, 30))
    assert row_of(rounds(extended, q2={ROW: 90}, q3={ROW: 100}).rollup("2022Q3")) == ("绿", False)


def test_a_row_without_a_number() -> None:
    plan = plan_of(bare="印发方案。", year=2021)  # until 31 December 2021
    unfinished, done = {BARE: {"status": Status.BEHIND}}, {BARE: {"status": Status.DONE}}
    told: dict[str, dict[Reporter, Cells]] = {
        "2021Q4": {A: unfinished, B: done},
        "2022Q1": {A: done, B: done},
    }
    rolled = Rounds(plan, told).rollup("2022Q1")
    assert [(one.light.value, one.late) for one in rolled.details] == [("黄", True), ("绿", False)]
    assert [(state.word, state.light.value, state.late) for state in rolled.tasks[0].states] == [
        ("已完成", "黄", True), ("已完成", "绿", False), ("未报", "—", False), ("未报", "—", False),
    ]  # fmt: skip


def figure(told: dict[str, dict[Reporter, int]], indicator: Indicator = TOTAL) -> Figure:
    by_period = {
        f"2022{key.upper()}": {whose: {ROW: value} for whose, value in cells.items()}
        for key, cells in told.items()
    }
    return Rounds(plan_of(indicator), by_period).rollup(max(by_period)).figures[0]  # type: ignore[arg-type]


def test_a_figure_that_was_reached_late_stays_yellow_and_says_when_it_was_not() -> None:
    late = Late(Q2, 4, 4)
    found = figure({"q2": {A: 20, B: 20, C: 20, D: 20}, "q3": {A: 30, B: 30, C: 20, D: 20}})
    assert (found.value, found.light, found.late) == (Decimal(100), Light.YELLOW, late)
    found = figure(
        {"q2": {A: 20, B: 20, C: 20, D: 20}, "q3": {A: 40, B: 20, C: 20, D: 20}, "q4": {A: 99, B: 20}}
    )
    assert (found.light, found.late) == (Light.YELLOW, late)


def test_a_figure_over_fewer_reporters_says_so() -> None:
    found = figure({"q2": {A: 90}, "q3": {A: 90, B: 10}})
    assert (found.light, found.late) == (Light.YELLOW, Late(Q2, 1, 4))


def test_a_figure_in_time_or_not_yet_there_has_nothing_to_remember() -> None:
    assert figure({"q1": {A: 10}, "q2": {A: 100}, "q3": {A: 100}}).light is Light.GREEN
    assert figure({"q3": {A: 100}}).light is Light.GREEN
    still = figure({"q2": {A: 90}, "q3": {A: 95}})
    assert (still.light, still.late) == (Light.RED, None)


def test_the_sheets_say_so(read_grids: Callable[[bytes], tuple[Grid, ...]]) -> None:
    told = {"2022Q2": {A: {ROW: 90}, B: {ROW: 1}}, "2022Q3": {A: {ROW: 100}, B: {ROW: 3}}}
    done = {"status": Status.DONE}
    for cells in told["2022Q3"].values():
        cells[ROW] = {"actual": Decimal(str(cells[ROW])), **done}  # type: ignore[assignment]
    rolled = Rounds(plan_of(TOTAL), told).rollup("2022Q3")  # type: ignore[arg-type]
    grids = {grid.sheet: grid for grid in read_grids(write_rollup(rolled))}
    assert grids["指标汇总"].text(4, 17).split("\n")[0] == (
        "2022年第二季度末已到时限，未达到目标（当期应报4，已报2），逾期后完成。"
    )
    each = Rounds(plan_of(BEDS), told).rollup("2022Q3")  # type: ignore[arg-type]
    grids = {grid.sheet: grid for grid in read_grids(write_rollup(each))}
    titles = [grids["县区明细"].text(3, column) for column in range(1, 30)]
    own = titles.index("系统判定") + 1
    assert [grids["县区明细"].text(row, own) for row in (4, 5)] == ["逾期后完成", "逾期未完成（与填报不同）"]
    progress = grids["任务进展"]
    shown = [text for (row, _), text in progress.cells.items() if row == 5 and "\n" in str(text)]
    assert shown == ["已完成\n黄\n逾期后完成", "已完成\n红"]


def test_earlier_periods_are_gathered_only_where_something_needs_them() -> None:
    def needed(*indicators: Indicator, compared: bool = True) -> list[str]:
        return [str(one) for one in periods_needed(plan_of(*indicators), Q3, compared=compared)]

    december = asked(ROW, "床位", "100")
    assert needed(december) == ["2022Q2"]  # to compare with
    assert needed(december, compared=False) == []
    assert needed(replace(december, deadline=date(2022, 2, 28))) == ["2022Q1", "2022Q2"]
    assert needed(replace(december, deadline=date(2022, 2, 28)), compared=False) == []
    assert needed(replace(december, over=Over.SUM), compared=False) == ["2022Q1", "2022Q2"]
    assert [str(one) for one in periods_needed(plan_of(december), Period.parse("2022Q1"))] == []
