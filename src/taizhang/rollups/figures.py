"""Figures: one rolled-up number per indicator, with everyone it should have come from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from taizhang.ledgers.concern import Concern
from taizhang.ledgers.deadlines import deadline_of
from taizhang.ledgers.targets import named_places
from taizhang.model.figure import Contribution, Figure, Gap, Late, Light
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Method, Plan, PlanRow
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.rollups.lights import Schedule, goal_of, light_of_figure
from taizhang.rollups.methods import Refusal, aggregate
from taizhang.rollups.over_periods import when
from taizhang.rollups.pool import Pool, unmet


@dataclass(frozen=True, slots=True)
class Expectation:
    """Who fills in a ledger, in the roster's order, and by which other names the plan calls them."""

    lines: tuple[RosterLine, ...]
    places: Mapping[str, str] = field(default_factory=dict)  # code by the name that the plan uses
    home: str = ""  # code of the place whose units are meant
    concern: Concern | None = None  # which rows are for some places alone

    def of(self, indicator: Indicator) -> tuple[RosterLine, ...]:
        """The unit that is the source; else the places named; else those whom the row concerns.

        A source that the roster does not list is expected all the same, and so stands among the missing by its name.
        Names that it does not know leave every place expected, so nothing is dropped.
        """
        if indicator.source:
            units = tuple(line for line in self.lines if line.reporter.unit == indicator.source)
            return units or (unlisted_unit(self.home, indicator.source),)
        places = tuple(line for line in self.lines if not line.reporter.unit)
        named = self._named(indicator, places) if indicator.names else ()
        return named or self._concerned(indicator, places) or places

    def _named(self, indicator: Indicator, places: tuple[RosterLine, ...]) -> tuple[RosterLine, ...]:
        """The places that the plan names for it."""
        called = named_places(indicator.names, self.places, self.concern.shared if self.concern else ())
        return tuple(line for line in places if called.include(line))

    def _concerned(self, indicator: Indicator, places: tuple[RosterLine, ...]) -> tuple[RosterLine, ...]:
        """The places that were asked; nobody else's answer is missing."""
        alone = self.concern.named_alone(indicator.answered_by or indicator.id) if self.concern else ()
        if self.concern is None or not alone:
            return places
        concern = self.concern
        return tuple(line for line in places if concern.includes(alone, line))


def unlisted_unit(home: str, unit: str) -> RosterLine:
    """A line for a unit that reports and that nobody has entered in the roster."""
    return RosterLine(Reporter(home, unit), unit, Level.COUNTY, home)


def rolled_up_indicators(plan: Plan) -> tuple[PlanRow, ...]:
    """Every indicator that gets a figure, in its place in the plan; numbers that only name a scheme get none."""
    return tuple(row for row in _all_indicators(plan) if row.indicator and not row.indicator.names_scheme)


def figure_for(
    row: PlanRow,
    plan: Plan,
    answers: Sequence[Contribution],
    lines: Sequence[RosterLine],
    schedule: Schedule,
    *,
    late: Late | None = None,
    filed: Collection[tuple[Reporter, Period]] = (),
) -> Figure:
    """The indicator's number over everyone expected, whose lines these are; answers of others are left out.

    `late` says that it had not come to its goal when its deadline was over; `filed` is who had a ledger accepted in
    which earlier period.
    """
    indicator = row.indicator
    if indicator is None:
        raise ValueError(row.id)
    pool = pool_for(indicator, plan, answers, lines)
    outcome = aggregate(pool, indicator.method)
    value = None if isinstance(outcome, Refusal) else outcome
    goal = goal_of(indicator, len(lines))
    light = light_of_figure(indicator, goal, value, due_day(row, plan), schedule.for_figure(row))
    caught_up = late is not None and light is Light.GREEN
    return Figure(
        row=row.id,
        method=indicator.method,
        value=value,
        unit=indicator.rolled_up_in,
        target=indicator.target,
        contributions=pool.contributions,
        expected=pool.expected,
        missing=missing_from(pool, schedule.period),
        refused=outcome.says if isinstance(outcome, Refusal) else "",
        light=Light.YELLOW if caught_up else light,
        gaps=tuple(gaps_in(pool, schedule, filed)) if indicator.of_period else (),
        unmet=unmet(pool) if indicator.method is Method.ALL_OF else (),
        late=late if caught_up else None,
    )


def comes_to_its_goal(row: PlanRow, figure: Figure) -> bool | None:
    """Whether the figure's number satisfies what it has to reach; None where either is not there."""
    goal = goal_of(row.indicator, len(figure.expected)) if row.indicator else None
    return None if goal is None or figure.value is None else goal.reached_by(figure.value)


def pool_for(
    indicator: Indicator, plan: Plan, answers: Sequence[Contribution], lines: Sequence[RosterLine]
) -> Pool:
    """The answers of those whose lines these are, with what their values are weighted by."""
    expected = tuple(line.reporter for line in lines)
    weighed_by = indicator.weight_of
    weight = next((one for one in plan.indicators() if one.id == weighed_by), None) if weighed_by else None
    names = {line.reporter: line.name for line in lines}
    return Pool(indicator, _in_order(answers, expected), expected, weight, names)


def missing_from(pool: Pool, period: Period) -> tuple[Reporter, ...]:
    """Whoever has no cell of the period itself."""
    heard = {one.reporter for one in pool.contributions if not one.weighs and one.period in (None, period)}
    return tuple(reporter for reporter in pool.expected if reporter not in heard)


def gaps_in(pool: Pool, schedule: Schedule, filed: Collection[tuple[Reporter, Period]]) -> Iterator[Gap]:
    """Every earlier period since the plan's start for which a reporter has no cell."""
    heard = {(one.reporter, one.period) for one in pool.contributions if not one.weighs}
    for period in schedule.period.back_to(schedule.starts_on):
        for reporter in pool.expected:
            if (reporter, period) not in heard:
                yield Gap(reporter, period, (reporter, period) in filed)


def due_day(row: PlanRow, plan: Plan) -> date:
    return deadline_of(row, plan)[0]


def _all_indicators(plan: Plan) -> Iterator[PlanRow]:
    for goal in plan.goals:
        yield from (PlanRow(i.id, None, None, i, leads=False) for i in goal.indicators)
    for task in plan.tasks:
        yield from (PlanRow(i.id, task, None, i, leads=False) for i in task.title_indicators)
        for measure in task.measures:
            yield from (PlanRow(i.id, task, measure, i, leads=False) for i in measure.indicators)


def _in_order(answers: Sequence[Contribution], expected: tuple[Reporter, ...]) -> tuple[Contribution, ...]:
    """The answers of those expected, in the roster's order; a reporter's by their periods, what weighs behind, parts as they were."""
    position = {reporter: number for number, reporter in enumerate(expected)}
    known = (one for one in answers if one.reporter in position)
    return tuple(sorted(known, key=lambda one: (position[one.reporter], one.weighs, when(one))))
