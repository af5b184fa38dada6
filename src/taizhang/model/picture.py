"""A picture of a workbook that nobody has written yet: cells with their look, links, charts and where numbers come from."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from taizhang.model.figure import Light
from taizhang.model.place import column_letters, parse_cell_name


class Look(StrEnum):
    """What a cell is, which decides how it is painted."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    HEADER = "header"
    LABEL = "label"
    LABEL_SHARE = "label-share"
    TEXT = "text"
    CENTRED = "centred"
    NUMBER = "number"
    SHARE = "share"
    BIG = "big"
    BIG_SHARE = "big-share"
    NOTE = "note"
    CODE = "code"
    ENTRY = "entry"  # a person may write here
    EXACT = "exact"  # a number with all its decimals
    EXACT_ENTRY = "exact-entry"  # such a number, and a person may write here


class Mark(StrEnum):
    """What a person has to know of a cell before it is changed; words beside it say the same."""

    NONE = "none"
    DOUBTED = "doubted"  # two readings: a person decides
    INFERRED = "inferred"  # not stated in so many words
    REPEATED = "repeated"  # says again what another row says
    CLOSED = "closed"  # nothing is to be written here


@dataclass(frozen=True, slots=True)
class Drawn:
    """One cell of the picture."""

    value: str | Decimal
    look: Look
    light: Light = Light.NONE
    link: str = ""  # a cell of the same workbook, as 来源!A12
    mark: Mark = Mark.NONE
    formula: str = ""  # without the leading =; the value is what it comes to


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a number came about, in terms of other cells of the workbook."""

    cell: str  # 指标汇总!F12
    how: str  # a word of taizhang.rollups.lineage.How
    origins: str  # cells and ranges, parted by blanks: 来源!A12:A33 任务进展!C7
    name: str  # what the number is
    parameter: str = ""  # the goal of a rate, the target of a count, the word that was counted
    clause: str = ""  # the plan's words


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart: columns stacked over places, bars stacked over long names, or a pie."""

    kind: str  # stacked, bars, pie
    title: str
    at: tuple[int, int]  # upper left cell
    size: tuple[int, int]  # in pixels
    categories: str  # a range of one sheet
    series: tuple[tuple[str, str, str], ...]  # name, range, colour word
    points: tuple[str, ...] = ()  # colour words of a pie's slices
    counts: str = "任务（项）"  # what the axis of the numbers counts


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down over a block of cells, or only a hint that shows when one of them is entered."""

    first: tuple[int, int]  # upper left cell
    last: tuple[int, int]  # lower right cell
    source: str = ""  # the cells of the list, as ='选项'!$A$2:$A$9; "" for a hint alone
    hint: str = ""  # up to 255 characters


@dataclass(frozen=True, slots=True)
class Tint:
    """Cells of a block that begin with the word are coloured while they do, as good or as bad."""

    first: tuple[int, int]  # upper left cell
    last: tuple[int, int]  # lower right cell
    word: str
    good: bool


@dataclass(slots=True)
class Sheet:
    """A sheet being drawn; rows and columns count from 1."""

    name: str
    widths: tuple[float, ...]  # of the columns from A, in characters
    cells: dict[tuple[int, int], Drawn] = field(default_factory=dict)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # upper left -> lower right
    heights: dict[int, float] = field(default_factory=dict)  # in points
    derivations: list[Derivation] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    tints: list[Tint] = field(default_factory=list)
    header: tuple[int, int] = (0, 0)  # first and last header row, repeated in print
    frozen_columns: int = 0
    filtered: bool = False
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    last_printed_column: int = 0  # 0 for all
    pages_tall: int = 0  # 0 for as many as it takes
    paper: str = ""  # A3; "" for the style's
    pages_wide: int = 1  # where more, the frozen columns are repeated
    # Where a sheet breaks its pages itself, it is printed as large as its widest page allows.
    row_breaks: tuple[int, ...] = ()  # the last row before each new page
    column_breaks: tuple[
        int, ...
    ] = ()  # the last column before each new page; the frozen columns are repeated
    repeated_rows: tuple[int, int] = (
        0,
        0,
    )  # first and last row repeated in print, where they are not the header

    def put(self, row: int, column: int, value: str | Decimal | int, look: Look, **facts: object) -> str:
        """Write a cell and say its name, as 指标汇总!F12."""
        held = Decimal(value) if isinstance(value, int) else value
        self.cells[row, column] = Drawn(held, look, **facts)  # type: ignore[arg-type]
        return self.cell_name(row, column)

    def put_row(self, row: int, values: Iterable[str | Decimal | int], look: Look) -> None:
        for column, value in enumerate(values, 1):
            self.put(row, column, value, look)

    def put_title(self, title: str, subtitle: str) -> None:
        """The first two rows, over all columns that are printed, or over those of each page."""
        for number, (first, last) in enumerate(self._pages_across()):
            self._put_spanning(1, first, last, f"{title}（续）" if number else title, Look.TITLE)
            self._put_spanning(2, first, last, "" if number else subtitle, Look.SUBTITLE)
        self.heights |= {1: 36.0, 2: 20.0}

    def _pages_across(self) -> list[tuple[int, int]]:
        """First and last column of each page beside the columns that are repeated on all of them."""
        end = self.last_printed_column or len(self.widths)
        if not self.column_breaks:
            return [(1, end)]
        firsts = (self.frozen_columns, *self.column_breaks)
        return [(before + 1, last) for before, last in zip(firsts, (*self.column_breaks, end), strict=True)]

    def _put_spanning(self, row: int, first: int, last: int, text: str, look: Look) -> None:
        self.put(row, first, text, look)
        self.merges[row, first] = (row, last)

    def lead(self, row: int, column: int, link: str) -> None:
        """Lay a link under a cell that is drawn already; the cell that the link names is given as 来源!A12."""
        self.cells[row, column] = replace(self.cells[row, column], link=link)

    def put_header(self, row: int, titles: Sequence[str], *, height: float = 30.0) -> None:
        self.put_row(row, titles, Look.HEADER)
        self.header = (row, row)
        self.heights[row] = height

    def derive(
        self, cell: str, how: str, origins: str, name: str, parameter: str = "", clause: str = ""
    ) -> None:
        self.derivations.append(Derivation(cell, how, origins, name, parameter, clause))

    def cell_name(self, row: int, column: int) -> str:
        return f"{self.name}!{column_letters(column)}{row}"

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    def fit_rows(self, first: int, *, size: float = 9.0, least: float = 20.0) -> None:
        """Give each row from `first` on the height that its texts need; no client does so by itself."""
        needed: dict[int, int] = {}
        for (row, column), drawn in self.cells.items():
            if row < first or row in self.heights or (row, column) in self.merges:
                continue
            seen = isinstance(drawn.value, str) and column not in self.hidden_columns
            lines = lines_needed(str(drawn.value), self.widths[column - 1], size) if seen else 1
            needed[row] = max(needed.get(row, 1), lines)
        for row, lines in needed.items():
            self.heights[row] = max(least, height_of(lines, size))


def widest_pixels(width: float) -> float:
    """How wide a column of so many characters gets where the default font is missing and a wider one stands in."""
    return width * 9.7 + 5 if width else 0.0


def height_of(lines: int, size: float) -> float:
    """Of a row that shows so many lines of a font of this size, in points; no row can be higher than 409."""
    return min(409.0, lines * size * 1.35 + 6)


@lru_cache(maxsize=4096)  # what the plan says stands in the line of every place
def lines_needed(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column of so many characters of the default font (7 pixels each)."""
    pixels = max(7.0, width * 7 - 4)
    half = size * 4 / 3 / 2  # pixels of a half-width character
    return sum(max(1, math.ceil(_half_widths(line) * half / pixels)) for line in text.split("\n"))


def _half_widths(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def cells_in_words(names: Sequence[str]) -> str:
    """Cell names of one sheet and row or column, neighbours drawn together: 任务进展!C7:E7 任务进展!H7."""
    words: list[str] = []
    for run in _runs(names):
        sheet, _, first = run[0].rpartition("!")
        last = run[-1].rpartition("!")[2]
        words.append(f"{sheet}!{first}" if first == last else f"{sheet}!{first}:{last}")
    return " ".join(words)


def _runs(names: Sequence[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for name in names:
        sheet, row, column = parse_cell_name(name)
        if runs:
            sheet_before, row_before, column_before = parse_cell_name(runs[-1][-1])
            step = (row - row_before, column - column_before)
            first = parse_cell_name(runs[-1][0])
            straight = (row == first[1] and step == (0, 1)) or (column == first[2] and step == (1, 0))
            if sheet == sheet_before and straight:
                runs[-1].append(name)
                continue
        runs.append([name])
    return runs
