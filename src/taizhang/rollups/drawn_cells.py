"""The cells of a drawn rollup workbook, asked by what stands in its headers, as numbers that a paper can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from taizhang.model.grid import plain
from taizhang.model.picture import Drawn, Look, Sheet, cells_in_words
from taizhang.model.place import parse_cell_name
from taizhang.model.quantity import rounded
from taizhang.rollups.how import How
from taizhang.rollups.stated import Stated

_SHARES = (Look.SHARE, Look.BIG_SHARE)


class DrawnCells:
    """Sheets by name; a header that is not there is a bug of ours."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._derived: dict[tuple[str, str], str] = {}
        for sheet in sheets:
            for one in sheet.derivations:
                self._derived.setdefault((sheet.name, one.name), one.cell)
        self._heads: dict[str, dict[str, tuple[int, int]]] = {}
        self._rows: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], int]] = {}

    def headline(self, sheet: str, name: str) -> str:
        """The cell of the number that is called so."""
        return self._derived[sheet, name]

    def has_headline(self, sheet: str, name: str) -> bool:
        return (sheet, name) in self._derived

    def has_title(self, sheet: str, title: str) -> bool:
        return title in self._heads_of(sheet)

    def column(self, sheet: str, title: str) -> int:
        """The column under the header."""
        return self._heads_of(sheet)[title][1]

    def row(self, sheet: str, told: Mapping[str, str]) -> int:
        """The first row below the header in which the columns with these titles say this."""
        titles = tuple(told)
        if (sheet, titles) not in self._rows:
            self._rows[sheet, titles] = self._by_texts(sheet, titles)
        return self._rows[sheet, titles][tuple(told.values())]

    def cell(self, sheet: str, title: str, row: int) -> str:
        return self._sheets[sheet].cell_name(row, self.column(sheet, title))

    def text(self, cell: str) -> str:
        """What the cell says; "" for an empty one."""
        drawn = self._drawn(cell)
        return "" if drawn is None else str(drawn.value)

    def shown(self, mark: str, title: str, cell: str, unit: str = "") -> Stated | None:
        """The cell's number, printed with the unit; None where the workbook has a dash."""
        drawn = self._drawn(cell)
        if drawn is None or not isinstance(drawn.value, Decimal):
            return None
        return Stated(mark, title, drawn.value, f"{_printed(drawn, drawn.value)}{unit}", How.SHOWN, cell)

    def counted(self, mark: str, title: str, cells: Sequence[str]) -> Stated:
        """How many cells there are."""
        return Stated(
            mark, title, Decimal(len(cells)), str(len(cells)), How.COUNT_CELLS, cells_in_words(cells)
        )

    def added(self, mark: str, title: str, cells: Sequence[str]) -> Stated:
        """The sum of the cells."""
        total = sum((self._number(cell) for cell in cells), Decimal(0))
        exact = any(drawn.look is Look.EXACT for cell in cells if (drawn := self._drawn(cell)))
        printed = plain(total if exact else rounded(total))
        return Stated(mark, title, total, printed, How.ADD_CELLS, cells_in_words(cells))

    def share(self, mark: str, title: str, parts: Sequence[str], whole: Sequence[str]) -> Stated | None:
        """The parts' share in the whole, in %; None where the whole is nothing."""
        below = sum((self._number(cell) for cell in whole), Decimal(0))
        above = sum((self._number(cell) for cell in parts), Decimal(0))
        return _share(mark, title, above, below, How.SHARE_CELLS, (parts, whole)) if below else None

    def share_counted(
        self, mark: str, title: str, parts: Sequence[str], whole: Sequence[str]
    ) -> Stated | None:
        """How many of the cells, in %; None where there are none."""
        if not whole:
            return None
        counts = Decimal(len(parts)), Decimal(len(whole))
        return _share(mark, title, *counts, How.SHARE_COUNT, (parts, whole))

    def _drawn(self, cell: str) -> Drawn | None:
        sheet, row, column = parse_cell_name(cell)
        return self._sheets[sheet].cells.get((row, column))

    def _number(self, cell: str) -> Decimal:
        drawn = self._drawn(cell)
        return drawn.value if drawn and isinstance(drawn.value, Decimal) else Decimal(0)

    def _heads_of(self, sheet: str) -> Mapping[str, tuple[int, int]]:
        """Where each header's text stands first, by row and column."""
        if sheet not in self._heads:
            cells = self._sheets[sheet].cells
            self._heads[sheet] = {
                str(cells[at].value): at
                for at in sorted(cells, reverse=True)
                if cells[at].look is Look.HEADER
            }
        return self._heads[sheet]

    def _by_texts(self, sheet: str, titles: tuple[str, ...]) -> dict[tuple[str, ...], int]:
        cells = self._sheets[sheet].cells
        columns = [self.column(sheet, title) for title in titles]
        first = 1 + self._heads_of(sheet)[titles[0]][0]
        found: dict[tuple[str, ...], int] = {}
        for row in range(first, self._sheets[sheet].last_row + 1):
            held = [cells.get((row, column)) for column in columns]
            found.setdefault(tuple("" if one is None else str(one.value) for one in held), row)
        return found


def _printed(drawn: Drawn, value: Decimal) -> str:
    """As the workbook shows it: half up to one decimal, which a share has always; points with all they have."""
    if drawn.look is Look.EXACT:
        return plain(value)
    return f"{rounded(value)}" if drawn.look in _SHARES else plain(rounded(value))


def _share(
    mark: str,
    title: str,
    above: Decimal,
    below: Decimal,
    how: How,
    cells: tuple[Sequence[str], Sequence[str]],
) -> Stated:
    exact = Fraction(above) * 100 / Fraction(below)
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    parts, whole = (cells_in_words(some) for some in cells)
    return Stated(mark, title, value, f"{rounded(value)}%", how, parts, whole)
