"""A Place is one cell of one workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One cell: the file it stands in, the sheet, row and column (both from 1)."""

    file: str  # sha256 of the workbook; "" for a workbook that has not been saved
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"

    @property
    def address(self) -> str:
        """The cell's address without the sheet, as `K12`."""
        return f"{column_letters(self.column)}{self.row}"


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The column, from 1, that the letters name: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_address(address: str) -> tuple[int, int]:
    """The (row, column), from 1, of an address as `K12` or `$K$12`.

    Raises:
        ValueError: the text is not a cell's address.
    """
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        raise ValueError(address)
    return int(match[2]), column_number(match[1])


def parse_cell_name(name: str) -> tuple[str, int, int]:
    """Sheet, row and column of a name as `任务台账!K12` or `'指标 汇总'!$F$12`.

    Raises:
        ValueError: the text names no cell of a sheet.
    """
    sheet, mark, address = name.strip().rpartition("!")
    if not mark or not sheet:
        raise ValueError(name)
    if len(sheet) > 1 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    row, column = parse_address(address)
    return sheet, row, column
