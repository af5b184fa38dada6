"""The last day of a bare measure and of a whole task, as a person sets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from taizhang.model.plan import Deadline, Measure, Plan, Precision, Span, Task
from taizhang.plans.changing.spots import with_task


def day_of_measure(task: Task, measure: Measure) -> date | None:
    """The one day that the measure's sentence names; None when it names none or several."""
    return _only(deadline for deadline in task.deadlines if _holds(measure.span, deadline.span))


def day_of_task(task: Task) -> date | None:
    """The one day that the task names outside its sentences, which holds for all of them."""
    return _only(deadline for deadline in task.deadlines if _outside(task, deadline.span))


def with_day_of_measure(plan: Plan, wanted: str, day: date | None) -> Plan:
    """The plan in which the measure has this last day, or none of its own."""

    def mend(task: Task) -> Task:
        measure = next((one for one in task.measures if one.id == wanted), None)
        if measure is None:
            return task
        rest = tuple(one for one in task.deadlines if not _holds(measure.span, one.span) or one.day is None)
        return _with_day(task, rest, day, measure.span)

    return replace(plan, tasks=tuple(map(mend, plan.tasks)))


def with_day_of_task(plan: Plan, wanted: str, day: date | None) -> Plan:
    """The plan in which the whole task has this last day, or none."""

    def mend(task: Task) -> Task:
        rest = tuple(one for one in task.deadlines if not _outside(task, one.span) or one.day is None)
        anchors = (*(one.span for one in task.deadlines), task.title_span, *task.clauses)
        anchor = next((span for span in anchors if _outside(task, span)), None)
        return _with_day(task, rest, day, anchor) if anchor else task

    return with_task(plan, wanted, mend)


def _with_day(task: Task, rest: tuple[Deadline, ...], day: date | None, anchor: Span) -> Task:
    """The deadlines that stay, and the new day where the old one stood in the text, else over the anchor."""
    if day is None:
        return replace(task, deadlines=rest)
    gone = [one for one in task.deadlines if one not in rest]
    if gone and {one.day for one in gone} == {day}:
        return task
    span = gone[0].span if gone else anchor
    added = Deadline(span, day, Precision.DAY)
    at = sum(one.span.start < span.start for one in rest)
    return replace(task, deadlines=(*rest[:at], added, *rest[at:]))


def _only(deadlines: Iterable[Deadline]) -> date | None:
    days = {one.day for one in deadlines if one.day}
    return days.pop() if len(days) == 1 else None


def _outside(task: Task, span: Span) -> bool:
    return not any(_holds(measure.span, span) for measure in task.measures)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < outer.end
