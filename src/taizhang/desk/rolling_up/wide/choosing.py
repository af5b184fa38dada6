"""Which rollups are wide: those of more reporters than a sheet can show side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.arrivals_below import filed_rollups
from taizhang.desk.rolling_up.rollups import LEVELS
from taizhang.desk.rolling_up.wide.round import plan_of
from taizhang.desk.rolling_up.wide.wide_rollup import WideRolling
from taizhang.desk.roster import home_code
from taizhang.model.period import Period
from taizhang.model.region import Region

if TYPE_CHECKING:
    from taizhang.archive import Archive, ExtractFile

WIDE_FROM = 500  # reporters; a province with all its counties has fewer


def wide_rollings(
    stores: Sequence[Archive],
    period: Period,
    level: str | None,
    as_of: date,
    place: str | None,
    remembered: ExtractFile,
    wide_from: int = WIDE_FROM,
) -> tuple[WideRolling, ...]:
    """The wide rollups that are asked for.

    None where the archives' plans are not all of one wide place's own level, or rollup workbooks of lower places came.
    """
    held = [store.plans() for store in stores]
    if len({tuple(sorted(given for given, _, _ in plans)) for plans in held}) != 1:
        return ()
    found = []
    for given, _version, text in held[0]:
        roster = stores[0].roster(given)
        if len(roster) <= wide_from:
            return ()
        plan = plan_of(text)
        code, whose = home_code(plan, roster), plan.jurisdiction
        own_level = level is None or LEVELS[level] is whose.level
        if not own_level or place not in (None, code):
            return ()
        region = Region(code, whose.canonical or whose.name, whose.level)
        found.append(WideRolling(stores, text, given, roster, period, as_of, region, remembered))
    return () if any(filed_rollups(store, period) for store in stores) else tuple(found)
