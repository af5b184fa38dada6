"""The plan's own words behind the columns of a ledger: where each column comes from, with an example to be found."""

from __future__ import annotations

from collections.abc import Callable

from taizhang.model.ledger import Asked, Ledger
from taizhang.model.plan import Plan, Task

_LONGEST = 30  # characters of a quote

Words = Callable[[Asked], str]


def plan_quotes(ledger: Ledger, plan: Plan) -> dict[str, str]:
    """By field: 第（一）项“……”, from a row of the ledger in which the plan says it; others are left out.

    A row that asks for a number of something comes before one that does not.
    """
    found: dict[str, str] = {}
    waiting = dict(_SOURCES)
    for row in sorted(ledger.rows, key=lambda row: not row.unit):
        if row.asked is None or not row.concerns:
            continue
        for field in [field for field in waiting if getattr(row, field)]:
            words = waiting[field](row.asked)
            if words:
                found[field] = _quoted(row.asked.row.task, words)
                del waiting[field]
        if not waiting:
            break
    return found | _cadence_quotes(plan)


def _title(asked: Asked) -> str:
    return asked.row.task.title if asked.row.task else ""


def _measure(asked: Asked) -> str:
    return asked.row.measure.text if asked.row.measure else ""


def _indicator(asked: Asked) -> str:
    return asked.row.indicator.span.words if asked.row.indicator else ""


def _target(asked: Asked) -> str:
    indicator = asked.row.indicator
    return (indicator.stated or indicator.span).words if indicator else ""


def _duty_clause(asked: Asked) -> str:
    """The responsibility clause that closes the measure's paragraph."""
    task, measure = asked.row.task, asked.row.measure
    at = measure.clause if measure and measure.clause is not None else 0
    return task.clauses[at].words if task and at < len(task.clauses) else ""


def _deadline(asked: Asked) -> str:
    if asked.row.task is None or not asked.deadline_stated:
        return ""
    stated = (told for told in asked.row.task.deadlines if told.day == asked.deadline)
    return next((told.span.words for told in stated), "")


_SOURCES: dict[str, Words] = {
    "task": _title,
    "measure": _measure,
    "indicator": _indicator,
    "target": _target,
    "unit": _target,
    "duties": _duty_clause,
    "lead": _duty_clause,
    "support": _duty_clause,
    "deadline": _deadline,
}


def _cadence_quotes(plan: Plan) -> dict[str, str]:
    """What the cumulative columns come from, where the plan says how often is reported."""
    cadence = next((told for told in plan.cadences if told.kind == "report"), None)
    if cadence is None:
        return {}
    task = next((task for task in plan.tasks if task.ordinal == cadence.task), None)
    return dict.fromkeys(("previous", "actual"), _quoted(task, cadence.span.words))


def _quoted(task: Task | None, words: str) -> str:
    short = words if len(words) <= _LONGEST else words[:_LONGEST] + "……"
    return f"第{task.number.strip(' .．、')}项“{short}”" if task else f"“{short}”"
