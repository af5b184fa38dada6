"""A look at an xls workbook's own records: percentages and errors ([MS-XLS], BIFF8)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

from taizhang.books.sheet_look import SheetLook
from taizhang.books.workbook_parts import shows_percent
from taizhang.model.grid import Box

_BOF, _EOF, _SHEET, _FORMAT, _XF, _ROW, _COLUMNS = (
    0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x208, 0x7D,
)  # fmt: skip
_NUMBER, _RK, _MANY_RK, _FORMULA, _BOOL_OR_ERROR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_BIFF8 = 0x600
_HIDDEN = 0x20
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def look_xls(content: bytes) -> dict[str, SheetLook]:
    """What the workbook's records show, by sheet name; nothing where it is older than 1997."""
    with olefile.OleFileIO(BytesIO(content)) as ole:
        if not ole.exists("Workbook"):
            return {}
        stream = ole.openstream("Workbook").read()
    if len(stream) < 6 or struct.unpack_from("<H", stream, 4)[0] != _BIFF8:
        return {}
    sheets: dict[str, int] = {}
    formats: dict[int, str] = {}
    cell_formats: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _SHEET and len(body) >= 8:
            sheets[_text(body, wide_at=7, count=body[6])] = struct.unpack_from("<I", body)[0]
        elif kind == _FORMAT and len(body) >= 5:
            number, count = struct.unpack_from("<HH", body)
            formats[number] = _text(body, wide_at=4, count=count)
        elif kind == _XF and len(body) >= 4:
            cell_formats.append(struct.unpack_from("<H", body, 2)[0])
    percents = {
        at for at, number in enumerate(cell_formats) if shows_percent(number, formats.get(number, ""))
    }
    return {name: _look(stream, offset, percents) for name, offset in sheets.items()}


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records from one beginning to its end, without those of charts inside."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _text(body: bytes, *, wide_at: int, count: int) -> str:
    """A string of one or two bytes a character; the byte before it says which."""
    begin = wide_at + 1
    if body[wide_at] & 1:
        return body[begin : begin + 2 * count].decode("utf-16-le", "replace")
    return body[begin : begin + count].decode("latin-1")


def _look(stream: bytes, offset: int, percents: set[int]) -> SheetLook:
    look = SheetLook()
    for kind, body in _records(stream, offset):
        if kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN:
            look.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        if kind == _COLUMNS and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            look.hidden_columns.update(range(first + 1, min(last, 255) + 2))
        if kind not in (_NUMBER, _RK, _MANY_RK, _FORMULA, _BOOL_OR_ERROR) or len(body) < 8:
            continue
        row, column, style = struct.unpack_from("<HHH", body)
        cell = row + 1, column + 1
        if kind == _MANY_RK:
            _keep_many(look, body, cell, percents)
        elif (code := _error(kind, body)) is not None:
            look.errors[cell] = _ERRORS.get(code, "#VALUE!")
        elif style in percents:
            look.percents.append(Box(*cell, *cell))
    return look


def _keep_many(look: SheetLook, body: bytes, first: tuple[int, int], percents: set[int]) -> None:
    """Numbers side by side: for each a style and four bytes."""
    row, column = first
    for at, position in enumerate(range(4, len(body) - 7, 6)):
        if struct.unpack_from("<H", body, position)[0] in percents:
            look.percents.append(Box(row, column + at, row, column + at))


def _error(kind: int, body: bytes) -> int | None:
    """The error's code; None where the cell holds something else."""
    if kind == _BOOL_OR_ERROR:
        return body[6] if body[7] else None
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
