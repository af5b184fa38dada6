"""Who reports to a place when no roster file says otherwise."""

from __future__ import annotations

from taizhang.model.divisions.tables import Divisions
from taizhang.model.region import NATION, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine

_NOT_ADDRESSED = ("710000", "810000", "820000")  # 各省、自治区、直辖市 does not mean 台湾, 香港 and 澳门


def default_roster(divisions: Divisions, code: str) -> Roster:
    """The direct reporters of a place, in code order.

    The country has the 31 provinces that its plans address, a province its cities and the counties that lie directly in
    it, a municipality its districts, a city its counties. A place without places below it (东莞, a county) stands in for
    itself until a roster file names its reporters, so that it is asked and never silently skipped. A code that the
    table does not know has none.
    """
    if code == NATION:
        addressed = (one for one in divisions.children("") if one.code not in _NOT_ADDRESSED)
        return Roster(tuple(_line(region, reports_to=code) for region in addressed))
    place = divisions.region(code)
    if place is None:
        return Roster(())
    below = divisions.children(code) or (place,)
    return Roster(tuple(_line(region, reports_to=code) for region in below))


def _line(region: Region, *, reports_to: str) -> RosterLine:
    return RosterLine(Reporter(region.code), region.name, region.level, reports_to)
