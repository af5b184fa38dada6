"""Leaders (分管领导): who of those that the roster names answers for which reporters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taizhang.model.reporter import Reporter
from taizhang.rollups.rollup import Rollup

NOBODY = "未登记"


@dataclass(frozen=True, slots=True)
class LeaderPart:
    """A leader, and those who report under him or her."""

    leader: str  # 未登记 for those of whom the roster names none
    group: str  # the city, where leaders of several cities may bear one name; "" elsewhere
    reporters: tuple[Reporter, ...]

    @property
    def name(self) -> str:
        return f"{self.group} {self.leader}" if self.group else self.leader


def leaders_of(rollup: Rollup) -> Mapping[Reporter, str]:
    """Each reporter's leader by its own line of the roster, else by that of the city it reports through."""
    above = {one: group.line for group in rollup.groups for one in group.reporters}
    told = {line.reporter: line.leader or above[line.reporter].leader for line in rollup.lines}
    return {reporter: leader for reporter, leader in told.items() if leader}


def leader_parts(rollup: Rollup) -> tuple[LeaderPart, ...]:
    """Every leader in the roster's order, those without one last; none where the roster names nobody."""
    leaders = leaders_of(rollup)
    groups = {one: group.line.name for group in rollup.groups for one in group.reporters if rollup.layered}
    return parts_of_leaders(
        (line.reporter, leaders.get(line.reporter, ""), groups.get(line.reporter, ""))
        for line in rollup.lines
    )


def parts_of_leaders(told: Iterable[tuple[Reporter, str, str]]) -> tuple[LeaderPart, ...]:
    """The same of reporters, each with its leader, "" for none, and the place right below the whole that it lies in."""
    found: dict[tuple[str, str], list[Reporter]] = {}
    for reporter, leader, group in told:
        found.setdefault((leader, group) if leader else (NOBODY, ""), []).append(reporter)
    if set(found) <= {(NOBODY, "")}:
        return ()
    parts = (LeaderPart(leader, group, tuple(below)) for (leader, group), below in found.items())
    return tuple(sorted(parts, key=lambda part: part.leader == NOBODY))
