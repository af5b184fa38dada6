"""The pace and the milestones of a line or a task, as a person sets them: they stand in the plan's settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from taizhang.model.pace import Timing
from taizhang.model.plan import Plan
from taizhang.model.words.plan_words import AS_THE_PLAN, PACE_WORDS
from taizhang.plans.changing.field import Field
from taizhang.plans.changing.forms import Form, choice
from taizhang.plans.changing.milestones import MILESTONES
from taizhang.plans.changing.spots import Spot

_OWN_PACE = {pace: PACE_WORDS[pace] if pace else AS_THE_PLAN for pace in (None, *PACE_WORDS)}


def timing_fields() -> tuple[Field, ...]:
    """序时方式 and 里程碑 of a line, and the milestones that hold for a whole task."""
    return (
        _field("pace", "序时方式", choice(_OWN_PACE), _line, "pace"),
        _field("milestones", "里程碑", MILESTONES, _line, "milestones"),
        _field("task_milestones", "任务里程碑", MILESTONES, _task, "milestones"),
    )


def _field(name: str, title: str, form: Form, owner: Callable[[Spot], str], attribute: str) -> Field:
    def value(spot: Spot) -> Any:
        return getattr(timing_of(spot.plan, owner(spot)), attribute)

    def put(plan: Plan, given: str, value: Any, _before: Plan) -> Plan:
        return _with_timing(plan, replace(timing_of(plan, given), **{attribute: value}))

    return Field(name, title, form, owner, value, put, (name,))


def _line(spot: Spot) -> str:
    """Measures with indicators leave the time to these."""
    if spot.indicator or (spot.measure and not spot.measure.indicators):
        return spot.id
    return ""


def _task(spot: Spot) -> str:
    return spot.task.id if spot.task else ""


def timing_of(plan: Plan, given: str) -> Timing:
    """What was set for this id; nothing where nobody set anything."""
    return next((one for one in plan.settings.timings if one.id == given), Timing(given))


def _with_timing(plan: Plan, timing: Timing) -> Plan:
    rest = tuple(one for one in plan.settings.timings if one.id != timing.id)
    own = (timing,) if timing.pace or timing.milestones else ()
    timings = tuple(sorted((*rest, *own), key=lambda one: one.id))
    return replace(plan, settings=replace(plan.settings, timings=timings))
