"""Progress: how each reporter stands in each task (任务进展)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taizhang.model.figure import Light
from taizhang.model.ledger import LedgerRow
from taizhang.model.plan import Plan, Task
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Status
from taizhang.rollups.contributions import states_of
from taizhang.rollups.lights import Schedule, light_of_row, worst
from taizhang.rollups.overdue import finished_late
from taizhang.rollups.rollup import (
    NOT_ASKED,
    NOT_FILLED,
    NOTHING_TO_REPORT,
    STATE_WORDS,
    Report,
    TaskLine,
    TaskState,
    absence,
)
from taizhang.rollups.timeliness import ReporterState

GOALS = "G"  # stands for the document's goals in a list of tasks


def states_in_tasks(plan: Plan, report: Report, name: str, schedule: Schedule) -> dict[str, TaskState]:
    """The reporter's state in each of the plan's tasks, by task id."""
    rows = _rows_by_task(tasks_of_rows(plan), report)
    return {task: _state(rows.get(task, []), report, name, schedule) for task in task_ids(plan)}


def standing_in_tasks(
    task_of: Mapping[str, str], report: Report, schedule: Schedule
) -> dict[str, tuple[str, Light]]:
    """The same as word and light alone; `task_of` is the plan's, which thousands of reporters share."""
    rows = _rows_by_task(task_of, report)
    tasks = dict.fromkeys(task_of.values())
    return {task: _stands(rows.get(task, []), report, schedule) for task in tasks}


def tasks_of_rows(plan: Plan) -> dict[str, str]:
    """By row id, the id of its task; tasks in the order of `task_ids`."""
    return {row.id: row.task.id if row.task else GOALS for row in plan.rows()}


def task_lines(
    plan: Plan, standings: Sequence[ReporterState], states: Mapping[Reporter, Mapping[str, TaskState]]
) -> tuple[TaskLine, ...]:
    """One line per task, one state per standing; who has no counting report stands in it as 未报, 退回未改 or 待定."""
    tasks = {task.id: task for task in plan.tasks}
    return tuple(_line(task, tasks.get(task), standings, states) for task in task_ids(plan))


def task_ids(plan: Plan) -> tuple[str, ...]:
    """The tasks in the order of the text, the goals first where a row asks for them."""
    return tuple(dict.fromkeys(tasks_of_rows(plan).values()))


def _line(
    task_id: str,
    task: Task | None,
    standings: Sequence[ReporterState],
    states: Mapping[Reporter, Mapping[str, TaskState]],
) -> TaskLine:
    found = tuple(
        states[one.line.reporter][task_id]
        if one.line.reporter in states
        else TaskState(one.line.reporter, absence(one), Light.NONE, (), ())
        for one in standings
    )
    return TaskLine(
        id=task_id,
        number=task.number if task else "",
        title=task.title if task else "总体目标",
        task=task,
        states=found,
    )


def _rows_by_task(task_of: Mapping[str, str], report: Report) -> dict[str, list[LedgerRow]]:
    """The report's rows that the plan asks for, under their task's id."""
    found: dict[str, list[LedgerRow]] = {}
    for row in report.ledger.rows:
        if row.asked is not None and row.id in task_of:
            found.setdefault(task_of[row.id], []).append(row)
    return found


def _state(rows: list[LedgerRow], report: Report, name: str, schedule: Schedule) -> TaskState:
    cells = tuple(cell for row in rows for cell in states_of(row, report, name))
    word, light = _stands(rows, report, schedule)
    return TaskState(
        reporter=report.ledger.reporter,
        word=word,
        light=light,
        contributions=tuple(one for one, _ in cells),
        adopted=tuple(word for _, word in cells),
        late=any(finished_late(row, report.overdue_before) for row in rows),
    )


def _stands(rows: list[LedgerRow], report: Report, schedule: Schedule) -> tuple[str, Light]:
    lights = [light_of_row(row, schedule, late=row.id in report.overdue_before) for row in rows]
    return _word(rows, nothing=report.ledger.nothing_to_report), worst(lights)


def _word(rows: list[LedgerRow], *, nothing: bool) -> str:
    """The status of the row that asks for most attention, of those that concern the reporter."""
    if not rows:
        return NOT_ASKED
    written = {row.status.value if row.status else NOT_FILLED for row in rows if row.concerns}
    if not written:
        return Status.NOT_APPLICABLE.value
    if nothing and written == {NOT_FILLED}:
        return NOTHING_TO_REPORT
    return min(written, key=STATE_WORDS.index)
