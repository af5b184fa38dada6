"""A Frame is what is asked: of whom, when, under which plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.ledgers.concern import Concern
from taizhang.ledgers.namesakes import with_full_names
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.rollups.figures import Expectation
from taizhang.rollups.groups import groups_of, lines_of
from taizhang.rollups.lights import Schedule, schedule_of
from taizhang.rollups.rollup import Group


@dataclass(frozen=True, slots=True)
class Frame:
    """What is asked: of whom, when, under which plan."""

    plan: Plan
    roster: Roster
    place: Region
    period: Period
    as_of: date
    lines: tuple[RosterLine, ...]
    groups: tuple[Group, ...]
    expectation: Expectation
    schedule: Schedule

    @property
    def names(self) -> dict[Reporter, str]:
        return {line.reporter: line.name for line in self.lines}


def frame_of(
    plan: Plan,
    roster: Roster,
    period: Period,
    as_of: date,
    place: Region | None,
    places: Mapping[str, str] | None,
    heard: Collection[Reporter],
) -> Frame:
    """The frame of a place, the plan's own where none is given; `heard` are who sent anything."""
    whose = plan.jurisdiction
    place = place or Region(whose.code, whose.canonical or whose.name, whose.level)
    groups = groups_of(roster, place.code, heard)
    lines = lines_of(roster, groups)
    known = with_full_names(places or {}, roster)
    return Frame(
        plan, roster, place, period, as_of, lines, groups,
        Expectation(lines, known, place.code, Concern(plan, roster, known)),
        schedule_of(plan, period, as_of),
    )  # fmt: skip
