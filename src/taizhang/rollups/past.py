"""What lies before a rollup: the accepted ledgers of earlier periods, as far as the plan looks back on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from taizhang.ledgers.deadlines import deadline_of
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster
from taizhang.rollups.rollup import Report


@dataclass(frozen=True, slots=True)
class Past:
    """The accepted ledgers of an earlier period, under the plan that was in force then."""

    plan: Plan
    roster: Roster
    period: Period
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class LookBack:
    """The earlier periods of a plan that are needed, and those a year ago up to the same period."""

    earlier: tuple[Past, ...] = ()
    year_before: tuple[Past, ...] = ()
    no_last: str = "上期未汇总"  # why there is no last period, where there is none
    no_year_before: str = "去年同期未汇总"

    def at(self, period: Period) -> Past | None:
        """The earlier period of the same plan."""
        return next((past for past in self.earlier if past.period == period), None)

    def a_year_before(self, period: Period) -> Past | None:
        return next((past for past in self.year_before if past.period == period.year_before), None)


def periods_needed(plan: Plan, period: Period, *, compared: bool = True) -> tuple[Period, ...]:
    """The earlier periods that a rollup looks back on, oldest first.

    All since the plan's start where an indicator is of its period. Where it is `compared`, the last one too, and those
    since a deadline that is over, to remember what was late.
    """
    days = [day for day in _deadlines(plan) if compared and day <= period.previous.end]
    if any(indicator.of_period for indicator in plan.indicators()):
        days.append(plan.starts_on)
    needed = set(period.back_to(min(days))) if days else set()
    if compared and period.previous.end >= plan.starts_on:
        needed.add(period.previous)
    return tuple(sorted(one for one in needed if one.end >= plan.starts_on))


def _deadlines(plan: Plan) -> Iterator[date]:
    return (deadline_of(row, plan)[0] for row in plan.rows())


def pasts_of(plan: Plan, roster: Roster, reports: Iterable[Report]) -> tuple[Past, ...]:
    """Reports of earlier periods under one plan, period by period, oldest first."""
    by_period: dict[Period, list[Report]] = {}
    for report in reports:
        by_period.setdefault(report.ledger.period, []).append(report)
    return tuple(Past(plan, roster, period, tuple(by_period[period])) for period in sorted(by_period))


def needed_rows(plan: Plan, pasts: Iterable[Past], reporters: Collection[Reporter]) -> tuple[Report, ...]:
    """Of the reporters' earlier ledgers the rows alone whose numbers are of their period; none where no row has any."""
    rows = {indicator.row for indicator in plan.indicators() if indicator.of_period}
    reports = (report for past in pasts for report in counting(past.reports) if rows)
    return tuple(_only(report, rows) for report in reports if report.ledger.reporter in reporters)


def _only(report: Report, rows: Collection[str]) -> Report:
    kept = tuple(row for row in report.ledger.rows if row.id in rows)
    return replace(report, ledger=replace(report.ledger, rows=kept), findings=())


def counting(reports: Iterable[Report]) -> list[Report]:
    """Of several reports of one reporter the one with the highest register number."""
    newest: dict[Reporter, Report] = {}
    for report in sorted(reports, key=lambda one: one.submission.number):
        newest[report.ledger.reporter] = report
    return list(newest.values())
