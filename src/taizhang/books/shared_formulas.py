"""Shared formulas: a program may write a formula once and let other cells of the block refer to it.

Source: ECMA-376 part 1, 18.3.1.40: a cell that shares a formula has it as it would stand there if it were copied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from taizhang.model.grid import LONGEST_FORMULA
from taizhang.model.place import column_letters, column_number
from taizhang.model.remembered import remembered

_REFERENCE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*"|'(?:[^']|'')*')
    |(?<![\w.$])(?P<fixed_column>\$?)(?P<column>[A-Za-z]{1,3})(?P<fixed_row>\$?)(?P<row>[1-9]\d{0,6})(?![\w.(!])""",
    re.VERBOSE,
)
_WIDEST, _TALLEST = 16_384, 1_048_576
_MOST = 20_000_000  # characters that one sheet's formulas may come to; the rest stay unsaid


class SharedFormulas:
    """The formulas of one sheet that other cells share, by their number in the file."""

    def __init__(self) -> None:
        self._by_number: dict[str, tuple[str, int, int]] = {}
        self._left = _MOST

    def text(self, number: str, written: str, row: int, column: int) -> str:
        """The formula of a cell that states a number: as written, or as the first cell's copied here."""
        if written or number not in self._by_number:
            self._by_number.setdefault(number, (written, row, column))
            return written
        formula, first_row, first_column = self._by_number[number]
        if self._left < len(formula):
            return ""
        text = copied(formula, row - first_row, column - first_column)
        self._left -= len(text)
        return text if self._left >= 0 else ""


@remembered(longest=LONGEST_FORMULA, most=512)  # the ledgers of a plan have most copies in common
def copied(formula: str, down: int, right: int) -> str:
    """The formula as it stands after being copied so many rows down and columns to the right."""
    pieces = _pieces(formula)
    return "".join([one if isinstance(one, str) else one.moved(down, right) for one in pieces])


@lru_cache(
    maxsize=256
)  # a ledger's column holds few formulas, each in many rows, and so do the other ledgers
def _pieces(formula: str) -> tuple[str | _Reference, ...]:
    """What stays as it is, and the references that move, in turn."""
    pieces: list[str | _Reference] = []
    end = 0
    for found in _REFERENCE.finditer(formula):
        if found["text"] is None:
            pieces += [formula[end : found.start()], _reference(found)]
            end = found.end()
    return (*pieces, formula[end:])


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference to a cell, whose row and column move where they are not fixed."""

    column: str  # as written, with its sign where it is fixed; "" beyond the sheet's edge
    fixed_column: bool
    row: int
    fixed_row: bool

    def moved(self, down: int, right: int) -> str:
        row = self.row if self.fixed_row else self.row + down
        column = self.column if self.fixed_column else _moved_column(self.column, right)
        if not column or not 1 <= row <= _TALLEST:
            return "#REF!"
        return f"{column}{'$' if self.fixed_row else ''}{row}"


def _reference(found: re.Match[str]) -> _Reference:
    fixed, column = bool(found["fixed_column"]), found["column"]
    if fixed:
        column = f"${column}" if column_number(column) <= _WIDEST else ""
    return _Reference(column, fixed, int(found["row"]), bool(found["fixed_row"]))


@lru_cache(maxsize=4096)
def _moved_column(letters: str, right: int) -> str:
    """The letters of the column so many further on; "" beyond the sheet's edge."""
    column = column_number(letters) + right
    return column_letters(column) if 1 <= column <= _WIDEST else ""
