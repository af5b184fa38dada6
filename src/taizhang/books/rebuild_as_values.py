"""A fresh workbook that holds a file's values and nothing else: no formula, link, macro or object passes (INTAKE 38)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import product

from xlsxwriter import Workbook as Sheets
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from taizhang.books.safe_text import safe_text
from taizhang.model.grid import Box, CellValue, Formula, Grid, Workbook, shown
from taizhang.model.table_rows import TableRows
from taizhang.model.words.formula_signs import looks_like_formula

_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LINE_POINTS, _HIGHEST = 15, 409
_NARROWEST, _WIDEST = 8, 40  # columns, in half-width characters
_A4 = 9  # as XlsxWriter numbers paper
_HEADER = {"border": 1, "bold": True, "align": "center", "bg_color": "#D9E1F2"}
_TITLE = {"bold": True, "align": "center", "font_size": 16}
_WIDE = 5  # columns over which a title runs at least
_MOST_FROZEN = 20  # rows: more would leave no room to scroll
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_RULED = 10_000  # rows of a table that are ruled whether or not something stands in them
_MOST_MERGED = 100_000  # cells of one sheet
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was


@dataclass(frozen=True, slots=True)
class TableLook:
    """How the sheet with the table is to look: its rows ruled, its columns as wide as they were issued."""

    rows: TableRows
    widths: Mapping[int, float]  # by column


def rebuild_as_values(workbook: Workbook, table: TableLook | None = None) -> bytes:
    """The workbook's values as an xlsx; sheets, hidden or not, merges and hidden rows as they were."""
    stream = BytesIO()
    book = Sheets(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = _Looks(
        _Formats(book), _Formats(book, border=1), _Formats(book, **_HEADER), _Formats(book, **_TITLE)
    )
    names = _sheet_names(workbook.grids)
    for name, grid in zip(names, workbook.grids, strict=True):
        shape = table if table and table.rows.sheet == grid.sheet else None
        _write_grid(book.add_worksheet(name), grid, looks, shape)
    if not workbook.grids:
        book.add_worksheet("Sheet1")
    _show_one(book, workbook.grids)
    book.close()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of what stands anywhere, in the table's rows, in its header, and in a title over many columns."""

    plain: _Formats
    ruled: _Formats
    header: _Formats
    title: _Formats

    def by_row(self, grid: Grid, table: TableLook | None) -> Callable[[int], _Formats]:
        """The formats of a row; merges tell where the header begins, and what is a title."""
        if table is None:
            return lambda _row: self.plain
        above = [box for box in grid.merges if box.bottom < table.rows.first]
        tall = [box.top for box in above if box.left == box.right and box.top < box.bottom]
        header = range(min(tall, default=table.rows.first), table.rows.first)
        titles = {box.top for box in above if box.right - box.left >= _WIDE and box.bottom < header.start}

        def formats(row: int) -> _Formats:
            if row in header:
                return self.header
            return self.title if row in titles else self.ruled if row in table.rows else self.plain

        return formats


class _Formats:
    """The few formats that values need."""

    def __init__(self, book: Sheets, **more: object) -> None:
        layout = {"text_wrap": True, "valign": "vcenter", "font_name": "宋体", "font_size": 11, **more}
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


def _write_grid(sheet: Worksheet, grid: Grid, looks: _Looks, table: TableLook | None) -> None:
    look = looks.by_row(grid, table)
    cells = {
        (row, column): value
        for (row, column), value in sorted(grid.cells.items())
        if 1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN
    }
    merges = _separate(grid.merges)
    widths = _set_widths(sheet, grid, merges, table.widths if table else {})
    _set_heights(sheet, grid, merges, widths)
    for row in _ruled_rows(grid, table):
        for column in widths:
            sheet.write_blank(row - 1, column - 1, None, looks.ruled.plain)
    for box in merges:
        sheet.merge_range(box.top - 1, box.left - 1, box.bottom - 1, box.right - 1, "", look(box.top).plain)
    _set_page(sheet, table)
    for (row, column), value in cells.items():
        _write_value(sheet, row - 1, column - 1, value, look(row))


def _ruled_rows(grid: Grid, table: TableLook | None) -> Iterable[int]:
    """The table's rows; of one that reaches far down only those in which something stands."""
    if table is None:
        return ()
    rows = range(table.rows.first, table.rows.last + 1)
    return rows if len(rows) <= _MOST_RULED else [row for row, _ in grid.rows() if row in rows]


def _set_page(sheet: Worksheet, table: TableLook | None) -> None:
    """All columns on one page's width; above the table's rows what stands there stays in sight, on every page."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if table and 1 < table.rows.first <= _MOST_FROZEN:
        sheet.freeze_panes(table.rows.first - 1, 0)
        sheet.repeat_rows(0, table.rows.first - 2)


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


def _set_heights(sheet: Worksheet, grid: Grid, merges: Iterable[Box], widths: Mapping[int, float]) -> None:
    """Room for the lines that a row's texts take, and hidden rows as they were."""
    merged = {(row, box.left) for box in merges for row in range(box.top, box.bottom + 1)}
    lines: Counter[int] = Counter()
    for (row, column), value in grid.cells.items():
        if (row, column) not in merged:
            room = max(1, int(widths.get(column, _NARROWEST)) - 1)
            taken = sum(1 + max(0, _half_widths(line) - 1) // room for line in shown(value).split("\n"))
            lines[row] = max(lines[row], taken)
    for row in lines.keys() | {row for row in grid.hidden_rows if row <= grid.last_row}:
        hidden = {"hidden": True} if row in grid.hidden_rows else {}
        high = lines[row] > 1 and not hidden
        if (hidden or high) and row <= _LAST_ROW:
            height = min(_HIGHEST, lines[row] * _LINE_POINTS + 3) if high else None
            sheet.set_row(row - 1, height, None, hidden)


def _set_widths(
    sheet: Worksheet, grid: Grid, merges: Iterable[Box], known: Mapping[int, float]
) -> dict[int, float]:
    """Room for each column's longest short text, where its width is not known; a long one wraps."""
    widths: dict[int, float] = {}
    wide = {
        (row, column)
        for box in merges
        for row in range(box.top, box.bottom + 1)
        for column in range(box.left, box.right + 1)
        if box.right > box.left
    }
    for (row, column), value in grid.cells.items():
        if (row, column) not in wide:
            longest = max((_half_widths(line) for line in shown(value).split("\n")), default=0)
            widths[column] = max(widths.get(column, _NARROWEST), min(longest + 2, _WIDEST))
    widths.update(known)
    for column in widths.keys() | grid.hidden_columns:
        hidden = {"hidden": True} if column in grid.hidden_columns else {}
        sheet.set_column(column - 1, column - 1, widths.get(column, _NARROWEST), None, hidden)
    return widths


def _half_widths(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _separate(merges: Iterable[Box]) -> list[Box]:
    """The merges that no earlier one overlaps, as a sheet with overlapping ones would not open.

    Each is written cell by cell, so together they may not cover more than that (INTAKE 25).
    """
    kept: list[Box] = []
    taken: set[tuple[int, int]] = set()
    left = _MOST_MERGED
    for box in merges:
        size = _size(box)
        if not 1 < size <= left or box.bottom > _LAST_ROW or box.right > _LAST_COLUMN:
            continue
        left -= size
        cells = set(product(range(box.top, box.bottom + 1), range(box.left, box.right + 1)))
        if taken.isdisjoint(cells):
            taken |= cells
            kept.append(box)
    return kept


def _size(box: Box) -> int:
    """How many cells it covers."""
    return max(0, box.bottom - box.top + 1) * max(0, box.right - box.left + 1)


def _show_one(book: Sheets, grids: tuple[Grid, ...]) -> None:
    """Hide what was hidden, and open on the first sheet that is not."""
    sheets = book.worksheets()
    shown_first = next((at for at, grid in enumerate(grids) if grid.visible), 0)
    sheets[shown_first].activate()
    sheets[shown_first].set_first_sheet()
    for at, grid in enumerate(grids):
        if not grid.visible and at != shown_first:
            sheets[at].hide()
