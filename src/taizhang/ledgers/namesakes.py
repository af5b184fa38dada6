"""Places of a roster that share a name: the name alone does not tell which of them a plan means."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.ledgers.targets import squeezed
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.words.assignments import places_assigned


def unclear_names(plan: Plan, roster: Roster) -> dict[str, tuple[str, ...]]:
    """The names that the plan gives and several places on the roster have, with the codes of these."""
    shared = shared_names(roster)
    if not shared:
        return {}
    gone = plan.gone()
    named = [name for one in plan.indicators() if one.id not in gone for name in one.names]
    known = {squeezed(line.name) for line in _places(roster)}
    for row in plan.rows():
        if row.measure and not (row.indicator and row.indicator.names):
            named += places_assigned(row.measure.text, known)
    return {name: shared[squeezed(name)] for name in named if squeezed(name) in shared}


def shared_names(roster: Roster | None) -> dict[str, tuple[str, ...]]:
    """The codes of the places that have a name, by the name without blanks; only where they are several."""
    codes: dict[str, dict[str, None]] = {}
    for line in _places(roster):
        codes.setdefault(squeezed(line.name), {})[line.reporter.code] = None
    return {name: tuple(those) for name, those in codes.items() if len(those) > 1}


def with_full_names(places: Mapping[str, str], roster: Roster | None) -> dict[str, str]:
    """`places`, and the codes of those who share a name by the name that has the place above before it."""
    shared = shared_names(roster)
    if not shared:
        return dict(places)
    names = {line.reporter.code: line.name for line in _places(roster)}
    full = [
        (squeezed(names[line.reports_to] + line.name), line.reporter.code)
        for line in _places(roster)
        if squeezed(line.name) in shared and line.reports_to in names
    ]
    alone = {name: code for name, code in full if [one for one, _ in full].count(name) == 1}
    return alone | dict(places)


def _places(roster: Roster | None) -> list[RosterLine]:
    return [line for line in roster or () if not line.reporter.unit]
