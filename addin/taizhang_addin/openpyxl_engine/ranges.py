"""Ranges: blocks of cells, read and written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula
from xlwings import base_classes

from taizhang_addin.openpyxl_engine.looks import Font, fill_of, rgb_of
from taizhang_addin.openpyxl_engine.refusal import Untouchable, strict
from taizhang_addin.openpyxl_engine.values import as_block, text_written, value_read

if TYPE_CHECKING:
    from taizhang_addin.openpyxl_engine.sheets import Sheet

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 8.43, 15.0  # characters, points: what Excel shows where nothing is set


@strict(base_classes.Range)
class Range(base_classes.Range):
    """A rectangle of one sheet: its first cell and its size."""

    keeps = frozenset({"expand", "max_cells_per_read", "max_cells_per_write"})
    sheet: Any = None
    row: int = 0
    column: int = 0
    shape: tuple[int, int] = (0, 0)
    options: Any = None  # xlwings leaves the range's options here

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, columns: int) -> None:
        self.sheet = sheet
        self.row, self.column, self.shape = row, column, (rows, columns)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, first: int, second: int | None = None) -> Range:
        if second is None:
            first, second = divmod(first - 1, self.shape[1])
            return Range(self.sheet, self.row + first, self.column + second, 1, 1)
        return Range(self.sheet, self.row + first - 1, self.column + second - 1, 1, 1)

    @property
    def api(self) -> Untouchable:
        return Untouchable("Range")

    # Values

    @property
    def raw_value(self) -> Any:
        return self._read(self._value_at)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        block = as_block(value, *self.shape)
        for cell, new in zip(self._cells(), (item for row in block for item in row), strict=True):
            self._put(cell, new)

    @property
    def formula(self) -> Any:
        return self._read(self._formula_at)

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    @property
    def has_array(self) -> bool:
        return any(isinstance(cell.value, ArrayFormula) for cell in self._held_cells())

    def clear_contents(self) -> None:
        for cell in self._held_cells():
            self._put(cell, "")

    def clear(self) -> None:
        self.clear_contents()
        for cell in self._held_cells():
            cell.style = "Normal"
            if not isinstance(cell, MergedCell):
                cell.hyperlink = None

    def end(self, direction: str) -> Range:
        """Where Ctrl and an arrow key lead: the end of a filled run, or the next filled cell, or the edge."""
        down, right = _STEPS[direction]
        row, column = self.row, self.column
        run = self._holds(row, column) and self._holds(row + down, column + right)
        bottom, last = self._native.max_row, self._native.max_column
        while (0 < row + down <= bottom or not down) and (0 < column + right <= last or not right):
            if run and not self._holds(row + down, column + right):
                break
            row, column = row + down, column + right
            if not run and self._holds(row, column):
                break
        found = (row, column) != (self.row, self.column) and self._holds(row, column)
        return Range(self.sheet, row, column, 1, 1) if found else self._edge(direction)

    def _edge(self, direction: str) -> Range:
        row = {"down": LAST_ROW, "up": 1}.get(direction, self.row)
        column = {"right": LAST_COLUMN, "left": 1}.get(direction, self.column)
        return Range(self.sheet, row, column, 1, 1)

    # Place

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        first = _cell_name(self.row, self.column, row_absolute, column_absolute)
        bottom, right = self.row + self.shape[0] - 1, self.column + self.shape[1] - 1
        last = _cell_name(bottom, right, row_absolute, column_absolute)
        name = first if first == last else f"{first}:{last}"
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{name}" if external else name

    # Merging

    @property
    def merge_cells(self) -> bool:
        return any(not mine.isdisjoint(self._bounds) for mine in self._native.merged_cells.ranges)

    @property
    def merge_area(self) -> Range:
        for merged in self._native.merged_cells.ranges:
            if (self.row, self.column) in merged.cells:
                rows, columns = merged.size["rows"], merged.size["columns"]
                return Range(self.sheet, merged.min_row, merged.min_col, rows, columns)
        return Range(self.sheet, self.row, self.column, 1, 1)

    def merge(self, across: bool = False) -> None:
        for part in self._rows() if across else [self]:
            self._native.merge_cells(part.get_address(False, False, False))

    def unmerge(self) -> None:
        for merged in list(self._native.merged_cells.ranges):
            if not merged.isdisjoint(self._bounds):
                self._native.unmerge_cells(merged.coord)

    # Looks

    @property
    def column_width(self) -> Any:
        return _same(self._column(n).width or _DEFAULT_WIDTH for n in self._column_numbers)

    @column_width.setter
    def column_width(self, width: float) -> None:
        for number in self._column_numbers:
            self._column(number).width = width

    @property
    def row_height(self) -> Any:
        return _same(self._native.row_dimensions[n].height or _DEFAULT_HEIGHT for n in self._row_numbers)

    @row_height.setter
    def row_height(self, height: float) -> None:
        for number in self._row_numbers:
            self._native.row_dimensions[number].height = height

    @property
    def row_hidden(self) -> Any:
        return _same(bool(self._native.row_dimensions[n].hidden) for n in self._row_numbers)

    @row_hidden.setter
    def row_hidden(self, hidden: bool) -> None:
        for number in self._row_numbers:
            self._native.row_dimensions[number].hidden = hidden

    @property
    def column_hidden(self) -> Any:
        return _same(bool(self._column(n).hidden) for n in self._column_numbers)

    @column_hidden.setter
    def column_hidden(self, hidden: bool) -> None:
        for number in self._column_numbers:
            self._column(number).hidden = hidden

    @property
    def number_format(self) -> Any:
        return _same(cell.number_format for cell in self._cells())

    @number_format.setter
    def number_format(self, written: str) -> None:
        for cell in self._cells():
            cell.number_format = written

    @property
    def wrap_text(self) -> Any:
        return _same(bool(cell.alignment.wrap_text) for cell in self._cells())

    @wrap_text.setter
    def wrap_text(self, wraps: bool) -> None:
        for cell in self._cells():
            alignment = copy(cell.alignment)
            alignment.wrap_text = wraps
            cell.alignment = alignment

    @property
    def color(self) -> tuple[int, int, int] | None:
        return rgb_of(self._first.fill.fgColor) if self._first.fill.fill_type == "solid" else None

    @color.setter
    def color(self, color: Any) -> None:
        for cell in self._cells():
            cell.fill = fill_of(color)

    def set_colors(self, colors: Any) -> None:
        for cell, color in zip(self._cells(), (item for row in colors for item in row), strict=True):
            if color is not ...:
                cell.fill = fill_of(color)

    @property
    def font(self) -> Font:
        return Font(list(self._cells()))

    # Below: how the native sheet is reached

    @property
    def _native(self) -> Any:
        return self.sheet.native

    @property
    def _bounds(self) -> CellRange:
        bottom, right = self.row + self.shape[0] - 1, self.column + self.shape[1] - 1
        return CellRange(min_row=self.row, min_col=self.column, max_row=bottom, max_col=right)

    @property
    def _row_numbers(self) -> range:
        return range(self.row, self.row + self.shape[0])

    @property
    def _column_numbers(self) -> range:
        return range(self.column, self.column + self.shape[1])

    @property
    def _first(self) -> Any:
        return self._native.cell(self.row, self.column)

    def _column(self, number: int) -> Any:
        return self._native.column_dimensions[get_column_letter(number)]

    def _rows(self) -> Iterator[Range]:
        return (Range(self.sheet, row, self.column, 1, self.shape[1]) for row in self._row_numbers)

    def _cells(self) -> Iterator[Any]:
        """Every cell of the range, row by row; they come into being where nothing was held."""
        return (
            self._native.cell(row, column) for row in self._row_numbers for column in self._column_numbers
        )

    def _held_cells(self) -> list[Any]:
        """The cells up to the last one in use."""
        last_row, last_column = self._native.max_row, self._native.max_column
        return [
            self._native.cell(row, column)
            for row in self._row_numbers
            if row <= last_row
            for column in self._column_numbers
            if column <= last_column
        ]

    def _holds(self, row: int, column: int) -> bool:
        cell = self._held(row, column)
        return cell is not None and cell.value is not None

    def _held(self, row: int, column: int) -> Any:
        """The cell, or None where the sheet has none; asking openpyxl's own way would bring it into being."""
        return self._native._cells.get((row, column))

    def _read(self, at: Callable[[int, int], Any]) -> Any:
        """A single value, or rows of values, as Excel gives them."""
        if self.shape == (1, 1):
            return at(self.row, self.column)
        return tuple(tuple(at(row, column) for column in self._column_numbers) for row in self._row_numbers)

    def _value_at(self, row: int, column: int) -> Any:
        cell = self._held(row, column)
        if cell is None:
            return None
        if cell.data_type != "f":
            return value_read(cell.value, error=cell.data_type == "e")
        return value_read(self.sheet.book.computed.get(self._native, {}).get((row, column)), error=True)

    def _formula_at(self, row: int, column: int) -> Any:
        cell = self._held(row, column)
        if cell is None or cell.value is None:
            return ""
        written = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
        return written if isinstance(written, str) else str(value_read(written))

    def _put(self, cell: Any, value: Any) -> None:
        if isinstance(cell, MergedCell):
            return  # Excel keeps nothing under a merged cell's first
        text, marked = text_written(value) if isinstance(value, str) else (value, False)
        self.sheet.book.computed.get(self._native, {}).pop((cell.row, cell.column), None)
        cell.value = None if text == "" else text
        cell.quotePrefix = marked
        if marked:
            cell.data_type = "s"


def _cell_name(row: int, column: int, row_absolute: bool, column_absolute: bool) -> str:
    return f"{'$' * column_absolute}{get_column_letter(column)}{'$' * row_absolute}{row}"


def _same(values: Iterable[Any]) -> Any:
    """The one value that all share; None where they differ, as in Excel."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None
