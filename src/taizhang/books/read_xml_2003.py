"""XML 电子表格 2003: what Excel 2003 and the form programs of that time save as .xml, often under the name .xls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from lxml import etree

from taizhang.books.cell_values import cell_error, exact, moment_of, percent_text
from taizhang.books.dangers import formula_dangers
from taizhang.books.gathered_sheet import CellPurse, GatheredSheet, covered
from taizhang.books.refusal import unsupported
from taizhang.books.xml_elements import parse_part
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Box, CellValue, Formula, Grid
from taizhang.model.verdict import Flag

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_FIRST_DAY_WITHOUT_DATE = date(1899, 12, 31)  # a time of the day alone stands on it


def read_xml_2003(xml: bytes, sha256: str, limits: FileLimits) -> tuple[tuple[Grid, ...], frozenset[Flag]]:
    """All worksheets and what was noticed; a computed cell is its value, one never computed a Formula.

    Raises:
        Refusal: the document is damaged, or there are too many cells.
    """
    root = parse_part(xml, replace(limits.xml, tree=limits.xml.stream))
    reader = _Reader(_percent_styles(root), limits.cells)
    grids = tuple(reader.grid(sheet, sha256) for sheet in root.iterchildren(f"{_SS}Worksheet"))
    if not grids:
        raise unsupported("工作簿里没有工作表，读不出内容。请报送任务台账的工作簿")
    if root.find(f"{_SS}ExternalLinks") is not None or root.find(f".//{_X}SupBook") is not None:
        reader.flags.add(Flag.EXTERNAL_LINK)
    return grids, frozenset(reader.flags | formula_dangers(reader.formulas))


def _percent_styles(root: etree._Element) -> frozenset[str]:
    found = set()
    for style in root.iter(f"{_SS}Style"):
        shape = style.find(f"{_SS}NumberFormat")
        code = shape.get(f"{_SS}Format", "") if shape is not None else ""
        if code == "Percent" or code.endswith("%"):
            found.add(style.get(f"{_SS}ID", ""))
    return frozenset(found)


class _Reader:
    """Reads the worksheets of one workbook."""

    def __init__(self, percents: frozenset[str], most: int) -> None:
        self.flags: set[Flag] = set()
        self.formulas: list[str] = []
        self._percents = percents
        self._purse = CellPurse(most)

    def grid(self, worksheet: etree._Element, sha256: str) -> Grid:
        sheet = GatheredSheet()
        table = worksheet.find(f"{_SS}Table")
        if table is not None:
            self._columns(table, sheet)
            self._rows(table, sheet)
        hidden = worksheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "")
        sheet.uncomputed.update(cell for cell, value in sheet.cells.items() if isinstance(value, Formula))
        visible = hidden.strip() not in ("SheetHidden", "SheetVeryHidden")
        return sheet.grid(worksheet.get(f"{_SS}Name", ""), sha256, visible=visible)

    def _columns(self, table: etree._Element, sheet: GatheredSheet) -> None:
        column, runs = 0, []
        for element in table.iterchildren(f"{_SS}Column"):
            column = max(_number(element, "Index", 0), column + 1)
            last = min(column + _number(element, "Span", 0), _LAST_COLUMN)
            if element.get(f"{_SS}Hidden") == "1":
                runs.append((column, last))
            column = last
        sheet.hidden_columns.update(covered(runs))

    def _rows(self, table: etree._Element, sheet: GatheredSheet) -> None:
        row, runs = 0, []
        for element in table.iterchildren(f"{_SS}Row"):
            row = max(_number(element, "Index", 0), row + 1)
            last = min(row + _number(element, "Span", 0), _LAST_ROW)
            if element.get(f"{_SS}Hidden") == "1":
                runs.append((row, last))
            self._cells(element, row, sheet)
            row = last
        end = max((row for row, _ in sheet.cells), default=0)  # they are hidden as far as there are cells
        sheet.hidden_rows.update(covered((first, min(last, end)) for first, last in runs))

    def _cells(self, element: etree._Element, row: int, sheet: GatheredSheet) -> None:
        column = 0
        for cell in element.iterchildren(f"{_SS}Cell"):
            column = max(_number(cell, "Index", 0), column + 1)
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if across or down:
                sheet.merges.append(Box(row, column, row + down, column + across))
            value = self._value(cell)
            if value is not None and value != "":
                sheet.cells[row, column] = value
                self._purse.spend()
            column += across

    def _value(self, cell: etree._Element) -> CellValue | None:
        formula = cell.get(f"{_SS}Formula")
        if formula is not None:
            self.formulas.append(formula)
        told = cell.find(f"{_SS}Data")
        if told is None:
            if formula is None:
                return None
            self.flags.add(Flag.FORMULA_WITHOUT_VALUE)
            return Formula(formula.removeprefix("="))
        text = "".join(told.itertext())
        try:
            value = _read(told.get(f"{_SS}Type", "String"), text)
        except (ValueError, ArithmeticError):
            self.flags.add(Flag.BAD_CELL)
            return text
        shown_as_share = cell.get(f"{_SS}StyleID") in self._percents
        return percent_text(value) if shown_as_share and isinstance(value, Decimal) else value


def _read(kind: str, text: str) -> CellValue:
    """The value that a cell's text says.

    Raises:
        ValueError or ArithmeticError: it is none of this kind.
    """
    match kind:
        case "Number":
            return exact(float(text))
        case "DateTime":
            return _moment(text)
        case "Boolean":
            return text.strip() == "1"
        case "Error":
            return cell_error(text)
        case _:
            return text


def _moment(text: str) -> date | datetime | time:
    moment = moment_of(text)
    if moment.date() == _FIRST_DAY_WITHOUT_DATE:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    written = element.get(f"{_SS}{name}", "")
    return min(int(written), _LAST_ROW) if written.isdecimal() and len(written) < 8 else otherwise
