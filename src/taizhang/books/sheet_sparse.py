"""A worksheet part read element by element: slower, but it sees what is written in unusual ways.

Memory grows with the cells present, whatever range the sheet claims to use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from taizhang.books.cell_values import StyleFacts, cell_error, moment_of
from taizhang.books.dangers import formula_dangers
from taizhang.books.gathered_sheet import UNREADABLE, CellPurse, GatheredSheet, covered
from taizhang.books.shared_formulas import SharedFormulas
from taizhang.books.shared_strings import joined_text
from taizhang.books.usual_xml import unescaped
from taizhang.books.xml_counts import times_named
from taizhang.books.xml_elements import elements
from taizhang.model.file_limits import XmlLimits
from taizhang.model.grid import Box, CellValue, Formula
from taizhang.model.place import parse_address

_TAGS = ("{*}row", "{*}c", "{*}col", "{*}mergeCell")


def read_sparse(
    xml: bytes, strings: tuple[str, ...], styles: StyleFacts, purse: CellPurse, limits: XmlLimits
) -> GatheredSheet:
    """The sheet's cells one after the other.

    Raises:
        Refusal: the part is damaged, or there are too many cells.
    """
    purse.afford(times_named(xml, b"c"))
    sheet = GatheredSheet()
    reader = _CellReader(strings, styles)
    hidden: list[tuple[int, int]] = []
    row = column = 0
    for event, element in elements(xml, _TAGS, limits):
        kind = etree.QName(element).localname
        if event == "start":
            if kind == "row":
                row, column = _number(element.get("r"), row + 1), 0
                if element.get("hidden") in ("1", "true"):
                    sheet.hidden_rows.add(row)
            continue
        if kind == "c":
            purse.spend()
            row, column = _position(element.get("r"), row, column + 1, sheet)
            _keep(sheet, (row, column), element, reader)
        elif kind == "col":
            hidden.extend(_hidden(element))
        elif kind == "mergeCell":
            sheet.merges.extend(_box(element.get("ref", "")))
        element.clear()
        if kind == "row" and element.getparent() is not None:
            element.getparent().remove(element)
    sheet.hidden_columns.update(covered(hidden))
    # Of a formula that was copied to other cells one is enough: copying moves its references.
    sheet.dangers |= formula_dangers(list(reader.written))
    return sheet


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdigit() and len(written) < 8 else otherwise


def _position(address: str | None, row: int, column: int, sheet: GatheredSheet) -> tuple[int, int]:
    """The cell's address; where it states none, or none that there is, the place after the last one."""
    try:
        return parse_address(address or "")
    except ValueError:
        sheet.bad = sheet.bad or bool(address)
        return max(row, 1), column


def _keep(sheet: GatheredSheet, cell: tuple[int, int], element: etree._Element, reader: _CellReader) -> None:
    """One bad cell costs that cell only."""
    try:
        value = reader.value(element, cell)
    except (ValueError, IndexError, ArithmeticError):
        sheet.bad = True
        value = UNREADABLE
    if isinstance(value, Formula) and value.value is None:
        sheet.uncomputed.add(cell)
    if value is not None and value != "":
        sheet.put(cell, value)


def _hidden(element: etree._Element) -> Iterator[tuple[int, int]]:
    """The first and the last of the columns that it hides."""
    if element.get("hidden") in ("1", "true"):
        last = min(_number(element.get("max"), 0), 16_384)
        yield _number(element.get("min"), 1), last


def _box(reference: str) -> Iterator[Box]:
    first, mark, last = reference.partition(":")
    try:
        (top, left), (bottom, right) = parse_address(first), parse_address(last if mark else first)
    except ValueError:
        return
    yield Box(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


@dataclass(frozen=True, slots=True)
class _CellReader:
    """Turns a cell element into its value, and notes each formula as it was written."""

    strings: tuple[str, ...]
    styles: StyleFacts
    written: set[str] = field(default_factory=set)
    shared: SharedFormulas = field(default_factory=SharedFormulas)

    def value(self, element: etree._Element, cell: tuple[int, int]) -> CellValue | None:
        """The value; a Formula where there is one.

        Raises:
            ValueError, IndexError, ArithmeticError: the cell's own content is off.
        """
        parts = {etree.QName(child).localname: child for child in element if isinstance(child.tag, str)}
        kind = element.get("t", "n")
        text = parts["v"].text or "" if "v" in parts else ""
        # The formula first: it is seen even where its value is off.
        formula = self._formula(parts["f"], cell) if "f" in parts else None
        value = self._typed(kind, text, element, parts)
        return value if formula is None else Formula(formula, value)

    def _formula(self, element: etree._Element, cell: tuple[int, int]) -> str:
        text, number = element.text or "", element.get("si")
        self.written.add(text)
        return self.shared.text(number, text, *cell) if number else text

    def _typed(
        self, kind: str, text: str, element: etree._Element, parts: dict[str, etree._Element]
    ) -> CellValue | None:
        if kind == "inlineStr":
            return joined_text(parts["is"]) if "is" in parts else None
        if text == "":
            return "" if kind == "str" and {"f", "v"} <= parts.keys() else None
        return typed_value(kind, text, _number(element.get("s"), 0), self.strings, self.styles)


def typed_value(kind: str, text: str, style: int, strings: tuple[str, ...], styles: StyleFacts) -> CellValue:
    """What a cell of this type holds; a type that nobody knows is a number.

    Raises:
        ValueError, IndexError, ArithmeticError: the text is none of the type's.
    """
    match kind:
        case "s":
            return strings[position_in(text)]
        case "str":
            return unescaped(text)
        case "b":
            return text.strip() in ("1", "true")
        case "e":
            return cell_error(text)
        case "d":
            return moment_of(text)
        case _:
            return styles.value(float(text.strip()), style)


def position_in(text: str) -> int:
    """Counted from the front only.

    Raises:
        ValueError, IndexError: it is no such position.
    """
    position = int(text)
    if position < 0:
        raise IndexError(position)
    return position
