"""Shared formulas: a program may write a formula once and let other cells of the block refer to it.

Source: ECMA-376 part 1, 18.3.1.40: a cell that shares a formula has it as it would stand there if it were copied.
"""

from __future__ import annotations

import re

from taizhang.model.place import column_letters, column_number

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


def copied(formula: str, down: int, right: int) -> str:
    """The formula as it stands after being copied so many rows down and columns to the right."""
    return _REFERENCE.sub(lambda found: _moved(found, down, right), formula)


def _moved(found: re.Match[str], down: int, right: int) -> str:
    if found["text"] is not None:
        return found[0]
    row = int(found["row"]) + (0 if found["fixed_row"] else down)
    column = column_number(found["column"]) + (0 if found["fixed_column"] else right)
    if not (1 <= row <= _TALLEST and 1 <= column <= _WIDEST):
        return "#REF!"
    letters = found["column"] if found["fixed_column"] else column_letters(column)
    return f"{found['fixed_column']}{letters}{found['fixed_row']}{row}"
