"""A ledger's sheets become the bytes of an .xlsx file; the same sheets and style give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from taizhang.books.stamping.ledger_mould import make_mould
from taizhang.books.writing.table_shape import RowTexts, row_texts, shape_of
from taizhang.ledgers.formula_prints import prints_of
from taizhang.ledgers.sheet_layout import FIRST_ROW, LedgerSheets
from taizhang_templates import Style

Held = TypeVar("Held")


def write_ledger(sheets: LedgerSheets, style: Style) -> bytes:
    """The workbook: the table, the 填报自检, the 填报说明, the hidden lists and the hidden stamp."""
    cells, entries = _by_row(sheets.table.cells), _by_row(sheets.entries)
    numbers = range(FIRST_ROW, sheets.last_row + 1)
    texts = RowTexts()
    for number in numbers:
        texts |= row_texts(cells.get(number, {}).items())
    mould = make_mould(sheets, shape_of(len(numbers), texts, style), style)
    sharing = mould.body.sharing()
    rows = {
        number: mould.body.row(number, cells.get(number, {}), entries.get(number, {}), sharing)
        for number in numbers
    }
    return mould.stamp(sheets, rows, sheets.entries, prints_of(sheets))


def _by_row(cells: Mapping[tuple[int, int], Held]) -> dict[int, dict[int, Held]]:
    rows: dict[int, dict[int, Held]] = {}
    for (row, column), held in cells.items():
        rows.setdefault(row, {})[column] = held
    return rows
