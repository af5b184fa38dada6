"""A fresh workbook that holds a file's values and nothing else: no formula, link, macro or object passes (INTAKE 38)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook as Sheets
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from taizhang.books.safe_text import looks_like_formula, safe_text
from taizhang.model.grid import Box, CellValue, Formula, Grid, Workbook, shown

_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LINE_POINTS = 15
_NARROWEST, _WIDEST = 8, 40  # columns, in half-width characters
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was


def rebuild_as_values(workbook: Workbook) -> bytes:
    """The workbook's values as an xlsx; sheets, hidden or not, merges and hidden rows as they were."""
    stream = BytesIO()
    book = Sheets(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _Formats(book)
    names = _sheet_names(workbook.grids)
    for name, grid in zip(names, workbook.grids, strict=True):
        _write_grid(book.add_worksheet(name), grid, formats)
    if not workbook.grids:
        book.add_worksheet("Sheet1")
    _show_one(book, workbook.grids)
    book.close()
    return stream.getvalue()


class _Formats:
    """The few formats that values need."""

    def __init__(self, book: Sheets) -> None:
        layout = {"text_wrap": True, "valign": "vcenter", "font_name": "宋体", "font_size": 11}
        self.plain: Format = book.add_format(layout)
        self.text: Format = book.add_format({**layout, "num_format": "@"})
        self.quoted: Format = book.add_format({**layout, "num_format": "@", "quote_prefix": True})
        self.day: Format = book.add_format({**layout, "num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format({**layout, "num_format": "yyyy-mm-dd hh:mm:ss"})
        self.clock: Format = book.add_format({**layout, "num_format": "hh:mm:ss"})


def _sheet_names(grids: Iterable[Grid]) -> list[str]:
    """The sheets' names; one that Excel would not take is mended, one that stands twice is numbered."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for grid in grids:
        name = _BAD_IN_NAME.sub("_", safe_text(grid.sheet).strip())[:31] or "Sheet"
        seen[name.lower()] += 1
        count = seen[name.lower()]
        names.append(name if count == 1 else f"{name[:27]}_{count}")
    return names


def _write_grid(sheet: Worksheet, grid: Grid, formats: _Formats) -> None:
    cells = {
        (row, column): value
        for (row, column), value in sorted(grid.cells.items())
        if 1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN
    }
    _set_widths(sheet, grid)
    for row in grid.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for box in _separate(grid.merges):
        sheet.merge_range(box.top - 1, box.left - 1, box.bottom - 1, box.right - 1, "", formats.plain)
    for (row, column), value in cells.items():
        _write_value(sheet, row - 1, column - 1, value, formats)


def _write_value(sheet: Worksheet, row: int, column: int, value: CellValue, formats: _Formats) -> None:
    match value:
        case Formula(value=None):
            pass
        case Formula(value=computed) if computed is not None:
            _write_value(sheet, row, column, computed, formats)
        case bool():
            sheet.write_boolean(row, column, value, formats.plain)
        case Decimal() if _fits_a_double(value):
            sheet.write_number(row, column, float(value), formats.plain)
        case datetime() if value.tzinfo is None and value.date() >= _FIRST_DAY:
            sheet.write_datetime(
                row, column, value, formats.moment if value.time() != time() else formats.day
            )
        case date() if not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(row, column, value, formats.day)
        case time():
            sheet.write_datetime(row, column, value, formats.clock)
        case timedelta():
            sheet.write_number(row, column, value / timedelta(days=1), formats.plain)
        case _:
            _write_text(sheet, row, column, shown(value), formats)


def _fits_a_double(number: Decimal) -> bool:
    """Whether the number comes back as it is; a long code typed as a number stays a text."""
    return number.is_finite() and Decimal(repr(float(number))) == number


def _write_text(sheet: Worksheet, row: int, column: int, text: str, formats: _Formats) -> None:
    look = formats.quoted if looks_like_formula(text) else formats.text
    sheet.write_string(row, column, safe_text(text), look)


def _set_widths(sheet: Worksheet, grid: Grid) -> None:
    """Room for each column's longest short text; a long one wraps."""
    widths: dict[int, int] = {}
    for (row, column), value in grid.cells.items():
        if not any((row, column) in box and box.right > box.left for box in grid.merges[:200]):
            longest = max((_half_widths(line) for line in shown(value).split("\n")), default=0)
            widths[column] = max(widths.get(column, _NARROWEST), min(longest + 2, _WIDEST))
    for column in widths.keys() | grid.hidden_columns:
        hidden = {"hidden": True} if column in grid.hidden_columns else {}
        sheet.set_column(column - 1, column - 1, widths.get(column, _NARROWEST), None, hidden)


def _half_widths(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _separate(merges: Iterable[Box]) -> list[Box]:
    """The merges that no earlier one overlaps; a sheet with overlapping ones would not open."""
    kept: list[Box] = []
    for box in merges:
        single = box.top == box.bottom and box.left == box.right
        if not single and not any(_overlap(box, other) for other in kept):
            kept.append(box)
    return kept


def _overlap(one: Box, other: Box) -> bool:
    apart = (
        one.bottom < other.top or other.bottom < one.top or one.right < other.left or other.right < one.left
    )
    return not apart


def _show_one(book: Sheets, grids: tuple[Grid, ...]) -> None:
    """Hide what was hidden, and open on the first sheet that is not."""
    sheets = book.worksheets()
    shown_first = next((at for at, grid in enumerate(grids) if grid.visible), 0)
    sheets[shown_first].activate()
    sheets[shown_first].set_first_sheet()
    for at, grid in enumerate(grids):
        if not grid.visible and at != shown_first:
            sheets[at].hide()
