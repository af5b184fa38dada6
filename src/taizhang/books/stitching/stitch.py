"""Long sheets of a workbook: painted as far as their header, and filled with pieces that were deflated before."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from zlib_ng.zlib_ng import crc32_combine

from taizhang.books.stamping.packed_parts import PackedPart, archive, pack
from taizhang.books.stitching.piece import Look, Piece, deflated

_DATA_END = b"</sheetData>"
_SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="\d+"(?: state="\w+")? r:id="rId(\d+)"/>')
_SAMPLE_CELL = re.compile(rb'<c r="[A-Z]+\d+" s="(\d+)"')
_ROW = re.compile(rb'<row r="(\d+)"')
_FORMATS = re.compile(r'<cellXfs count="\d+">(.*?)</cellXfs>', re.S)
_FORMAT = re.compile(r"<xf [^>]*?/>|<xf [^>]*?[^/]>.*?</xf>", re.S)
_FIRST_FIXED = 500  # beyond all formats of painted sheets
_OF_A_SHEET = 100


@dataclass(frozen=True, slots=True)
class LongSheet:
    """What follows the header of a sheet."""

    pieces: Sequence[Piece]
    links: Sequence[tuple[str, str]] = ()  # from a cell, as F12, to a cell of the workbook, as 来源!A4

    @property
    def rows(self) -> int:
        return sum(piece.rows for piece in self.pieces)


def looks_in(workbook: bytes, sheet: str) -> tuple[Look, ...]:
    """The looks of the sheet's columns, by its last two rows, which were painted to show them.

    In the last one the numbers are fractions, and the texts such that could be taken for formulas.
    """
    with ZipFile(BytesIO(workbook)) as parts:
        xml = parts.read(part_names(parts)[sheet])
    plain, quoted = (_SAMPLE_CELL.findall(row) for row in xml[_samples_at(xml) :].split(b"<row ")[1:])
    return tuple((int(one), int(other)) for one, other in zip(plain, quoted, strict=True))


def fixed_looks(place: int, columns: int) -> tuple[Look, ...]:
    """The looks of the columns of the long sheet of this place, from 0, in every workbook that is stitched.

    So pieces can be made before the workbook is painted, and stay what they are whatever else is painted in it.
    """
    first = _FIRST_FIXED + _OF_A_SHEET * place
    return tuple((first + 2 * at, first + 2 * at + 1) for at in range(columns))


def stitch_fixed(workbook: bytes, long_sheets: Mapping[str, LongSheet]) -> bytes:
    """As `stitch`, of pieces in fixed looks; the sheets are in the order of their places."""
    samples = [looks_in(workbook, sheet) for sheet in long_sheets]
    return stitch(workbook, long_sheets, samples)


def stitch(
    workbook: bytes, long_sheets: Mapping[str, LongSheet], samples: Sequence[Sequence[Look]] = ()
) -> bytes:
    """The workbook with the rows of each long sheet in the place of the two rows that were painted last in it.

    The filter, the printed area and the sheet's extent become those of the rows. `samples` are the looks that become
    fixed ones.
    """
    with ZipFile(BytesIO(workbook)) as parts:
        names = part_names(parts)
        opened = {sheet: parts.read(names[sheet]) for sheet in long_sheets}
        spans = {sheet: _Span.of(opened[sheet], rows) for sheet, rows in long_sheets.items()}
        stitched = {
            names[sheet]: _stitched(names[sheet], opened[sheet], rows, spans[sheet])
            for sheet, rows in long_sheets.items()
        }
        return archive(
            stitched.get(name) or pack(name, _changed(name, parts.read(name), spans, samples))
            for name in parts.namelist()
        )


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a sheet ended when it was painted, and where it ends with its rows."""

    first: int  # row of the pieces
    painted: int
    last: int

    @classmethod
    def of(cls, xml: bytes, rows: LongSheet) -> _Span:
        first = _row_number(xml[_samples_at(xml) :])
        return cls(first, first + 1, first + max(rows.rows, 1) - 1)


def _samples_at(xml: bytes) -> int:
    """Where the last two rows begin."""
    return xml.rindex(b"<row ", 0, xml.rindex(b"<row "))


def _row_number(xml: bytes) -> int:
    found = _ROW.match(xml)
    if found is None:
        raise ValueError("no row was painted")
    return int(found[1])


