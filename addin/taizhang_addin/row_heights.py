"""Row heights for wrapped text: not every program fits rows to it by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

LINE = 15.0  # points
TALLEST = 409.0  # points; Excel allows no more


def row_height(texts: Mapping[int, str], widths: Mapping[int, float]) -> float:
    """The height in points of a row whose texts, by column, are wrapped at the columns' widths."""
    lines = [_lines(text, widths[column]) for column, text in texts.items() if column in widths]
    return min(TALLEST, LINE * max(lines, default=1))


def runs(heights: Sequence[float], first_row: int) -> list[tuple[int, int, float]]:
    """Neighbouring rows of one height, as (first row, last row, height)."""
    numbered = enumerate(heights, first_row)
    groups = [list(group) for _, group in groupby(numbered, key=lambda row: row[1])]
    return [(group[0][0], group[-1][0], group[0][1]) for group in groups]


def _lines(text: str, width: float) -> int:
    """A Chinese character takes the room of two digits; a cell's edges take one."""
    room = max(2, int(width) - 1)
    return sum(1 + max(0, _digits(line) - 1) // room for line in text.split("\n"))


def _digits(line: str) -> int:
    return sum(2 if character > "\u2e7f" or character in "“”‘’—…" else 1 for character in line)
