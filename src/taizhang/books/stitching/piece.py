"""Rows of a long sheet as XML: loose ones, and pieces of which it is known where they stand.

Whoever draws rows does not know how many others will stand before them, so loose rows leave their numbers open. A piece has
them, is deflated so that it can be copied behind another one, and is made anew only if it has to move.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zlib_ng import zlib_ng

from taizhang.books.safe_text import xml_text
from taizhang.model.place import column_letters
from taizhang.model.words.formula_signs import looks_like_formula

Cell = str | Decimal | None
Look = tuple[
    int, int
]  # of a column: for what is as it looks, and for a text that could be taken for a formula
_Starts = tuple[str, str, str, str, str]
_LEVEL = 2  # rows of one ledger are so alike that more pains save little
_ROW = "<row ht="
_OPEN = "\0"  # stands for a row's number; no text of a cell can have it
_TO_ESCAPE = re.compile('[&<>"]')
_OUTER_BLANK = re.compile(r"^\s|\s$|[\n\t]")
# A quotation mark, too: so none but a cell's own name stands before one.
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


@dataclass(frozen=True, slots=True)
class LooseRows:
    """So many rows, as they would be in any place of the sheet."""

    count: int
    xml: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """So many rows, ready to be copied to where they stand."""

    rows: int
    first: int  # number of the first one
    size: int  # in bytes, before deflating
    crc: int
    content: bytes  # deflated; the next piece may follow at once


def loose_rows(
    rows: Sequence[Sequence[Cell]], looks: Sequence[Look], height: float | Sequence[float]
) -> LooseRows:
    """The rows, each cell in the look of its column; `looks` are places in the workbook's table of cell formats.

    `height` is that of each row, in points, or holds one for each. A row may be shorter than the looks; None leaves a cell
    blank.
    """
    starts = [_starts(column_letters(at), look) for at, look in enumerate(looks, 1)]
    heights = [height] * len(rows) if isinstance(height, (int, float)) else height
    lines = [_row(row, starts, high) for row, high in zip(rows, heights, strict=True)]
    return LooseRows(len(lines), "".join(lines).encode("utf-8", "backslashreplace"))


def placed(loose: LooseRows, first: int) -> Piece:
    """The rows as they stand from a row of the sheet on."""
    opened, rows = _OPEN.encode(), _rows_in(loose.xml)
    numbered = (row.replace(opened, b"%d" % number) for number, row in enumerate(rows, first))
    return deflated(b"".join(numbered), loose.count, first)


def moved(piece: Piece, first: int) -> Piece:
    """The same rows from another row on."""
    if piece.first == first or not piece.rows:
        return piece
    rows = _rows_in(zlib_ng.decompressobj(-zlib_ng.MAX_WBITS).decompress(piece.content))
    return deflated(
        b"".join(_renumbered(row, piece.first + at, first + at) for at, row in enumerate(rows)), piece.rows, first
    )  # fmt: skip


def deflated(xml: bytes, rows: int, first: int) -> Piece:
    """The XML of so many rows as a piece."""
    press = zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)
    content = press.compress(xml) + press.flush(zlib_ng.Z_FULL_FLUSH)
    return Piece(rows, first, len(xml), zlib_ng.crc32(xml), content)


def _rows_in(xml: bytes) -> list[bytes]:
    """Each with its tag; no text can look like one."""
    tag = _ROW.encode()
    return [tag + row for row in xml.split(tag)[1:]]


def _renumbered(row: bytes, old: int, new: int) -> bytes:
    """The row's number ends its tag, and that of a cell's name stands before its look."""
    named = row.replace(b' r="%d">' % old, b' r="%d">' % new, 1)
    return named.replace(b'%d" s="' % old, b'%d" s="' % new)


def _row(row: Sequence[Cell], starts: Sequence[_Starts], height: float) -> str:
    cells = "".join(map(_cell, row, starts))
    return f'{_ROW}"{height:g}" customHeight="1" r="{_OPEN}">{cells}</row>'


def _starts(letters: str, look: Look) -> _Starts:
    """How a blank cell begins, a whole number's, a text's, a fraction's and a text's like a formula."""
    usual, odd = (f'<c r="{letters}{_OPEN}" s="{one}"' for one in look)
    text = ' t="inlineStr"><is><t'
    return f"{usual}/>", f"{usual}><v>", usual + text, f"{odd}><v>", odd + text


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
