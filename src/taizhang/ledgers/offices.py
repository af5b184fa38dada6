"""Ledgers of a plan's own offices: one for each responsible unit (责任单位), one for the place itself (本级)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from taizhang.ledgers.duty_words import ROLE_ORDER, units_with
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster, RosterLine

OWN = "本级"  # the unit under which a place reports for itself, beside its counties
_NO_OFFICE = re.compile(
    "^[各全]|有关|相关|成员单位|人民政府$|管委会$|管理委员会$|government|management committee", re.I
)


def responsible_units(plan: Plan, places: Collection[str] = ()) -> tuple[str, ...]:
    """The plan's units by their Chinese names: those that lead, then joint, by duty, support; then in the text's order.

    Neither groups (各有关部门) nor the governments of places are units, nor is whatever `places` names.
    """
    generic = {duty.canonical or duty.unit for task in plan.tasks for duty in task.duties if duty.generic}
    named = dict.fromkeys((*_by_role(plan), *(one.source for one in plan.indicators() if one.source)))
    return tuple(
        name for name in named if name not in generic and name not in places and not _NO_OFFICE.search(name)
    )


@dataclass(frozen=True, slots=True)
class Offices:
    """Who among the reporters is an office of the plan's own place, or a place's own level."""

    home: str  # code of the plan's place; "" where nobody knows it
    units: tuple[str, ...]

    def is_unit(self, reporter: Reporter) -> bool:
        return reporter.unit in self.units and self.home in ("", reporter.code)

    def is_office(self, reporter: Reporter) -> bool:
        """Whether its ledger shows the counties' numbers instead of asking for them."""
        return reporter.unit == OWN or self.is_unit(reporter)


def offices_of(plan: Plan, roster: Roster | None) -> Offices:
    places = {line.name for line in roster or () if not line.reporter.unit}
    return Offices(home_code(plan, roster or Roster(())), responsible_units(plan, places))


def home_code(plan: Plan, roster: Roster) -> str:
    """The code of the plan's own place: its own, else that of the roster line with its name, else ""."""
    if plan.place_code:
        return plan.place_code
    names = {plan.jurisdiction.name, plan.jurisdiction.canonical} - {""}
    return next((line.reporter.code for line in roster if line.name in names), "")


def line_of(reporter: Reporter, plan: Plan, roster: Roster) -> RosterLine:
    """The reporter's line; an office that the roster does not list has its own name, anybody else its key."""
    known = roster.line(reporter)
    if known:
        return known
    place = roster.line(Reporter(reporter.code))
    level = place.level if place else plan.jurisdiction.level
    return RosterLine(reporter, _name(reporter, plan, place, roster), level, plan.place_code)


def own_line(place: Reporter, plan: Plan, roster: Roster) -> RosterLine:
    """The line under which the place reports for itself."""
    return line_of(Reporter(place.code, OWN), plan, roster)


def _name(reporter: Reporter, plan: Plan, place: RosterLine | None, roster: Roster) -> str:
    if reporter.unit == OWN:
        home = reporter.code == home_code(plan, roster)
        whose = plan.jurisdiction.canonical or plan.jurisdiction.name
        return f"{place.name if place else whose if home else reporter.code}{OWN}"
    return reporter.unit if reporter.unit in responsible_units(plan) else str(reporter)


def _by_role(plan: Plan) -> Iterator[str]:
    rows = tuple(plan.rows())
    for role in ROLE_ORDER:
        for row in rows:
            yield from units_with(role, row, plan)
