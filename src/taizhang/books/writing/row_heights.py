"""Row heights by our own measure of wrapped text, since no client fits merged or re-opened rows by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil
from unicodedata import east_asian_width

_PIXELS_A_UNIT = 7  # a column's width counts digits of the default font, 7 pixels each
_PIXELS_A_POINT = 96 / 72
_LATIN = 1.3  # of half a Chinese character: letters and digits of the font that stands in for a missing one
_PIECES = re.compile(
    r"[!-~]+|.", re.DOTALL
)  # a Latin word or number stays whole, else each character may break
_NEVER_FIRST = frozenset("，。、；：？！）》】”’〉」』…%,.;:?!)")


def text_width(text: str) -> int:
    """How many half-width columns the text takes: a Chinese character counts two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def lines_needed(text: str, capacity: int) -> int:
    """How many lines the text takes in a cell that holds so many half-width columns."""
    return sum(_lines_of(paragraph, max(capacity, 2)) for paragraph in text.split("\n"))


def capacity_of(width: float, size: float) -> int:
    """How many half-width columns of a font of that size (points) a column of that width holds."""
    return int(width * _PIXELS_A_UNIT / (size * _PIXELS_A_POINT / 2) + 1e-9)


def row_height(cells: Iterable[tuple[str, float]], size: float, leading: float) -> float:
    """The height, in points, that shows every text in its column's width."""
    lines = max((lines_needed(text, capacity_of(width, size)) for text, width in cells), default=1)
    return ceil(lines * size * leading) + 4.0


def in_pixels(height: float) -> float:
    """A height in points as spreadsheet programs keep it, in whole pixels."""
    return int(height * _PIXELS_A_POINT + 0.5) / _PIXELS_A_POINT


def _lines_of(paragraph: str, capacity: int) -> int:
    lines, used, last = 1, 0.0, 0.0
    for piece in _PIECES.findall(paragraph):
        width = text_width(piece) * (_LATIN if piece.isascii() else 1)
        if used + width <= capacity:
            used, last = used + width, width
        elif piece in _NEVER_FIRST:  # takes the character before it along to the next line
            lines, used = lines + 1, min(last, 2) + width
        elif width > capacity:  # a long word breaks anywhere
            lines, used = lines + ceil((used + width) / capacity) - 1, (used + width) % capacity or capacity
        else:
            lines, used, last = lines + 1, width, width
    return lines
