"""The open workbook as neutral grids: one bulk read of values and one of formulas per sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from taizhang.model.grid import Box, CellError, CellValue, Formula, Grid, Workbook, shown

if TYPE_CHECKING:
    import xlwings as xw

_STAMP_SHEET = "_taizhang"
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_WHOLE = 2**53  # above it, a double no longer tells neighbouring whole numbers apart


def read_open_book(book: xw.Book, *, without: Collection[str] = ()) -> Workbook:
    """The open workbook's sheets; sha256 is "" and size 0, since what is open need not be what is on disk."""
    grids = tuple(read_sheet(sheet) for sheet in book.sheets if sheet.name not in without)
    suffix = PurePath(book.name).suffix.lower().lstrip(".")
    return Workbook(book.name, sha256="", size=0, format=suffix or "xlsx", grids=grids, stamp=_stamp(grids))


def read_sheet(sheet: xw.Sheet) -> Grid:
    """One sheet's values, formulas, merges and hidden rows and columns."""
    corner = sheet.used_range.last_cell
    block = sheet.range((1, 1), (corner.row, corner.column))
    values = block.options(ndim=2, err_to_str=True).value
    return Grid(
        sheet.name,
        grid_cells(values, _two_dimensional(block.formula)),
        merges=_merges(sheet, corner.row, corner.column),
        hidden_rows=_hidden(corner.row, lambda top, end: sheet.range((top, 1), (end, 1)).rows.hidden),
        hidden_columns=_hidden(
            corner.column, lambda left, end: sheet.range((1, left), (1, end)).columns.hidden
        ),
        visible=bool(sheet.visible),
        uncomputed=frozenset(_uncomputed(values, _two_dimensional(block.formula))),
    )


def grid_cells(
    values: Sequence[Sequence[Any]], formulas: Sequence[Sequence[Any]]
) -> Mapping[tuple[int, int], CellValue]:
    """Cells by (row, column), from 1, of two blocks that begin at A1; `formulas` holds "=…" where there is one."""
    cells: dict[tuple[int, int], CellValue] = {}
    for row, (value_row, formula_row) in enumerate(zip(values, formulas, strict=True), 1):
        for column, (value, formula) in enumerate(zip(value_row, formula_row, strict=True), 1):
            cell = cell_value(value)
            if _is_formula(value, formula):
                cells[row, column] = Formula(formula.removeprefix("="), cell)
            elif cell is not None:
                cells[row, column] = cell
    return cells


def cell_value(value: object) -> CellValue | None:
    """A value as Excel's interface gives it, in the model's types: a float by its shortest repr."""
    match value:
        case None | "":
            return None
        case bool() | Decimal() | datetime():
            return value
        case int() | float():
            number = float(value)
            whole = number.is_integer() and abs(number) < _WHOLE
            return Decimal(int(number)) if whole else Decimal(repr(number))
        case str():
            return CellError(value) if value in _ERRORS else value
        case _:
            return str(value)


def _is_formula(value: object, formula: object) -> bool:
    """Text that begins with = and was marked as text gives itself as its formula."""
    return isinstance(formula, str) and formula.startswith("=") and formula != value


def _uncomputed(values: Sequence[Sequence[Any]], formulas: Sequence[Sequence[Any]]) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row, (value_row, formula_row) in enumerate(zip(values, formulas, strict=True), 1)
        for column, (value, formula) in enumerate(zip(value_row, formula_row, strict=True), 1)
        if value is None and _is_formula(value, formula)
    ]


def _two_dimensional(block: Any) -> Sequence[Sequence[Any]]:
    return block if isinstance(block, list | tuple) else [[block]]


def _stamp(grids: Sequence[Grid]) -> dict[str, str]:
    hidden = next((grid for grid in grids if grid.sheet == _STAMP_SHEET), None)
    if hidden is None:
        return {}
    return {shown(cells[1]): shown(cells.get(2)) for _, cells in hidden.rows() if 1 in cells}


def _hidden(count: int, asked: Callable[[int, int], bool | None]) -> frozenset[int]:
    """Which of the rows (or columns) 1 to `count` are hidden, asking for as large stretches as are alike."""
    found: set[int] = set()
    stretches = [(1, count)]
    while stretches:
        first, last = stretches.pop()
        answer = asked(first, last)
        if answer:
            found.update(range(first, last + 1))
        elif answer is None and first < last:
            middle = (first + last) // 2
            stretches += [(first, middle), (middle + 1, last)]
    return frozenset(found)


def _merges(sheet: xw.Sheet, rows: int, columns: int) -> tuple[Box, ...]:
    """The merged areas, found by halving: whatever Excel says of a mixed block, it is halved further."""
    found: set[Box] = set()
    blocks = [Box(1, 1, rows, columns)]
    while blocks:
        block = blocks.pop()
        if any((block.top, block.left) in area and (block.bottom, block.right) in area for area in found):
            continue
        cells = sheet.range((block.top, block.left), (block.bottom, block.right))
        if cells.merge_cells is False:
            continue
        if cells.size > 1:
            blocks += _halves(block)
        else:
            area = cells.merge_area
            bottom, right = area.row + area.shape[0] - 1, area.column + area.shape[1] - 1
            found.add(Box(area.row, area.column, bottom, right))
    return tuple(sorted(found, key=lambda area: (area.top, area.left)))


def _halves(block: Box) -> tuple[Box, Box]:
    """The block cut in two across its longer side, the upper or left half last, so that it is looked at first."""
    if block.bottom - block.top >= block.right - block.left:
        middle = (block.top + block.bottom) // 2
        return Box(middle + 1, block.left, block.bottom, block.right), Box(
            block.top, block.left, middle, block.right
        )
    middle = (block.left + block.right) // 2
    return Box(block.top, middle + 1, block.bottom, block.right), Box(
        block.top, block.left, block.bottom, middle
    )
