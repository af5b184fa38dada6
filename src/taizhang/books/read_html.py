"""Tables of a web page, as LibreOffice, Excel and reporting systems write them under the name .xls.

A page says what is shown, not what is meant: hidden rows and columns are left out by the program that wrote it, and
a number counts as far as its cell tells it (`sdval` of LibreOffice, `x:num` of Excel) or else as it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from taizhang.books.cell_values import cell_error, exact, percent_text
from taizhang.books.gathered_sheet import CellPurse, GatheredSheet, covered
from taizhang.books.markup_text import shortened
from taizhang.books.refusal import corrupt, not_a_workbook
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Box, CellValue, Grid
from taizhang.model.verdict import Flag

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_AS_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+(?:[eE][-+]?\d+)?%?")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.I)
_OPENED, _CLOSED = re.compile(r"<table\b", re.I), re.compile(r"</table\b", re.I)
_BLOCKS = ("p", "div", "li")
_UNREAD = ("script", "style", "table", "comment")
_WIDEST, _LAST_ROW = 16_384, 1_048_576


def read_html(text: str, sha256: str, limits: FileLimits) -> tuple[Grid, ...]:
    """One grid for each table, in the order of the page; a table within a cell is one of its own.

    Raises:
        Refusal: the page holds no table, or breaks off in one, or there are too many cells.
    """
    if len(_OPENED.findall(text)) > len(_CLOSED.findall(text)):
        raise corrupt("网页不完整，表格没有读到末尾。请在表格软件中另存为 .xlsx 后再报送")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    root = etree.fromstring(shortened(text).encode("utf-8", "replace"), parser) if text.strip() else None
    if any(
        trouble.level_name == "FATAL" for trouble in parser.error_log
    ):  # it stopped there, and says no more
        raise corrupt(
            "网页的结构过于复杂，没有读到末尾。请在表格软件中另存为 .xlsx 后再报送", Flag.OVER_LIMIT
        )
    if root is None:
        raise not_a_workbook("网页里没有表格。请报送任务台账的工作簿")
    reader = _Reader(sha256, limits.cells)
    grids = tuple(reader.grid(table, at) for at, table in enumerate(root.iter("table"), 1))
    if not any(grid.cells for grid in grids):
        raise not_a_workbook(
            "网页里没有表格，内容可能在另外的文件里。请在表格软件中打开后另存为 .xlsx 再报送"
        )
    return grids


@dataclass(slots=True)
class _Page(GatheredSheet):
    """What was read of one table so far."""

    taken: dict[int, int] = field(default_factory=dict)  # column to the last row that a cell above reaches


class _Reader:
    """Reads the tables of one page, with one purse of cells for all."""

    def __init__(self, sha256: str, most: int) -> None:
        self._sha256 = sha256
        self._purse = CellPurse(most, "网页里的表格")

    def grid(self, table: etree._Element, at: int) -> Grid:
        page = _Page()
        for row, line in enumerate(_lines(table), 1):
            if _NOT_SHOWN.search(line.get("style") or ""):
                page.hidden_rows.add(row)
            self._row(line, row, page)
        name = _name_before(table) or f"表格{at}"
        page.hidden_columns.update(covered(_hidden_columns(table)))
        return page.grid(name, self._sha256)

    def _row(self, line: etree._Element, row: int, page: _Page) -> None:
        column = 1
        for cell in line.iterchildren("td", "th"):
            while page.taken.get(column, 0) >= row:
                column += 1
            across, down = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _LAST_ROW)
            self._purse.spend(across)
            if across > 1 or down > 1:
                page.merges.append(Box(row, column, row + down - 1, column + across - 1))
            if down > 1:
                page.taken.update(dict.fromkeys(range(column, column + across), row + down - 1))
            value = _value(cell)
            if value != "":
                page.cells[row, column] = value
            column += across


def _lines(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _name_before(table: etree._Element) -> str:
    """The sheet's name in the heading that LibreOffice writes before each table."""
    before = table.getprevious()
    heading = before.find(".//em") if before is not None and isinstance(before.tag, str) else None
    return _text(heading) if heading is not None else ""


def _hidden_columns(table: etree._Element) -> Iterator[tuple[int, int]]:
    """The first and the last of each run."""
    column = 0
    for element in table.iter("col"):
        width = _span(element, "span", _WIDEST)
        if _NOT_SHOWN.search(element.get("style") or ""):
            yield column + 1, min(column + width, _WIDEST)
        column += width


def _span(cell: etree._Element, name: str, most: int) -> int:
    written = (cell.get(name) or "").strip()
    return min(max(int(written), 1), most) if written.isdecimal() and len(written) < 8 else 1


def _value(cell: etree._Element) -> CellValue:
    text = _text(cell)
    if cell.get("x:err") is not None:
        return cell_error(text)
    number = _number(cell, text)
    if number is None:
        return text
    return percent_text(number) if text.endswith("%") else number


def _number(cell: etree._Element, text: str) -> Decimal | None:
    """What the cell tells, where it is the number shown; a day is shown otherwise, and stays as it is shown."""
    written = cell.get("sdval") or cell.get("x:num")
    if cell.get("x:num") == "":
        written = text.replace(",", "")
    if not written or not _AS_NUMBER.fullmatch(text):
        return None
    try:
        number = exact(float(written))
        return number if _is_shown_as(number, text) else None
    except (ValueError, ArithmeticError):
        return None


def _is_shown_as(number: Decimal, text: str) -> bool:
    """Whether the text is this number, rounded at most."""
    shown = Decimal(text.rstrip("%").replace(",", ""))
    meant = number * 100 if text.endswith("%") else number
    step = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    return abs(shown - meant) <= step


def _text(element: etree._Element) -> str:
    return _AROUND_BREAK.sub("\n", "".join(_pieces(element))).replace("\xa0", " ").strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    yield _BLANKS.sub(" ", element.text or "")
    for child in element:
        if child.tag == "br" or child.tag in _BLOCKS:
            yield "\n"
        if isinstance(child.tag, str) and child.tag not in _UNREAD:
            yield from _pieces(child)
        yield _BLANKS.sub(" ", child.tail or "")
