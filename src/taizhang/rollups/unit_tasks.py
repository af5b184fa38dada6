"""What each responsible unit (责任单位) answers for: its tasks with its part in them, and the rows of these."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from taizhang.ledgers.duty_words import ROLE_ORDER, units_with
from taizhang.ledgers.offices import responsible_units
from taizhang.model.plan import Plan, Role
from taizhang.rollups.rollup import Rollup


@dataclass(frozen=True, slots=True)
class UnitTask:
    """One task of a unit."""

    task: int  # place among the rollup's tasks, from 0
    roles: tuple[Role, ...]
    rows: frozenset[str]  # ids of the rows that the unit has a part in


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit and its tasks, in the plan's order."""

    unit: str
    tasks: tuple[UnitTask, ...]

    def with_role(self, role: Role) -> int:
        """In how many tasks this is the unit's first role."""
        return sum(task.roles[0] is role for task in self.tasks)


def unit_parts(rollup: Rollup) -> tuple[UnitPart, ...]:
    """Every responsible unit that has a task here: those that lead first, as in the ledgers' column."""
    places = {line.name for line in rollup.lines if not line.reporter.unit}
    return parts_of_units(rollup.plan, places, [line.id for line in rollup.tasks])


def parts_of_units(plan: Plan, places: Collection[str], tasks: Sequence[str]) -> tuple[UnitPart, ...]:
    """The same of a plan; `places` are names of reporters, which are no units, `tasks` the ids that are counted by."""
    found: dict[str, dict[int, list[tuple[Role, str]]]] = {}
    for unit, role, task, row in _parts(plan, tasks):
        found.setdefault(unit, {}).setdefault(task, []).append((role, row))
    return tuple(
        UnitPart(unit, tuple(_task(task, parts) for task, parts in sorted(found[unit].items())))
        for unit in responsible_units(plan, places)
        if unit in found
    )


def _parts(plan: Plan, tasks: Sequence[str]) -> Iterator[tuple[str, Role, int, str]]:
    number = {given: place for place, given in enumerate(tasks)}
    for row in plan.rows():
        if row.task is None or row.task.id not in number:
            continue
        for role in ROLE_ORDER:
            for unit in units_with(role, row, plan):
                yield unit, role, number[row.task.id], row.id


def _task(task: int, parts: list[tuple[Role, str]]) -> UnitTask:
    roles = {role for role, _ in parts}
    return UnitTask(
        task, tuple(role for role in ROLE_ORDER if role in roles), frozenset(row for _, row in parts)
    )
