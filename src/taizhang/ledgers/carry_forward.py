"""A new ledger starts from the last one: what of it is carried over, column by column, and what has changed.

The whitelist is the columns that declare `carried` in LedgerRow; nothing else of a filled ledger gets into a new one.
What stands in a filler's column is a suggestion: it may be changed, and what is left standing is the answer.
A row that is 已销号 is asked like any other, with that word in 销号 and 上期已销号 in 较上期变化: a period is rolled up
from its own answers alone, and a status that nobody gave is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from taizhang.ledgers.changes import row_changes
from taizhang.model.ledger import Carried, Ledger, LedgerRow, ledger_columns
from taizhang.model.plan import Answer
from taizhang.model.verdict import ReportingState
from taizhang.model.words.status import Clearing, Status

_LASTING = (Clearing.REQUESTED, Clearing.CLEARED)


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
        """The accepted rows of each measure, those that are not finished first."""
        measures: dict[str, list[LedgerRow]] = {}
        for row in self.accepted_rows.values():
            measures.setdefault(_measure(row), []).append(row)
        return {measure: sorted(rows, key=_finished) for measure, rows in measures.items()}


def carry_forward(ledger: Ledger, last: LastPeriod | None) -> Ledger:
    """The ledger as it goes out: with what is carried over from the last period, and what has changed since.

    `last` is None in a first period; the ledger then stays as it is.

    Raises:
        ValueError: the last period is another reporter's, another plan's, or not the one before.
    """
    if last is None:
        return ledger
    for before in (last.asked, *((last.accepted,) if last.accepted else ())):
        if _whose(before) != (ledger.plan, ledger.reporter, ledger.period.previous):
            raise ValueError(f"{_whose(before)} is not the last period of {_whose(ledger)}")
    return replace(ledger, rows=tuple(_carried(row, last) for row in ledger.rows))


def _whose(ledger: Ledger) -> tuple[Any, ...]:
    return ledger.plan, ledger.reporter, ledger.period


def _carried(row: LedgerRow, last: LastPeriod) -> LedgerRow:
    asked, accepted = last.asked_rows.get(row.id), last.accepted_rows.get(row.id)
    values: dict[str, Any] = {"changes": row_changes(row, asked, accepted)}
    for column in ledger_columns() if row.concerns else ():
        match column.carried:
            case Carried.NUMBER if asked and accepted and _asks_the_same(row, asked):
                values[column.field] = accepted.actual
            case Carried.TEXT if _leads(row):
                values[column.field] = _said(column.field, last.by_measure.get(_measure(row), ()))
            case Carried.OPEN if _leads(row):
                rows = last.by_measure.get(_measure(row), ())
                still_open = any(not _finished(one) for one in rows)
                values[column.field] = _said(column.field, rows) if still_open else ""
            case Carried.CLEARING if accepted and accepted.clearing in _LASTING:
                values[column.field] = accepted.clearing
    values = {name: value for name, value in values.items() if value != getattr(row, name)}
    raw = {name: str(value) for name, value in values.items() if isinstance(value, str) and value}
    return replace(row, **values, raw=raw) if values else row  # a row with nothing of its own stays shared


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


def _finished(row: LedgerRow) -> bool:
    over = row.status is Status.NOT_APPLICABLE or row.clearing is Clearing.CLEARED
    return over or (row.status is not None and row.status.finished)


def _measure(row: LedgerRow) -> str:
    """T03.M02 for each row of the measure; indicators of a title or a goal stand together in the same way."""
    measure = row.asked.row.measure if row.asked else None
    return measure.id if measure else row.id.rpartition(".")[0]
