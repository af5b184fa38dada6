"""How everybody stood in the periods of a year that were collected, up to one of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from taizhang.desk.standing.status import collected_before, status_of
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.period_standings import PeriodStandings


def year_standings(
    store: Archive, plan: Plan, period: Period, *, as_of: date, code: str
) -> tuple[PeriodStandings, ...]:
    """The periods of the same length and year, the oldest first, the period itself last; of a place's reporters."""
    sent = {one.period for one in store.submissions(plan.id) if one.period}
    earlier = (one for one in collected_before(store, plan, period, sent) if one.year == period.year)
    return tuple(_standings(store, plan, one, as_of, code) for one in sorted((*earlier, period)))


def _standings(store: Archive, plan: Plan, period: Period, as_of: date, code: str) -> PeriodStandings:
    from taizhang.rollups.period_standings import PeriodStandings

    stood = status_of(store, plan, period, as_of=as_of, code=code)
    returned = tuple(
        one
        for one in store.submissions(plan.id, period)
        if one.verdict is Verdict.RETURNED and one.beside is None and one.received.date() <= as_of
    )
    return PeriodStandings(period, stood.said.day, stood.states, returned)
