"""What a reader has gathered of one worksheet, whatever the form, and how many cells it may gather."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from taizhang.books.refusal import unsupported
from taizhang.model.grid import Box, CellError, CellValue, Grid
from taizhang.model.verdict import Flag

UNREADABLE = CellError("无法读取")


@dataclass(slots=True)
class GatheredSheet:
    """The facts so far; rows and columns from 1."""

    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    merges: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)  # formulas that carry no value
    dangers: set[Flag] = field(default_factory=set)  # what its formulas ask for
    bad: bool = False  # a cell could not be read
    # Of what the cells hold themselves, shared texts aside, nothing is to be cleaned.
    clean: bool = field(default=False, compare=False)

    def put(self, cell: tuple[int, int], value: CellValue) -> None:
        """Keep what the cell holds; of one that is given two values nobody knows which the filler saw."""
        if self.cells.setdefault(cell, value) != value:
            self.cells[cell] = UNREADABLE
            self.bad = True

    def grid(self, name: str, sha256: str, *, visible: bool = True) -> Grid:
        return Grid(
            name, self.cells, sha256, tuple(self.merges), frozenset(self.hidden_rows),
            frozenset(self.hidden_columns), visible, frozenset(self.uncomputed),
        )  # fmt: skip


def covered(runs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The numbers that the runs cover, each run by its first and last; they may lie over each other a million times."""
    numbers: set[int] = set()
    reached = 0
    for first, last in sorted(runs):
        numbers.update(range(max(first, reached + 1), last + 1))
        reached = max(reached, last)
    return frozenset(numbers)


class CellPurse:
    """So many cells may a file hold, all its sheets together; `holder` is what a refusal calls it."""

    def __init__(self, most: int, holder: str = "工作簿") -> None:
        self._most = most
        self._holder = holder
        self._left = most

    @property
    def left(self) -> int:
        """How many more there may be."""
        return self._left

    def afford(self, cells: int) -> None:
        """Nothing, where so many more may be read.

        Raises:
            Refusal: they may not.
        """
        if self._left < cells:
            raise unsupported(
                f"{self._holder}超过{self._most}个单元格的上限，未读取。请删除多余内容后重新报送",
                Flag.OVER_LIMIT,
            )

    def spend(self, cells: int = 1) -> None:
        """So many have been read.

        Raises:
            Refusal: they are more than may be.
        """
        self.afford(cells)
        self._left -= cells
