"""Which rollups are wide: those of more reporters than a sheet can show side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.arrivals_below import filed_rollups
from taizhang.desk.rolling_up.lower_places import lies_below
from taizhang.desk.rolling_up.rollups import LEVELS
from taizhang.desk.rolling_up.wide.round import plan_of
from taizhang.desk.rolling_up.wide.wide_rollup import WideRolling
from taizhang.desk.roster import home_code
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Roster

if TYPE_CHECKING:
    from taizhang.archive import Archive, ExtractFile

WIDE_FROM = 500  # reporters; a province with all its counties has fewer


@dataclass(frozen=True, slots=True)
class _Held:
    """A plan that every archive holds."""

    text: str  # JSON
    plan: Plan
    roster: Roster

    @property
    def place(self) -> Region:
        whose = self.plan.jurisdiction
        return Region(home_code(self.plan, self.roster), whose.canonical or whose.name, whose.level)


def wide_rollings(
    stores: Sequence[Archive],
    period: Period,
    level: str | None,
    as_of: date,
    place: str | None,
    remembered: ExtractFile,
    wide_from: int = WIDE_FROM,
) -> tuple[WideRolling, ...]:
    """The wide rollups that are asked for, of plans that nothing else answers and that answer nothing else.

    None where the archives hold different plans, where places below a wide plan's own are asked for, or where rollup
    workbooks of lower places came.
    """
    held = tuple(_held(stores))
    wide = [one for one in held if len(one.roster) > wide_from]
    asked = [one for one in wide if place in (None, one.place.code)]
    if not asked or any(level and LEVELS[level] is not one.place.level for one in asked):
        return ()
    if _related(held, wide) or any(filed_rollups(store, period) for store in stores):
        return ()
    if len(stores) > 1 and level is None and len({one.place.level for one in held}) > 1:
        return ()
    return tuple(
        WideRolling(stores, one.text, one.plan.id, one.roster, period, as_of, one.place, remembered)
        for one in asked
    )


def _held(stores: Sequence[Archive]) -> Iterator[_Held]:
    """In the order in which the plans were added; none where the archives hold different ones."""
    plans = [store.plans() for store in stores]
    if len({tuple(sorted(given for given, _, _ in some)) for some in plans}) == 1:
        for given, _version, text in plans[0]:
            yield _Held(text, plan_of(text), stores[0].roster(given))


def _related(held: Sequence[_Held], wide: Sequence[_Held]) -> bool:
    """Whether ledgers under one plan could answer another, and either is wide."""
    return any(
        lies_below(lower.place, upper.plan, upper.roster)
        for lower, upper in permutations(held, 2)
        if lower in wide or upper in wide
    )
