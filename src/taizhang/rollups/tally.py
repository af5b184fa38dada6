"""A Tally is all that one place's answers to an indicator come to, whatever the method; tallies of places add up.

So a province is the sum of its cities, by every method, and a place whose counties did not change is not counted again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from taizhang.model.plan import Method
from taizhang.model.reporter import Reporter
from taizhang.rollups.pool import Pool, meets

Kept = TypeVar("Kept")

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, order=True)
class Newest:
    """The number that was received last; the register number decides between equals, then the reporter."""

    received: datetime
    submission: int
    reporter: Reporter
    value: Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """What the answers come to; names are in the order of the reporters."""

    expected: int = 0
    heard: bool = False  # somebody gave a number
    count: int = 0  # reporters with a number
    total: Decimal = _NOTHING
    met: int = 0  # of them, whose answer counts
    least: Decimal | None = None
    most: Decimal | None = None
    newest: Newest | None = None
    silent: tuple[str, ...] = ()  # where all have to: names of the expected without a number
    above: Decimal = _NOTHING  # Σ分子
    below: Decimal = _NOTHING  # Σ分母
    without_parts: tuple[str, ...] = ()  # of a ratio: names of those who did not give both
    weighed: Decimal = _NOTHING  # Σ value × weight
    weight: Decimal = _NOTHING
    odd_weight: bool = False  # one is negative
    any_weight: bool = False  # one is not 0
    without_weight: tuple[str, ...] = ()  # names
    without_value: tuple[str, ...] = ()  # names of those who gave a weight alone

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            expected=self.expected + other.expected,
            heard=self.heard or other.heard,
            count=self.count + other.count,
            total=self.total + other.total,
            met=self.met + other.met,
            least=min(_given(self.least, other.least), default=None),
            most=max(_given(self.most, other.most), default=None),
            newest=max(_given(self.newest, other.newest), default=None),
            silent=self.silent + other.silent,
            above=self.above + other.above,
            below=self.below + other.below,
            without_parts=self.without_parts + other.without_parts,
            weighed=self.weighed + other.weighed,
            weight=self.weight + other.weight,
            odd_weight=self.odd_weight or other.odd_weight,
            any_weight=self.any_weight or other.any_weight,
            without_weight=self.without_weight + other.without_weight,
            without_value=self.without_value + other.without_value,
        )


def tally_of(pool: Pool, method: Method) -> Tally:
    """What the pool's answers come to, with the names that the method tells: of a country they are thousands."""
    told = pool.told()
    values = list(told.values())
    by_parts, by_weight = method is Method.RATIO_OF_SUMS, method is Method.WEIGHTED
    silent = (one for one in pool.expected if one not in told) if method is Method.ALL_OF else ()
    tally = Tally(
        expected=len(pool.expected),
        heard=pool.heard,
        count=len(values),
        total=sum(values, _NOTHING),
        met=sum(meets(pool.indicator, value) for value in values),
        least=min(values, default=None),
        most=max(values, default=None),
        newest=_newest(pool, told),
        silent=pool.called(silent),
        above=sum(pool.told("numerator").values(), _NOTHING),
        below=sum(pool.told("denominator").values(), _NOTHING),
        without_parts=pool.without_parts() if by_parts else (),
    )
    return _weighted(tally, pool, told) if by_weight else tally


def _weighted(tally: Tally, pool: Pool, told: dict[Reporter, Decimal]) -> Tally:
    weights = pool.weights() if pool.weight else {}
    return replace(
        tally,
        weighed=sum((told[one] * weight for one, weight in weights.items() if one in told), _NOTHING),
        weight=sum(weights.values(), _NOTHING),
        odd_weight=any(weight < 0 for weight in weights.values()),
        any_weight=any(weights.values()),
        without_weight=pool.called(one for one in pool.expected if one in told and one not in weights),
        without_value=pool.called(one for one in pool.expected if one in weights and one not in told),
    )


def _newest(pool: Pool, told: dict[Reporter, Decimal]) -> Newest | None:
    cells = ((one.received or _LONG_AGO, one.submission, one.reporter) for one in pool.counted())
    last = max(cells, default=None)
    return Newest(*last, told[last[2]]) if last else None


def _given(*both: Kept | None) -> list[Kept]:
    return [one for one in both if one is not None]
