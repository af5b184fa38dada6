"""The plan as it is in force on a day: the text as it was read and corrected, with the amendments up to that day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment
from taizhang.plans.changing.apply import apply_changes


def in_force(plan: Plan, day: date) -> Plan:
    """The plan with every amendment that holds on the day; the plan itself where none does.

    A period is judged by the plan in force on its last day (decision 0006).
    """
    held = tuple(one for one in plan.amendments if one.from_day <= day)
    return _amended(plan, held) if held else plan


@lru_cache(maxsize=64)
def _amended(plan: Plan, held: tuple[Amendment, ...]) -> Plan:
    for amendment in held:
        plan = apply_changes(plan, amendment.changes)
    return plan
