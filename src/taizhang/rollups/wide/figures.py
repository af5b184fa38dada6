"""The figures of a wide rollup: for each place and indicator one number, held against its goal and its schedule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.pace import Pace
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Method, PlanRow, Target
from taizhang.rollups.figures import due_day
from taizhang.rollups.lights import goal_of, light_of_figure, percent_of
from taizhang.rollups.methods import Refusal, Tallied, conclude
from taizhang.rollups.views import is_of_all_places
from taizhang.rollups.wide.extract import Question
from taizhang.rollups.wide.sums import Count, PlaceSum


@dataclass(frozen=True, slots=True)
class WideFigure:
    """One place's number for one indicator."""

    row: PlanRow
    indicator: Indicator
    count: Count
    value: Decimal | None
    refused: str  # why there is no number; "" where there is, or nobody reported
    goal: Target | None
    light: Light
    late: Period | None = (
        None  # it had not come to its goal at the end of this period, when its deadline was over
    )
    of_all: bool = False  # the plan's number is of all places together, and these are some

    @property
    def expected(self) -> int:
        return self.count.tally.expected

    @property
    def rate(self) -> Decimal | None:
        """完成率, in %; None where there is no share of the way."""
        return None if self.indicator.method is Method.ALL_OF else percent_of(self.value, self.goal)


class Concluding:
    """Makes figures of sums: what the plan says is looked up once for all places."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        by_id = {one.id: one for one in asked.plan.indicators()}
        self.weights = {row.id: _weight(row, by_id) for row in asked.rows}
        self.deadlines: dict[str, date] = {row.id: due_day(row, asked.plan) for row in asked.rows}
        self.schedules = {row.id: asked.schedule.for_figure(row) for row in asked.rows}

    def figures(self, of: PlaceSum) -> Iterator[WideFigure]:
        """One for each of the plan's indicators, in their order."""
        for row in self.asked.rows:
            yield self.figure(row, of)

    def figure(self, row: PlanRow, of: PlaceSum) -> WideFigure:
        assert row.indicator is not None
        count = of.count(row.id) or Count()
        value, refused = self.value(row, count)
        goal = self.goal(row.indicator, count)
        light = light_of_figure(row.indicator, goal, value, self.deadlines[row.id], self.schedules[row.id])
        late = self._late(row, of) if light is Light.GREEN else None
        of_all = self.asked.of_some and is_of_all_places(row.indicator)
        return WideFigure(
            row, row.indicator, count, value, refused, goal, Light.YELLOW if late else light, late, of_all
        )

    def goal(self, indicator: Indicator, count: Count) -> Target | None:
        """What the number is held against; None where the plan says it of all places together, and these are some."""
        if self.asked.of_some and is_of_all_places(indicator):
            return None
        return goal_of(indicator, count.tally.expected)

    def value(self, row: PlanRow, count: Count) -> tuple[Decimal | None, str]:
        """What the answers come to, or why they come to nothing."""
        assert row.indicator is not None
        if not count.tally.expected:
            return None, ""
        outcome = conclude(Tallied(row.indicator, count.tally, self.weights[row.id]), row.indicator.method)
        return (None, outcome.says) if isinstance(outcome, Refusal) else (outcome, "")

    def _late(self, row: PlanRow, of: PlaceSum) -> Period | None:
        """The first period since its deadline in which the number had not come to its goal."""
        assert row.indicator is not None
        if self.schedules[row.id].pace is Pace.LASTING:
            return None
        for period, given in of.counts:
            if given != row.id or not period or Period.parse(period).end < self.deadlines[row.id]:
                continue
            count = of.counts[period, given]
            value, _ = self.value(row, count)
            goal = self.goal(row.indicator, count)
            if goal is not None and value is not None and goal.reached_by(value) is False:
                return Period.parse(period)
        return None


def _weight(row: PlanRow, by_id: dict[str, Indicator]) -> Indicator | None:
    assert row.indicator is not None
    return by_id.get(row.indicator.weight_of) if row.indicator.weight_of else None
