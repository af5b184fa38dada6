"""The product's own status of a row (系统判定): what number, deadline and schedule tell, beside what the filler states."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from taizhang.model.ledger import LedgerRow
from taizhang.model.light import Light
from taizhang.model.pace import Pace
from taizhang.model.plan import Answer, Target
from taizhang.model.schedule import Schedule
from taizhang.model.words.status import Status
from taizhang.rollups.lights import behind_milestone, light_of_number, own_goal

FINISHED_LATE = "逾期后完成"
_NO_DIFFERENCE = {
    Status.DONE: (Status.DONE, Status.EXCEEDED, Status.ON_SCHEDULE),  # reached, and the work goes on
    Status.EXCEEDED: (Status.EXCEEDED, Status.DONE, Status.ON_SCHEDULE),
}


def own_status(row: LedgerRow, schedule: Schedule) -> Status | None:
    """The status that follows from the row itself; None where the filler's word is all there is to go by."""
    if row.asked is None or not row.concerns or row.status is Status.NOT_APPLICABLE:
        return None
    own, goal = schedule.for_row(row.asked.row), own_goal(row)
    if goal is not None and row.actual is not None:
        return _by_number(row.actual, goal, row.asked.deadline, own)
    if row.answer is Answer.YES_NO and row.reaches():
        return Status.DONE
    open_still = row.reaches() is False or (row.status is not None and not row.status.finished)
    if open_still and own.overdue(row.asked.deadline):
        return Status.OVERDUE
    return Status.BEHIND if behind_milestone(row.status, own) else None


def _by_number(value: Decimal, goal: Target, deadline: date, schedule: Schedule) -> Status | None:
    """What is there or not tells nothing before its day; a limit that is kept is not done before its time."""
    if goal.reached_by(value):
        early = goal.comparator.is_upper_limit and schedule.period.end < deadline
        return Status.ON_SCHEDULE if early else Status.DONE
    if schedule.overdue(deadline):
        return Status.OVERDUE
    if schedule.pace is Pace.ONCE and not schedule.has_numbers:
        return None
    light = light_of_number(value, goal, deadline, schedule)
    return Status.ON_SCHEDULE if light is Light.GREEN else Status.BEHIND


def differs(said: Status | None, own: Status | None) -> bool:
    """Whether the filler's word and ours say different things; nothing stated is no difference, it is left blank."""
    if said is None or own is None:
        return False
    return said not in _NO_DIFFERENCE.get(own, (own,))
