"""A raw look at a sheet's bytes: how far it reaches, and what the fast reader does not tell.

The fast reader lays out the whole used range and has no formula text, no error values and no hidden rows. One pass
over the bytes closes these gaps and says whether the fast reader may be asked at all.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from taizhang.model.grid import Box
from taizhang.model.place import column_number, parse_address

_CELL = re.compile(rb"<c\s(?:[^>]*?\s)?r=\"([A-Z]{1,3})([1-9][0-9]{0,6})\"")
_ROW = re.compile(rb"<row\b([^>]*)>")
_FORMULA = re.compile(
    rb"<c\s(?:[^>]*?\s)?r=\"([A-Z]{1,3}[0-9]{1,7})\"[^>]*>\s*<f\b([^>]*?)(?:/>|>(.*?)</f>)\s*(<v[\s/>][^<]*(?:</v>)?)?",
    re.S,
)
_ERROR = re.compile(
    rb"<c\s(?=[^>]*\bt=\"e\")(?:[^>]*?\s)?r=\"([A-Z]{1,3}[0-9]{1,7})\"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>",
    re.S,
)
_STYLED = rb"<c\s(?=[^>]*\bs=\"(?:%b)\")(?:[^>]*?\s)?r=\"([A-Z]{1,3}[0-9]{1,7})\""
_MERGE = re.compile(rb"<mergeCell\b[^>]*?\bref=\"([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})\"")
_COLUMNS = re.compile(rb"<cols>(.*?)</cols>", re.S)
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_ROW_NUMBER = re.compile(rb"\br=\"([0-9]{1,7})\"")
_EDGES = re.compile(rb"\b(min|max)=\"([0-9]{1,5})\"")
_EMPTY_VALUE = re.compile(rb"<v\s*/>|<v>\s*</v>")
_WIDEST = 16_384
_ROOMY = 100_000  # cells of a used range that may be laid out whatever it holds


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What the bytes of one worksheet show; cells as (row, column) from 1."""

    cells: int  # elements, formatted blanks included
    plain: bool  # the fast reader sees what stands there, within its means
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: frozenset[tuple[int, int]] = frozenset()
    merges: tuple[Box, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def scan_sheet(xml: bytes, percent_styles: frozenset[int]) -> SheetScan:
    """The facts of a worksheet part; where it is written in an unusual way, `plain` is False and only `cells` holds."""
    cells = (
        xml.count(b"<c ") + xml.count(b"<c>") + xml.count(b"<c\n") + xml.count(b"<c\t") + xml.count(b"<c\r")
    )
    found = _CELL.findall(xml)
    if not _usual(xml, cells, len(found)):
        return SheetScan(max(cells, xml.count(b":c ")), plain=False)
    columns = {column for column, _ in found}
    reach = max((int(row) for _, row in found), default=0) * max(map(_letters, columns), default=0)
    formulas, uncomputed = _formulas(xml)
    return SheetScan(
        cells,
        plain=reach <= max(_ROOMY, 8 * cells),
        formulas=formulas,
        uncomputed=uncomputed,
        errors=_errors(xml),
        percents=_percents(xml, percent_styles),
        merges=_merges(xml),
        hidden_rows=_hidden_rows(xml),
        hidden_columns=_hidden_columns(xml),
    )


def _usual(xml: bytes, cells: int, addressed: int) -> bool:
    """Unprefixed UTF-8, every cell with its address, nothing commented out."""
    return (
        (b"<sheetData" in xml)
        and cells == addressed
        and not xml.startswith((b"\xff\xfe", b"\xfe\xff"))
        and b"<!--" not in xml
        and b"<![CDATA[" not in xml
        and b":c r=" not in xml
        and b":sheetData" not in xml
        and b" t='" not in xml
    )


def _letters(column: bytes) -> int:
    return column_number(column.decode("ascii"))


def _cell(address: bytes) -> tuple[int, int]:
    return parse_address(address.decode("ascii"))


def _formulas(xml: bytes) -> tuple[dict[tuple[int, int], str], frozenset[tuple[int, int]]]:
    """Each formula's text ("" where it is shared from another cell), and the cells that carry no value."""
    formulas: dict[tuple[int, int], str] = {}
    uncomputed = set()
    if b"<f" not in xml:
        return formulas, frozenset()
    for address, _attributes, text, value in _FORMULA.findall(xml):
        cell = _cell(address)
        formulas[cell] = html.unescape(text.decode("utf-8", "replace"))
        if not value or _EMPTY_VALUE.match(value):
            uncomputed.add(cell)
    return formulas, frozenset(uncomputed)


def _errors(xml: bytes) -> dict[tuple[int, int], str]:
    if b't="e"' not in xml:
        return {}
    return {_cell(address): code.decode("utf-8", "replace") for address, code in _ERROR.findall(xml)}


def _percents(xml: bytes, styles: frozenset[int]) -> frozenset[tuple[int, int]]:
    """The cells whose style shows their number as a percentage."""
    if not styles:
        return frozenset()
    wanted = b"|".join(str(style).encode() for style in sorted(styles))
    return frozenset(_cell(address) for address in re.findall(_STYLED % wanted, xml))


def _merges(xml: bytes) -> tuple[Box, ...]:
    boxes = []
    for first, last in _MERGE.findall(xml):
        (top, left), (bottom, right) = _cell(first), _cell(last)
        boxes.append(Box(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
    return tuple(boxes)


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if b"hidden=" not in xml:
        return frozenset()
    hidden = (attributes for attributes in _ROW.findall(xml) if _HIDDEN.search(attributes))
    return frozenset(int(number[1]) for number in map(_ROW_NUMBER.search, hidden) if number)


def _hidden_columns(xml: bytes) -> frozenset[int]:
    section = _COLUMNS.search(xml)
    hidden: set[int] = set()
    for attributes in re.findall(rb"<col\b([^>]*)>", section[1]) if section else ():
        if _HIDDEN.search(attributes):
            edges = {edge: int(number) for edge, number in _EDGES.findall(attributes)}
            hidden.update(range(edges.get(b"min", 1), min(edges.get(b"max", 0), _WIDEST) + 1))
    return frozenset(hidden)
