"""What an archive knows of a round: one source for each of its plans."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from taizhang.desk.clearing_history import history_of
from taizhang.desk.records import counted_ledgers
from taizhang.desk.rolling_up.arrivals_below import filed_rollups, left_out
from taizhang.desk.roster import home_code
from taizhang.desk.standing.status import states_of
from taizhang.desk.standing.year import year_standings
from taizhang.model.due_day import due_day
from taizhang.model.period import Period
from taizhang.model.plan import Plan

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.clearing_items import ClearingItem
    from taizhang.rollups.gathered import Gathered
    from taizhang.rollups.period_standings import PeriodStandings


def gather_archive(
    store: Archive, period: Period, as_of: date, but: Collection[str] = ()
) -> Iterator[Gathered]:
    """In the order in which the plans were added, without those of the ids of `but`.

    With what is to be said of rollup workbooks that are not used.
    """
    from taizhang.plans import plan_from_json

    filed = filed_rollups(store, period)
    for plan_id, text in ((given, text) for given, _, text in store.plans() if given not in but):
        source = gather_plan(store, plan_from_json(text), period, as_of)
        yield replace(source, remarks=tuple(left_out(filed, plan_id)))


def gather_plan(store: Archive, plan: Plan, period: Period, as_of: date) -> Gathered:
    """The accepted ledgers under a plan, as it was in force, and how everybody on its roster stands."""
    from taizhang.plans import in_force
    from taizhang.rollups import Report
    from taizhang.rollups.gathered import Gathered as Source

    kept, plan = plan, in_force(plan, period.end)
    return Source(
        where=store.where,
        plan=plan,
        roster=store.roster(plan.id),
        reports=tuple(
            Report(ledger, counted.submission, store.findings(counted.submission.number))
            for ledger, counted in counted_ledgers(store, plan, period)
        ),
        standings=states_of(
            store.roster(plan.id), store.submissions(plan.id, period), period, due_day(plan, period), as_of
        ),
        waivers=store.waivers(plan.id, period),
        periods=_periods(store, kept, plan, period, as_of),
        clearings=_clearings(store, plan, period, as_of),
    )


def _periods(
    store: Archive, kept: Plan, plan: Plan, period: Period, as_of: date
) -> tuple[PeriodStandings, ...]:
    """Of the year, where the plan in force scores anything."""
    if plan.settings.scoring is None:
        return ()
    code = home_code(plan, store.roster(plan.id))
    return year_standings(store, kept, period, as_of=as_of, code=code)


def _clearings(store: Archive, plan: Plan, period: Period, as_of: date) -> tuple[ClearingItem, ...]:
    """Where everybody's rows stand in clearing at the period's end, by the steps taken until the day."""
    history = history_of(store, plan.id)
    return history.items(history.reporters, until=period.end, as_of=as_of)
