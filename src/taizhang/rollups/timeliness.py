"""Who is on time, late, missing or returned in a period, and the rates of it; the roster is the truth."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taizhang.model.period import Period
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState, Verdict


@dataclass(frozen=True, slots=True)
class ReporterState:
    """Where one reporter stands in a period."""

    line: RosterLine
    state: ReportingState
    # The one that counts, else the newest that was judged; None where nothing came.
    submission: Submission | None
    first: Submission | None = (
        None  # the first that was accepted, whose receipt says whether the report was late
    )

    def days_late(self, due: date, as_of: date) -> int:
        """How many days after the due day the report came; of one that is still to come, how many it is overdue by now."""
        match self.state:
            case ReportingState.LATE:
                came = self.first or self.submission
                return (came.received.date() - due).days if came else 0
            case ReportingState.MISSING | ReportingState.RETURNED:
                return max(0, (as_of - due).days)
            case _:
                return 0


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How many reporters stand in each state, and the rates; the rates are exact shares of 1, None without reporters."""

    counts: dict[ReportingState, int]  # every state, also those that nobody is in
    expected: int  # 应报

    @property
    def on_time_rate(self) -> Fraction | None:
        """及时率: a report of nothing, when in time, is on time."""
        return self._share(ReportingState.ON_TIME, ReportingState.NOTHING_TO_REPORT)

    @property
    def late_rate(self) -> Fraction | None:
        """迟报率."""
        return self._share(ReportingState.LATE)

    @property
    def missing_rate(self) -> Fraction | None:
        """缺报率, the rate of 未报."""
        return self._share(ReportingState.MISSING)

    @property
    def reported(self) -> int:
        """已报: accepted, in time or not."""
        accepted = (ReportingState.ON_TIME, ReportingState.LATE, ReportingState.NOTHING_TO_REPORT)
        return sum(self.counts[state] for state in accepted)

    def _share(self, *states: ReportingState) -> Fraction | None:
        return Fraction(sum(self.counts[state] for state in states), self.expected) if self.expected else None


def reporting_states(
    roster: Roster,
    submissions: Iterable[Submission],
    period: Period,
    due: date,
    as_of: date,
    *,
    nothing_to_report: Collection[int] = (),
) -> tuple[ReporterState, ...]:
    """One state per line of the roster, in its order, as of the end of the day `as_of`.

    The submissions are those of one plan; those of other periods and those received later are left aside. `due` is the
    last day that is in time, by the date in the zone of receipt. `nothing_to_report` holds the register numbers of the
    submissions that declare 零报告.
    """
    by_reporter: dict[Reporter, list[Submission]] = {}
    for submission in submissions:
        if submission.reporter and submission.period == period and submission.received.date() <= as_of:
            by_reporter.setdefault(submission.reporter, []).append(submission)
    overdue = as_of > due
    return tuple(
        _state(line, by_reporter.get(line.reporter, []), due, overdue, nothing_to_report) for line in roster
    )


def timeliness(states: Sequence[ReporterState]) -> Timeliness:
    """The counts and rates over everyone who has a state."""
    return timeliness_of(one.state for one in states)


def timeliness_of(states: Iterable[ReportingState]) -> Timeliness:
    """The counts and rates of states, be they many reporters' in a period or one's in many."""
    counted = Counter(states)
    return Timeliness({state: counted[state] for state in ReportingState}, counted.total())


def in_percent(share: Fraction | None) -> str:
    """A share of 1 as 91.7%, exact and half up; a dash where there is none."""
    if share is None:
        return "—"
    tenths = math.floor(share * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"


def _state(
    line: RosterLine,
    submissions: Sequence[Submission],
    due: date,
    overdue: bool,
    nothing_to_report: Collection[int],
) -> ReporterState:
    in_order = sorted(submissions, key=lambda one: (one.received, one.number))
    accepted = [one for one in in_order if one.verdict is Verdict.ACCEPTED]
    if accepted:
        state = _when_accepted(accepted, due, nothing_to_report)
        return ReporterState(line, state, accepted[-1], accepted[0])
    # What is no ledger at all says nothing about the report, whoever sent it.
    judged = [one for one in in_order if one.verdict is not Verdict.NOT_A_LEDGER]
    if judged:
        waits = judged[-1].verdict is Verdict.QUARANTINED
        return ReporterState(line, ReportingState.PENDING if waits else ReportingState.RETURNED, judged[-1])
    return ReporterState(line, ReportingState.MISSING if overdue else ReportingState.PENDING, None)


def _when_accepted(
    accepted: Sequence[Submission], due: date, nothing_to_report: Collection[int]
) -> ReportingState:
    """A correction sent after the due day does not make a report late that was accepted in time."""
    if min(one.received.date() for one in accepted) > due:
        return ReportingState.LATE
    declared = accepted[-1].number in nothing_to_report
    return ReportingState.NOTHING_TO_REPORT if declared else ReportingState.ON_TIME
