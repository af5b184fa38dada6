"""Standing by the dates alone, for rollups that are made without an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.model.reporter import RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState
from taizhang.rollups.rollup import Report


@dataclass(frozen=True, slots=True)
class DatedStanding:
    """Where a reporter stands, judged by the day its counting report came."""

    line: RosterLine
    state: ReportingState
    submission: Submission | None


def standings_by_date(
    lines: Sequence[RosterLine], reports: Sequence[Report], due: date, as_of: date
) -> tuple[DatedStanding, ...]:
    """One standing per line: 未报 after the due day, 待定 until then."""
    by_reporter = {report.ledger.reporter: report for report in reports}
    return tuple(_standing(line, by_reporter.get(line.reporter), due, as_of) for line in lines)


def _standing(line: RosterLine, report: Report | None, due: date, as_of: date) -> DatedStanding:
    if report is None:
        state = ReportingState.MISSING if as_of > due else ReportingState.PENDING
        return DatedStanding(line, state, None)
    if report.submission.received.date() > due:
        return DatedStanding(line, ReportingState.LATE, report.submission)
    nothing = report.ledger.nothing_to_report
    state = ReportingState.NOTHING_TO_REPORT if nothing else ReportingState.ON_TIME
    return DatedStanding(line, state, report.submission)
