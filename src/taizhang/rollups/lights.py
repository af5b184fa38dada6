"""Lights: a number or a status held against the elapsed share of the time allowed (序时进度)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from taizhang.model.figure import Light
from taizhang.model.ledger import LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import (
    Answer,
    Comparator,
    Direction,
    Indicator,
    Kind,
    Lights,
    Method,
    Plan,
    Scope,
    Target,
)
from taizhang.model.words.status import Status

_WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a date is held against."""

    starts_on: date
    period: Period
    as_of: date
    lights: Lights

    def elapsed(self, deadline: date) -> Fraction:
        return self.period.elapsed(self.starts_on, deadline)

    def overdue(self, deadline: date) -> bool:
        """The period reaches the deadline, and the deadline is over."""
        return deadline <= self.period.end and deadline < self.as_of


def schedule_of(plan: Plan, period: Period, as_of: date) -> Schedule:
    return Schedule(plan.starts_on, period, as_of, plan.settings.lights)


def light_of_row(row: LedgerRow, schedule: Schedule) -> Light:
    """By the number where the reporter has a target of its own, else by the status; county-added rows have none."""
    if row.asked is None or not row.concerns or row.status is Status.NOT_APPLICABLE:
        return Light.NONE
    target, deadline = row.asked.target, row.asked.deadline
    counts = row.answer in (Answer.NUMBER, Answer.RATIO) and not _at_once(row.asked.row.indicator)
    if counts and target is not None and row.actual is not None:
        return light_of_number(row.actual, target, deadline, schedule)
    if row.answer is Answer.YES_NO and row.reaches():
        return Light.GREEN
    return light_of_status(row.status, deadline, schedule)


def light_of_number(value: Decimal, target: Target, deadline: date, schedule: Schedule) -> Light:
    """Green on schedule, yellow behind by up to the plan's threshold, red by more or overdue.

    A number that shall stay low has no share of the way: out of bounds it is yellow, and red once overdue.
    """
    if target.reached_by(value):
        return Light.GREEN
    share = target.share_of_way(value)
    if share is not None and share >= 1:
        return Light.GREEN
    if schedule.overdue(deadline):
        return Light.RED
    if share is None:
        return Light.YELLOW
    behind = (schedule.elapsed(deadline) - share) * 100
    if behind <= 0:
        return Light.GREEN
    return Light.YELLOW if behind <= Fraction(schedule.lights.yellow) else Light.RED


def light_of_status(status: Status | None, deadline: date, schedule: Schedule) -> Light:
    """A row without a number is late only after its deadline; what the filler calls late is believed."""
    if status is None or status is Status.NOT_APPLICABLE:
        return Light.NONE
    if status.finished:
        return Light.GREEN
    if status is Status.OVERDUE or schedule.overdue(deadline):
        return Light.RED
    return Light.GREEN if status is Status.ON_SCHEDULE else Light.YELLOW


def light_of_figure(
    indicator: Indicator, goal: Target | None, value: Decimal | None, deadline: date, schedule: Schedule
) -> Light:
    """None without a number or a goal; a document is late only after its deadline."""
    if value is None or goal is None:
        return Light.NONE
    if _at_once(indicator) and not schedule.overdue(deadline):
        return Light.GREEN
    return light_of_number(value, goal, deadline, schedule)


def percent_of(value: Decimal | None, target: Target | None) -> Decimal | None:
    """The rate of completion (完成率) in %; None without a number, or where there is no share of the way."""
    if value is None or target is None or target.share_of_way(value) is None:
        return None
    return value * 100 / target.value


def goal_of(indicator: Indicator, places: int) -> Target | None:
    """What the rolled-up number has to reach; None where the plan's number is not about it.

    The target of one place times the places, the number of places for counts of places that meet it.
    """
    target = indicator.target
    each = indicator.scope in (Scope.EACH_PLACE, Scope.NAMED)
    match indicator.method:
        case Method.COUNT_MEETING if each:
            return Target(Comparator.AT_LEAST, Decimal(places), "个")
        case Method.RATIO_OF_SUMS if indicator.whole is None:
            whole = indicator.coverage == "all"
            return Target(Comparator.AT_LEAST, Decimal(100), "%") if whole else None
        case Method.SUM if indicator.scope is Scope.EACH_PLACE and target.value_max is None:
            return Target(target.comparator, target.value * places, target.unit)
        case _:
            return _towards(target, indicator.direction)


def worst(lights: list[Light]) -> Light:
    """Red before yellow before green; none when there is no light at all."""
    return next((light for light in _WORST_FIRST if light in lights), Light.NONE)


def _at_once(indicator: Indicator | None) -> bool:
    return indicator is not None and indicator.kind is Kind.DOCUMENT


def _towards(target: Target, direction: Direction) -> Target:
    """A plain number whose lower side is the better one is a ceiling."""
    if direction is Direction.LOWER and target.comparator is Comparator.EQUAL:
        return Target(Comparator.AT_MOST, target.value, target.unit)
    return target
