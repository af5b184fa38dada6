"""One row of a ledger as the cells of its sheet, and what may be put into them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from taizhang.ledgers.draw_checks import draw_check, draw_to_mend
from taizhang.ledgers.entries import entry_for
from taizhang.ledgers.sheet_layout import NO_RATE, YES_NO, Entry, column_of
from taizhang.ledgers.targets import rate_target
from taizhang.model.grid import CellValue, Formula, plain
from taizhang.model.ledger import LedgerRow, ledger_columns
from taizhang.model.live_check import SheetChecks
from taizhang.model.place import column_letters
from taizhang.model.plan import Answer


def draw_row(row_number: int, row: LedgerRow, checks: SheetChecks) -> dict[int, CellValue]:
    """The row's values by column; cells that hold nothing are left out."""
    cells: dict[int, CellValue] = {}
    for at, column in enumerate(ledger_columns(), 1):
        match column.field:
            case "rate":
                value = _rate(row_number, row)
            case "check":
                value = draw_check(checks, row.id, row_number)
            case "to_mend":
                value = draw_to_mend(checks, row.id, row_number)
            case _:
                value = field_value(column.field, row)
        if value not in ("", None):
            cells[at] = value
    return cells


def row_entries(row: LedgerRow, words: Mapping[str, str]) -> dict[int, Entry]:
    """What the filler may put into the row's cells, by column."""
    told = ((at, entry_for(column, row, words)) for at, column in enumerate(ledger_columns(), 1))
    return {at: entry for at, entry in told if entry is not None}


def field_value(field: str, row: LedgerRow) -> CellValue | None:
    """A field's value as it stands in the cell: numbers as numbers, 是/否 as words, the filler's own words kept."""
    value = getattr(row, field)
    if value is None or value == "":
        return row.raw.get(field, "")
    if field in ("actual", "previous") and row.answer is Answer.YES_NO:
        return YES_NO[0] if value else YES_NO[1]
    if field in ("number", "target") and str(value).isdecimal():
        return Decimal(value)
    return str(value) if isinstance(value, StrEnum) else value


def _rate(row_number: int, row: LedgerRow) -> CellValue | None:
    """The completion rate's formula with its value; None where no rate can be told."""
    target = rate_target(row)
    if target is None:
        return None
    cell = f"{column_letters(column_of('actual'))}{row_number}"
    goal = plain(target.value)
    value: CellValue = NO_RATE if row.actual is None else row.actual / target.value
    return Formula(f'IF(ISNUMBER({cell}),{cell}/{goal},"{NO_RATE}")', value)
