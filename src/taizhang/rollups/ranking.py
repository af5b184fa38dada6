"""The ranking of reporters by their share of green lights; a share of few tasks is not compared."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from taizhang.model.figure import Light
from taizhang.rollups.rollup import Rollup

LEAST_JUDGED = 3  # tasks with a light; of fewer one task would move the share by half or more


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where one reporter stands."""

    position: int  # in the rollup's lines, from 0
    green: int  # tasks
    judged: int  # tasks with a light
    rank: int | None = None  # None where too few tasks are judged

    @property
    def share(self) -> Fraction | None:
        """The share of green lights, of 1; None without any light."""
        return Fraction(self.green, self.judged) if self.judged else None


def ranking(rollup: Rollup) -> tuple[Ranked, ...]:
    """From the highest share down, equal shares equal: 1 2 3 3 5; whoever is not ranked stands behind.

    Those with a share before those without, and each in the roster's order.
    """
    everyone = [_judged(rollup, position) for position in range(len(rollup.lines))]
    shares = {one.position: one.share for one in everyone if one.judged >= LEAST_JUDGED}
    ranked = [Ranked(one.position, one.green, one.judged, _rank(one.position, shares)) for one in everyone]
    return tuple(sorted(ranked, key=_order))


def _judged(rollup: Rollup, position: int) -> Ranked:
    lights = [task.states[position].light for task in rollup.tasks]
    return Ranked(position, lights.count(Light.GREEN), len(lights) - lights.count(Light.NONE))


def _rank(position: int, shares: dict[int, Fraction | None]) -> int | None:
    """One more than there are higher shares."""
    own = shares.get(position)
    if own is None:
        return None
    return 1 + sum(other is not None and other > own for other in shares.values())


def _order(one: Ranked) -> tuple[bool, bool, Fraction, int]:
    return one.rank is None, not one.judged, -(one.share or Fraction(0)), one.position
