"""Views of a rollup: the tasks of one responsible unit, or the reporters of one leader, drawn like the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from taizhang.model.figure import Figure, Light
from taizhang.model.plan import Indicator, Method, Plan, PlanRow, Scope
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter
from taizhang.rollups.figures import due_day, pool_for, rolled_up_indicators
from taizhang.rollups.leaders import NOBODY, LeaderPart, leader_parts
from taizhang.rollups.lights import goal_of, light_of_figure, schedule_of
from taizhang.rollups.methods import Refusal, aggregate
from taizhang.rollups.rollup import Rollup, TaskLine
from taizhang.rollups.unit_tasks import unit_parts

# What is said of the whole place, or carried to the level above; a view is a part of it, for reading.
_WHOLE_ALONE: dict[str, Any] = {
    "reports": (), "below": (), "own": (), "belonging": {}, "joinings": (), "remarks": (), "before": (),
    "last": None, "year_before": None, "periods": (),
}  # fmt: skip


def views_by_unit(rollup: Rollup) -> Iterator[tuple[str, Rollup]]:
    """Each responsible unit's view, by its name."""
    for part in unit_parts(rollup):
        yield part.unit, view_of_unit(rollup, part.unit)


def views_by_leader(rollup: Rollup) -> Iterator[tuple[str, Rollup]]:
    """Each leader's view, by the name; nobody's is left out. None where the roster names no leader."""
    for part in leader_parts(rollup):
        if part.leader != NOBODY:
            yield part.name, _of_leader(rollup, part)


def view_of_unit(rollup: Rollup, unit: str) -> Rollup:
    """The unit's tasks with everything asked in them; a unit without tasks has an empty view."""
    part = next((one for one in unit_parts(rollup) if one.unit == unit), None)
    tasks = tuple(rollup.tasks[one.task] for one in part.tasks) if part else ()
    plan = plan_of_tasks(rollup.plan, {task.id for task in tasks})
    rows = {row.id for row in plan.rows()} | {row.id for row in rolled_up_indicators(plan)}
    return replace(
        rollup,
        place=titled(rollup.place, unit),
        plan=plan,
        tasks=tasks,
        figures=tuple(figure for figure in rollup.figures if figure.row in rows),
        details=tuple(detail for detail in rollup.details if detail.row.id in rows),
        acceptances=tuple(one for one in rollup.acceptances if not one.row or one.row in rows),
        clearings=tuple(one for one in rollup.clearings if one.item.row in rows),
        owed=(),
        **_WHOLE_ALONE,
    )


def plan_of_tasks(plan: Plan, kept: Collection[str]) -> Plan:
    """The plan with these tasks alone, and what was changed in them or in its settings."""

    def concerns(given: str) -> bool:
        return given == "plan" or given.partition(".")[0] in kept

    amendments = (
        replace(one, changes=tuple(change for change in one.changes if concerns(change.id)))
        for one in plan.amendments
    )
    return replace(
        plan,
        goals=(),
        tasks=tuple(task for task in plan.tasks if task.id in kept),
        amendments=tuple(one for one in amendments if one.changes),
        review=tuple(one for one in plan.review if concerns(one.change.id)),
        retired=tuple(given for given in plan.retired if concerns(given)),
        splits=tuple(split for split in plan.splits if concerns(split.id)),
    )


def view_of_leader(rollup: Rollup, leader: str) -> Rollup:
    """The leader's reporters and what they come to; of a leader whom the roster does not name, nobody."""
    part = next((one for one in leader_parts(rollup) if one.name == leader), None)
    return _of_leader(rollup, part or LeaderPart(leader, "", ()))


def _of_leader(rollup: Rollup, part: LeaderPart) -> Rollup:
    mine = frozenset(part.reporters)
    groups = (
        replace(group, reporters=tuple(one for one in group.reporters if one in mine))
        for group in rollup.groups
    )
    return replace(
        rollup,
        place=titled(rollup.place, part.name),
        lines=tuple(line for line in rollup.lines if line.reporter in mine),
        groups=tuple(group for group in groups if group.reporters),
        figures=tuple(_figures(rollup, mine)),
        tasks=tuple(_task(line, mine) for line in rollup.tasks),
        details=tuple(detail for detail in rollup.details if detail.reporter in mine),
        standings=tuple(one for one in rollup.standings if one.line.reporter in mine),
        acceptances=tuple(one for one in rollup.acceptances if one.reporter in mine),
        strangers=(),
        spoken_for=(),
        clearings=tuple(one for one in rollup.clearings if one.item.reporter in mine),
        owed=tuple(one for one in rollup.owed if one.reporter in mine),
        **_WHOLE_ALONE,
    )


def titled(place: Region, view: str) -> Region:
    """The place under whose name every sheet is headed, with the view behind it."""
    return replace(place, name=f"{place.name}（{view}）")


def _task(line: TaskLine, mine: Collection[Reporter]) -> TaskLine:
    return replace(line, states=tuple(state for state in line.states if state.reporter in mine))


def _figures(rollup: Rollup, mine: Collection[Reporter]) -> Iterator[Figure]:
    """Those that somebody among them was to report, counted anew."""
    asked = {row.id: row for row in rolled_up_indicators(rollup.plan)}
    for figure in rollup.figures:
        expected = tuple(one for one in figure.expected if one in mine)
        if expected:
            yield _counted_anew(figure, asked[figure.row], expected, rollup)


def _counted_anew(figure: Figure, row: PlanRow, expected: tuple[Reporter, ...], rollup: Rollup) -> Figure:
    indicator = row.indicator
    if indicator is None:
        raise ValueError(row.id)
    lines = [line for line in rollup.lines if line.reporter in expected]
    pool = pool_for(indicator, rollup.plan, figure.contributions, lines)
    outcome = aggregate(pool, indicator.method)
    value = None if isinstance(outcome, Refusal) else outcome
    whole = is_of_all_places(indicator)
    goal = None if whole else goal_of(indicator, len(expected))
    schedule = schedule_of(rollup.plan, rollup.period, rollup.as_of).for_figure(row)
    lit = light_of_figure(indicator, goal, value, due_day(row, rollup.plan), schedule)
    return replace(
        figure,
        value=value,
        target=None if whole else figure.target,
        contributions=pool.contributions,
        expected=expected,
        missing=tuple(one for one in figure.missing if one in expected),
        refused=outcome.says if isinstance(outcome, Refusal) else "",
        light=lit if goal else Light.NONE,
        gaps=tuple(gap for gap in figure.gaps if gap.reporter in expected),
        unmet=tuple(one for one in figure.unmet if one in expected),
        late=None,
    )


def is_of_all_places(indicator: Indicator) -> bool:
    """The plan's number is about all its places together, so that some of them are not held against it."""
    total = indicator.scope is Scope.TOTAL and indicator.method is Method.SUM
    return total or indicator.method is Method.SHARE_MEETING
