"""ods and flat ods: the tables of the document itself, sparsely; what the program calls a repeated cell is kept short."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from lxml import etree

from taizhang.books.cell_values import cell_error, exact, moment_of, percent_text
from taizhang.books.dangers import asks_program, fetches
from taizhang.books.gathered_sheet import CellPurse, covered
from taizhang.books.ods_package import percent_styles
from taizhang.books.ods_text import paragraphs
from taizhang.books.refusal import unsupported
from taizhang.books.xml_elements import elements
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Box, CellError, CellValue, Formula, Grid
from taizhang.model.verdict import Flag

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_TAGS = (
    *_CELLS,
    *(
        f"{_TABLE}{name}"
        for name in ("table", "table-row", "table-column", "table-source", "cell-range-source")
    ),
    *(f"{_STYLE}{name}" for name in ("style", "table-properties")),
    *(f"{{*}}{name}" for name in ("dde-source", "event-listener", "module", "object-ole", "image", "object")),
)
_HIDDEN = ("collapse", "filter")
_MOST, _WIDEST = 1_048_576, 16_384
_CLOCK = re.compile(r"(-?)PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_FORMULA_PREFIX = re.compile(r"(?:of|oooc|msoxl):=?|=")
_BY_ITSELF = re.compile(r"load|focus|new|start|close|open", re.I)
_OUTSIDE = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\|\.\./)", re.I
)  # an address of its own, or out of the package
_OTHER_FILE = re.compile(r"'(?:file|https?|ftp):[^']*'#", re.I)


@dataclass(slots=True)
class OdsSheets:
    """The document's tables and what was noticed on the way."""

    grids: tuple[Grid, ...]
    flags: frozenset[Flag]


def read_ods(xml: bytes, styles: bytes, sha256: str, limits: FileLimits) -> OdsSheets:
    """All sheets of a content part, or of a flat document; `styles` is the part with the shared styles.

    A computed cell is its value, as the formula is in another grammar than Excel's; one never computed is a Formula.

    Raises:
        Refusal: the document is damaged, or there are too many cells.
    """
    walk = _Walk(CellPurse(limits.cells), percent_styles(styles, xml))
    for event, element in elements(xml, _TAGS, limits.xml):
        walk.step(event, element)
    if not walk.sheets:
        raise unsupported("工作簿里没有工作表，读不出内容。请报送任务台账的工作簿")
    walk.tell_uncomputed()
    grids = tuple(sheet.grid(sha256, walk.unseen) for sheet in walk.sheets)
    return OdsSheets(grids, frozenset(walk.flags))


@dataclass(slots=True)
class _Sheet:
    """What was read of one table so far."""

    name: str
    style: str
    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    merges: list[Box] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)  # first and last of each run
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    linked: bool = False  # another file's table, kept beside the own ones

    def grid(self, sha256: str, unseen: set[str]) -> Grid:
        """A row that repeats to the sheet's end is hidden as far as there are cells."""
        rows = max((row for row, _ in self.cells), default=0)
        return Grid(
            self.name,
            self.cells,
            sha256,
            tuple(self.merges),
            _within(self.hidden_rows, rows),
            _within(self.hidden_columns, _WIDEST),
            self.style not in unseen,
            frozenset(cell for cell, value in self.cells.items() if isinstance(value, Formula)),
        )


def _within(runs: list[tuple[int, int]], last: int) -> frozenset[int]:
    return covered((first, min(end, last)) for first, end in runs)


