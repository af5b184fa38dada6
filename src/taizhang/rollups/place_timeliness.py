"""The rates of the places between a plan's own place and those who fill in: a province's cities, each over its counties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.rollups.groups import fillers, lower_lines
from taizhang.rollups.rollup import Group
from taizhang.rollups.timeliness import ReporterState, Timeliness, timeliness


@dataclass(frozen=True, slots=True)
class PlaceTimeliness:
    """One place and how those who report through it stand."""

    line: RosterLine
    depth: int  # 0 for whoever reports straight to the plan's place
    rates: Timeliness


def by_place(
    roster: Roster, groups: Sequence[Group], states: Sequence[ReporterState]
) -> tuple[PlaceTimeliness, ...]:
    """Each direct reporter with the places below it that others report through; nobody where all report for themselves."""
    if not layered(groups):
        return ()
    standing = {one.line.reporter: one for one in states}
    return tuple(place for group in groups for place in _of_group(roster, group, standing))


def layered(groups: Sequence[Group]) -> bool:
    """Whether somebody reports through a place in between."""
    return any(group.reporters != (group.line.reporter,) for group in groups)


def names_of(groups: Sequence[Group], lines: Sequence[RosterLine]) -> dict[Reporter, str]:
    """What to call each reporter: behind its city's name where there are several cities, since names of counties repeat."""
    above = {one: group.line for group in groups for one in group.reporters if layered(groups)}
    return {
        line.reporter: f"{above[line.reporter].name} {line.name}"
        if line.reporter in above and above[line.reporter] != line
        else line.name
        for line in lines
    }


def _of_group(
    roster: Roster, group: Group, standing: Mapping[Reporter, ReporterState]
) -> Iterator[PlaceTimeliness]:
    yield _rated(group.line, 0, group.reporters, standing)
    if group.reporters != (group.line.reporter,):
        yield from _below(roster, group.line, 1, standing)


def _below(
    roster: Roster, line: RosterLine, depth: int, standing: Mapping[Reporter, ReporterState]
) -> Iterator[PlaceTimeliness]:
    """The places under a place that stand between it and those who fill in, as deep as the roster goes."""
    for one in lower_lines(roster, line):
        leaves = [leaf.reporter for leaf in fillers(roster, one)]
        if leaves != [one.reporter]:
            yield _rated(one, depth, leaves, standing)
            yield from _below(roster, one, depth + 1, standing)


def _rated(
    line: RosterLine, depth: int, reporters: Sequence[Reporter], standing: Mapping[Reporter, ReporterState]
) -> PlaceTimeliness:
    return PlaceTimeliness(line, depth, timeliness([standing[one] for one in reporters if one in standing]))
