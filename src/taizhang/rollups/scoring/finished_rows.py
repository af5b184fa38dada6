"""Whether a reporter has finished a measure, or how many rows of a task."""

from __future__ import annotations

from decimal import Decimal

from taizhang.model.plan import Comparator, Target
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Status
from taizhang.rollups.rollup import NOT_ASKED, NOT_FILLED
from taizhang.rollups.scoring.arithmetic import number
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.reached import NothingReached, Reached
from taizhang.rollups.scoring.score import Cells

FINISHED = (Status.DONE.value, Status.EXCEEDED.value)
NOT_CONCERNED = (NOT_ASKED, Status.NOT_APPLICABLE.value)
_GOAL = "完成"


def finished_by(reporter: Reporter, asked: AskedItem, found: Found) -> Reached | NothingReached:
    """How many of the task's rows are finished, or whether the measure's one is."""
    row = asked.row
    state = found.states.get((row.task.id, reporter)) if row and row.task else None
    if state is None:
        return NothingReached("没有要填报的行", due=False)
    if not state.contributions:
        return _without_rows(state.word, reporter)
    cells = asked.status_cells(state)
    if not cells:
        return _due("台账中没有这一行", reporter)
    return _counted(cells, reporter, blank_counts=found.counts_missing)


def _without_rows(word: str, reporter: Reporter) -> NothingReached:
    return NothingReached("不涉及本单位", due=False) if word in NOT_CONCERNED else _due(word, reporter)


def _due(why: str, reporter: Reporter, cells: Cells = ()) -> NothingReached:
    return NothingReached(why, True, _GOAL, cells, ((reporter, why),))


def _counted(cells: Cells, reporter: Reporter, *, blank_counts: bool) -> Reached | NothingReached:
    """Rows without a status are left out, or count as not finished, as the settings say; either is told."""
    words = [word for _, word in cells if word not in NOT_CONCERNED]
    filled = [word for word in words if word != NOT_FILLED]
    if not words:
        return NothingReached("不涉及本单位", due=False, cells=cells)
    if not filled:
        return _due(NOT_FILLED, reporter, cells)
    blank, count = len(words) - len(filled), len(words if blank_counts else filled)
    done = sum(word in FINISHED for word in filled)
    note = f"{blank}行未填，{'按未完成计' if blank_counts else '没有计入'}" if blank else ""
    target = Target(Comparator.AT_LEAST, Decimal(count), "行")
    told, goal = (filled[0], _GOAL) if len(cells) == 1 else (f"{done}行已完成", f"{count}行")
    return Reached(number(done), target, told, goal, cells, note=note)
