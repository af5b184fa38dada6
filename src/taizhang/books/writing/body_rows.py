"""The table's rows as XML, each at the height that its texts need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from taizhang.books.writing.body_looks import Look, look_of
from taizhang.books.writing.row_heights import in_pixels, row_height
from taizhang.books.writing.row_xml import around_formula, write_cell, write_row
from taizhang.books.writing.sharing import Sharing
from taizhang.books.writing.table_shape import TableShape
from taizhang.ledgers.sheet_layout import FIRST_ROW, Entry, column_of, first_visible_column
from taizhang.model.grid import CellValue, Formula, shown
from taizhang.model.ledger import ledger_columns
from taizhang.model.place import column_letters
from taizhang_templates import Style

Cells = Mapping[int, CellValue]  # a row's values by column
Entries = Mapping[int, Entry]  # what the filler may put into it, by column


@cache
def shared_columns() -> tuple[int, ...]:
    """The columns whose formulas rows share; they stand last."""
    return column_of("check"), column_of("to_mend")


@dataclass(frozen=True, slots=True)
class BodyRows:
    """Writes the rows of one table."""

    shape: TableShape
    styles: Mapping[Look, int]
    style: Style

    def sharing(self) -> Sharing:
        """New for each table: the formulas that its rows share."""
        return Sharing(FIRST_ROW, self.shape.last_row)

    def row(self, number: int, cells: Cells, entries: Entries, sharing: Sharing) -> str:
        """The row's XML."""
        written = [
            self.cell(number, at, cells.get(at), entries.get(at))
            for at in range(1, len(ledger_columns()) + 1)
        ]
        for at in shared_columns():
            value = cells.get(at)
            if isinstance(value, Formula):
                element = sharing.element(value.text, number, column_letters(at))
                written[at - 1] = element.join(self.around_formula(number, at, value))
        return write_row(number, self.attributes(self.height(cells)), written)

    def around_formula(self, number: int, at: int, value: Formula) -> tuple[str, str]:
        """What stands before and behind the element of a shared formula in its cell."""
        look = look_of(None, None, centred=self.shape.centred[at - 1], rate=False)
        return around_formula(f"{column_letters(at)}{number}", self.styles[look], value)

    def cell(self, number: int, at: int, value: CellValue | None, entry: Entry | None) -> str:
        centred, rate = self.shape.centred[at - 1], at == column_of("rate")
        look = look_of(value, entry, centred=centred, rate=rate)
        return write_cell(f"{column_letters(at)}{number}", self.styles[look], value)

    def attributes(self, height: float) -> str:
        """Opened at the computed height in whole pixels, and free to grow while text is typed."""
        return f' spans="1:{len(ledger_columns())}" ht="{in_pixels(height):.15g}"'

    def height(self, cells: Cells) -> float:
        """In points; within the style's bounds."""
        rows, size = self.style.rows, self.style.fonts.body.size
        texts = (
            (shown(value), self.shape.widths[at - 1]) for at, value in cells.items() if at >= self._first
        )
        return min(max(row_height(texts, size, rows.leading), rows.smallest), rows.largest)

    @property
    def _first(self) -> int:
        return first_visible_column()
