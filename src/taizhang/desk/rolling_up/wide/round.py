"""A round as workers get it: what is asked of every place alike, in a form that crosses to another machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.context import Context
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster, RosterLine

if TYPE_CHECKING:
    from taizhang.ledgers.record import Expected
    from taizhang.rollups.wide.extract import Question

_FORM = "3"  # of what is remembered: another form is not read


@dataclass(frozen=True, slots=True)
class WideRound:
    """One plan, one period, one roster."""

    plan_json: str  # with all amendments
    lines: tuple[RosterLine, ...]
    period: Period
    as_of: date
    expected: Mapping[str, frozenset[Reporter]]  # as in `Expecting`
    before: tuple[Period, ...] = ()  # the earlier periods of which anything came in, oldest first
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """What an extract depends on besides its place's ledgers: who fills in is part of the place."""
        places = (
            f"{one.reporter}\t{one.name}\t{one.level}\t{one.reports_to}\t{one.leader}" for one in self.lines
        )  # what a ledger asks may depend on who else is asked
        told = (_FORM, self.plan_json, *map(str, (self.period, *self.before)), *_overdue(self), *places)
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
        from taizhang.plans import in_force
        from taizhang.rollups.lights import schedule_of
        from taizhang.rollups.wide.extract import Question
        from taizhang.rollups.wide.places import Expecting

        self.given, self.kept = given, plan_of(given.plan_json)
        self.roster = roster or Roster(given.lines)
        self.plan = in_force(self.kept, given.period.end)
        schedule = schedule_of(self.plan, given.period, given.as_of)
        self.asked: Question = Question(self.plan, schedule, Expecting(given.expected))
        self._contexts: dict[Period, Context] = {}

    def plan_at(self, period: Period) -> Plan:
        return self._context(period).plans[self.kept.id]

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
