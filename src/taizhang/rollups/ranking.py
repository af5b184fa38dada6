"""The ranking of reporters, and of the places between, by their share of green lights; a share of few tasks is not compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from taizhang.model.figure import Light
from taizhang.rollups.rollup import Rollup

LEAST_JUDGED = 3  # tasks with a light; of fewer one task would move the share by half or more


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where one reporter, or one place over those who report through it, stands."""

    position: int  # in the rollup's lines, or in its groups, from 0
    green: int  # tasks, of each reporter once
    judged: int  # tasks with a light
    rank: int | None = None  # None where too few tasks are judged

    @property
    def share(self) -> Fraction | None:
        """The share of green lights, of 1; None without any light."""
        return Fraction(self.green, self.judged) if self.judged else None


def ranking(rollup: Rollup) -> tuple[Ranked, ...]:
    """The reporters from the highest share down, equal shares equal: 1 2 3 3 5; whoever is not ranked stands behind.

    Those with a share before those without, and each in the roster's order.
    """
    return _from_the_best(_judged(rollup, position, (position,)) for position in range(len(rollup.lines)))


def ranking_of_groups(rollup: Rollup) -> tuple[Ranked, ...]:
    """The direct reporters in the same way, each over the lights of all who report through it."""
    at = {line.reporter: position for position, line in enumerate(rollup.lines)}
    return _from_the_best(
        _judged(rollup, number, [at[one] for one in group.reporters if one in at])
        for number, group in enumerate(rollup.groups)
    )


def competition_ranks(measures: Sequence[Fraction | Decimal | None]) -> list[int | None]:
    """The place of each from the highest down, equals equal: 1 2 3 3 5; None for what is not compared."""
    rising = sorted(one for one in measures if one is not None)
    return [None if own is None else 1 + len(rising) - bisect_right(rising, own) for own in measures]


def _from_the_best(judged: Iterable[Ranked]) -> tuple[Ranked, ...]:
    everyone = tuple(judged)
    ranks = competition_ranks([one.share if one.judged >= LEAST_JUDGED else None for one in everyone])
    ranked = (replace(one, rank=rank) for one, rank in zip(everyone, ranks, strict=True))
    return tuple(sorted(ranked, key=_order))


def _judged(rollup: Rollup, position: int, whose: Sequence[int]) -> Ranked:
    lights = [task.states[one].light for task in rollup.tasks for one in whose]
    return Ranked(position, lights.count(Light.GREEN), len(lights) - lights.count(Light.NONE))


def _order(one: Ranked) -> tuple[bool, bool, Fraction, int]:
    return one.rank is None, not one.judged, -(one.share or Fraction(0)), one.position
