"""A piece of a sheet: rows as XML, deflated so that pieces can stand behind one another in one part.

A piece says nothing of where it stands: its rows carry no numbers (the format lets them follow one another), its texts
stand in their cells. So the piece of a ledger is the same in every workbook, and is made once.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from taizhang.books.safe_text import xml_text
from taizhang.model.words.formula_signs import looks_like_formula

Cell = str | Decimal | None
Look = tuple[
    int, int
]  # of a column: for what is as it looks, and for a text that could be taken for a formula
_Starts = tuple[str, str, str, str, str]
_LEVEL = 1  # rows of one ledger are so alike that more pains save little
_TO_ESCAPE = re.compile("[&<>]")
_OUTER_BLANK = re.compile(r"^\s|\s$|[\n\t]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Piece:
    """So many rows, ready to be copied."""

    rows: int
    size: int  # in bytes, before deflating
    crc: int
    content: bytes  # deflated; the next piece may follow at once


def piece_of(rows: Sequence[Sequence[Cell]], looks: Sequence[Look], height: float | Sequence[float]) -> Piece:
    """The rows, each cell in the look of its column; `looks` are places in the workbook's table of cell formats.

    `height` is that of each row, in points, or holds one for each. A row may be shorter than the looks; None leaves a cell
    blank.
    """
    starts = [_starts(look) for look in looks]
    heights = [height] * len(rows) if isinstance(height, (int, float)) else height
    lines = [_row(row, starts, high) for row, high in zip(rows, heights, strict=True)]
    return deflated("".join(lines).encode("utf-8", "backslashreplace"), len(lines))


def _row(row: Sequence[Cell], starts: Sequence[_Starts], height: float) -> str:
    return f'<row ht="{height:g}" customHeight="1">{"".join(map(_cell, row, starts))}</row>'


def _starts(look: Look) -> _Starts:
    """How a blank cell begins, a whole number's, a text's, a fraction's and a text's like a formula."""
    usual, odd = (f'<c s="{one}"' for one in look)
    text = ' t="inlineStr"><is><t'
    return f"{usual}/>", f"{usual}><v>", usual + text, f"{odd}><v>", odd + text


def deflated(xml: bytes, rows: int) -> Piece:
    """The XML of so many rows as a piece."""
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    content = press.compress(xml) + press.flush(zlib.Z_FULL_FLUSH)
    return Piece(rows, len(xml), zlib.crc32(xml), content)


def _cell(value: Cell, starts: _Starts) -> str:
    blank, number, text, fraction, quoted = starts
    if value is None or value == "":
        return blank
    if type(value) is str:  # asking for a Decimal first would take five times as long
        inner, like_formula = _inner(value)
        return f"{quoted if like_formula else text}{inner}</t></is></c>"
    nearest = float(value)
    return f"{number if nearest.is_integer() else fraction}{nearest:.16G}</v></c>"


@lru_cache(maxsize=65_536)  # what the plan says stands in every ledger
def _inner(value: str) -> tuple[str, bool]:
    """The text behind <t, with what keeps its outer blanks; and whether it could be taken for a formula."""
    text = xml_text(value)
    kept = ' xml:space="preserve">' if _OUTER_BLANK.search(text) else ">"
    escaped = _TO_ESCAPE.sub(_escape, text) if _TO_ESCAPE.search(text) else text
    return kept + escaped, looks_like_formula(text)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPED[found[0]]
