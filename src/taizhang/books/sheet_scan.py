"""A raw look at a sheet's bytes: how far it reaches, and what the fast reader does not tell.

The fast reader lays out the whole used range and has no formula text, no error values and no hidden rows. One pass
over the bytes closes these gaps and says whether the fast reader may be asked at all.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from taizhang.books.shared_formulas import SharedFormulas
from taizhang.model.grid import Box
from taizhang.model.place import column_number

# How every usual program begins a cell, so that one pass tells (column, row, style, type); four blanks for any other.
_CELL_AS_USUAL = re.compile(
    rb"<c(?: r=\"([A-Z]{1,3})([1-9][0-9]{0,6})\"(?: s=\"(0|[1-9][0-9]{0,5})\")?(?: t=\"([A-Za-z]{1,9})\")?/?>)?"
)
_CELL = re.compile(rb"<c\s(?:[^>]*?\s)?r=\"([A-Z]{1,3})([1-9][0-9]{0,6})\"")
_ROW = re.compile(rb"<row\b([^>]*)>")
_FORMULA = re.compile(rb"<f\b([^>]*?)(?:/>|>(.*?)</f>)\s*(<v[\s/>][^<]*(?:</v>)?)?", re.S)
_FORMULA_AS_USUAL = re.compile(
    rb"<f\b([^>]*?)(?:/>|>([^<]*)</f>)\s*(<v[\s/>][^<]*(?:</v>)?)?"
)  # the same, faster
# A cell and its formula as every usual program writes them, so that one pass tells them all.
_FORMULA_CELL = re.compile(
    rb"<c r=\"([A-Z]{1,3})([1-9][0-9]{0,6})\"([^<>]*)><f([ /][^<>]*|)>(?:(?<=/>)|([^<]*)</f>)(<v(?:>[^<]*</v>|/>))?"
)
_LONGEST_KEPT = 8192  # characters, the most that Excel takes
_REFERENCE = re.compile(r"&[#\w]{1,12};")
_SHARED = re.compile(rb"\bsi=\"([0-9]{1,9})\"")
_FORMULA_BEGINS = re.compile(rb"<f[\s/>]")
_ERROR_BEGINS = re.compile(rb" t=\"e\"")
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_MERGE = re.compile(rb"<mergeCell\b[^>]*?\bref=\"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\"")
_COLUMN = re.compile(rb"<col\b([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
_EDGES = re.compile(rb"\b(min|max)=[\"']([0-9]{1,5})[\"']")
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
    spelled: list[str] | None = None  # the formulas that others are copies of, once each; None where unknown
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: frozenset[tuple[int, int]] = frozenset()
    merges: tuple[Box, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def scan_sheet(xml: bytes, percent_styles: frozenset[int]) -> SheetScan:
    """The facts of a worksheet part; where it is written in an unusual way, `plain` is False and only `cells` holds."""
    head, body, tail = _thirds(xml)
    found = _CELL_AS_USUAL.findall(body)
    columns, rows, styles, types = (
        map(set, zip(*found, strict=True)) if found else ({b""}, set(), set(), set())
    )
    if b"" in columns:
        return _scan_oddly_written(xml, percent_styles)
    if not _usual(body):
        return SheetScan(len(found), plain=False)
    wanted = {b"%d" % style for style in percent_styles} & styles
    formulas, uncomputed, spelled = _usual_formulas(body) or (*_formulas(body), None)
    return SheetScan(
        len(found),
        plain=_within_means(columns, rows, len(found)),
        formulas=formulas,
        uncomputed=uncomputed,
        spelled=spelled,
        errors=_errors(body) if b"e" in types else {},
        percents=frozenset(
            (int(row), _letters(column)) for column, row, style, _ in found if style in wanted
        ),
        merges=_merges(tail),
        hidden_rows=_hidden_rows(body),
        hidden_columns=_hidden_columns(head),
    )


def _thirds(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before the rows, the rows, and what stands behind them; no rows where they are not to be found."""
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if not 0 <= start < end or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b"", b"", b""
    return xml[:start], xml[start:end], xml[end:]


def _within_means(columns: set[bytes], rows: set[bytes], cells: int) -> bool:
    """Whether the range up to the last cell may be laid out."""
    reach = max(map(int, rows), default=0) * max(map(_letters, columns), default=0)
    return reach <= max(_ROOMY, 8 * cells)


def _usual(body: bytes) -> bool:
    """No cells with a prefix, nothing commented out."""
    return b"<!" not in body and b":c r=" not in body


def _scan_oddly_written(xml: bytes, percent_styles: frozenset[int]) -> SheetScan:
    """The same for cells whose tags hold other attributes, or the same in another order; slower."""
    cells = sum(xml.count(mark) for mark in (b"<c ", b"<c>", b"<c\n", b"<c\t", b"<c\r"))
    found = _CELL.findall(xml)
    if cells != len(found) or not _written_plainly(xml):
        return SheetScan(max(cells, xml.count(b":c ")), plain=False)
    columns, rows = (set(parts) for parts in zip(*found, strict=True)) if found else (set(), set())
    formulas, uncomputed = _formulas(xml)
    return SheetScan(
        cells,
        plain=_within_means(columns, rows, cells),
        formulas=formulas,
        uncomputed=uncomputed,
        errors=_errors(xml),
        percents=_percents(xml, percent_styles),
        merges=_merges(xml),
        hidden_rows=_hidden_rows(xml),
        hidden_columns=_hidden_columns(xml),
    )


