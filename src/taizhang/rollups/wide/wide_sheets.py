"""The sheets of a wide rollup as they are read back: its places as a tree, and what the index says of each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from taizhang.errors import BadUsage
from taizhang.model.place import Place
from taizhang.rollups.draw import INDEX
from taizhang.rollups.how import How
from taizhang.rollups.wide.draw import EARLIER, OVER_PERIODS
from taizhang.rollups.wide.lines.sources import NAME as SOURCES
from taizhang.rollups.wide.rollup import FIRST_ROW, TAKEN, Span
from taizhang.rollups.wide.sheets import figures, place_figures, places, reporting
from taizhang.rollups.wide.sheets.long_columns import LONG_COLUMNS

Cell = tuple[str, int, int]


class Rows(Protocol):
    """A sheet whose cells can be asked for as texts."""

    def text(self, row: int, column: int) -> str: ...


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of 各地情况."""

    row: int
    name: str
    reporters: Span
    figures: Span
    taken: Mapping[str, Span]  # by long sheet

    @property
    def sources(self) -> Span:
        return self.taken[SOURCES]

    def holds(self, other: PlaceRow) -> bool:
        return self.reporters.first <= other.reporters.first and other.reporters.last <= self.reporters.last


@dataclass(frozen=True, slots=True)
class Asked:
    """What the index says of an indicator."""

    name: str
    how: How
    rows: tuple[str, ...]  # ids of the ledger rows that answer it, and of those that it is weighted by
    parameter: str
    clause: str

    @property
    def over_periods(self) -> bool:
        """Whether its numbers are taken over periods."""
        return OVER_PERIODS in self.rows


def is_wide(sheets: Mapping[str, object]) -> bool:
    return places.NAME in sheets and place_figures.NAME in sheets


class WideSheets:
    """The sheets, the index and the places of one workbook."""

    def __init__(self, sheets: Mapping[str, Rows]) -> None:
        """Find the index and the places.

        Raises:
            BadUsage: a sheet that the numbers lead through is gone.
        """
        for name in (INDEX, SOURCES, places.NAME, place_figures.NAME, figures.NAME):
            if name not in sheets:
                raise BadUsage(f"汇总表里没有“{name}”表，不能追溯，请用原汇总表，或重新汇总。")
        self.sheets = sheets
        self.asked = dict(self._indicators())
        self.derived = dict(self._derived())
        self.places = list(self._places())
        self.below = self._below()
        self.at_figure = {
            row: one for one in self.places for row in range(one.figures.first, one.figures.last + 1)
        }

    def text(self, cell: Cell) -> str:
        sheet = self.sheets.get(cell[0])
        return sheet.text(cell[1], cell[2]) if sheet else ""

    def told(self, sheet: str, row: int) -> dict[str, str]:
        """A line of a long sheet, by the titles of its columns."""
        return {one.title: self.text((sheet, row, at)) for at, one in enumerate(LONG_COLUMNS[sheet], 1)}

    def _index_rows(self) -> Iterator[tuple[str, ...]]:
        index, row = self.sheets[INDEX], 2
        while index.text(row, 1):
            yield tuple(index.text(row, column) for column in range(1, 8))
            row += 1

    def _indicators(self) -> Iterator[tuple[str, Asked]]:
        for given, name, how, _, rows, parameter, clause in self._index_rows():
            if given.startswith("#"):
                yield given[1:], Asked(name, How(how), tuple(rows.split()), parameter, clause)

    def _derived(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for told in self._index_rows():
            if not told[0].startswith("#"):
                yield told[0], told

    def earlier(self, when: str) -> tuple[str, str]:
        """Which period of which plan 上期 or 去年同期 is, in words and as 2022Q2."""
        told = self.derived.get(f"{EARLIER}{when}", ("",) * 7)
        return told[1], told[5]

    def _places(self) -> Iterator[PlaceRow]:
        sheet, row = self.sheets[places.NAME], FIRST_ROW

        def span(of: str) -> Span:
            return _span(sheet.text(row, places.column(places.span_title(of))))

        while str(span(reporting.NAME)):
            name = "".join(sheet.text(row, places.column(title)) for title in ("省", "市"))
            taken = {one: span(one) for one in TAKEN}
            yield PlaceRow(row, name, span(reporting.NAME), span(place_figures.NAME), taken)
            row += 1

    def _below(self) -> dict[int, list[PlaceRow]]:
        """The places right below each, by its row: each lies in the smallest that holds it and stands before it."""
        found: dict[int, list[PlaceRow]] = {}
        for at, one in enumerate(self.places):
            holding = [other for other in self.places[:at] if other.holds(one)]
            if holding:
                size = min(other.reporters.last - other.reporters.first for other in holding)
                above = [o for o in holding if o.reporters.last - o.reporters.first == size][-1]
                found.setdefault(above.row, []).append(one)
        return found


def _span(told: str) -> Span:
    first, _, last = told.partition(":")
    return Span(int(first), int(last)) if last else Span(FIRST_ROW, FIRST_ROW - 1)


def is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


def name_of(cell: Cell) -> str:
    return str(Place("", *cell))
