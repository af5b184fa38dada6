"""What is asked of a program that recalculates, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Typed:
    """A text typed into a cell, which the program makes a number, a date or a formula of; "" empties the cell."""

    sheet: str
    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Put:
    """A text or number put into a cell as it is."""

    sheet: str
    row: int
    column: int
    value: str | float


@dataclass(frozen=True, slots=True)
class RowInserted:
    """An empty row, so that the one that stood there moves down."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class RowDeleted:
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """The range, `A5:X40`, by one of the sheet's columns, counted from 1."""

    sheet: str
    range: str
    by: int
    descending: bool = False


@dataclass(frozen=True, slots=True)
class HeightsTold:
    """The height in points that each row needs to show all of its texts, put into a column of the sheet.

    Programs fit no merged cell by themselves; here it counts like one cell as wide as all of it.
    """

    sheet: str
    column: int


@dataclass(frozen=True, slots=True)
class Edited:
    """What a named function of the office's file of edits does to the open workbook."""

    name: str


Change = Edited | Typed | Put | RowInserted | RowDeleted | Sorted | HeightsTold


@dataclass(frozen=True, slots=True)
class Job:
    """A workbook, what is changed in it in that order, the sheets that are read then, and where it is saved.

    The file itself stays as it is; the ending of `save_to` is one that the seat has a filter for.
    """

    path: Path
    changes: tuple[Change, ...] = ()
    read: tuple[str, ...] = ()
    save_to: Path | None = None
    password: str = ""  # that the saved file is locked with
    options: str = ""  # of the filter, in LibreOffice's words


@dataclass(frozen=True, slots=True)
class Failed:
    """What stands in a cell whose formula fails, `#DIV/0!`."""

    sign: str


Value = str | float | Failed
Cells = Mapping[tuple[int, int], Value]  # by (row, column), from 1, empty ones and "" left out; TRUE is 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The cells of the sheets that were read, by name of the sheet."""

    sheets: Mapping[str, Cells]

    def at(self, sheet: str, row: int, column: int) -> Value | None:
        """None for an empty cell."""
        return self.sheets[sheet].get((row, column))