def part_names(parts: ZipFile) -> dict[str, str]:
    """The part of each sheet; the writer numbers parts and relationships alike."""
    book = parts.read("xl/workbook.xml").decode("utf-8")
    return {name: f"xl/worksheets/sheet{number}.xml" for name, number in _SHEET.findall(book)}


def _stitched(name: str, xml: bytes, rows: LongSheet, span: _Span) -> PackedPart:
    head, tail = xml[: _samples_at(xml)], xml[xml.index(_DATA_END) :]
    _check(rows.pieces, span)
    head, tail = _grown(head, span), _with_links(_grown(tail, span), rows.links)
    pieces = (deflated(head, 0, 1), *rows.pieces)
    end = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    content = (*(piece.content for piece in pieces), end.compress(tail), end.flush())
    crc, size = _crc(pieces)
    return PackedPart(
        name.encode(), crc32_combine(crc, zlib.crc32(tail), len(tail)), size + len(tail), content
    )


def _check(pieces: Iterable[Piece], span: _Span) -> None:
    """Rows that are named otherwise than they stand would be lost without a word."""
    at = span.first
    for piece in pieces:
        if piece.rows and piece.first != at:
            raise ValueError(f"rows named from {piece.first} on stand at {at}")
        at += piece.rows


def _crc(pieces: Iterable[Piece]) -> tuple[int, int]:
    """Of those that hold anything: to combine two sums takes longer than to copy what most of them are of."""
    crc, size = 0, 0
    for piece in pieces:
        if piece.size:
            crc, size = crc32_combine(crc, piece.crc, piece.size), size + piece.size
    return crc, size


def _grown(xml: bytes, span: _Span) -> bytes:
    """Ranges that ended at the painted end go to the last row."""
    return re.sub(rb'(ref="[A-Z]+\d+:[A-Z]+)%d"' % span.painted, rb'\g<1>%d"' % span.last, xml)


def _with_links(tail: bytes, links: Sequence[tuple[str, str]]) -> bytes:
    """Links stand behind what the tail has before them in the order of the format."""
    if not links:
        return tail
    written = "".join(f'<hyperlink ref="{cell}" location="{_quoted(to)}"/>' for cell, to in links)
    element = f"<hyperlinks>{written}</hyperlinks>".encode()
    at = min(
        tail.index(name)
        for name in (b"<printOptions", b"<pageMargins", b"<pageSetup", b"</worksheet>")
        if name in tail
    )
    return tail[:at] + element + tail[at:]


def _quoted(cell: str) -> str:
    sheet, _, address = cell.rpartition("!")
    return f"'{sheet}'!{address}"


def _changed(name: str, xml: bytes, spans: Mapping[str, _Span], samples: Sequence[Sequence[Look]]) -> bytes:
    """The workbook's names speak of the rows that are there, and its formats have the fixed looks behind them."""
    if name == "xl/workbook.xml":
        return _widened(xml, spans)
    return _with_fixed(xml, samples) if name == "xl/styles.xml" and samples else xml


def _with_fixed(xml: bytes, samples: Sequence[Sequence[Look]]) -> bytes:
    """The formats of the samples again, at the places that pieces name; what lies between is the plain one."""
    text = xml.decode("utf-8")
    found = _FORMATS.search(text)
    if found is None:
        raise ValueError("no formats were painted")
    formats = _FORMAT.findall(found[1])
    end = _FIRST_FIXED + _OF_A_SHEET * len(samples)
    extended = formats + [formats[0]] * (end - len(formats))
    for place, looks in enumerate(samples):
        for fixed, painted in zip(fixed_looks(place, len(looks)), looks, strict=True):
            extended[fixed[0]], extended[fixed[1]] = formats[painted[0]], formats[painted[1]]
    told = f'<cellXfs count="{len(extended)}">{"".join(extended)}</cellXfs>'
    return (text[: found.start()] + told + text[found.end() :]).encode("utf-8")


def _widened(xml: bytes, spans: Mapping[str, _Span]) -> bytes:
    """The names of the workbook that speak of a long sheet's rows."""
    text = xml.decode("utf-8")
    for sheet, span in spans.items():
        of_sheet = rf"('?{re.escape(sheet)}'?!\$[A-Z]+\$\d+:\$[A-Z]+\$){span.painted}(?=<)"
        text = re.sub(of_sheet, rf"\g<1>{span.last}", text)
    return text.encode("utf-8")
