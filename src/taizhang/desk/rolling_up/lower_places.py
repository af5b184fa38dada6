"""Which of our plans a rollup workbook from below answers: the one that it is under, or one of a place above its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.divisions import divisions
from taizhang.model.plan import Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Roster

if TYPE_CHECKING:
    from taizhang.desk.context import Context
    from taizhang.desk.examine import Examination
    from taizhang.rollups.arrived import ArrivedRollup


def rollup_of(found: Examination, context: Context) -> ArrivedRollup | None:
    """What a worker read in a rollup workbook, under our plan that it answers; None for any other file."""
    return found.rollup and found.rollup.answering(_upper_plan(found.rollup, context))


def _upper_plan(arrived: ArrivedRollup, context: Context) -> str:
    """The plan's id; "" where the workbook is from nobody below."""
    if arrived.place is None or arrived.period is None:
        return ""
    by_own_plan = sorted(context.plans.values(), key=lambda plan: plan.id != arrived.plan)
    above = (
        plan.id
        for plan in by_own_plan
        if plan.starts_on <= arrived.period.end
        and arrived.period.start <= plan.ends_on
        and lies_below(arrived.place, plan, context.rosters[plan.id])
    )
    return next(above, "")


def lies_below(place: Region, upper: Plan, *rosters: Roster) -> bool:
    """Whether the place is lower than the plan's own, and lies in it by its code or by a roster."""
    order = list(Level)
    if not place.code or order.index(place.level) <= order.index(upper.jurisdiction.level):
        return False
    if any(line.reporter.code == place.code for roster in rosters for line in roster):
        return True
    known = divisions(upper.year)
    region = known.region(place.code)
    return region is not None and known.lies_in(region, upper.place_code)
