"""Grids and tables into the open workbook: values in one block per sheet, then merges and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taizhang.model.grid import CellError, CellValue, Formula, Grid, shown
from taizhang.model.ledger import ledger_columns
from taizhang_addin.row_heights import row_height, runs
from taizhang_addin.typed_text import marked_as_text

if TYPE_CHECKING:
    import xlwings as xw

_DAY = timedelta(days=1)


def draw_grids(book: xw.Book, grids: Sequence[Grid]) -> None:
    """Add a sheet for each grid after the last one; sheets to be hidden are hidden at the very end."""
    drawn = [(_draw_grid(book, grid), grid) for grid in grids]
    for sheet, grid in drawn:
        if not grid.visible:
            sheet.visible = False
    shown_first = next((sheet for sheet, grid in drawn if grid.visible), None)
    if shown_first is not None:
        shown_first.activate()


def _draw_grid(book: xw.Book, grid: Grid) -> xw.Sheet:
    sheet = sheet_named(book, grid.sheet)
    if grid.cells:
        columns = range(1, grid.last_column + 1)
        write_block(sheet, [[grid.value(row, n) for n in columns] for row in range(1, grid.last_row + 1)])
    for merge in grid.merges:
        sheet.range((merge.top, merge.left), (merge.bottom, merge.right)).merge()
    key_row, widths = _key_row(grid)
    if key_row:
        wrap_rows(sheet, _unmerged(grid), widths, key_row + 1)
    for column, width in widths.items():
        sheet.range((1, column)).column_width = width
    for first, last in _stretches(grid.hidden_rows | ({key_row} if key_row else set())):
        sheet.range((first, 1), (last, 1)).rows.hidden = True
    for first, last in _stretches(grid.hidden_columns):
        sheet.range((1, first), (1, last)).columns.hidden = True
    return sheet


def sheet_named(book: xw.Book, name: str) -> xw.Sheet:
    """The sheet of that name, as it stands, or a new one after the last."""
    standing = next((sheet for sheet in book.sheets if sheet.name == name), None)
    return standing or book.sheets.add(name, after=book.sheets[-1])


def write_block(sheet: xw.Sheet, rows: Sequence[Sequence[CellValue | None]]) -> None:
    """Write rows of equal length from A1 on, in one piece."""
    block = [[cell_content(value) for value in row] for row in rows]
    sheet.range((1, 1), (len(block), len(block[0]))).value = block


def wrap_rows(
    sheet: xw.Sheet, rows: Mapping[int, Mapping[int, CellValue]], widths: Mapping[int, float], first: int
) -> None:
    """Wrap the text from row `first` to the last row, and make each row as high as its text."""
    last = max(rows)
    sheet.range((first, 1), (last, max(widths))).wrap_text = True
    texts = [
        {column: shown(value) for column, value in rows.get(row, {}).items()}
        for row in range(first, last + 1)
    ]
    for top, bottom, height in runs([row_height(row, widths) for row in texts], first):
        sheet.range((top, 1), (bottom, 1)).row_height = height


def cell_content(value: CellValue | None) -> Any:
    """A value as the cells of an open workbook take it; Decimal would become a currency amount."""
    match value:
        case Formula():
            return f"={value.text}"
        case Decimal():
            return float(value)
        case CellError():
            return value.code
        case time():
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / _DAY
        case timedelta():
            return value / _DAY
        case str():
            return marked_as_text(value)
        case _:
            return value


def _unmerged(grid: Grid) -> dict[int, dict[int, CellValue]]:
    """The cells that stand in one column; text across several has room beside it, not below."""
    across = {(area.top, area.left) for area in grid.merges if area.right > area.left}
    return {
        row: {column: value for column, value in cells.items() if (row, column) not in across}
        for row, cells in grid.rows()
    }


def _key_row(grid: Grid) -> tuple[int | None, dict[int, float]]:
    """The ledger's row of field names, which is hidden too, and the width of each column under it."""
    widths = {column.field: column.width for column in ledger_columns()}
    for number, cells in grid.rows():
        texts = {column: shown(value) for column, value in cells.items()}
        if len(texts) > 1 and set(texts.values()) <= set(widths):
            return number, {column: widths[text] for column, text in texts.items()}
    return None, {}


def _stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring numbers, as (first, last)."""
    ordered = sorted(numbers)
    firsts = [n for n in ordered if n - 1 not in set(ordered)]
    lasts = [n for n in ordered if n + 1 not in set(ordered)]
    yield from zip(firsts, lasts, strict=True)
