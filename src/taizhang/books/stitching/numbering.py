"""Pieces whose rows and cells carry their numbers, for programs that show nothing of rows without (gnumeric)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from taizhang.books.stitching.piece import Piece, deflated
from taizhang.model.place import column_letters

_ROW, _ROW_END, _CELL = b"<row ht=", b">", b'<c s="'


def numbered_pieces(pieces: Iterable[Piece], first: int) -> Iterator[Piece]:
    """The pieces as they follow one another from a row of the sheet on; each has that one place then."""
    for piece in pieces:
        yield _numbered(piece, first)
        first += piece.rows


def _numbered(piece: Piece, first: int) -> Piece:
    """No text can look like a tag: what would begin one is escaped."""
    xml = zlib.decompressobj(-zlib.MAX_WBITS).decompress(piece.content)
    rows = (_row(row, number) for number, row in enumerate(xml.split(_ROW)[1:], first))
    return deflated(b"".join(rows), piece.rows)


def _row(xml: bytes, number: int) -> bytes:
    head, *cells = xml.split(_CELL)
    start = head.replace(_ROW_END, b' r="%d">' % number, 1)
    named = (
        b'<c r="%s%d" s="%s' % (column_letters(at).encode(), number, cell) for at, cell in enumerate(cells, 1)
    )
    return b"".join((_ROW, start, *named))
