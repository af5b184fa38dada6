"""One row as it stands in the ledgers of all reporters who are asked the same: drawn once, written often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from taizhang.books.stamp_part import manifest_lines
from taizhang.books.writing.body_rows import BodyRows, shared_columns
from taizhang.books.writing.row_xml import write_row
from taizhang.books.writing.sharing import Sharing, without_row
from taizhang.books.writing.table_shape import RowTexts, row_texts
from taizhang.ledgers.draw_row import draw_row, field_value, row_entries
from taizhang.ledgers.formula_prints import prints_of_row
from taizhang.ledgers.sheet_layout import Entry, column_of
from taizhang.model.grid import CellValue, Formula, shown
from taizhang.model.ledger import Filler, LedgerRow, ledger_columns
from taizhang.model.live_check import SheetChecks
from taizhang.model.place import column_letters

# What a blank ledger may take over from the last period, by column.
_TAKEN_OVER = {
    at: column.field
    for at, column in enumerate(ledger_columns(), 1)
    if column.carried or column.filler is Filler.RECORD
}
_taken_over = attrgetter(*_TAKEN_OVER.values())
_NOTHING: dict[str, Any] = {name: getattr(LedgerRow(), name) for name in _TAKEN_OVER.values()}
_NONE_TAKEN_OVER = tuple(_NOTHING.values())


def without_what_was_taken_over(row: LedgerRow) -> LedgerRow:
    """The row as it would go out in a first period."""
    return row if _taken_over(row) == _NONE_TAKEN_OVER else replace(row, **_NOTHING, raw={})


def taken_over(row: LedgerRow) -> dict[int, CellValue]:
    """What the row takes over from the last period, by column; empty in a first period."""
    values = _taken_over(row)
    if values == _NONE_TAKEN_OVER:
        return {}
    told = {at: field_value(name, row) for at, name in _TAKEN_OVER.items()}
    return {at: value for at, value in told.items() if value is not None and value != ""}


@dataclass
class RowPiece:
    """A row without what its reporter took over from the last period."""

    row: LedgerRow  # held, so that the object that asks it lives as long as the piece
    number: int
    cells: Mapping[int, CellValue]
    entries: Mapping[int, Entry]
    asks: int = 0  # the same number for pieces with the same entries
    _written: dict[int, _Written] = field(default_factory=dict)  # by the body that wrote it

    @cached_property
    def texts(self) -> RowTexts:
        return row_texts(self.cells.items())

    @cached_property
    def said(self) -> str:
        """What 校验提示 says."""
        return shown(self.cells.get(column_of("check")))

    @cached_property
    def manifest(self) -> str:
        return manifest_lines(prints_of_row(self.number, self.cells))

    def written(self, body: BodyRows, sharing: Sharing, over: Mapping[int, CellValue]) -> str:
        """The row's XML with what was taken over."""
        pieces = self._written.get(id(body))
        if pieces is None:
            pieces = self._written[id(body)] = _Written.of(self, body)
        return pieces.row(sharing, over)


def draw_piece(row: LedgerRow, number: int, words: Mapping[str, str], checks: SheetChecks) -> RowPiece:
    """The piece for a row; `words` fill the hints, `checks` are those of the row."""
    plain = without_what_was_taken_over(row)
    return RowPiece(row, number, draw_row(number, plain, checks), row_entries(row, words))


@dataclass(frozen=True, slots=True)
class _Shared:
    """The cell of a formula that rows share; without a formula it is just its text."""

    letters: str
    key: str
    formula: str
    around: tuple[str, str]

    def element(self, sharing: Sharing, row: int) -> str:
        return sharing.element_of(self.key, self.formula, row, self.letters) if self.formula else ""


@dataclass
class _Written:
    """The piece's cells as one body writes them."""

    piece: RowPiece
    body: BodyRows
    cells: list[str]  # up to the columns whose formulas rows share
    height: float
    shared: tuple[_Shared, ...]
    whole: dict[tuple[str, ...], str] = field(default_factory=dict)  # by the elements of what it shares

    @classmethod
    def of(cls, piece: RowPiece, body: BodyRows) -> _Written:
        number, first = piece.number, min(shared_columns())
        cells = [body.cell(number, at, piece.cells.get(at), piece.entries.get(at)) for at in range(1, first)]
        shared = tuple(_shared(piece, body, at) for at in shared_columns())
        return cls(piece, body, cells, body.height(piece.cells), shared)

    @cached_property
    def joined(self) -> str:
        return "".join(self.cells)

    @cached_property
    def start(self) -> str:
        return f'<row r="{self.piece.number}"{self.body.attributes(self.height)}>'

    def row(self, sharing: Sharing, over: Mapping[int, CellValue]) -> str:
        elements = tuple([one.element(sharing, self.piece.number) for one in self.shared])
        if not over and elements in self.whole:
            return self.whole[elements]
        cells_behind = zip(self.shared, elements, strict=True)
        shared = "".join([element.join(one.around) for one, element in cells_behind])
        if not over:
            row = f"{self.start}{self.joined}{shared}</row>"
            self.whole = {elements: row}  # the last one: the row above is nearly always the same
            return row
        number, body, entries = self.piece.number, self.body, self.piece.entries
        cells = self.cells.copy()
        for at, value in over.items():
            cells[at - 1] = body.cell(number, at, value, entries.get(at))
        height = max(self.height, body.height(over))
        return write_row(number, body.attributes(height), (*cells, shared))


def _shared(piece: RowPiece, body: BodyRows, at: int) -> _Shared:
    value, letters = piece.cells.get(at), column_letters(at)
    if not isinstance(value, Formula):
        return _Shared(letters, "", "", (body.cell(piece.number, at, value, None), ""))
    around = body.around_formula(piece.number, at, value)
    return _Shared(letters, without_row(value.text, piece.number), value.text, around)
