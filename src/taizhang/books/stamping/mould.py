"""A mould: a workbook as XlsxWriter wrote it, opened into parts and rows, so that single rows can be written anew."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from taizhang.books.stamping.packed_parts import PackedPart, pack
from taizhang.books.stamping.stamp_parts import with_stamp_part
from taizhang.books.writing.row_xml import inline_text

_STRINGS = "xl/sharedStrings.xml"
_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{count}" uniqueCount="{unique}">'
)
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_TEXT = re.compile(r"<si><t(?: [^>]*)?>(.*?)</t></si>", re.S)
_SHARED = re.compile(r't="s"><v>(\d+)</v></c>')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_ROW = re.compile(r'<row r="(\d+)"[^>]*(?:/>|>.*?</row>)', re.S)
_CELL = re.compile(r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?')


@dataclass(frozen=True, slots=True)
class SheetMould:
    """A worksheet in pieces."""

    head: str  # up to its rows
    rows: Mapping[int, str]
    tail: str  # behind its rows

    def styles(self, row: int) -> dict[str, int | None]:
        """The styles of a row's cells, by the letters of their columns; None for the workbook's own."""
        return {letters: int(style) if style else None for letters, style in _CELL.findall(self.rows[row])}

    def reaching(self, cells: str) -> SheetMould:
        """The sheet with rows to come that reach over these cells, as A1:F90."""
        return replace(self, head=_DIMENSION.sub(f'<dimension ref="{cells}"/>', self.head))

    def with_rows(self, rows: Mapping[int, str], tail: str | None = None) -> bytes:
        """The sheet with some of its rows, or its tail, written anew."""
        body = "".join(text for _, text in sorted({**self.rows, **rows}.items()))
        return f"{self.head}{body}{self.tail if tail is None else tail}".encode()


@dataclass(frozen=True, slots=True)
class Mould:
    """A workbook's parts in their order, deflated, and its worksheets in pieces; every text stands in its cell."""

    parts: Mapping[str, PackedPart]
    sheets: Mapping[str, SheetMould]

    def stamped(self, parts: Mapping[str, bytes]) -> list[PackedPart]:
        """All parts, those given deflated anew and the others as they are."""
        return [pack(name, parts[name]) if name in parts else packed for name, packed in self.parts.items()]


def open_mould(content: bytes, *, never_differs: str) -> Mould:
    """The mould of a workbook that XlsxWriter wrote, with room for the stamp's own part.

    Texts stand in their cells, so that each sheet is whole by itself; only those of the sheet that `never_differs`
    stay in the table of shared strings.
    """
    with zipfile.ZipFile(BytesIO(content)) as package:
        written = {name: package.read(name).decode() for name in package.namelist()}
    written = with_stamp_part(_with_texts_in_cells(written, never_differs))
    sheets = {name: _in_pieces(xml) for name, xml in written.items() if _SHEET.fullmatch(name)}
    return Mould({name: pack(name, text.encode(), once=True) for name, text in written.items()}, sheets)


def _with_texts_in_cells(written: dict[str, str], never_differs: str) -> dict[str, str]:
    texts = [inline_text(html.unescape(text)) for text in _TEXT.findall(written[_STRINGS])]
    kept = [int(number) for number in _SHARED.findall(written[never_differs])]
    place = {number: str(at) for at, number in enumerate(dict.fromkeys(kept))}
    moved = {
        name: _SHARED.sub(lambda found: _inline(texts[int(found[1])]), xml) if _SHEET.fullmatch(name) else xml
        for name, xml in written.items()
    }
    shared = _SHARED.sub(lambda found: f't="s"><v>{place[int(found[1])]}</v></c>', written[never_differs])
    items = "".join(f"<si>{texts[number]}</si>" for number in place)
    table = f"{_TABLE.format(count=len(kept), unique=len(place))}{items}</sst>"
    return moved | {never_differs: shared, _STRINGS: table}


def _inline(text: str) -> str:
    return f't="inlineStr"><is>{text}</is></c>'


def _in_pieces(xml: str) -> SheetMould:
    head, _, rest = xml.replace("<sheetData/>", "<sheetData></sheetData>").partition("<sheetData>")
    body, end, tail = rest.rpartition("</sheetData>")
    rows = {int(found[1]): found[0] for found in _ROW.finditer(body)}
    return SheetMould(f"{head}<sheetData>", rows, f"{end}{tail}")
