"""What lies before a rollup: the accepted ledgers of earlier periods, as far as the plan looks back on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from taizhang.ledgers.deadlines import deadline_of
from taizhang.model.ledger import Content, LedgerRow, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster
from taizhang.rollups.groups import groups_of, lines_of
from taizhang.rollups.rollup import Report

NO_LAST, NOT_THEN = "上期未汇总", "去年同期未汇总"
_COMPARED = ("id", "numerator", "denominator", "actual", "status")  # columns that speak of earlier periods
_BLANK: Mapping[str, Any] = {
    column.field: "" if column.content is Content.TEXT else None
    for column in ledger_columns()
    if column.field not in _COMPARED
}


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
    no_last: str = NO_LAST  # why there is no last period, where there is none
    no_year_before: str = NOT_THEN

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


def look_back_of(plan: Plan, period: Period, pasts: Sequence[Past]) -> LookBack:
    """What a rollup workbook carries of earlier periods, as the rollup looked back on it."""
    needed = periods_needed(plan, period)
    earlier = tuple(past for past in pasts if past.plan.id == plan.id and past.period in needed)
    return LookBack(earlier, tuple(past for past in pasts if past.period <= period.year_before))


def compared_rows(back: LookBack, place: str, reporters: Collection[Reporter]) -> tuple[Past, ...]:
    """The earlier periods with what is added up or held against of the ledgers of a place's reporters, now or then.

    `place` is its code. A period that is looked back on twice stands in it once.
    """
    pasts = {(past.plan.id, past.period): past for past in (*back.earlier, *back.year_before)}
    return tuple(_of_place(past, place, reporters) for past in pasts.values())


def _of_place(past: Past, place: str, reporters: Collection[Reporter]) -> Past:
    reports = counting(past.reports)
    heard = {report.ledger.reporter for report in reports}
    then = {line.reporter for line in lines_of(past.roster, groups_of(past.roster, place, heard))}
    asked = then.union(reporters)
    return replace(past, reports=tuple(_compared(one) for one in reports if one.ledger.reporter in asked))


def _compared(report: Report) -> Report:
    rows = tuple(map(_numbers_alone, report.ledger.rows))
    return replace(report, ledger=replace(report.ledger, rows=rows), findings=())


def _numbers_alone(row: LedgerRow) -> LedgerRow:
    return replace(
        row,
        **_BLANK,
        raw={name: text for name, text in row.raw.items() if name in _COMPARED},
        faults={name: fault for name, fault in row.faults.items() if name in _COMPARED},
        covered={},
    )


def counting(reports: Iterable[Report]) -> list[Report]:
    """Of several reports of one reporter the one with the highest register number."""
    newest: dict[Reporter, Report] = {}
    for report in sorted(reports, key=lambda one: one.submission.number):
        newest[report.ledger.reporter] = report
    return list(newest.values())
