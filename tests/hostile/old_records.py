"""Streams of old workbooks, record by record ([MS-XLS], and the same of Excel 5.0/95)."""

from __future__ import annotations

import struct

Records = list[tuple[int, bytes]]  # kind and body
BIFF8, BIFF5 = 0x600, 0x500


def biff(
    version: int, book: Records, sheet: Records, *, kind: int = 0, hidden: int = 0, name: bytes = b"T"
) -> bytes:
    """A stream with one sheet."""
    start = (0x809, struct.pack("<HHHH", version, 5, 0, 0))
    listed = (
        0x85,
        struct.pack("<IBBB", 0, hidden, kind, len(name)) + (b"\0" if version == BIFF8 else b"") + name,
    )
    head = [start, *book, listed, (0x0A, b"")]
    offset = sum(4 + len(body) for _, body in head)
    listed = (0x85, struct.pack("<I", offset) + listed[1][4:])
    page = [(0x809, struct.pack("<HHHH", version, 0x10, 0, 0)), *sheet, (0x0A, b"")]
    return joined([start, *book, listed, (0x0A, b""), *page])


def joined(records: Records) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


def number(row: int, column: int, value: float, style: int = 0) -> tuple[int, bytes]:
    """A number in a cell; row and column from 0."""
    return 0x203, struct.pack("<HHHd", row, column, style, value)


def label(row: int, column: int, words: str) -> tuple[int, bytes]:
    """A text in a cell of Excel 97."""
    return 0x204, struct.pack("<HHHHB", row, column, 0, len(words), 1) + words.encode("utf-16-le")
