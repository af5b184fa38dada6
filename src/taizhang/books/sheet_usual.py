"""A worksheet part as nearly every program writes it, read in one pass over its bytes.

What is written in any other way is left to the reader that goes element by element: both give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from taizhang.books.cell_values import StyleFacts
from taizhang.books.gathered_sheet import CellPurse, GatheredSheet
from taizhang.books.shared_formulas import SharedFormulas
from taizhang.books.sheet_sparse import UNREADABLE, typed_value
from taizhang.books.usual_xml import NotUsual, as_text, plain, refuse_unusual, unescaped
from taizhang.model.grid import LONGEST_FORMULA, Box, CellValue, Formula
from taizhang.model.place import column_number

# Column, row, style, type; the formula with its tags; whether there is a value, its text; the text within the cell.
_CELL = re.compile(
    rb"<c r=\"([A-Z]{1,3})([1-9][0-9]{0,6})\"(?: s=\"(0|[1-9][0-9]{0,5})\")?(?: t=\"([A-Za-z]{1,9})\")?"
    rb"(?: [cv]m=\"[0-9]{1,9}\")*(?: ?/>|>"
    rb"(<f\b[^<>]*>(?:(?<=/>)|[^<]*</f>))?"
    rb"(?:(<v)(?: xml:space=\"preserve\")?(?:>([^<]*)</v>| ?/>))?"
    rb"</c>|><is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is></c>)"
)
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_ROW = re.compile(rb"<row\b([^>]*)>")
_COLUMN = re.compile(rb"<col\b([^>]*)>")
_SHARED = re.compile(r"\bsi=\"([0-9]{1,9})\"")
_MERGE = re.compile(
    rb"<mergeCell ref=\"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})\" ?(?:/>|></mergeCell>)"
)
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
_EDGES = re.compile(rb"\b(min|max)=[\"']([0-9]{1,5})[\"']")
_WIDEST = 16_384
_MANY = 20_000  # cells of one sheet


class _Columns(dict[bytes, int]):
    """The number of each column that was met, by its letters."""

    def __missing__(self, letters: bytes) -> int:
        self[letters] = column_number(letters.decode("ascii"))
        return self[letters]


_COLUMNS = _Columns()


def read_usual(
    xml: bytes, strings: tuple[str, ...], styles: StyleFacts, purse: CellPurse
) -> GatheredSheet | None:
    """The sheet's cells; None where the part is written in an unusual way.

    Raises:
        Refusal: there are too many cells.
    """
    try:
        head, body, tail = _thirds(xml)
        sheet = GatheredSheet(
            merges=list(_merges(tail)),
            hidden_rows=set(_hidden_rows(body)),
            hidden_columns=_hidden_columns(head),
        )
        _gather(sheet, body, _Values(strings, styles), purse)
    except NotUsual:
        return None
    return sheet


def _thirds(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before the rows, the rows, and what stands behind them.

    Raises:
        NotUsual: they are not told by one plain tag, or rows or cells stand under other names beside the plain ones.
    """
    refuse_unusual(xml)
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if not 0 <= start < end or xml.count(b"sheetData") != 2:
        raise NotUsual
    body = xml[start:end]
    if b"xmlns" in body or _PREFIXED.search(body):
        raise NotUsual
    return xml[:start], body, xml[end:]


class _Values:
    """What a cell holds, by its type and text; equal numbers of one style are worked out once."""

    def __init__(self, strings: tuple[str, ...], styles: StyleFacts) -> None:
        self._strings = strings
        self._styles = styles
        self._numbers: dict[tuple[bytes, bytes], CellValue] = {}

    def value(self, kind: bytes, text: bytes, style: bytes, within: bytes) -> CellValue | None:
        """What stands in the cell; None where nothing does.

        Raises:
            ValueError, IndexError, ArithmeticError: the cell's own content is off.
        """
        if kind == b"s" and text.isdigit():
            return self._strings[int(text)]
        if kind == b"inlineStr":
            return unescaped(plain(as_text(within))) if within else None
        if not text:
            return None
        return self._typed(kind, text, style) if kind else self._number(text, style)

    def _number(self, text: bytes, style: bytes) -> CellValue:
        known = self._numbers.get((text, style))
        if known is None:
            known = self._numbers[text, style] = self._typed(b"n", text, style)
        return known

    def _typed(self, kind: bytes, text: bytes, style: bytes) -> CellValue:
        told = plain(as_text(text))
        return typed_value(kind.decode("ascii"), told, int(style or 0), self._strings, self._styles)


