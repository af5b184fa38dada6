"""A ledger's rows by measure: the text columns are asked once per measure, on its first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.model.ledger import Blank, Ledger, LedgerRow
from taizhang_validators.once import once


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """The rows of one measure, and the one where its texts are asked."""

    first: LedgerRow
    rows: tuple[LedgerRow, ...]

    def leaves_blank(self, field: str) -> bool:
        """No row of the measure says anything in the column; — and 无 say nothing."""
        return all(row.blank(field) not in (None, Blank.DITTO) for row in self.rows)


@once
def measures(ledger: Ledger) -> Iterator[MeasureRows]:
    """The ledger's measures in the order of the sheet; rows that it added, or that do not concern it, belong to none."""
    by_measure: dict[str, list[LedgerRow]] = {}
    for row in ledger.rows:
        if row.asked and row.concerns:
            by_measure.setdefault(_measure_id(row), []).append(row)
    for rows in by_measure.values():
        yield MeasureRows(_leading(rows), tuple(rows))


def _leading(rows: Sequence[LedgerRow]) -> LedgerRow:
    if len(rows) == 1:
        return rows[0]
    return next((row for row in rows if row.asked and row.asked.row.leads), rows[0])


def _measure_id(row: LedgerRow) -> str:
    """T03.M02 of T03.M02.I1; indicators of a title or a goal stand together in the same way."""
    if row.asked and row.asked.row.indicator is None:
        return row.id
    return row.id.rpartition(".")[0] or row.id
