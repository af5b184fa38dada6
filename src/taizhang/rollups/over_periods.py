"""A reporter's values of several periods become one: one function a way, as the plan says (逐期取数)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from taizhang.model.figure import Contribution
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Over

_FIRST = Period(1, 1, 1)  # before any that a ledger can speak of
_Way = Callable[[list[Decimal]], Decimal]
_WAYS: dict[Over, _Way] = {}


def over_periods(indicator: Indicator, contributions: Iterable[Contribution]) -> Decimal | None:
    """The one number of a reporter's cells of one part; None where none holds a number."""
    in_order = sorted(contributions, key=when)
    values = [one.value for one in in_order if one.value is not None]
    return _WAYS[indicator.over or Over.LAST](values) if values else None


def when(one: Contribution) -> Period:
    """The period that the cell speaks of, for putting in order."""
    return one.period or _FIRST


def way(over: Over) -> Callable[[_Way], _Way]:
    """Register the function of this way; a second one for the same way is a bug."""

    def register(function: _Way) -> _Way:
        if over in _WAYS:
            raise ValueError(over)
        _WAYS[over] = function
        return function

    return register


def ways() -> tuple[Over, ...]:
    """The ways that have a function."""
    return tuple(_WAYS)


@way(Over.LAST)
def newest(values: list[Decimal]) -> Decimal:
    """Cumulative numbers: the last one holds all before it."""
    return values[-1]


@way(Over.SUM)
def total(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


@way(Over.MAX)
def largest(values: list[Decimal]) -> Decimal:
    return max(values)


@way(Over.MIN)
def smallest(values: list[Decimal]) -> Decimal:
    return min(values)


@way(Over.MEAN)
def mean(values: list[Decimal]) -> Decimal:
    """Of the periods that have a number; the others are named beside the figure."""
    return sum(values, Decimal(0)) / len(values)
