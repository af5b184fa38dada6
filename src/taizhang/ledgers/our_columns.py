"""The columns 错误信息 and 建议填写 of a return that comes back: they are ours, what the filler wrote there is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from taizhang.ledgers.sheet_layout import ERRORS, OUR_COLUMNS, PROPOSALS
from taizhang.model.finding import Severity
from taizhang.model.grid import Grid, Workbook, shown
from taizhang.model.ledger import ledger_columns

_FEWEST_KEYS = 5
OPENINGS = tuple(f"【{severity.word}】" for severity in Severity)


def is_our_text(title: str, text: str) -> bool:
    """Whether we may have written this under that title: a proposal is bare, so that it can be copied."""
    return title == PROPOSALS or not text.strip() or (title == ERRORS and text.startswith(OPENINGS))


def our_cells(grid: Grid, header_bottom: int) -> Iterator[tuple[int, int]]:
    """The cells of our columns, their titles included, in a sheet whose header ends in this row."""
    titles = {
        column: text
        for row, cells in takewhile(lambda line: line[0] <= header_bottom, grid.rows())
        for column, value in cells.items()
        if (text := shown(value).strip()) in OUR_COLUMNS
    }
    if ERRORS not in titles.values():
        return
    for (row, column), value in grid.cells.items():
        title = titles.get(column)
        if title and (row <= header_bottom or is_our_text(title, shown(value))):
            yield row, column


def cleared_for_values(workbook: Workbook, sheet: str, header_bottom: int) -> Workbook:
    """The workbook without them, and with its row of keys hidden: a copy of values has no colours and number formats."""
    grids = (_cleared(grid, header_bottom) if grid.sheet == sheet else grid for grid in workbook.grids)
    return replace(workbook, grids=tuple(grids))


def _cleared(grid: Grid, header_bottom: int) -> Grid:
    ours = set(our_cells(grid, header_bottom))
    keys = sum(grid.text(header_bottom, at + 1) == column.field for at, column in enumerate(ledger_columns()))
    return replace(
        grid,
        hidden_rows=grid.hidden_rows | ({header_bottom} if keys >= _FEWEST_KEYS else set()),
        cells={cell: value for cell, value in grid.cells.items() if cell not in ours},
        merges=tuple(box for box in grid.merges if (box.top, box.left) not in ours),
    )
