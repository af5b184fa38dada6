"""往期来源 of a wide rollup: the lines of earlier periods that its numbers, and those of the period before, are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from taizhang.model.period import Period
from taizhang.model.picture import Look
from taizhang.model.plan import Plan
from taizhang.rollups.rollup import Report
from taizhang.rollups.sheets.sources import EARLIER as NAME
from taizhang.rollups.wide.lines import sources
from taizhang.rollups.wide.lines.column import Column, Line
from taizhang.rollups.wide.places import Place

__all__ = ["COLUMNS", "NAME", "TITLES", "earlier_lines", "rows_wanted"]

PERIOD = "期间"
COLUMNS = (Column(PERIOD, 8, Look.CODE), *sources.COLUMNS)
TITLES = tuple(one.title for one in COLUMNS)
_ROW_AT = sources.TITLES.index("行标识")


def rows_wanted(plan: Plan, *, last: bool) -> frozenset[str]:
    """The ids of the ledger rows that answer indicators which are taken over periods; of the period before, all that do."""
    wanted = [one for one in plan.indicators() if last or one.of_period]
    return frozenset(given for one in wanted for given in (one.answered_by or one.id, one.weight_of) if given)


def earlier_lines(report: Report, place: Place, period: Period, rows: Collection[str]) -> Iterator[Line]:
    """Those of an earlier report that reports straight to the place, of these rows."""
    for line in sources.source_lines(report, place):
        if line[_ROW_AT] in rows:
            yield (str(period), *line)
