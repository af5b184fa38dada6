"""A new ledger starts from the last one: what of it is carried over, column by column, and what has changed.

The whitelist is the columns that declare `carried` in LedgerRow; nothing else of a filled ledger gets into a new one.
What stands in a filler's column is a suggestion: it may be changed, and what is left standing is the answer. Where a row
stands in clearing is the office's record to say (decision 0031), not the ledger that was accepted.
A row that is 已销号 is asked like any other, with that word in 销号 and 上期已销号 in 较上期变化: a period is rolled up
from its own answers alone, and a status that nobody gave is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from taizhang.ledgers.changes import row_changes, told_of
from taizhang.model.clearing import CarriedClearing
from taizhang.model.ledger import Carried, Ledger, LedgerRow, ledger_columns
from taizhang.model.plan import Answer
from taizhang.model.verdict import ReportingState
from taizhang.model.words.status import Clearing, Status

Clearings = Mapping[str, CarriedClearing]  # by row id; none for a row of which nobody spoke


@dataclass(frozen=True)
class LastPeriod:
    """What one reporter was asked in the period before, and what became of it."""

    asked: Ledger  # as it was laid out then
    accepted: Ledger | None  # None where 上期未报, and where nothing that was sent was accepted
    state: ReportingState | None = None  # where the reporter stood; None where nobody asked

    @cached_property
    def asked_rows(self) -> Mapping[str, LedgerRow]:
        """By id."""
        return {row.id: row for row in self.asked.rows}

    @cached_property
    def accepted_rows(self) -> Mapping[str, LedgerRow]:
        """By id; rows that the county added are not among them."""
        rows = self.accepted.rows if self.accepted else ()
        return {row.id: row for row in rows if row.asked}

    @cached_property
    def by_measure(self) -> Mapping[str, Sequence[LedgerRow]]:
        """The accepted rows of each measure."""
        measures: dict[str, list[LedgerRow]] = {}
        for row in self.accepted_rows.values():
            measures.setdefault(_measure(row), []).append(row)
        return measures


def carry_forward(ledger: Ledger, last: LastPeriod | None, clearings: Clearings | None = None) -> Ledger:
    """The ledger as it goes out: with what is carried over from the last period, and what has changed since.

    `last` is None in a first period. A row's clearing stands whether or not the last period was reported.

    Raises:
        ValueError: the last period is another reporter's, another plan's, or not the one before.
    """
    if last is None and not clearings:
        return ledger
    if last:
        _refuse_strangers(ledger, last)
    return replace(ledger, rows=tuple(_carried(row, last, clearings or {}) for row in ledger.rows))


def _refuse_strangers(ledger: Ledger, last: LastPeriod) -> None:
    for before in (last.asked, *((last.accepted,) if last.accepted else ())):
        if _whose(before) != (ledger.plan, ledger.reporter, ledger.period.previous):
            raise ValueError(f"{_whose(before)} is not the last period of {_whose(ledger)}")


def _whose(ledger: Ledger) -> tuple[Any, ...]:
    return ledger.plan, ledger.reporter, ledger.period


def _carried(row: LedgerRow, last: LastPeriod | None, clearings: Clearings) -> LedgerRow:
    clearing = clearings.get(row.id) if row.concerns else None
    values: dict[str, Any] = {"clearing": clearing.state if clearing else None}
    values["changes"] = row_changes(row, last.asked_rows.get(row.id), clearing) if last else told_of(clearing)
    if last and row.concerns:
        values |= _answers_carried(row, last, clearings)
    values = {name: value for name, value in values.items() if value != getattr(row, name)}
    raw = {name: str(value) for name, value in values.items() if isinstance(value, str) and value}
    return replace(row, **values, raw=raw) if values else row  # a row with nothing of its own stays shared


def _answers_carried(row: LedgerRow, last: LastPeriod, clearings: Clearings) -> dict[str, Any]:
    asked, accepted = last.asked_rows.get(row.id), last.accepted_rows.get(row.id)
    said = _open_first(last.by_measure.get(_measure(row), ()) if _leads(row) else (), clearings)
    still_open = any(not _finished(one, clearings) for one in said)
    values: dict[str, Any] = {}
    for column in ledger_columns():
        match column.carried:
            case Carried.NUMBER if asked and accepted and _asks_the_same(row, asked):
                values[column.field] = accepted.actual
            case Carried.TEXT:
                values[column.field] = _said(column.field, said)
            case Carried.OPEN if still_open:
                values[column.field] = _said(column.field, said)
    return values


def _asks_the_same(row: LedgerRow, asked: LedgerRow) -> bool:
    """A number stands for the same as before: another unit would make another number of it, and 本期数 are of one period."""
    indicator = row.asked.row.indicator if row.asked else None
    if indicator is not None and indicator.of_period:
        return False
    return row.answer is asked.answer is not Answer.STATUS and row.unit == asked.unit


def _leads(row: LedgerRow) -> bool:
    """Whether the measure's texts are asked here."""
    return row.asked is not None and row.asked.row.leads


def _said(field: str, rows: Sequence[LedgerRow]) -> str:
    """The first text among the rows; 无, — and 同上 say nothing by themselves."""
    return next((getattr(row, field) for row in rows if row.blank(field) is None), "")


def _open_first(rows: Sequence[LedgerRow], clearings: Clearings) -> list[LedgerRow]:
    return sorted(rows, key=lambda row: _finished(row, clearings))


def _finished(row: LedgerRow, clearings: Clearings) -> bool:
    cleared = row.id in clearings and clearings[row.id].state is Clearing.CLEARED
    over = row.status is Status.NOT_APPLICABLE or cleared
    return over or (row.status is not None and row.status.finished)


def _measure(row: LedgerRow) -> str:
    """T03.M02 for each row of the measure; indicators of a title or a goal stand together in the same way."""
    measure = row.asked.row.measure if row.asked else None
    return measure.id if measure else row.id.rpartition(".")[0]
