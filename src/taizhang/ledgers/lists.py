"""The hidden sheet 选项: the words of drop-downs, the ways to write nothing, and where each column stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from taizhang.ledgers.sheet_layout import KEY_ROW, LISTS, TABLE, YES_NO
from taizhang.model.grid import Box, CellValue, Formula, Grid
from taizhang.model.ledger import BLANK_WORDS, Blank, ledger_columns
from taizhang.model.place import column_letters
from taizhang.model.words.status import Status

# As a sheet tells them apart: the first is the empty cell, the last the full-width blank, which no TRIM takes away.
_BLANK = (
    "",
    *(word for word, kind in BLANK_WORDS.items() if kind not in (Blank.EMPTY, Blank.DITTO)),
    "\u3000",
)
_DITTO = tuple(word for word, kind in BLANK_WORDS.items() if kind is Blank.DITTO)
_BEGUN = tuple(word for word in Status if word not in (Status.NOT_STARTED, Status.NOT_APPLICABLE))
_COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class WordList:
    """One column of the sheet: its words from row 2 on, and the names that formulas know stretches of it under."""

    name: str
    words: tuple[str, ...]
    offered: int = 0  # how many of them a drop-down offers; 0 where there is none

    def names(self, at: int) -> dict[str, Box]:
        """The defined names over the list that stands in column `at`."""
        whole = Box(2, at, 1 + len(self.words), at)
        if not self.offered:
            return {f"tz_{self.name}": whole}
        return {f"tz_may_{self.name}": whole, f"tz_list_{self.name}": Box(2, at, 1 + self.offered, at)}


def word_lists() -> tuple[WordList, ...]:
    """Drop-downs first, each followed by the ways to write nothing, which are no mistake in its cells."""
    offered = {column.field: column.choices for column in ledger_columns() if column.choices}
    offered |= {"actual": YES_NO, "nothing_to_report": (YES_NO[1], YES_NO[0])}
    nothing = (*_BLANK, *_DITTO)
    drop_downs = (WordList(name, (*map(str, words), *nothing), len(words)) for name, words in offered.items())
    return (
        *drop_downs,
        WordList("blank", _BLANK),
        WordList("nothing", nothing),
        WordList("begun", tuple(map(str, _BEGUN))),
    )


def draw_lists() -> Grid:
    """One list a column under its name, then the titles of the table's columns with their positions."""
    cells: dict[tuple[int, int], CellValue] = {}
    for at, told in enumerate(word_lists(), 1):
        cells[1, at] = told.name
        cells.update({(row, at): word for row, word in enumerate(told.words, 2) if word})
    at = len(word_lists()) + 1
    cells[1, at] = _COLUMNS
    for row, (title, position) in enumerate(column_positions().items(), 2):
        where = f"COLUMN('{TABLE}'!{column_letters(position)}${KEY_ROW})"
        cells[row, at], cells[row, at + 1] = title, Formula(where, Decimal(position))
    return Grid(LISTS, cells, visible=False)


def list_names() -> dict[str, Box]:
    """The defined names over the sheet's lists, by name."""
    names: dict[str, Box] = {}
    for at, told in enumerate(word_lists(), 1):
        names |= told.names(at)
    at = len(word_lists()) + 1
    return names | {f"tz_{_COLUMNS}": Box(2, at, 1 + len(column_positions()), at + 1)}


def offered_range(name: str) -> Box:
    """The words of a drop-down."""
    return list_names()[f"tz_list_{name}"]


@cache
def column_positions() -> Mapping[str, int]:
    """Where each column that a link may lead to stands as it goes out, by its title."""
    return {column.title: at for at, column in enumerate(ledger_columns(), 1) if not column.hidden}
