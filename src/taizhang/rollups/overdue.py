"""What stood unfinished in an accepted ledger when its deadline was over: finished since, it stays yellow (逾期后完成)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from taizhang.ledgers.deadlines import deadline_of
from taizhang.model.ledger import LedgerRow
from taizhang.model.pace import Pace
from taizhang.model.plan import Answer, Plan
from taizhang.model.reporter import Reporter
from taizhang.model.schedule import Schedule
from taizhang.model.words.status import Status
from taizhang.rollups.lights import own_goal
from taizhang.rollups.past import Past, counting
from taizhang.rollups.rollup import Report


def overdue_before(
    plan: Plan, schedule: Schedule, earlier: Iterable[Past]
) -> Mapping[Reporter, frozenset[str]]:
    """By reporter, the ids of such rows; deadlines are those of the plan as it is in force now."""
    deadlines = {
        row.id: deadline_of(row, plan)[0]
        for row in plan.rows()
        if schedule.for_row(row).pace is not Pace.LASTING
    }
    found: dict[Reporter, set[str]] = {}
    for past in earlier:
        over = {given for given, day in deadlines.items() if day <= past.period.end}
        if over and past.period < schedule.period:
            for report in counting(past.reports):
                rows = _unfinished(report.ledger.rows, over)
                found.setdefault(report.ledger.reporter, set()).update(rows)
    return {reporter: frozenset(rows) for reporter, rows in found.items()}


def remembering(reports: Iterable[Report], overdue: Mapping[Reporter, frozenset[str]]) -> tuple[Report, ...]:
    """The reports, each with its reporter's rows that were overdue before."""
    return tuple(
        replace(one, overdue_before=one.overdue_before | overdue.get(one.ledger.reporter, frozenset()))
        for one in reports
    )


def finished_late(row: LedgerRow, overdue: Collection[str]) -> bool:
    """Whether the row is done now, and was not when its deadline was over."""
    return row.id in overdue and _says_anything(row) and not stood_unfinished(row)


def _says_anything(row: LedgerRow) -> bool:
    return row.status not in (None, Status.NOT_APPLICABLE) or row.actual is not None


def _unfinished(rows: Iterable[LedgerRow], over: Collection[str]) -> Iterator[str]:
    return (row.id for row in rows if row.id in over and stood_unfinished(row))


def stood_unfinished(row: LedgerRow) -> bool:
    """Whether the row says that it is not done; one in which nothing was written says neither."""
    if row.asked is None or not row.concerns or row.status is Status.NOT_APPLICABLE:
        return False
    goal = own_goal(row)
    if goal is not None and row.actual is not None:
        return goal.reached_by(row.actual) is False
    if row.answer is Answer.YES_NO and row.reaches():
        return False
    return row.status is not None and not row.status.finished
