"""What files are checked against: the plans in force, their rosters, the round being collected, the last period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.clearing_history import ClearingHistories
from taizhang.desk.examine import Known
from taizhang.desk.files import read_plan
from taizhang.desk.renew import Renewal, can_be_renewed
from taizhang.desk.roster import roster_of
from taizhang.errors import BadUsage
from taizhang.ledgers.round_answers import RoundAnswers
from taizhang.model.clearing import CarriedClearing
from taizhang.model.finding import Finding
from taizhang.model.ledger import Ledger, Stamp
from taizhang.model.neighbours import Neighbours, PlaceAnswers
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.waiver import Waiver

if TYPE_CHECKING:
    from taizhang.ledgers import LastPeriod, LedgerLayout
    from taizhang_validators.rulebook import Given, Rulebook

_MOST_LAID_OUT = 256  # ledgers that are remembered; a file asks for its own several times


@dataclass(slots=True)
class Context:
    """The plans by id with their rosters, and, from an archive, rounds and accepted ledgers."""

    plans: Mapping[str, Plan]
    rosters: Mapping[str, Roster]
    rounds: Mapping[str, Period] = field(default_factory=dict)  # plan id: the period being collected
    waivers: Mapping[str, tuple[Waiver, ...]] = field(default_factory=dict)  # by plan id
    book: Rulebook | None = None  # what ledgers are held against; None for the shipped rules
    sent: dict[tuple[str, Reporter, Period], list[tuple[int, str]]] = field(default_factory=dict)
    record_of: Callable[[str, Reporter, Period], bytes | None] = lambda *_: None  # of the accepted ledger
    findings_of: Callable[[int], Sequence[Finding]] = lambda _number: ()  # by number in the register
    histories: ClearingHistories | None = None  # None where nobody keeps what was cleared
    _edition: str = ""
    _laid_out: dict[Stamp, Ledger] = field(default_factory=dict)
    _layouts: dict[tuple[str, Period], LedgerLayout] = field(default_factory=dict)
    _answers: dict[tuple[str, Level], RoundAnswers] = field(default_factory=dict)  # of the rounds
    _place_names: dict[tuple[str, Level], frozenset[str]] = field(default_factory=dict)

    @property
    def edition(self) -> str:
        """The edition of the rules that ledgers are held against."""
        from taizhang_validators.rulebook import shipped

        self._edition = self._edition or (self.book or shipped()).edition
        return self._edition

    def expected(self, stamp: Stamp) -> Ledger | None:
        """The ledger as it was laid out for the stamp's reporter and period; None for a plan we do not hold."""
        from taizhang.ledgers import carry_forward

        if stamp.plan not in self.plans:
            return None
        if stamp not in self._laid_out:
            if len(self._laid_out) >= _MOST_LAID_OUT:
                self._laid_out.clear()
            line = self.line(stamp.plan, stamp.reporter)
            ledger = self._layout(stamp.plan, stamp.period).ledger(line)
            self._laid_out[stamp] = carry_forward(ledger, self.last(stamp), self._clearings(stamp))
        return self._laid_out[stamp]

    def _clearings(self, stamp: Stamp) -> Mapping[str, CarriedClearing]:
        """Where the reporter's rows stood in clearing before the period."""
        if self.histories is None:
            return {}
        return self.histories.of(stamp.plan).carried_into(stamp.reporter, stamp.period)

    def _layout(self, plan_id: str, period: Period) -> LedgerLayout:
        """The layout of the plan in force, one for all reporters."""
        from taizhang.ledgers import LedgerLayout
        from taizhang.plans import fingerprint

        if (plan_id, period) not in self._layouts:
            plan = self.plan_for(plan_id, period)
            self._layouts[plan_id, period] = LedgerLayout(
                plan, period, version=fingerprint(plan), roster=self.rosters[plan_id]
            )
        return self._layouts[plan_id, period]

    def plan_for(self, plan_id: str, period: Period) -> Plan:
        """The plan that the period is judged by: in force on its last day."""
        from taizhang.plans import in_force

        return in_force(self.plans[plan_id], period.end)

    @property
    def known(self) -> Known:
        """What workers have to know to read a ledger back."""
        return Known(self.plans, self.rosters)

    def previous(self, stamp: Stamp) -> Ledger | None:
        """The reporter's own accepted ledger of the period before; None where 上期未报."""
        from taizhang.ledgers import ledger_from_record

        before = _before(stamp)
        record = self.record_of(before.plan, before.reporter, before.period)
        ledger = ledger_from_record(record, self.expected) if record else None
        return (
            ledger
            if ledger and (ledger.reporter, ledger.period) == (before.reporter, before.period)
            else None
        )

    def found_before(self, stamp: Stamp, sha256: str) -> Sequence[Finding] | None:
        """What was found in the reporter's submission before this file; None where there was none."""
        sent = self.sent.get((stamp.plan, stamp.reporter, stamp.period), [])
        here = next((at for at, (_, digest) in enumerate(sent) if digest == sha256), len(sent))
        return self.findings_of(sent[here - 1][0]) if here else None

    def last(self, stamp: Stamp) -> LastPeriod | None:
        """What the stamp's reporter was asked in the period before, and what was accepted; None where 上期未报."""
        from taizhang.ledgers import LastPeriod

        accepted = self.previous(stamp)
        asked = self.expected(_before(stamp)) if accepted else None
        return LastPeriod(asked, accepted) if asked else None

    def neighbours(self, plan_id: str, reporter: Reporter) -> Neighbours | None:
        """What the other places of the reporter's level had accepted in the round; None for offices and without a round."""
        if plan_id not in self.rounds or reporter.unit:
            return None
        return self._answers_of(plan_id, self.line(plan_id, reporter).level).seen_by(reporter)

    def take_note(self, accepted: Ledger) -> None:
        """Hold the ledgers that follow against this one too."""
        from taizhang.ledgers.place_answers import place_answers

        if accepted.period == self.rounds.get(accepted.plan) and not accepted.reporter.unit:
            line = self.line(accepted.plan, accepted.reporter)
            self._answers_of(accepted.plan, line.level).add(place_answers(accepted, line.name))

    def _answers_of(self, plan_id: str, level: Level) -> RoundAnswers:
        """The accepted ledgers of the round, read once."""
        if (plan_id, level) not in self._answers:
            answers = self._answers[plan_id, level] = RoundAnswers()
            for line in self.rosters[plan_id]:
                accepted = self._accepted_in_round(plan_id, line) if line.level is level else None
                if accepted:
                    answers.add(accepted)
        return self._answers[plan_id, level]

    def _accepted_in_round(self, plan_id: str, line: RosterLine) -> PlaceAnswers | None:
        """What is kept of one place's ledger; None for one that was registered under another's name."""
        from taizhang.ledgers.place_answers import COMPARED_FIELDS, place_answers
        from taizhang.ledgers.record import ledger_in_brief

        period = self.rounds[plan_id]
        record = None if line.reporter.unit else self.record_of(plan_id, line.reporter, period)
        ledger = ledger_in_brief(record, COMPARED_FIELDS) if record else None
        if ledger is None or (ledger.reporter, ledger.period) != (line.reporter, period):
            return None
        return place_answers(ledger, line.name)

    def _names(self, plan_id: str, level: Level) -> frozenset[str]:
        """The names of the places of one level; a city's ledger may well tell of its counties."""
        if (plan_id, level) not in self._place_names:
            lines = (line for line in self.rosters[plan_id] if line.level is level and not line.reporter.unit)
            self._place_names[plan_id, level] = frozenset(line.name for line in lines)
        return self._place_names[plan_id, level]

    def line(self, plan_id: str, reporter: Reporter) -> RosterLine:
        """The reporter's line; one that the roster does not list is called by its key, an office by its name."""
        from taizhang.ledgers.offices import line_of

        return line_of(reporter, self.plans[plan_id], self.rosters[plan_id])

    def claimed(self, ledger: Ledger) -> Reporter | None:
        """Who the head of the sheet says it is, where the roster knows the name: a neighbour's file, retitled.

        An office may write more than the place's name (某县医改办), but not beside its own place's name.
        """
        written = "".join(ledger.head.reporter_name.split())
        lines = self.rosters[ledger.plan]
        called = [line.reporter for line in lines.named(written)]
        exact = ledger.reporter if ledger.reporter in called else next(iter(called), None)
        if exact or ledger.reporter.unit or self.line(ledger.plan, ledger.reporter).name in written:
            return exact
        named = [line.reporter for line in lines if not line.reporter.unit and line.name in written]
        return named[0] if len(named) == 1 else None

    def given(self, ledger: Ledger, *, as_of: date) -> Given:
        """What the ledger is held against; the head and an open round say whose and which it should be.

        Raises:
            BadUsage: the ledger's plan is not among these.
        """
        from taizhang_validators.rulebook import Given

        stamp = ledger.stamp
        expected = self.expected(stamp)
        if expected is None:
            raise BadUsage(f"没有编号为“{ledger.plan}”的计划，请先把它编好并加入档案库。")
        reporter = self.claimed(ledger) or ledger.reporter
        line = self.line(ledger.plan, reporter)
        return Given(
            plan=self.plan_for(ledger.plan, ledger.period),
            reporter=reporter,
            reporter_name=line.name,
            period=self.rounds.get(ledger.plan, ledger.period),
            as_of=as_of,
            expected=expected,
            previous=self.previous(stamp),
            prints=ledger.manifest or self._prints_today(ledger, expected),
            neighbours=self.neighbours(ledger.plan, reporter),
            place_names=frozenset() if reporter.unit else self._names(ledger.plan, line.level),
            waivers=tuple(one for one in self.waivers.get(ledger.plan, ()) if one.holds_on(as_of)),
            cleared=self.histories.of(ledger.plan).cleared(ledger.reporter) if self.histories else None,
        )

    def renewal(self, ledger: Ledger) -> Renewal | None:
        """What the ledger's return is drawn anew from; None for one of the template in use."""
        stamp = ledger.stamp
        blank = self.expected(stamp)
        if blank is None or not can_be_renewed(ledger, blank.template):
            return None
        plan, line = self.plan_for(ledger.plan, ledger.period), self.line(ledger.plan, ledger.reporter)
        return Renewal(blank, plan, line, self.previous(stamp))

    def _prints_today(self, ledger: Ledger, expected: Ledger) -> Mapping[tuple[str, str], str]:
        """The formulas' prints as they are laid out now; none for another template or another plan's version.

        A workbook that was saved as values, or as what holds no formulas, has none to hold against them. The live
        checks are left out: they are of the day of issue, and speak to the filler alone.
        """
        from taizhang.ledgers import draw_ledger, prints_of

        same = ledger.template == expected.template and expected.version.startswith(ledger.version)
        if not same or not ledger.formulas:
            return {}
        plan, line = self.plan_for(ledger.plan, ledger.period), self.line(ledger.plan, ledger.reporter)
        prints = prints_of(draw_ledger(expected, plan, line))
        return {(row, name): print_ for (row, name), print_ in prints.items() if row}

    def senders(self, address: str) -> tuple[Reporter, ...]:
        """The reporters who may report from this mail address: one clerk may serve two of them."""
        wanted = address.strip().lower()
        lines = (line for roster in self.rosters.values() for line in roster.at_address(wanted))
        return tuple(dict.fromkeys(line.reporter for line in lines)) if wanted else ()

    def only_round(self) -> tuple[str, Period] | None:
        """The plan id and period of the round being collected, where there is just one."""
        return next(iter(self.rounds.items())) if len(self.rounds) == 1 else None

    @property
    def knows_addresses(self) -> bool:
        return any(roster.has_addresses for roster in self.rosters.values())


def _before(stamp: Stamp) -> Stamp:
    """The stamp of the same reporter's ledger of the period before."""
    return replace(stamp, period=stamp.period.previous)


def context_of_plan(plan_file: Path, roster_file: Path | None = None) -> Context:
    """A plan file alone: no rounds and no last period.

    A plan of an invented place may be checked without its roster; the stamp then says who reports.
    """
    plan = read_plan(plan_file)
    known = roster_file is not None or plan.place_code
    return Context({plan.id: plan}, {plan.id: roster_of(plan, roster_file) if known else Roster(())})


@contextmanager
def context_of_archive(archive: Path | str) -> Iterator[Context]:
    """Everything that an archive knows; it is read from as long as the context is used."""
    from taizhang.desk.open_archive import opened
    from taizhang.desk.records import context_of

    with opened(archive) as store:
        yield context_of(store)
