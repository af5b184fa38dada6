"""What a rollup looks back on: the earlier periods of its plan, and the same period a year ago, as archives hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from taizhang.desk.records import counted_ledgers
from taizhang.errors import CannotRead
from taizhang.model.period import Period
from taizhang.model.plan import Plan

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.gathered import Gathered
    from taizhang.rollups.past import LookBack, Past

CLEARED_LAST = "上期台账已到期清除"
CLEARED_THEN = "去年同期台账已到期清除"
_NO_PLAN = "档案库没有上年计划"
_SEVERAL = "上年计划不止一个"


def look_back(
    stores: Sequence[Archive],
    plan: Plan,
    sources: Sequence[Gathered],
    period: Period,
    *,
    compared: bool = True,
) -> LookBack:
    """The earlier periods that the plan needs; `sources` are what this period is rolled up from.

    Without `compared` only what this period's own numbers need. Ledgers whose time was over are gone, and so count as none.
    """
    from taizhang.rollups.past import LookBack, periods_needed

    looking, plans = _Looking(stores, sources), {source.plan.id for source in sources}
    earlier = looking.pasts(plan.id, plans, periods_needed(plan, period, compared=compared))
    back = LookBack(earlier)
    if period.previous in looking.cleared:
        back = replace(back, no_last=CLEARED_LAST)
    if not compared:
        return back
    return _with_year_before(back, looking, plan, plans, period)


def plan_a_year_before(stores: Sequence[Archive], plan: Plan, then: Period) -> Plan | str:
    """The plan under which archives hold ledgers of that period for the plan's place, or why there is none."""
    if all({given for given, _, _ in store.plans()} == {plan.id} for store in stores):
        return plan if then.end >= plan.starts_on else _NO_PLAN
    return _Looking(stores, ()).plan_of(then, plan)


def _with_year_before(
    back: LookBack, looking: _Looking, plan: Plan, plans: Collection[str], period: Period
) -> LookBack:
    from taizhang.rollups.past import NOT_THEN, periods_needed

    then = period.year_before
    found = looking.plan_of(then, plan)
    if isinstance(found, str):
        return replace(back, no_year_before=found)
    own = plans if found.id == plan.id else (found.id,)
    periods = (*periods_needed(found, then, compared=False), then)
    pasts = looking.pasts(found.id, own, periods)
    return replace(
        back, year_before=pasts, no_year_before=CLEARED_THEN if then in looking.cleared else NOT_THEN
    )


class _Looking:
    """Archives while earlier periods are read from them."""

    def __init__(self, stores: Sequence[Archive], sources: Sequence[Gathered]) -> None:
        self.stores = stores
        self.workbooks = [source for source in sources if source.before]
        self.cleared: set[Period] = set()  # periods of which ledgers were there and are gone

    @cached_property
    def plans(self) -> list[list[Plan]]:
        """Of each archive; parsed when they are first asked for."""
        from taizhang.plans import plan_from_json

        return [[plan_from_json(text) for _id, _version, text in store.plans()] for store in self.stores]

    def pasts(self, given: str, plans: Collection[str], periods: Sequence[Period]) -> tuple[Past, ...]:
        found = (self._past(given, plans, period) for period in periods)
        return tuple(past for past in found if past is not None)

    def _past(self, given: str, plans: Collection[str], period: Period) -> Past | None:
        """The period under the plan of this id; None where no ledger was accepted."""
        from taizhang.rollups.gathered import put_together
        from taizhang.rollups.past import Past

        sources = tuple(self._sources(plans, period))
        plan = next((source.plan for source in sources if source.plan.id == given), None)
        if plan is None or not any(source.reports for source in sources):
            return None
        together = put_together(plan, period, sources)
        return Past(plan, together.roster, period, together.reports)

    def _sources(self, plans: Collection[str], period: Period) -> Iterator[Gathered]:
        """Ledgers alone: how everybody stood then, and what was found, is nothing that this period's numbers need."""
        from taizhang.plans import in_force
        from taizhang.rollups import Report
        from taizhang.rollups.gathered import Gathered as Source

        for store, held in zip(self.stores, self.plans, strict=True):
            for plan in (in_force(one, period.end) for one in held if one.id in plans):
                try:
                    ledgers = counted_ledgers(store, plan, period)
                except CannotRead:
                    ledgers = ()
                    self.cleared.add(period)
                reports = tuple(Report(ledger, counted.submission) for ledger, counted in ledgers)
                yield Source(store.where, plan, store.roster(plan.id), reports, ())
        for one in self.workbooks:
            for past in one.before:
                if past.plan.id in plans and past.period == period:
                    yield Source(one.where, past.plan, past.roster, past.reports, ())

    def plan_of(self, period: Period, plan: Plan) -> Plan | str:
        """The place's one plan under which ledgers of the period were accepted, or why there is none."""
        from taizhang.rollups.past import NOT_THEN

        if period.end >= plan.starts_on:
            return plan
        carried = [past.plan for one in self.workbooks for past in one.before]
        known = {one.id: one for held in (carried, *self.plans) for one in held if _same_place(one, plan)}
        known.pop(plan.id, None)
        used = [one for one in known.values() if self._has_ledgers(one, period)]
        if len(used) == 1:
            return used[0]
        if used:
            return _SEVERAL
        return NOT_THEN if any(one.year == period.year for one in known.values()) else _NO_PLAN

    def _has_ledgers(self, plan: Plan, period: Period) -> bool:
        carried = (past for one in self.workbooks for past in one.before)
        return any((past.plan.id, past.period) == (plan.id, period) for past in carried) or any(
            store.counting_numbers(plan.id, period) for store in self.stores
        )


def _same_place(one: Plan, other: Plan) -> bool:
    here, there = one.jurisdiction, other.jurisdiction
    if here.code and there.code:
        return here.code == there.code
    return (here.level, here.canonical or here.name) == (there.level, there.canonical or there.name)