def _written_plainly(xml: bytes) -> bool:
    """Unprefixed UTF-8 in double quotes."""
    return (
        b"<sheetData" in xml
        and not xml.startswith((b"\xff\xfe", b"\xfe\xff"))
        and _usual(xml)
        and b":sheetData" not in xml
        and not any(mark in xml for mark in (b" t='", b" s='", b" r='", b" hidden='"))
    )


@cache
def _letters(column: bytes) -> int:
    return column_number(column.decode("ascii"))


def _cell_around(xml: bytes, position: int) -> tuple[int, int] | None:
    """The address of the cell element that a position lies in; None where it lies in none."""
    cell = _CELL.match(xml, xml.rfind(b"<c", 0, position))
    return (int(cell[2]), _letters(cell[1])) if cell else None


def _usual_formulas(
    body: bytes,
) -> tuple[dict[tuple[int, int], str], frozenset[tuple[int, int]], list[str]] | None:
    """The same as `_formulas`, and the formulas as written; None where one of them is written in another way."""
    found = _FORMULA_CELL.findall(body)
    if len(found) != sum(body.count(mark) for mark in (b"<f>", b"<f ", b"<f/", b"<f\n", b"<f\r", b"<f\t")):
        return None
    uncomputed = (
        (int(row), _letters(column))
        for column, row, attributes, _, _, value in found
        if not value or (_EMPTY_VALUE.match(value) and b' t="str"' not in attributes)
    )
    texts = {content: _unescaped(content.decode("utf-8", "replace")) for *_, content, _ in found}
    formulas, shared = {}, SharedFormulas()
    for column, row, _, stated, content, _ in found:
        cell = int(row), _letters(column)
        number = _SHARED.search(stated) if stated else None
        formulas[cell] = shared.text(number[1].decode(), texts[content], *cell) if number else texts[content]
    return formulas, frozenset(uncomputed), list(texts.values())


def _formulas(xml: bytes) -> tuple[dict[tuple[int, int], str], frozenset[tuple[int, int]]]:
    """Each formula's text, and the cells that carry no value."""
    formulas: dict[tuple[int, int], str] = {}
    uncomputed, shared = set(), SharedFormulas()
    for begin in _FORMULA_BEGINS.finditer(xml):
        cell, formula = _cell_around(xml, begin.start()), _formula_at(xml, begin.start())
        if cell is None or formula is None:
            continue
        text = _unescaped((formula[2] or b"").decode("utf-8", "replace"))
        number = _SHARED.search(formula[1])
        formulas[cell] = shared.text(number[1].decode(), text, *cell) if number else text
        if not formula[3] or (_EMPTY_VALUE.match(formula[3]) and not _is_text(xml, begin.start())):
            uncomputed.add(cell)
    return formulas, frozenset(uncomputed)


def _formula_at(xml: bytes, position: int) -> re.Match[bytes] | None:
    return _FORMULA_AS_USUAL.match(xml, position) or _FORMULA.match(xml, position)


def _unescaped(text: str) -> str:
    """The text with characters in place of references; some programs write every Chinese character as one."""
    if "&" not in text:
        return text
    return _unescaped_once(text) if len(text) <= _LONGEST_KEPT else _without_references(text)


def _without_references(text: str) -> str:
    return _REFERENCE.sub(lambda found: _character(found[0]), text)


_unescaped_once = lru_cache(maxsize=256)(
    _without_references
)  # a plan's ledgers have their formulas in common


@lru_cache(maxsize=4096)
def _character(reference: str) -> str:
    return html.unescape(reference)


def _is_text(xml: bytes, position: int) -> bool:
    """Whether the cell around a position says that it holds a formula's text, which may be an empty one."""
    return b' t="str"' in xml[xml.rfind(b"<c", 0, position) : position]


def _errors(xml: bytes) -> dict[tuple[int, int], str]:
    errors = {}
    for begin in _ERROR_BEGINS.finditer(xml):
        cell = _cell_around(xml, begin.start())
        value = _VALUE.search(xml, begin.end(), xml.find(b"</c>", begin.end()))
        if cell and value:
            errors[cell] = value[1].decode("utf-8", "replace")
    return errors


def _percents(xml: bytes, styles: frozenset[int]) -> frozenset[tuple[int, int]]:
    """The cells whose style shows their number as a percentage."""
    if not styles:
        return frozenset()
    wanted = b"|".join(str(style).encode() for style in sorted(styles))
    found = (_cell_around(xml, begin.start()) for begin in re.finditer(rb" s=\"(?:%b)\"" % wanted, xml))
    return frozenset(cell for cell in found if cell)


def _merges(xml: bytes) -> tuple[Box, ...]:
    boxes = []
    for left, top, right, bottom in _MERGE.findall(xml):
        first, last, west, east = int(top), int(bottom), _letters(left), _letters(right)
        if first <= last and west <= east:
            boxes.append(Box(first, west, last, east))
        else:
            boxes.append(Box(min(first, last), min(west, east), max(first, last), max(west, east)))
    return tuple(boxes)


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if b" hidden=" not in xml:
        return frozenset()
    hidden = (attributes for attributes in _ROW.findall(xml) if _HIDDEN.search(attributes))
    return frozenset(int(number[1]) for number in map(_ROW_NUMBER.search, hidden) if number)


def _hidden_columns(xml: bytes) -> frozenset[int]:
    start = xml.find(b"<cols>")
    end = xml.find(b"</cols>", start)
    hidden: set[int] = set()
    for attributes in _COLUMN.findall(xml, start, end) if 0 <= start < end else ():
        if _HIDDEN.search(attributes):
            edges = {edge: int(number) for edge, number in _EDGES.findall(attributes)}
            hidden.update(range(edges.get(b"min", 1), min(edges.get(b"max", 0), _WIDEST) + 1))
    return frozenset(hidden)
