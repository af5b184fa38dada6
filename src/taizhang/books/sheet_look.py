"""What the fast reader does not tell of an xls or ods sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from taizhang.books.sheet_sparse import percent_text
from taizhang.model.grid import Box, CellError, CellValue, Grid


@dataclass(slots=True)
class SheetLook:
    """What was seen in the sheet's own bytes; everything from 1."""

    percents: list[Box] = field(default_factory=list)  # cells that show their number as a percentage
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def completed(grid: Grid, look: SheetLook) -> Grid:
    """The grid with its percentages as the filler sees them, its errors, and what the reader knew no place for."""
    cells: dict[tuple[int, int], CellValue] = dict(grid.cells)
    last_row, last_column = grid.last_row, grid.last_column
    for box in look.percents:
        for cell in _cells_in(box, last_row, last_column):
            number = cells.get(cell)
            if isinstance(number, Decimal):
                cells[cell] = percent_text(number)
    cells.update((cell, CellError(code)) for cell, code in look.errors.items())
    return replace(
        grid,
        cells=cells,
        merges=grid.merges or tuple(look.merges),
        hidden_rows=grid.hidden_rows | look.hidden_rows,
        hidden_columns=grid.hidden_columns | look.hidden_columns,
    )


def _cells_in(box: Box, last_row: int, last_column: int) -> Iterator[tuple[int, int]]:
    """A box may reach to the sheet's end; the cells that hold something do not."""
    for row in range(box.top, min(box.bottom, last_row) + 1):
        for column in range(box.left, min(box.right, last_column) + 1):
            yield row, column