def _gather(sheet: GatheredSheet, body: bytes, values: _Values, purse: CellPurse) -> None:
    """Take every cell that holds something.

    Raises:
        Refusal: there are too many cells.
        NotUsual: one of them is not told by the pattern.
    """
    count = body.count(b"<c")  # no other tag within rows begins so
    purse.afford(count)
    told, shared = 0, SharedFormulas()
    for told, found in enumerate(_told(body, count), 1):  # noqa: B007 - how many there were
        letters, row, style, kind, formula, valued, text, within = found
        if not text and not formula and not within:
            continue
        cell = int(row), _COLUMNS[letters]
        try:
            value = values.value(kind, text, style, within)
            if formula:
                computed = "" if value is None and valued and kind == b"str" else value
                value = _formula(formula, computed, cell, shared, sheet)
        except (ValueError, IndexError, ArithmeticError):
            sheet.bad, value = True, UNREADABLE
        if value is not None and value != "":
            sheet.cells[cell] = value
    if told != count:
        raise NotUsual
    purse.spend(count)


def _told(body: bytes, count: int) -> Iterable[tuple[bytes, ...]]:
    """What the pattern tells of each cell; of very many one after the other, so that blanks take no memory."""
    if count <= _MANY:
        return _CELL.findall(body)
    return (found.groups(b"") for found in _CELL.finditer(body))


def _formula(
    written: bytes,
    value: CellValue | None,
    cell: tuple[int, int],
    shared: SharedFormulas,
    sheet: GatheredSheet,
) -> Formula:
    text, number = _parsed(written) if len(written) <= LONGEST_FORMULA else _parse(written)
    sheet.formulas.add(text)
    if value is None:
        sheet.uncomputed.add(cell)
    return Formula(shared.text(number, text, *cell) if number else text, value)


def _parse(written: bytes) -> tuple[str, str]:
    """The formula's text and the number under which cells share it; "" where none do."""
    tag, _, text = as_text(written).partition(">")
    number = _SHARED.search(tag)
    return plain(text.removesuffix("</f>")), number[1] if number else ""


_parsed = lru_cache(maxsize=1024)(_parse)  # the ledgers of a plan have their formulas in common


def _merges(tail: bytes) -> Iterator[Box]:
    found = _MERGE.findall(tail)
    if len(found) != len(re.findall(rb"mergeCell[\s/>]", tail.replace(b"</mergeCell>", b""))):
        raise NotUsual
    for left, top, right, bottom in found:
        rows, columns = sorted((int(top), int(bottom))), sorted((_COLUMNS[left], _COLUMNS[right]))
        yield Box(rows[0], columns[0], rows[1], columns[1])


def _hidden_rows(body: bytes) -> Iterator[int]:
    if b"hidden=" not in body:
        return
    for attributes in _ROW.findall(body):
        if _HIDDEN.search(attributes):
            number = _ROW_NUMBER.search(attributes)
            if number is None:
                raise NotUsual
            yield int(number[1])


def _hidden_columns(head: bytes) -> set[int]:
    hidden: set[int] = set()
    for attributes in _COLUMN.findall(head):
        if _HIDDEN.search(attributes):
            edges = {edge: int(number) for edge, number in _EDGES.findall(attributes)}
            hidden.update(range(edges.get(b"min", 1), min(edges.get(b"max", 0), _WIDEST) + 1))
    return hidden
