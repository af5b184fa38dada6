"""The outline of a plan: the simple format in which a plan is compared with a hand-made one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from taizhang.model.plan import Cadence, Deadline, Duty, Indicator, Plan, Span, Task

_MARKS = ("aspirational", "approximate", "in_principle", "redacted", "names_scheme")


def outline_plan(plan: Plan) -> dict[str, Any]:
    """The plan as plain lists and dictionaries, without ids and spans."""
    return {
        "schema": "plan-outline/1",
        "document": plan.title,
        "language": plan.language,
        "jurisdiction": _jurisdiction(plan),
        "year": plan.year,
        "issuer": plan.issuer or None,
        "doc_number": plan.doc_number or None,
        "issued_date": plan.issued_on.isoformat() if plan.issued_on else None,
        "draft": plan.status == "draft",
        "reporting": [_cadence(cadence) for cadence in plan.cadences],
        "default_responsibility": _default(plan),
        "role_rule": {"quote": _words(plan.role_rule.span), "rule": plan.role_rule.rule}
        if plan.role_rule
        else None,
        "goals": [
            {
                "text": _words(goal.span),
                "indicators": [_indicator(one) for one in goal.indicators],
                "deadlines": [_deadline(one) for one in goal.deadlines],
            }
            for goal in plan.goals
        ],
        "tasks": [_task(task) for task in plan.tasks],
    }


def _jurisdiction(plan: Plan) -> dict[str, str]:
    whose = plan.jurisdiction
    named = {"name": whose.name, "level": whose.level.value}
    return {**named, "canonical_zh": whose.canonical} if whose.canonical else named


def _words(span: Span) -> str:
    return span.words


def _cadence(cadence: Cadence) -> dict[str, Any]:
    return {
        "quote": _words(cadence.span), "cadence": cadence.every, "kind": cadence.kind,
        "by": cadence.by or None, "to": cadence.to or None, "task": cadence.task,
    }  # fmt: skip


def _default(plan: Plan) -> dict[str, Any] | None:
    default = plan.default_duty
    if default is None:
        return None
    return {"quote": _words(default.span), "units": list(default.units), "role": default.role.value}


def _task(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "ordinal": task.ordinal,
        "section": list(task.section),
        "title": task.title,
        "measures": [
            {"text": one.text, "indicators": [_indicator(i) for i in one.indicators], "clause": one.clause}
            for one in task.measures
        ],
        "title_indicators": [_indicator(one) for one in task.title_indicators],
        "responsibility_clauses": [_words(clause) for clause in task.clauses],
        "open_ended": task.open_ended,
        "responsible": [_duty(duty) for duty in task.duties],
        "deadlines": [_deadline(one) for one in task.deadlines],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    told: dict[str, Any] = {"unit": duty.unit, "role": duty.role.value, "clause": duty.clause}
    printed = _words(duty.span)
    if printed != duty.unit:
        told["raw"] = printed
    if duty.canonical:
        told["canonical_zh"] = duty.canonical
    return {**told, **{mark: True for mark in ("generic", "redacted") if getattr(duty, mark)}}


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "quote": _words(deadline.span),
        "date": deadline.day.isoformat() if deadline.day else None,
        "precision": deadline.precision.value,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    target = indicator.target
    told: dict[str, Any] = {
        "quote": _words(indicator.span),
        "subject": indicator.subject,
        "comparator": target.comparator.value,
        "value": _number(target.value),
        "value_max": None if target.value_max is None else _number(target.value_max),
        "unit": target.unit,
        "deadline": indicator.deadline.isoformat() if indicator.deadline else None,
    }
    for name in ("coverage", "per"):
        if getattr(indicator, name):
            told[name] = getattr(indicator, name)
    if indicator.names:
        told["names"] = list(indicator.names)
    return {**told, **{mark: True for mark in _MARKS if getattr(indicator, mark)}}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
