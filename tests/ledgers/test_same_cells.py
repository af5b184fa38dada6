"""A function of a sheet remembers what it told of the very same cells, and of no others."""

from __future__ import annotations

from taizhang.ledgers.same_cells import for_same_cells
from taizhang.model.grid import CellValue, Grid

CELLS: dict[tuple[int, int], CellValue] = {(1, 1): "甲"}


def test_once_for_the_same_cells_under_the_same_name() -> None:
    asked: list[str] = []

    @for_same_cells
    def first(grid: Grid) -> str:
        asked.append(grid.sheet)
        return f"{grid.sheet}{grid.text(1, 1)}"

    told = [first(Grid(sheet, CELLS, source)) for sheet, source in (("一", "a"), ("一", "b"), ("二", "a"))]
    assert told == ["一甲", "一甲", "二甲"]
    assert first(Grid("一", dict(CELLS))) == "一甲"
    assert asked == ["一", "二", "一"]


def test_no_more_than_so_many_are_kept() -> None:
    asked: list[str] = []

    @for_same_cells
    def name(grid: Grid) -> str:
        asked.append(grid.sheet)
        return grid.sheet

    sheets = [Grid(str(number), CELLS) for number in range(17)]
    for grid in (*sheets, sheets[16], sheets[0]):
        assert name(grid) == grid.sheet
    assert asked == [*map(str, range(17)), "0"]
