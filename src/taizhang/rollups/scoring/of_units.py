"""What a responsible unit reached of an item: the figure over everybody, or the reporters that have finished."""

from __future__ import annotations

from decimal import Decimal

from taizhang.ledgers.duty_words import ROLE_ORDER, units_with
from taizhang.ledgers.offices import responsible_units
from taizhang.model.plan import Plan, PlanRow, Role
from taizhang.model.scoring import Manner, RoleShares, ScoringItem
from taizhang.rollups.lights import goal_of
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.meant_for import for_the_whole
from taizhang.rollups.scoring.of_figures import finished_among, reached_by_figure
from taizhang.rollups.scoring.reached import NothingReached, Reached


def scored_units(found: Found) -> tuple[str, ...]:
    """The offices that answer for tasks, in the order of their parts."""
    places = {line.name for line in found.rollup.lines if not line.reporter.unit}
    return responsible_units(found.plan, places)


def roles_in(row: PlanRow, plan: Plan) -> dict[str, Role]:
    """Each unit's part in the row, the one that counts most where it has several."""
    roles: dict[str, Role] = {}
    for role in ROLE_ORDER:
        for unit in units_with(role, row, plan):
            roles.setdefault(unit, role)
    return roles


def share_of_role(role: Role, shares: RoleShares) -> Decimal:
    """Which share of an item's points a unit with this role answers for."""
    held = {Role.LEAD: shares.lead, Role.JOINT: shares.joint, Role.BY_DUTY: shares.by_duty}
    return held.get(role, shares.support)


def asked_of_all(asked: AskedItem, found: Found) -> ScoringItem:
    """The item as units are scored on it."""
    indicator = asked.row.indicator if asked.row else None
    return for_the_whole(asked.item, indicator, found.plan) if indicator else asked.item


def reached_together(asked: AskedItem, found: Found) -> Reached | NothingReached:
    """The item's value over all reporters, or why there is none."""
    if asked.row is None:
        return NothingReached("计划中没有这一行", due=False)
    if asked.row.indicator is None:
        return finished_among(asked, found)
    figure = found.figures.get(asked.item.id)
    if figure is None:
        return NothingReached("没有汇总这个指标", due=False)
    indicator, item = asked.row.indicator, asked_of_all(asked, found)
    by_step = item.manner is Manner.STEP
    goal = goal_of(indicator, len(figure.expected)) or (indicator.target if by_step else None)
    return reached_by_figure(figure, indicator, item, goal, found)
