"""Lights once more, from what a county wrote, its own target and its deadline (序时进度 by whole months of one year)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from taizhang.model.ledger import Asked
from taizhang.model.plan import Answer, Comparator, Indicator, Kind, Method, Scope, Target
from walk.office import AS_OF, PERIOD

GREEN, YELLOW, RED, NONE = "绿", "黄", "红", "—"
_UPPER = (Comparator.AT_MOST, Comparator.BELOW)
_YELLOW = Fraction(30, 100)


def light_of_row(asked: Asked, status: str, actual: Decimal | None) -> str:
    """By the number where the county has a target of its own, else by its status."""
    if not asked.concerns or status == "不适用":
        return NONE
    indicator = asked.row.indicator
    document = indicator is not None and indicator.kind is Kind.DOCUMENT
    counted = asked.answer in (Answer.NUMBER, Answer.RATIO) and not document
    if counted and asked.target is not None and actual is not None:
        return light_of_number(actual, asked.target, asked.deadline)
    if asked.answer is Answer.YES_NO and asked.target is not None and actual == 1:
        return GREEN
    return _light_of_status(status, asked.deadline)


def light_of_figure(
    indicator: Indicator, deadline: date, value: Decimal | None, places: int, *, of_some: bool
) -> str:
    """Of the number that `places` come to; what is done at once, or by all, is late only after its deadline."""
    goal = _goal(indicator, places)
    of_all = indicator.method is Method.SHARE_MEETING or (
        indicator.method is Method.SUM and indicator.scope is Scope.TOTAL
    )
    if value is None or goal is None or (of_some and of_all):
        return NONE
    at_once = indicator.kind is Kind.DOCUMENT or indicator.method is Method.ALL_OF
    return GREEN if at_once and not _overdue(deadline) else light_of_number(value, goal, deadline)


def _goal(indicator: Indicator, places: int) -> Target | None:
    """Each place's target as often as there are places, their number where they are counted, or the plan's number."""
    target, each = indicator.target, indicator.scope in (Scope.EACH_PLACE, Scope.NAMED)
    if indicator.method is Method.ALL_OF:
        return Target(Comparator.AT_LEAST, Decimal(1), "")
    if indicator.method is Method.COUNT_MEETING and each:
        return Target(Comparator.AT_LEAST, Decimal(places), "个")
    if indicator.method is Method.RATIO_OF_SUMS and indicator.whole is None:
        return Target(Comparator.AT_LEAST, Decimal(100), "%") if indicator.coverage == "all" else None
    if indicator.method is Method.SUM and indicator.scope is Scope.EACH_PLACE and target.value_max is None:
        return Target(target.comparator, target.value * places, target.unit)
    return target


def light_of_number(value: Decimal, target: Target, deadline: date) -> str:
    if _reached(value, target):
        return GREEN
    share = None
    if target.comparator not in _UPPER and target.value > 0:
        share = Fraction(value) / Fraction(target.value)
        if share >= 1:
            return GREEN
    if _overdue(deadline):
        return RED
    if share is None:
        return YELLOW
    behind = min(Fraction(1), Fraction(PERIOD.last_month, deadline.month)) - share
    if behind <= 0:
        return GREEN
    return YELLOW if behind <= _YELLOW else RED


def worst(lights: list[str]) -> str:
    return next((light for light in (RED, YELLOW, GREEN) if light in lights), NONE)


def _light_of_status(status: str, deadline: date) -> str:
    if status in ("未填", ""):
        return NONE
    if status in ("已完成", "超额完成"):
        return GREEN
    if status == "逾期未完成" or _overdue(deadline):
        return RED
    return GREEN if status == "序时推进" else YELLOW


def _overdue(deadline: date) -> bool:
    return deadline <= PERIOD.end and deadline < AS_OF


def _reached(value: Decimal, target: Target) -> bool:
    match target.comparator:
        case Comparator.ABOVE:
            return value > target.value
        case Comparator.AT_MOST:
            return value <= target.value
        case Comparator.BELOW:
            return value < target.value
        case Comparator.RANGE:
            return target.value <= value <= (target.value_max or target.value)
        case Comparator.ABOUT:
            return False
        case _:
            return value >= target.value
