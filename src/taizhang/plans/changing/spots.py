"""Where an id stands in a plan, and the plan with what stands there replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from taizhang.model.plan import Goal, Indicator, Measure, Plan, Span, Task

PLAN = "plan"  # the id of the document itself


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of the review: an indicator, a measure, or a task that has neither."""

    plan: Plan
    id: str
    task: Task | None = None  # None for a goal of the document
    measure: Measure | None = None  # None for an indicator of a title or a goal
    indicator: Indicator | None = None
    goal: Goal | None = None

    @property
    def quote(self) -> Span:
        """The narrowest words of the text that the line rests on."""
        for held in (self.indicator, self.measure, self.goal):
            if held is not None:
                return held.span
        assert self.task is not None
        return self.task.title_span

    @property
    def sentence(self) -> Span:
        """The whole sentence around those words."""
        if self.measure or self.goal:
            return (self.measure or self.goal).span  # type: ignore[union-attr]
        return self.quote if self.task is None else self.task.title_span

    @property
    def clause(self) -> int | None:
        """The responsibility clause that holds for the line, from 0; None where it is not clear which of several."""
        if self.task is None:
            return None
        stated = self.measure.clause if self.measure else None
        if stated is None and len(self.task.clauses) < 2:
            return 0
        return stated


def spots(plan: Plan) -> Iterator[Spot]:
    """Every line, in the order of the text; a measure's indicators follow it."""
    for goal in plan.goals:
        for indicator in goal.indicators:
            yield Spot(plan, indicator.id, indicator=indicator, goal=goal)
    for task in plan.tasks:
        if not task.measures and not task.title_indicators:
            yield Spot(plan, task.id, task)
        for indicator in task.title_indicators:
            yield Spot(plan, indicator.id, task, indicator=indicator)
        for measure in task.measures:
            yield Spot(plan, measure.id, task, measure)
            for indicator in measure.indicators:
                yield Spot(plan, indicator.id, task, measure, indicator)


def with_indicator(plan: Plan, wanted: str, change: Callable[[Indicator], Indicator]) -> Plan:
    """The plan with one indicator changed, wherever it stands."""

    def mend(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(change(one) if one.id == wanted else one for one in indicators)

    goals = tuple(replace(goal, indicators=mend(goal.indicators)) for goal in plan.goals)
    tasks = tuple(
        replace(
            task,
            title_indicators=mend(task.title_indicators),
            measures=tuple(replace(one, indicators=mend(one.indicators)) for one in task.measures),
        )
        for task in plan.tasks
    )
    return replace(plan, goals=goals, tasks=tasks)


def with_task(plan: Plan, wanted: str, change: Callable[[Task], Task]) -> Plan:
    """The plan with one task changed."""
    return replace(plan, tasks=tuple(change(task) if task.id == wanted else task for task in plan.tasks))


def with_measure(plan: Plan, wanted: str, change: Callable[[Measure], Measure]) -> Plan:
    """The plan with one measure changed."""

    def mend(task: Task) -> Task:
        measures = tuple(change(one) if one.id == wanted else one for one in task.measures)
        return replace(task, measures=measures)

    return replace(plan, tasks=tuple(map(mend, plan.tasks)))
