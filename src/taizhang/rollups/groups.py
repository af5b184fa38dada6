"""Who fills in a ledger for a place: its direct reporters, or, where those were asked, everyone below them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.rollups.rollup import Group

_RANKS = {level: rank for rank, level in enumerate(Level)}


def groups_of(roster: Roster, code: str, heard: Collection[Reporter]) -> tuple[Group, ...]:
    """The direct reporters of a place, each with those who fill in its ledgers; `heard` are who sent anything.

    That is everyone below, as the roster says. A city that was heard while none of its counties was speaks for itself,
    and so does a silent one where only cities were heard; no place is counted twice.
    """
    direct = roster.reporting_to(code) or topmost(roster)
    below = {line.reporter: [one.reporter for one in fillers(roster, line)] for line in direct}
    alone = {
        line.reporter for line in direct if line.reporter in heard and not _any(below[line.reporter], heard)
    }
    only_cities = bool(alone) and not any(
        _any(lower, heard) for reporter, lower in below.items() if lower != [reporter]
    )
    return tuple(
        Group(
            line, (line.reporter,) if only_cities or line.reporter in alone else tuple(below[line.reporter])
        )
        for line in direct
    )


def _any(reporters: Collection[Reporter], heard: Collection[Reporter]) -> bool:
    return any(one in heard for one in reporters)


def lines_of(roster: Roster, groups: Sequence[Group]) -> tuple[RosterLine, ...]:
    """The roster's lines of everyone in the groups, in their order."""
    found = (roster.line(reporter) for group in groups for reporter in group.reporters)
    return tuple(line for line in found if line)


def fillers(roster: Roster, line: RosterLine) -> tuple[RosterLine, ...]:
    """Everyone who fills in a ledger below the line: itself where nobody lower reports to it.

    A county fills in its own, whatever its hospitals and departments report to it.
    """
    if line.reporter.unit or line.level is Level.COUNTY:
        return (line,)
    return tuple(leaf for one in lower_lines(roster, line) for leaf in fillers(roster, one)) or (line,)


def lower_lines(roster: Roster, line: RosterLine) -> tuple[RosterLine, ...]:
    """Who reports to the line's place and stands lower; a roster may run in circles, this does not."""
    return tuple(one for one in roster.reporting_to(line.reporter.code) if _rank(one) > _rank(line))


def topmost(roster: Roster) -> tuple[RosterLine, ...]:
    """Whoever reports to a place that stands on no line itself."""
    codes = {line.reporter.code for line in roster if not line.reporter.unit}
    return tuple(line for line in roster if line.reports_to not in codes)


def _rank(line: RosterLine) -> int:
    return _RANKS[line.level]
