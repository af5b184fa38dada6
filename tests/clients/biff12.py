"""A small xlsb made record by record ([MS-XLSB] 2.4), since no free program writes this form; LibreOffice opens it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from taizhang.model.grid import CellError, CellValue, Grid

_PLAIN, _PERCENT, _DAY, _CLOCK = 0, 10, 14, 21  # built-in number formats, one a cell style
_STYLES = (_PLAIN, _PERCENT, _DAY, _CLOCK)
_SHARE = re.compile(r"-?\d+(?:\.\d+)?%")
_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BINARY = "application/vnd.ms-excel"


def xlsb_of(grids: Sequence[Grid]) -> bytes:
    """The sheets with their values, percentages, days, errors, merges and what is hidden; formulas as values."""
    stream = BytesIO()
    parts = {f"xl/worksheets/sheet{at}.bin": _sheet(grid) for at, grid in enumerate(grids, 1)}
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(len(grids)))
        package.writestr("_rels/.rels", _rels([("rId1", "officeDocument", "xl/workbook.bin")]))
        package.writestr("xl/workbook.bin", _workbook(grids))
        package.writestr("xl/_rels/workbook.bin.rels", _rels(_links(len(grids))))
        package.writestr("xl/styles.bin", _styles())
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, tail = len(body), b""
    while length >= 0x80:
        tail, length = tail + bytes([length & 0x7F | 0x80]), length >> 7
    return head + tail + bytes([length]) + body


def text(words: str) -> bytes:
    encoded = words.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _workbook(grids: Sequence[Grid]) -> bytes:
    sheets = (
        record(156, struct.pack("<II", 0 if grid.visible else 1, at) + text(f"rId{at}") + text(grid.sheet))
        for at, grid in enumerate(grids, 1)
    )
    properties = record(153, struct.pack("<II", 0, 0) + text(""))
    return record(131) + properties + record(143) + b"".join(sheets) + record(144) + record(132)


def _styles() -> bytes:
    formats = (
        record(47, struct.pack("<HHHHHBBHI", 0, number, 0, 0, 0, 0, 0, 0x1040, 1)[:16]) for number in _STYLES
    )
    return (
        record(278)
        + record(617, struct.pack("<I", len(_STYLES)))
        + b"".join(formats)
        + record(618)
        + record(279)
    )


def _sheet(grid: Grid) -> bytes:
    hidden = b"".join(
        record(60, struct.pack("<4IH", column - 1, column - 1, 2560, 0, 1))
        for column in sorted(grid.hidden_columns)
    )
    merges = b"".join(
        record(176, struct.pack("<4I", box.top - 1, box.bottom - 1, box.left - 1, box.right - 1))
        for box in grid.merges
    )
    return b"".join(
        (
            record(129),
            record(390) + hidden + record(391) if hidden else b"",
            record(145),
            *_rows(grid),
            record(146),
            record(177, struct.pack("<I", len(grid.merges))) + merges + record(178) if merges else b"",
            record(130),
        )
    )


def _rows(grid: Grid) -> Iterator[bytes]:
    filled = dict(grid.rows())
    for row in sorted(filled.keys() | grid.hidden_rows):
        flags = 0x10 if row in grid.hidden_rows else 0
        yield record(0, struct.pack("<IIHBBBI", row - 1, 0, 300, 0, flags, 0, 0))
        for column, value in sorted(filled.get(row, {}).items()):
            yield _cell(column - 1, value)


def _cell(column: int, value: CellValue) -> bytes:
    kind, style, body = _as_record(value)
    return record(kind, struct.pack("<II", column, style) + body)


def _as_record(value: CellValue) -> tuple[int, int, bytes]:
    match value:
        case bool():
            return 4, 0, bytes([value])
        case Decimal():
            return 5, 0, struct.pack("<d", float(value))
        case datetime() | date():
            return 5, _STYLES.index(_DAY), struct.pack("<d", _serial(value))
        case time():
            return 5, _STYLES.index(_CLOCK), struct.pack("<d", (value.hour * 60 + value.minute) / 1440)
        case CellError(code):
            return 3, 0, bytes([_CODES[code]])
        case str() if _SHARE.fullmatch(value):
            return 5, _STYLES.index(_PERCENT), struct.pack("<d", float(Decimal(value[:-1]) / 100))
        case _:
            return 6, 0, text(str(value))


def _serial(day: date) -> float:
    return float((date(day.year, day.month, day.day) - date(1899, 12, 30)).days)


def _links(sheets: int) -> list[tuple[str, str, str]]:
    links = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, sheets + 1)]
    return [*links, (f"rId{sheets + 1}", "styles", "styles.bin")]


def _rels(links: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def _content_types(sheets: int) -> str:
    told = {
        "xl/workbook.bin": f"{_BINARY}.sheet.binary.macroEnabled.main",
        "xl/styles.bin": f"{_BINARY}.styles",
        **{f"xl/worksheets/sheet{at}.bin": f"{_BINARY}.worksheet" for at in range(1, sheets + 1)},
    }
    lines = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in told.items())
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return (
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{lines}</Types>'
    )
