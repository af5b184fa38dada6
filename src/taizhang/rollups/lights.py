"""Lights: a number or a status held against the elapsed share of the time allowed (序时进度)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.grid import plain
from taizhang.model.ledger import LedgerRow
from taizhang.model.light import Band, Lights
from taizhang.model.pace import Pace
from taizhang.model.plan import (
    Answer,
    Comparator,
    Direction,
    Indicator,
    Kind,
    Method,
    Scope,
    Target,
)
from taizhang.model.schedule import Schedule as Schedule
from taizhang.model.schedule import schedule_of as schedule_of
from taizhang.model.words.status import Status

_WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN)


def light_of_row(row: LedgerRow, schedule: Schedule, *, late: bool = False) -> Light:
    """By the number where the reporter has a target of its own, else by the status; county-added rows have none.

    `late` says that it stood unfinished when its deadline was over: finished since, it stays yellow.
    """
    if row.asked is None or not row.concerns or row.status is Status.NOT_APPLICABLE:
        return Light.NONE
    own = schedule.for_row(row.asked.row)
    behind = Light.YELLOW if behind_milestone(row.status, own) else Light.NONE
    light = worst([_by_answer(row, own), behind])
    return Light.YELLOW if late and light is Light.GREEN else light


def _by_answer(row: LedgerRow, schedule: Schedule) -> Light:
    target, deadline = own_goal(row), row.asked.deadline if row.asked else schedule.period.end
    if row.answer is Answer.YES_NO and row.reaches():
        return Light.GREEN
    if target is None or row.actual is None:
        return light_of_status(row.status, deadline, schedule)
    no_share = schedule.pace in (Pace.ONCE, Pace.LASTING) and not schedule.has_numbers
    if no_share and not target.reached_by(row.actual):
        return light_of_status(row.status, deadline, schedule)
    return light_of_number(row.actual, target, deadline, schedule)


def own_goal(row: LedgerRow) -> Target | None:
    """What the reporter's own number has to reach; None where no number is asked, or a document."""
    indicator = row.asked.row.indicator if row.asked else None
    counts = row.answer in (Answer.NUMBER, Answer.RATIO) and not _at_once(indicator)
    if row.asked is None or row.asked.target is None or not counts:
        return None
    return _towards(row.asked.target, indicator.direction if indicator else Direction.HIGHER)


def behind_milestone(status: Status | None, schedule: Schedule) -> bool:
    """Whether a milestone wanted more of the status by now."""
    due = schedule.status_due()
    if due is None or status is None or status.finished:
        return False
    return due.finished or status is not Status.ON_SCHEDULE


def light_of_number(value: Decimal, target: Target, deadline: date, schedule: Schedule) -> Light:
    """Green on schedule, else by how many points it is behind, and red once overdue.

    A number that shall stay low, and a rate of growth, have no share of the way: out of bounds they are yellow.
    """
    if target.reached_by(value):
        return Light.GREEN
    share = None if schedule.grows else target.share_of_way(value)
    if share is not None and share >= 1:
        return Light.GREEN
    if schedule.overdue(deadline):
        return Light.RED
    if share is None:
        return _out_of_bounds(value, target, deadline, schedule)
    return schedule.lights.at((schedule.elapsed(deadline, target) - share) * 100)


def _out_of_bounds(value: Decimal, target: Target, deadline: date, schedule: Schedule) -> Light:
    """Until the deadline the milestones may ask for less than the target."""
    if schedule.period.end < deadline and schedule.has_numbers:
        due = schedule.number_due()
        if due is None or (due.value is not None and reached_by_then(value, due.value, target)):
            return Light.GREEN
    return Light.YELLOW


def reached_by_then(value: Decimal, wanted: Decimal, target: Target) -> bool:
    """Whether the value is as good as a milestone asks, on the target's side of it."""
    return Target(target.comparator, wanted, target.unit).reached_by(value) is True


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
    """None without a number or a goal; what is done at once, or by all, is late only after its deadline."""
    if value is None or goal is None:
        return Light.NONE
    if _at_once(indicator) or indicator.method is Method.ALL_OF or schedule.pace in (Pace.ONCE, Pace.LASTING):
        early = not schedule.overdue(deadline) and not schedule.has_numbers
        return Light.GREEN if early else light_of_number(value, goal, deadline, schedule)
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
        case Method.ALL_OF:
            return Target(Comparator.AT_LEAST, Decimal(1), "")
        case Method.COUNT_MEETING if each:
            return Target(Comparator.AT_LEAST, Decimal(places), "个")
        case Method.RATIO_OF_SUMS if indicator.whole is None:
            whole = indicator.coverage == "all"
            return Target(Comparator.AT_LEAST, Decimal(100), "%") if whole else None
        case Method.SUM if indicator.scope is Scope.EACH_PLACE and target.value_max is None:
            return Target(target.comparator, target.value * places, target.unit)
        case _:
            return _towards(target, indicator.direction)


def words_of(lights: Lights) -> str:
    """How far behind shows which light, as it stands above a table."""
    if not lights.bands:
        return f"绿为达到序时，黄为落后{plain(lights.yellow)}个百分点以内，红为落后更多或逾期"
    said = "，".join(f"{band.light.value}为落后{_range(band)}" for band in lights.bands)
    return f"{said}；逾期未完成为红"


def _range(band: Band) -> str:
    if band.beyond is None or band.up_to is None:
        return (
            f"{plain(band.beyond)}个百分点以上"
            if band.beyond is not None
            else f"{plain(band.up_to or Decimal(0))}个百分点以内"
        )
    return f"{plain(band.beyond)}至{plain(band.up_to)}个百分点"


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
