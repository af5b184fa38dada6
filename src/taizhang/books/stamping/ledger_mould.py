"""A ledger's mould: everything of the workbook that does not differ between the reporters of one plan and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from taizhang.books.stamp_part import stamp_part
from taizhang.books.stamping.mould import Mould, SheetMould, open_mould
from taizhang.books.stamping.packed_parts import archive
from taizhang.books.stamping.stamp_parts import STAMP_PART
from taizhang.books.writing.body_looks import BodyLooks
from taizhang.books.writing.body_rows import BodyRows
from taizhang.books.writing.input_rules import input_rules
from taizhang.books.writing.paint_sheets import paint_sheet
from taizhang.books.writing.palette import Palette
from taizhang.books.writing.sheet_formats import Formats
from taizhang.books.writing.stating_sheet import StatingSheet
from taizhang.books.writing.table_shape import TableShape
from taizhang.books.writing.write_instructions import write_instructions
from taizhang.books.writing.write_table import put_cell, write_table
from taizhang.ledgers.formula_prints import Prints
from taizhang.ledgers.sheet_layout import Entry, LedgerSheets
from taizhang.model.grid import Grid, shown
from taizhang.model.ledger import Stamp
from taizhang_templates import Style

TABLE_PART, SELF_CHECK_PART, INSTRUCTIONS_PART, LISTS_PART, STAMP_SHEET_PART = (
    f"xl/worksheets/sheet{number}.xml" for number in range(1, 6)
)
_BEFORE_RULES = "<printOptions"  # input rules stand right before it
_MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001 - a file says nothing of when it was made, so that bytes repeat


@dataclass(frozen=True, slots=True)
class LedgerMould:
    """A workbook without its table's rows, and what writes them."""

    mould: Mould
    body: BodyRows

    def stamp(
        self, rows: Mapping[int, str], entries: Mapping[tuple[int, int], Entry], stamp: Stamp, prints: Prints
    ) -> bytes:
        """The workbook with these rows in its table."""
        parts = {
            INSTRUCTIONS_PART: self.mould.sheets[INSTRUCTIONS_PART].with_rows({}),
            STAMP_SHEET_PART: self.mould.sheets[STAMP_SHEET_PART].with_rows({}),
            TABLE_PART: self.table.with_rows(rows, self.tail(input_rules(entries))),
            STAMP_PART: stamp_part(stamp, prints),
        }
        return archive(self.mould.stamped(parts))

    @property
    def table(self) -> SheetMould:
        return self.mould.sheets[TABLE_PART]

    def tail(self, rules: str) -> str:
        """What stands behind the table's rows, with these input rules."""
        before, mark, behind = self.table.tail.partition(_BEFORE_RULES)
        return f"{before}{rules}{mark}{behind}"


def make_mould(sheets: LedgerSheets, shape: TableShape, style: Style) -> LedgerMould:
    """The mould for ledgers of that shape, from the sheets of one of them."""
    content = BytesIO()
    book = Workbook(content, _options())
    book.set_properties({"title": _title(sheets), "created": _MADE_ON})
    palette = Palette(book, style)
    looks = BodyLooks(palette)
    write_table(book, sheets, palette, shape)
    paint_sheet(book, sheets.self_check, Formats(book, style), style)
    write_instructions(book, sheets, palette)
    for grid in (sheets.lists, sheets.stamp):
        _write_hidden(book, grid)
    book.close()
    return LedgerMould(
        open_mould(content.getvalue(), never_differs=LISTS_PART), BodyRows(shape, looks.styles, style)
    )


def _title(sheets: LedgerSheets) -> str:
    return next((shown(value) for value in sheets.table.cells.values()), "")[:200]


def _write_hidden(book: Workbook, grid: Grid) -> None:
    sheet = book.add_worksheet(grid.sheet, StatingSheet)
    for (row, column), value in grid.cells.items():
        put_cell(sheet, row, column, value, None)
    sheet.hide()


def _options() -> dict[str, object]:
    """XlsxWriter's options, new each time, since it writes into them: every text stays a text."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # Column widths count this font's digits; every client has it, or one of the same widths.
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
