"""A round as workers get it: what is asked of every place alike, in a form that crosses to another machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.context import Context
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster, RosterLine

if TYPE_CHECKING:
    from taizhang.ledgers.record import Expected
    from taizhang.rollups.wide.extract import Question
    from taizhang.rollups.wide.view import WideView

_FORM = "5"  # of what is remembered: another form is not read


@dataclass(frozen=True, slots=True)
class WideRound:
    """One plan, one period, one roster."""

    plan_json: str  # with all amendments
    lines: tuple[RosterLine, ...]
    period: Period
    as_of: date
    expected: Mapping[str, frozenset[Reporter]]  # as in `Expecting`
    before: tuple[Period, ...] = ()  # the earlier periods of which anything came in, oldest first
    view: WideView | None = None  # as much of it as is seen; None for all
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """What an extract depends on besides its place's ledgers: who fills in is part of the place."""
        places = (
            f"{one.reporter}\t{one.name}\t{one.level}\t{one.reports_to}\t{one.leader}" for one in self.lines
        )  # what a ledger asks may depend on who else is asked
        view = self.view.words if self.view else ""
        told = (_FORM, view, self.plan_json, *map(str, (self.period, *self.before)), *_overdue(self), *places)
        names = (f"{row}:{','.join(sorted(map(str, some)))}" for row, some in sorted(self.expected.items()))
        written = "\0".join((*told, *names))
        object.__setattr__(self, "digest", sha256(written.encode("utf-8", "surrogatepass")).hexdigest())


def _overdue(one: WideRound) -> tuple[str, ...]:
    """The deadlines that are over: nothing else of an extract depends on the day that it counts to."""
    from taizhang.rollups.figures import due_day

    plan = in_force_at(one.plan_json, one.period)
    return tuple(sorted({str(due_day(row, plan)) for row in plan.rows() if due_day(row, plan) < one.as_of}))


@lru_cache(maxsize=4)
def plan_of(plan_json: str) -> Plan:
    """The plan with all its amendments; a rollup asks for it several times."""
    from taizhang.plans import plan_from_json

    return plan_from_json(plan_json)


def in_force_at(plan_json: str, period: Period) -> Plan:
    """The plan as its amendments left it at the period's end."""
    from taizhang.plans import in_force

    return in_force(plan_of(plan_json), period.end)


class OpenRound:
    """A round opened in a worker: the plan is parsed and laid out once, for all of its places."""

    def __init__(self, given: WideRound, roster: Roster | None = None) -> None:
        from taizhang.rollups.lights import schedule_of
        from taizhang.rollups.wide.extract import Question
        from taizhang.rollups.wide.places import Expecting

        self.given, self.kept = given, plan_of(given.plan_json)
        self.roster = roster or Roster(given.lines)
        self._contexts: dict[Period, Context] = {}
        self._plans: dict[Period, Plan] = {}
        self._rows: dict[Period, frozenset[str]] = {}
        self.plan = self.plan_at(given.period)
        schedule = schedule_of(self.plan, given.period, given.as_of)
        of_some = given.view is not None and given.view.reporters is not None
        self.asked: Question = Question(self.plan, schedule, Expecting(given.expected), of_some)

    def plan_at(self, period: Period) -> Plan:
        """As it was in force then, and as much of it as is seen."""
        if period not in self._plans:
            plan = self._context(period).plans[self.kept.id]
            self._plans[period] = self.given.view.plan(plan) if self.given.view else plan
        return self._plans[period]

    def seen(self, ledger: Ledger, period: Period) -> Ledger:
        """The ledger with the rows that are seen."""
        if self.given.view is None or self.given.view.tasks is None:
            return ledger
        rows = self._rows_at(period)
        return replace(ledger, rows=tuple(row for row in ledger.rows if row.id in rows))

    def sees(self, row: str) -> bool:
        """Whether clearing of the row is seen: without a view of rows that the plan does not ask any more, too."""
        view = self.given.view
        return view is None or view.tasks is None or row in self._rows_at(self.given.period)

    def _rows_at(self, period: Period) -> frozenset[str]:
        from taizhang.rollups.figures import rolled_up_indicators

        if period not in self._rows:
            plan = self.plan_at(period)
            self._rows[period] = frozenset(row.id for row in (*plan.rows(), *rolled_up_indicators(plan)))
        return self._rows[period]

    def laid_out(self, period: Period) -> Expected:
        """What was asked of a ledger of the period, by its stamp."""
        return self._context(period).expected

    def _context(self, period: Period) -> Context:
        from taizhang.plans import in_force

        if period not in self._contexts:
            plan = in_force(self.kept, period.end)
            self._contexts[period] = Context({plan.id: plan}, {plan.id: self.roster})
        return self._contexts[period]


_opened: dict[str, OpenRound] = {}


def open_round(given: WideRound, roster: Roster | None = None) -> OpenRound:
    """The round, opened once in each process; another one takes its place. `roster` is the round's, where it is known."""
    if given.digest not in _opened:
        _opened.clear()
        _opened[given.digest] = OpenRound(given, roster)
    return _opened[given.digest]


def close_rounds() -> None:
    """Forget the round and its plan, as a new process would."""
    _opened.clear()
    plan_of.cache_clear()
