"""Views of a wide rollup: the tasks of one responsible unit, or the reporters of one leader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.rollups.frame import Frame
from taizhang.rollups.leaders import NOBODY, parts_of_leaders
from taizhang.rollups.unit_tasks import parts_of_units
from taizhang.rollups.views import plan_of_tasks, titled
from taizhang.rollups.wide.places import Place


@dataclass(frozen=True, slots=True)
class WideView:
    """Some tasks of everybody, or all tasks of some."""

    name: str  # the unit's or the leader's
    tasks: frozenset[str] | None = None  # ids; None for all
    reporters: frozenset[Reporter] | None = None  # None for everybody

    @property
    def of_people(self) -> WideView | None:
        """Of whom it is, whatever they were asked; None where it is of everybody."""
        return None if self.reporters is None else replace(self, tasks=None)

    @property
    def words(self) -> str:
        """The same for the same view."""
        tasks, reporters = sorted(self.tasks or ()), sorted(map(str, self.reporters or ()))
        return "\t".join((self.name, *tasks, "", *reporters))

    def plan(self, plan: Plan) -> Plan:
        """As much of the plan as is seen."""
        return plan if self.tasks is None else plan_of_tasks(plan, self.tasks)

    def frame(self, frame: Frame) -> Frame:
        """Of those who are seen, under the view's name; who is expected to answer what stays as the plan says."""
        named = replace(frame, place=titled(frame.place, self.name))
        mine = self.reporters
        if mine is None:
            return named
        groups = (
            replace(group, reporters=tuple(one for one in group.reporters if one in mine))
            for group in frame.groups
        )
        return replace(
            named,
            roster=Roster(tuple(_with_places_above(frame, mine))),
            lines=tuple(line for line in frame.lines if line.reporter in mine),
            groups=tuple(group for group in groups if group.reporters),
        )


def views_of_units(plan: Plan, tree: Place) -> tuple[WideView, ...]:
    """Of each responsible unit that has a task, in the order of the units."""
    places = {line.name for line in tree.everyone() if not line.reporter.unit}
    tasks = [task.id for task in plan.tasks]
    return tuple(
        WideView(part.unit, frozenset(tasks[one.task] for one in part.tasks))
        for part in parts_of_units(plan, places, tasks)
    )


def views_of_leaders(tree: Place, roster: Roster) -> tuple[WideView, ...]:
    """Of each leader whom the roster names, in its order."""
    told = {
        line.reporter: (place.leader_of(line.reporter), _group(tree, place, line))
        for place in tree.walk()
        for line in place.lines
    }
    in_order = [line.reporter for line in roster if line.reporter in told]
    return tuple(
        WideView(part.name, reporters=frozenset(part.reporters))
        for part in parts_of_leaders((one, *told[one]) for one in in_order)
        if part.leader != NOBODY
    )


def _group(tree: Place, place: Place, line: RosterLine) -> str:
    """The place right below the whole that it lies in or is; "" where all report straight to the whole."""
    if not tree.below:
        return ""
    return place.path[0] if place.path else line.name


def _with_places_above(frame: Frame, mine: frozenset[Reporter]) -> Iterator[RosterLine]:
    """The lines of these and of the places that they report through."""
    above = {line.reporter.code: line for line in frame.roster if not line.reporter.unit}
    kept: set[Reporter] = set(mine)
    for one in mine:
        line = frame.roster.line(one)
        while line is not None and line.reports_to in above and above[line.reports_to].reporter not in kept:
            line = above[line.reports_to]
            kept.add(line.reporter)
    yield from (line for line in frame.roster if line.reporter in kept)
