"""What a new ledger starts from: the period before, as it was asked, sent in and accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from taizhang.model.due_day import due_day
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.verdict import ReportingState

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.ledgers import LastPeriod, LedgerLayout
    from taizhang.model.clearing import CarriedClearing


@dataclass(frozen=True, slots=True)
class Before:
    """What the ledgers of a period start from, each reporter's own only."""

    last: LastRound | None = None  # None in a first period
    clearings: Mapping[Reporter, Mapping[str, CarriedClearing]] = field(default_factory=dict)  # by row

    def last_of(self, line: RosterLine) -> LastPeriod | None:
        return self.last.of(line) if self.last else None

    def clearings_of(self, line: RosterLine) -> Mapping[str, CarriedClearing]:
        return self.clearings.get(line.reporter, {})


@dataclass(frozen=True, slots=True)
class LastRound:
    """The period before under one plan: everybody's ledgers, each to be had by its own reporter only."""

    layout: LedgerLayout  # of the plan as it was in force then
    accepted: Mapping[Reporter, Ledger]
    states: Mapping[Reporter, ReportingState]

    def of(self, line: RosterLine) -> LastPeriod:
        """What this one reporter was asked, and what was accepted of it."""
        from taizhang.ledgers import LastPeriod

        asked = self.layout.ledger(line)
        return LastPeriod(asked, self.accepted.get(line.reporter), self.states.get(line.reporter))


def before_period(store: Archive, plan: Plan, period: Period) -> Before:
    """The period before, and where everybody's rows stand in clearing."""
    from taizhang.desk.clearing_history import history_of

    history = history_of(store, plan.id)
    clearings = {one: history.carried_into(one, period) for one in history.reporters}
    return Before(last_round(store, plan, period), clearings)


def last_round(store: Archive, plan: Plan, period: Period) -> LastRound | None:
    """The period of the same length before this one; None where it was neither issued nor reported on."""
    from taizhang.desk.records import counted_ledgers
    from taizhang.ledgers import LedgerLayout
    from taizhang.plans import in_force
    from taizhang.rollups.timeliness import reporting_states

    before = period.previous
    sent = store.submissions(plan.id, before)
    if not sent and not store.was_opened(plan.id, before):
        return None
    then = in_force(plan, before.end)
    due = due_day(then, before)
    roster = store.roster(plan.id)
    states = reporting_states(roster, sent, before, due, date.max)
    return LastRound(
        layout=LedgerLayout(then, before, roster=roster),
        accepted={
            ledger.reporter: ledger
            for ledger, counted in counted_ledgers(store, plan, before)
            # What is registered under one reporter and speaks for another is nobody's last ledger.
            if (ledger.reporter, ledger.period) == (counted.submission.reporter, before)
        },
        states={one.line.reporter: one.state for one in states},
    )
