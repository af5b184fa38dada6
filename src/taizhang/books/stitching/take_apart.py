"""A stitched workbook taken apart: a small workbook without the long rows, and those rows to be looked up one by one."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from taizhang.books.stamping.packed_parts import archive, pack
from taizhang.books.stitching.stitch import part_names
from taizhang.model.grid import CellValue

_FIRST = b"<row ht="  # so rows of pieces begin; painted ones with their number
_MOST = 1 << 30  # bytes unpacked; a country of 2,850 ledgers has a quarter of that
_END, _DATA_END = b"</row>", b"</sheetData>"
_CELL = re.compile(
    rb'<c (?:r="[A-Z]+\d+" )?s="\d+"(?:/>|(?: t="inlineStr")?>(?:<is><t[^>]*>(.*?)</t></is>|<v>(.*?)</v>)</c>)',
    re.S,
)
_LAST_PAINTED = re.compile(rb'<row r="(\d+)"')


@dataclass(slots=True)
class LongRows:
    """The rows of pieces of one sheet, asked for by number as a grid is."""

    sheet: str
    first: int  # number of the first one
    xml: bytes = field(repr=False)
    _starts: array[int] = field(default_factory=lambda: array("Q"), repr=False)
    # The row that was read last: its number, and of each cell the text or the number.
    _last: tuple[int, tuple[tuple[str, str], ...]] = (0, ())

    def __post_init__(self) -> None:
        at = self.xml.find(_FIRST)
        while at >= 0:
            self._starts.append(at)
            at = self.xml.find(_FIRST, at + 1)

    @property
    def last(self) -> int:
        return self.first + len(self._starts) - 1

    def text(self, row: int, column: int) -> str:
        """What stands in the cell; "" where nothing does."""
        text, number = self._cell(row, column)
        return text or number

    def value(self, row: int, column: int) -> CellValue | None:
        """What stands in the cell; None where nothing does."""
        text, number = self._cell(row, column)
        return Decimal(number) if number else text or None

    def _cell(self, row: int, column: int) -> tuple[str, str]:
        cells = self._cells(row)
        return cells[column - 1] if 0 < column <= len(cells) else ("", "")

    def _cells(self, row: int) -> tuple[tuple[str, str], ...]:
        if self._last[0] != row:
            self._last = row, self._read(row)
        return self._last[1]

    def _read(self, row: int) -> tuple[tuple[str, str], ...]:
        if not self.first <= row <= self.last:
            return ()
        start = self._starts[row - self.first]
        cells = _CELL.findall(self.xml, start, self.xml.index(_END, start))
        return tuple((unescape(text.decode("utf-8")), number.decode("ascii")) for text, number in cells)


@dataclass(frozen=True, slots=True)
class TakenApart:
    """What was found in a stitched workbook."""

    small: bytes  # a workbook whose long sheets end with their header
    long: tuple[LongRows, ...]


def take_apart(workbook: bytes) -> TakenApart:
    """The workbook in two; one that another program saved again has no such rows, and stays whole.

    Raises:
        BadZipFile, KeyError, ValueError, zlib.error: it is no workbook, or unpacks to more than a rollup of ours does.
    """
    with ZipFile(BytesIO(workbook)) as parts:
        if sum(one.file_size for one in parts.infolist()) > _MOST:
            raise ValueError("too large for a rollup")
        opened = {name: parts.read(name) for name in parts.namelist()}
        names = part_names(parts)
    found = []
    for sheet, part in names.items():
        rows = _rows_in(sheet, opened.get(part, b""))
        if rows:
            found.append(rows[0])
            opened[part] = rows[1]
    return TakenApart(archive(pack(name, xml) for name, xml in opened.items()), tuple(found))


def rows_of(workbook: bytes, sheet: str) -> LongRows | None:
    """The rows of pieces of one sheet, of a workbook of our own; None where it has none."""
    with ZipFile(BytesIO(workbook)) as parts:
        rows = _rows_in(sheet, parts.read(part_names(parts)[sheet]))
    return rows[0] if rows else None


def _rows_in(sheet: str, xml: bytes) -> tuple[LongRows, bytes] | None:
    """The rows of pieces, and what the sheet is without them."""
    at = xml.find(_FIRST)
    if at < 0:
        return None
    end = xml.index(_DATA_END, at)
    numbers = _LAST_PAINTED.findall(xml, 0, at)
    return LongRows(sheet, int(numbers[-1]) + 1 if numbers else 1, xml[at:end]), xml[:at] + xml[end:]
