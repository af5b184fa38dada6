"""Until when a row has to be done, and how the sheet says it."""

from __future__ import annotations

from datetime import date

from taizhang.model.plan import Plan, PlanRow, Span, Task
from taizhang.model.words.days import day_words


def deadline_of(row: PlanRow, plan: Plan) -> tuple[date, bool]:
    """The row's last day, and whether the text states it; the plan's last day where it does not.

    An indicator has the time that governs it in its sentence; a bare measure the one day its sentence names.
    A day that the task names outside all its sentences holds for each of its rows.
    """
    stated = row.indicator.deadline if row.indicator else _only_day_in(row)
    stated = stated or (_day_of_whole(row.task) if row.task else None)
    return (stated, True) if stated else (plan.ends_on, False)


def deadline_text(day: date) -> str:
    return f"{day_words(day)}前"


def _only_day_in(row: PlanRow) -> date | None:
    """The one day that a bare measure's sentence names; None when it names none or several."""
    if row.task is None or row.measure is None:
        return None
    sentence = row.measure.span
    return _only({d.day for d in row.task.deadlines if d.day and _holds(sentence, d.span)})


def _day_of_whole(task: Task) -> date | None:
    sentences = [measure.span for measure in task.measures]
    outside = (d for d in task.deadlines if not any(_holds(sentence, d.span) for sentence in sentences))
    return _only({d.day for d in outside if d.day})


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _only(days: set[date]) -> date | None:
    return days.pop() if len(days) == 1 else None
