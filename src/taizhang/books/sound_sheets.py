"""Sheets as any program could show them: every cell within the edges, every sheet with a name of its own.

A damaged or forged file says otherwise; then a Place would name no cell, or one of two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from taizhang.books.clean_text import clean_text
from taizhang.model.grid import Box, Grid
from taizhang.model.verdict import Flag

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_LONGEST_NAME = 120


def one_line(text: str) -> str:
    """The text without what nobody sees, in one line."""
    return clean_text(text).replace("\n", " ").replace("\t", " ")


def shown_sheet(name: str) -> str:
    """A sheet's name as it goes into findings, mails and pages: one line of what can be seen, not endless."""
    return one_line(name)[:_LONGEST_NAME]


def within_edges(grid: Grid) -> tuple[Grid, frozenset[Flag]]:
    """The grid without what lies beyond a sheet's edges; BAD_CELL where a cell did."""
    if _lies_within(grid):
        return grid, frozenset()
    cells = {cell: value for cell, value in grid.cells.items() if _is_cell(*cell)}
    bounded = replace(
        grid,
        cells=cells,
        merges=tuple(_bounded(grid.merges)),
        hidden_rows=frozenset(row for row in grid.hidden_rows if 1 <= row <= LAST_ROW),
        hidden_columns=frozenset(column for column in grid.hidden_columns if 1 <= column <= LAST_COLUMN),
        uncomputed=frozenset(cell for cell in grid.uncomputed if _is_cell(*cell)),
    )
    return bounded, frozenset({Flag.BAD_CELL} if len(cells) < len(grid.cells) else ())


def named_apart(grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """The sheets with names fit to be shown, each another one."""
    grids = tuple(grids)
    names = [shown_sheet(grid.sheet) or f"未命名{at}" for at, grid in enumerate(grids, 1)]
    if len(set(names)) < len(names):
        names = list(_told_apart(names))
    return tuple(
        grid if name == grid.sheet else replace(grid, sheet=name)
        for name, grid in zip(names, grids, strict=True)
    )


def _lies_within(grid: Grid) -> bool:
    rows = [row for row, _ in grid.cells]
    columns = [column for _, column in grid.cells]
    return (
        _are_within([*rows, *grid.hidden_rows], LAST_ROW)
        and _are_within([*columns, *grid.hidden_columns], LAST_COLUMN)
        and tuple(_bounded(grid.merges)) == grid.merges
    )


def _are_within(numbers: list[int], last: int) -> bool:
    return not numbers or (min(numbers) >= 1 and max(numbers) <= last)


def _is_cell(row: int, column: int) -> bool:
    return 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN


def _bounded(merges: Iterable[Box]) -> Iterator[Box]:
    """What of each merge lies within the edges."""
    for box in merges:
        bottom, right = min(box.bottom, LAST_ROW), min(box.right, LAST_COLUMN)
        if 1 <= box.top <= bottom and 1 <= box.left <= right:
            yield box if (bottom, right) == (box.bottom, box.right) else Box(box.top, box.left, bottom, right)


def _told_apart(names: list[str]) -> Iterator[str]:
    """The first of a name keeps it, every other one gets a number."""
    taken, met = set(names), Counter[str]()
    for name in names:
        met[name] += 1
        shown = name
        while met[name] > 1 and shown in taken:
            shown = f"{name[: _LONGEST_NAME - 10]}（{met[name]}）"
            met[name] += shown in taken
        taken.add(shown)
        yield shown
