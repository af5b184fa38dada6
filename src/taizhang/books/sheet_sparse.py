"""A worksheet part read element by element: slower, but it sees what is written in unusual ways.

Memory grows with the cells present, whatever range the sheet claims to use.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO

from lxml import etree

from taizhang.books.refusal import corrupt
from taizhang.books.shared_formulas import SharedFormulas
from taizhang.books.workbook_parts import StyleFacts
from taizhang.model.grid import Box, CellError, CellValue, Formula
from taizhang.model.place import parse_address

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY = timedelta(days=1)
_LAST_SERIAL = 2_958_465  # 31 December 9999


@dataclass(slots=True)
class SparseSheet:
    """What was found, by (row, column) from 1."""

    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    bad: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_sparse(xml: bytes, strings: tuple[str, ...], styles: StyleFacts, epoch_1904: bool) -> SparseSheet:
    """The sheet's cells one after the other.

    Raises:
        Refusal: the part is damaged.
    """
    sheet = SparseSheet()
    reader = _CellReader(strings, styles, epoch_1904)
    row = column = 0
    for event, element in _elements(xml, ("row", "c", "col", "mergeCell")):
        kind = etree.QName(element).localname
        if event == "start":
            if kind == "row":
                row, column = _number(element.get("r"), row + 1), 0
                if element.get("hidden") in ("1", "true"):
                    sheet.hidden_rows.add(row)
            continue
        if kind == "c":
            row, column = _position(element.get("r"), row, column + 1)
            _keep(sheet, (row, column), element, reader)
        elif kind == "col":
            _hide_columns(sheet, element)
        elif kind == "mergeCell":
            sheet.merges.extend(_box(element.get("ref", "")))
        element.clear()
        if kind == "row" and element.getparent() is not None:
            element.getparent().remove(element)
    return sheet


def read_strings(xml: bytes) -> tuple[str, ...]:
    """The shared strings in order, without the phonetic readings that stand beside some.

    Raises:
        Refusal: the part is damaged.
    """
    strings = []
    for event, element in _elements(xml, ("si",)) if xml else ():
        if event == "end":
            strings.append(_joined(element))
            element.clear()
    return tuple(strings)


def _elements(xml: bytes, kinds: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    tags = [f"{{*}}{kind}" for kind in kinds]
    try:
        yield from etree.iterparse(
            BytesIO(xml), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            huge_tree=False, load_dtd=False,
        )  # fmt: skip
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise corrupt("文件内容有损坏，工作表读不完整。请在表格软件中重新保存后再报送") from trouble


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdigit() and len(written) < 8 else otherwise


def _position(address: str | None, row: int, column: int) -> tuple[int, int]:
    """The cell's address; where it states none, the place after the last one."""
    try:
        return parse_address(address or "")
    except ValueError:
        return max(row, 1), column


def _keep(sheet: SparseSheet, cell: tuple[int, int], element: etree._Element, reader: _CellReader) -> None:
    """One bad cell costs that cell only."""
    try:
        value = reader.value(element, cell)
    except (ValueError, IndexError, ArithmeticError):
        sheet.bad.add(cell)
        value = CellError("无法读取")
    if isinstance(value, Formula) and value.value is None:
        sheet.uncomputed.add(cell)
    if value is not None and value != "":
        sheet.cells[cell] = value


def _hide_columns(sheet: SparseSheet, element: etree._Element) -> None:
    if element.get("hidden") in ("1", "true"):
        last = min(_number(element.get("max"), 0), 16_384)
        sheet.hidden_columns.update(range(_number(element.get("min"), 1), last + 1))


def _box(reference: str) -> Iterator[Box]:
    first, mark, last = reference.partition(":")
    try:
        (top, left), (bottom, right) = parse_address(first), parse_address(last if mark else first)
    except ValueError:
        return
    yield Box(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


@dataclass(frozen=True, slots=True)
class _CellReader:
    """Turns a cell element into its value."""

    strings: tuple[str, ...]
    styles: StyleFacts
    epoch_1904: bool
    shared: SharedFormulas = field(default_factory=SharedFormulas)

    def value(self, element: etree._Element, cell: tuple[int, int]) -> CellValue | None:
        """The value; a Formula where there is one.

        Raises:
            ValueError, IndexError, ArithmeticError: the cell's own content is off.
        """
        parts = {etree.QName(child).localname: child for child in element if isinstance(child.tag, str)}
        kind = element.get("t", "n")
        text = parts["v"].text or "" if "v" in parts else ""
        value = self._typed(kind, text, element, parts)
        if "f" in parts:
            return Formula(self._formula(parts["f"], cell), value)
        return value

    def _formula(self, element: etree._Element, cell: tuple[int, int]) -> str:
        text, number = element.text or "", element.get("si")
        return self.shared.text(number, text, *cell) if number else text

    def _typed(
        self, kind: str, text: str, element: etree._Element, parts: dict[str, etree._Element]
    ) -> CellValue | None:
        if kind == "inlineStr":
            return _joined(parts["is"]) if "is" in parts else None
        if text == "":
            return "" if kind == "str" and {"f", "v"} <= parts.keys() else None
        match kind:
            case "s":
                return self.strings[int(text)]
            case "str":
                return _unescaped(text)
            case "b":
                return text.strip() in ("1", "true")
            case "e":
                return CellError(text)
            case "d":
                return datetime.fromisoformat(text.strip())
            case _:
                return self._numeric(text.strip(), _number(element.get("s"), 0))

    def _numeric(self, text: str, style: int) -> CellValue:
        number = exact(float(text))
        if style in self.styles.dates:
            return date_of(number, self.epoch_1904) or number
        if style in self.styles.percents:
            return percent_text(number)
        return number


def exact(number: float) -> Decimal:
    """The Decimal of the double's first 15 digits, as spreadsheets show it: 0.57 times 100 is 57.

    Raises:
        InvalidOperation: it is no finite number.
    """
    if number.is_integer() and abs(number) < 1e15:
        return Decimal(int(number))
    if not math.isfinite(number):
        raise InvalidOperation(number)
    return Decimal(f"{number:.15g}")


def percent_text(number: Decimal) -> str:
    """A number in a cell of percent format as the filler sees it: 0.85 is 85%."""
    shown = format((number * 100).normalize(), "f")
    return f"{shown}%"


def date_of(serial: Decimal, epoch_1904: bool) -> date | datetime | time | None:
    """The day and time of a serial number.

    None where no calendar has such a day; 60 is the 29 February 1900 that never was.
    """
    if serial < 0 or serial > _LAST_SERIAL or (int(serial) == 60 and not epoch_1904):
        return None
    days, rest = divmod(serial, 1)
    clock = (datetime(2000, 1, 1) + timedelta(seconds=round(float(rest) * 86_400))).time()  # noqa: DTZ001 - a cell has no zone
    if days == 0 and not epoch_1904:
        return clock
    first = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 31 if days < 60 else 30)
    day = first + int(days) * _DAY
    return day if clock == time() else datetime.combine(day, clock)


def _joined(element: etree._Element) -> str:
    """The text of an item with or without rich-text runs."""
    pieces = []
    for text in element.iter("{*}t"):
        parent = text.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            pieces.append(text.text or "")
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """The characters that XML cannot hold stand as _x0001_."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
