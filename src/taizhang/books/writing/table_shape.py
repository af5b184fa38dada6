"""What the texts of a whole table decide: how wide its columns are, which are centred and which are hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from taizhang.books.writing.row_heights import text_width
from taizhang.ledgers.sheet_layout import FIRST_ROW
from taizhang.model.grid import CellValue, shown
from taizhang.model.ledger import Column, Content, Filler, ledger_columns
from taizhang_templates import Style

_SHORT = 12  # half-width columns: a column whose texts are all six characters or fewer is centred


@dataclass(frozen=True, slots=True)
class RowTexts:
    """Which of a row's cells hold something, and which of them a long text: a bit for each column from the first."""

    filled: int = 0
    long: int = 0

    def __or__(self, other: RowTexts) -> RowTexts:
        return RowTexts(self.filled | other.filled, self.long | other.long)


@dataclass(frozen=True, slots=True)
class TableShape:
    """By position, from 0, of the table's columns."""

    rows: int
    widths: tuple[float, ...]
    centred: tuple[bool, ...]
    hidden: tuple[bool, ...]

    @property
    def last_row(self) -> int:
        return FIRST_ROW + self.rows - 1


def row_texts(cells: Iterable[tuple[int, CellValue]]) -> RowTexts:
    """What the cells, by column from 1, hold."""
    filled = long = 0
    for at, value in cells:
        text = shown(value)
        if text:
            filled |= 1 << at
            long |= (text_width(text) > _SHORT) << at
    return RowTexts(filled, long)


def shape_of(rows: int, texts: RowTexts, style: Style) -> TableShape:
    """The shape of a table of so many rows, all of whose texts together are `texts`."""
    columns = list(enumerate(ledger_columns(), 1))
    filled = [bool(texts.filled >> at & 1) for at, _ in columns]
    return TableShape(
        rows=rows,
        widths=tuple(_width(column, filled[at - 1], style) for at, column in columns),
        centred=tuple(
            _is_centred(column, filled[at - 1], long=bool(texts.long >> at & 1)) for at, column in columns
        ),
        hidden=tuple(column.hidden or _says_nothing(column, filled[at - 1]) for at, column in columns),
    )


def _width(column: Column, filled: bool, style: Style) -> float:
    """A column of the plan in which nothing stands is narrow."""
    if column.filler is Filler.PLAN and not filled:
        return style.sheet.empty_width
    return style.widths.get(column.field, column.width)


def _is_centred(column: Column, filled: bool, *, long: bool) -> bool:
    told = filled or bool(column.choices) or column.content is not Content.TEXT
    return told and not long and _longest_choice(column) <= _SHORT


def _says_nothing(column: Column, filled: bool) -> bool:
    """A column of remarks on the last period, where there is nothing to remark."""
    return column.filler is Filler.RECORD and column.content is Content.TEXT and not filled


@cache
def _longest_choice(column: Column) -> int:
    return max(map(text_width, map(str, column.choices)), default=0)
