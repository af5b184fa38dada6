"""A Grid is a sheet without Excel; a Workbook is a file's grids and what was noticed about the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from taizhang.model.place import Place

LONGEST_FORMULA = 8_192  # characters, the most that Excel takes


@dataclass(frozen=True, slots=True)
class CellError:
    """What Excel shows where a formula failed, as `#DIV/0!`."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula (without the leading `=`) and the value it was last computed to; None when never computed."""

    text: str
    value: CellValue | None = None


# What a cell can hold. Numbers are Decimal, by the first 15 digits of the file's double.
CellValue = str | Decimal | bool | datetime | date | time | timedelta | CellError | Formula


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells, all bounds from 1 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells by (row, column), from 1; only the cells that hold something are present."""

    sheet: str
    cells: Mapping[tuple[int, int], CellValue]
    source: str = ""  # sha256 of the workbook's bytes; "" where there is no file
    merges: tuple[Box, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    uncomputed: frozenset[tuple[int, int]] = frozenset()  # formulas that carry no value
    _by_row: dict[int, dict[int, CellValue]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def value(self, row: int, column: int) -> CellValue | None:
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The cell as a person reads it; "" when empty."""
        return shown(self.cells.get((row, column)))

    def place(self, row: int, column: int) -> Place:
        return Place(self.source, self.sheet, row, column)

    @property
    def last_row(self) -> int:
        return max(self._rows(), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)

    def rows(self) -> Iterator[tuple[int, Mapping[int, CellValue]]]:
        """Each row that holds something, top down: its number and its values by column."""
        yield from self._rows().items()

    def row(self, row: int) -> Mapping[int, CellValue]:
        """The row's values by column; empty where it holds nothing."""
        return self._rows().get(row, {})

    def _rows(self) -> Mapping[int, Mapping[int, CellValue]]:
        """The values by row and column, grouped when first asked."""
        if not self._by_row:
            by_row: dict[int, dict[int, CellValue]] = {}
            current, cells = 0, {}
            for (row, column), value in self.cells.items():
                if row != current:  # mostly a row's cells stand together
                    current, cells = row, by_row.setdefault(row, {})
                cells[column] = value
            self._by_row.update((row, by_row[row]) for row in sorted(by_row))
        return self._by_row


@dataclass(frozen=True, slots=True)
class NamedCells:
    """The stretch of cells of one sheet that a defined name stands for."""

    sheet: str
    box: Box


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets and what was noticed about the file itself."""

    name: str
    sha256: str
    size: int  # in bytes
    format: str  # xlsx, xlsm, xls, ods, csv …; "" when unknown
    grids: tuple[Grid, ...] = ()
    file_class: str = "readable"  # the words of taizhang.model.verdict.FileClass
    flags: tuple[str, ...] = ()
    note: str = ""  # one Chinese sentence when the class is not readable
    stamp: Mapping[str, str] = field(default_factory=dict)  # the hidden stamp's entries
    part_stamp: Mapping[str, str] = field(default_factory=dict)  # the same entries in the stamp's own part
    prints: Mapping[tuple[str, str], str] = field(default_factory=dict)  # that part's manifest of formulas
    names: Mapping[str, NamedCells] = field(default_factory=dict)  # defined names of one stretch each

    def grid(self, sheet: str) -> Grid | None:
        return next((grid for grid in self.grids if grid.sheet == sheet), None)


def shown(value: CellValue | None) -> str:
    """A cell's value as a person reads it.

    Whole numbers carry no decimal point, dates are ISO, an empty cell is "".
    """
    if type(value) is str:  # most cells, so looked at first
        return value
    match value:
        case None:
            return ""
        case Formula():
            return shown(value.value)
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return plain(value)
        case datetime():
            return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


@lru_cache(maxsize=4_096)  # equal numbers are written alike, and ledgers are full of the same ones
def plain(number: Decimal) -> str:
    """A number without exponent or trailing zeros: 1E+2 is 100, 2.50 is 2.5."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