@dataclass(slots=True)
class _Walk:
    """Where in which sheet the walk is; rows and cells may stand for many of their kind."""

    purse: CellPurse
    percents: frozenset[str]  # styles of cells that show a number as a percentage
    sheets: list[_Sheet] = field(default_factory=list)
    flags: set[Flag] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)  # styles of tables that are not shown
    row: int = 1
    rows: int = 1  # how many the current row stands for
    column: int = 1
    style: str = ""  # the one whose properties are being told
    computed: bool = False  # a formula carries its value
    bare: list[tuple[_Sheet, tuple[int, int], str]] = field(default_factory=list)  # formulas that carry none

    def step(self, event: str, element: etree._Element) -> None:
        if element.tag in _CELLS:
            if event == "end":
                self._cell(element)
        elif element.tag == f"{_TABLE}table-row":
            self._row(event, element)
        elif event == "end":
            self._close(element)
        elif element.tag == f"{_TABLE}table":
            self.sheets.append(
                _Sheet(element.get(f"{_TABLE}name", ""), element.get(f"{_TABLE}style-name", ""))
            )
            self.row = self.column = 1
        elif element.tag == f"{_STYLE}style":
            self.style = element.get(f"{_STYLE}name", "")

    def _close(self, element: etree._Element) -> None:
        match element.tag.rpartition("}")[2]:
            case "table-column":
                self._columns(element)
            case "table-properties" if element.get(f"{_TABLE}display") == "false":
                self.unseen.add(self.style)
            case "table-source" if self.sheets:
                self.sheets[-1].linked = True
                self.flags.add(Flag.EXTERNAL_LINK)
            case "table" if self.sheets and self.sheets[-1].linked:
                self.sheets.pop()
            case "dde-source":
                self.flags |= {Flag.DDE, Flag.EXTERNAL_LINK}
            case "event-listener" | "module":  # LibreOffice writes empty libraries into every flat document
                self.flags |= {Flag.MACRO, Flag.AUTO_RUN} if _runs_by_itself(element) else {Flag.MACRO}
            case "image" | "object" if _OUTSIDE.match(element.get(f"{_XLINK}href", "")):
                self.flags.add(Flag.EXTERNAL_LINK)
            case "cell-range-source":
                self.flags.add(Flag.EXTERNAL_LINK)
            case "object-ole":
                self.flags.add(Flag.EMBEDDED_OBJECT)

    def _row(self, event: str, row: etree._Element) -> None:
        if event == "end":
            self.row += self.rows
            row.clear()
            return
        self.column, self.rows = 1, _repeated(row, "number-rows-repeated")
        if row.get(f"{_TABLE}visibility") in _HIDDEN and self.sheets:
            self.sheets[-1].hidden_rows.append((self.row, self.row + self.rows - 1))

    def _columns(self, element: etree._Element) -> None:
        first, self.column = self.column, self.column + _repeated(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in _HIDDEN and self.sheets:
            self.sheets[-1].hidden_columns.append((first, self.column - 1))

    def _cell(self, element: etree._Element) -> None:
        first, across = self.column, _repeated(element, "number-columns-repeated")
        self.column += across
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        _keep_merge(sheet, element, self.row, first)
        value = self._value(element)
        if value is None or value == "":
            return
        self.purse.spend(across * self.rows)
        for row in range(self.row, self.row + self.rows):
            for column in range(first, self.column):
                sheet.cells[row, column] = value

    def _value(self, element: etree._Element) -> CellValue | None:
        formula = element.get(f"{_TABLE}formula")
        kind = element.get(f"{_OFFICE}value-type")
        if formula is not None:
            self._formula(_FORMULA_PREFIX.sub("", formula, count=1), kind, element)
        try:
            value = _value_of(element, kind)
            styled = element.get(f"{_TABLE}style-name") in self.percents
            return percent_text(value) if styled and isinstance(value, Decimal) else value
        except (ValueError, ArithmeticError):
            self.flags.add(Flag.BAD_CELL)
            return paragraphs(element) or CellError("#VALUE!")

    def _formula(self, text: str, kind: str | None, element: etree._Element) -> None:
        self.flags |= _dangers_of(text)
        self.computed = self.computed or kind is not None
        if kind is None:
            first = self.column - _repeated(element, "number-columns-repeated")
            self.bare.append((self.sheets[-1], (self.row, first), text))

    def tell_uncomputed(self) -> None:
        """LibreOffice leaves the type out where a formula gives no text; where all lack it, none was computed."""
        if self.computed or not self.bare:
            return
        self.flags.add(Flag.FORMULA_WITHOUT_VALUE)
        for sheet, cell, text in self.bare:
            sheet.cells[cell] = Formula(text)


def _runs_by_itself(listener: etree._Element) -> bool:
    """Whether opening or closing the document starts it, as no click on a control does."""
    event = next((str(value) for key, value in listener.attrib.items() if key.endswith("}event-name")), "")
    return _BY_ITSELF.search(event) is not None


def _dangers_of(formula: str) -> frozenset[Flag]:
    """This grammar names another file's sheet by its address, and has a function DDE."""
    found = {
        Flag.EXTERNAL_LINK: fetches(formula) or _OTHER_FILE.search(formula) is not None,
        Flag.DDE: asks_program(formula),
    }
    return frozenset(flag for flag, there in found.items() if there)


def _keep_merge(sheet: _Sheet, element: etree._Element, row: int, column: int) -> None:
    down, across = (_repeated(element, f"number-{side}-spanned") for side in ("rows", "columns"))
    if down > 1 or across > 1:
        sheet.merges.append(Box(row, column, row + down - 1, column + across - 1))


def _value_of(element: etree._Element, kind: str | None) -> CellValue | None:
    """None for a cell that holds nothing.

    Raises:
        ValueError or ArithmeticError: what the file says is no such value.
    """
    if element.get(f"{_CALC}value-type") == "error":
        return cell_error(paragraphs(element))
    match kind:
        case "float" | "currency":
            return exact(float(element.get(f"{_OFFICE}value", "")))
        case "percentage":
            return percent_text(exact(float(element.get(f"{_OFFICE}value", ""))))
        case "date":
            return _day(element.get(f"{_OFFICE}date-value", ""))
        case "time":
            return _clock(element.get(f"{_OFFICE}time-value", ""))
        case "boolean":
            return str(element.get(f"{_OFFICE}boolean-value")) == "true"
        case "string":
            stated = element.get(f"{_OFFICE}string-value")  # the paragraphs may show it otherwise
            return paragraphs(element) if stated is None else str(stated)
        case _:
            return paragraphs(element)


def _day(written: str) -> date | datetime:
    moment = moment_of(written[:26])
    return moment.date() if moment.time() == time() else moment


def _clock(written: str) -> time | timedelta | Decimal:
    found = _CLOCK.fullmatch(written)
    if found is None:
        raise ValueError(written)
    sign, hours, minutes, seconds = found[1], *map(int, found.groups()[1:])
    if sign or hours > 23:
        return timedelta(hours=hours, minutes=minutes, seconds=seconds) * (-1 if sign else 1)
    return time(hours, minutes, seconds)


def _repeated(element: etree._Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    return min(max(int(written), 1), _MOST) if written.isdecimal() and len(written) < 8 else 1
