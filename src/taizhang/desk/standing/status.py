"""Who is on time, late, missing or returned in a period; the rates of it, by place and over the last periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.roster import home_code
from taizhang.desk.standing.from_below import told_from_below, with_lines, with_states
from taizhang.model.due_day import Due, due_of
from taizhang.model.finding import Finding, Severity
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.verdict import Choice, ReportingState

if TYPE_CHECKING:
    from taizhang.archive import Archive, Decision, Filed
    from taizhang.rollups.place_timeliness import PlaceTimeliness
    from taizhang.rollups.rollup import Group
    from taizhang.rollups.timeliness import ReporterState, Timeliness

_LAST_PERIODS = 12  # a year of months


@dataclass(frozen=True, slots=True)
class Standing:
    """How everybody who fills in a ledger stands in one period."""

    period: Period
    said: Due
    groups: tuple[Group, ...]  # the direct reporters, each with those who report through it
    states: tuple[ReporterState, ...]  # one for every line of the roster

    @property
    def rates(self) -> Timeliness:
        from taizhang.rollups.timeliness import timeliness

        return timeliness(self.states)

    def count(self, state: ReportingState) -> int:
        return sum(one.state is state for one in self.states)


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The reporting states under one plan, and what is known of the periods before."""

    title: str
    plan: str
    place: str
    as_of: date
    names: Mapping[Reporter, str]  # what to call each reporter
    places: tuple[
        PlaceTimeliness, ...
    ]  # those that others report through; none where all report for themselves
    now: Standing
    earlier: tuple[Standing, ...]  # periods of the same length, the oldest first
    faults: Mapping[int, tuple[Finding, ...]]  # of what was returned: by register number what must be mended
    decided: Mapping[int, str]  # what an official decided of a submission, and why: by register number
    scanned: frozenset[int]  # register numbers of the workbooks that a stamped scan lies beside

    @property
    def period(self) -> Period:
        return self.now.period

    @property
    def due(self) -> date:
        return self.now.said.day

    @property
    def states(self) -> tuple[ReporterState, ...]:
        return self.now.states

    def why(self, number: int, reason: str) -> str:
        """Why a submission stands as it does: an official's reason before the automatic one."""
        return self.decided.get(number, reason)

    def summary(self) -> str:
        """One line of counts, as 应报22，及时20，未报2."""
        counts = (
            f"{state.value}{self.now.count(state)}" for state in ReportingState if self.now.count(state)
        )
        return "，".join((f"应报{len(self.states)}", *counts))

    def as_json(self, *, remind: bool = False) -> dict[str, Any]:
        from taizhang.desk.standing.status_words import report_as_json

        return report_as_json(self, remind=remind)


def report_status(archive: Path | str, period: str, *, as_of: date) -> tuple[StatusReport, ...]:
    """The reporting states of a period, one report per plan in the archive."""
    from taizhang.plans import plan_from_json

    when = parse_period(period)
    with opened(archive) as store:
        plans = [plan_from_json(text) for _id, _version, text in store.plans()]
        return tuple(_report(store, plan, when, as_of) for plan in plans)


def status_of(
    store: Archive, plan: Plan, period: Period, *, as_of: date, code: str | None = None
) -> Standing:
    """The reporting states of the plan's place, or of the place with this code: of whoever fills in its ledgers."""
    everyone = store.roster(plan.id)
    home = home_code(plan, everyone) if code is None else code
    return _standing(plan, everyone, home, period, store.submissions(plan.id, period), as_of)


def _standing(
    plan: Plan,
    everyone: Roster,
    home: str,
    period: Period,
    sent: Sequence[Filed],
    as_of: date,
    below: Sequence[ReporterState] = (),
) -> Standing:
    """By the register's lines; `below` are the states that rollup workbooks tell of those who sent nothing here."""
    from taizhang.plans import in_force
    from taizhang.rollups.groups import groups_of, lines_of

    said = due_of(in_force(plan, period.end), period)
    heard = {one.reporter for one in sent if one.reporter}
    heard |= {one.line.reporter for one in below if one.submission}
    everyone = with_lines(everyone, (one.line for one in below))
    groups = groups_of(everyone, home, heard)
    states = states_of(Roster(lines_of(everyone, groups)), sent, period, said.day, as_of)
    return Standing(period, said, groups, with_states(states, below))


def states_of(
    roster: Roster, sent: Sequence[Filed], period: Period, due: date, as_of: date
) -> tuple[ReporterState, ...]:
    """One state for every line of the roster, by the register's lines of the period."""
    from taizhang.rollups.timeliness import reporting_states

    nothing = {one.number for one in sent if one.nothing_to_report}
    reports = [one for one in sent if one.beside is None]  # a scan beside a ledger is no report of its own
    return reporting_states(roster, reports, period, due, as_of, nothing_to_report=nothing)


def _report(store: Archive, plan: Plan, period: Period, as_of: date) -> StatusReport:
    from taizhang.plans import in_force
    from taizhang.rollups.place_timeliness import by_place, names_of

    held = in_force(plan, period.end)
    everyone = store.roster(plan.id)
    home = home_code(held, everyone)
    sent: dict[Period, list[Filed]] = {}
    for one in store.submissions(plan.id):
        if one.period:
            sent.setdefault(one.period, []).append(one)
    below = told_from_below(store, plan.id)
    everyone = with_lines(everyone, (one.line for one in below.get(period, ())))
    standings = {
        one: _standing(plan, everyone, home, one, sent.get(one, ()), as_of, below.get(one, ()))
        for one in (period, *collected_before(store, held, period, {*sent, *below}))
    }
    now = standings.pop(period)
    return StatusReport(
        title=held.title,
        plan=held.id,
        place=held.jurisdiction.canonical or held.jurisdiction.name,
        as_of=as_of,
        names=names_of(now.groups, [one.line for one in now.states]),
        places=by_place(everyone, now.groups, now.states),
        now=now,
        earlier=tuple(standings.values())[::-1],
        faults={number: _faults(store.findings(number)) for number in _returned(now)},
        decided=_decided(store.decisions()),
        scanned=frozenset(one.beside for one in chain.from_iterable(sent.values()) if one.beside),
    )


def collected_before(store: Archive, plan: Plan, period: Period, sent: Iterable[Period]) -> Iterator[Period]:
    """The periods of the same length since the plan's start that were collected, the newest first."""
    for _ in range(_LAST_PERIODS - 1):
        period = period.previous
        if period.end < plan.starts_on:
            return
        if period in sent or store.was_opened(plan.id, period):
            yield period


def _returned(now: Standing) -> Iterator[int]:
    for one in now.states:
        if one.state is ReportingState.RETURNED and one.submission:
            yield one.submission.number


def _decided(decisions: Iterable[Decision]) -> dict[int, str]:
    """By register number, as 不予登记：已电话核实; what was taken back is left out."""
    newest = {one.submission: one for one in decisions}
    return {
        number: f"{one.choice.word}：{one.why}"
        for number, one in newest.items()
        if one.choice is not Choice.UNDO
    }


def _faults(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What must be mended, without what was accepted since."""
    return tuple(one for one in findings if one.severity is Severity.ERROR and one.counts)
