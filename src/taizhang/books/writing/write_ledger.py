"""A ledger's sheets become the bytes of an .xlsx file; the same sheets and style give the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from taizhang.books.writing.paint_sheets import paint_sheet
from taizhang.books.writing.palette import Palette
from taizhang.books.writing.sheet_formats import Formats
from taizhang.books.writing.write_instructions import write_instructions
from taizhang.books.writing.write_table import put_cell, write_table
from taizhang.ledgers.sheet_layout import LedgerSheets
from taizhang.model.grid import Grid, shown
from taizhang_templates import Style

_MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001 - a file says nothing of when it was made, so that bytes repeat


def write_ledger(sheets: LedgerSheets, style: Style) -> bytes:
    """The workbook: the table, the 填报自检, the 填报说明, the hidden lists and the hidden stamp."""
    content = BytesIO()
    book = Workbook(content, _options())
    book.set_properties({"title": _title(sheets), "created": _MADE_ON})
    palette = Palette(book, style)
    write_table(book, sheets, palette)
    paint_sheet(book, sheets.self_check, Formats(book, style), style)
    write_instructions(book, sheets, palette)
    for grid in (sheets.lists, sheets.stamp):
        _write_hidden(book, grid)
    book.close()
    return content.getvalue()


def _title(sheets: LedgerSheets) -> str:
    return next((shown(value) for value in sheets.table.cells.values()), "")[:200]


def _write_hidden(book: Workbook, grid: Grid) -> None:
    sheet = book.add_worksheet(grid.sheet)
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
