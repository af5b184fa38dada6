"""A look at an ods workbook's own table: percentages, errors, merges and hidden rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from taizhang.books.refusal import corrupt
from taizhang.books.sheet_look import SheetLook
from taizhang.model.grid import Box

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_COLUMN = f"{_TABLE}table-column"
_HIDDEN = ("collapse", "filter")
_MOST, _WIDEST = 1_048_576, 16_384


def look_ods(xml: bytes) -> dict[str, SheetLook]:
    """What content.xml shows, by sheet name.

    Raises:
        Refusal: it is damaged.
    """
    walk = _Walk()
    for event, element in _elements(xml):
        walk.step(event, element)
    return walk.looks


@dataclass(slots=True)
class _Walk:
    """Where in which sheet the walk is; rows and cells may stand for many of their kind."""

    looks: dict[str, SheetLook] = field(default_factory=dict)
    look: SheetLook = field(default_factory=SheetLook)
    row: int = 1
    rows: int = 1  # how many the current row stands for
    column: int = 1

    def step(self, event: str, element: etree._Element) -> None:
        if element.tag == f"{_TABLE}table":
            self._begin(event, element)
        elif element.tag == f"{_TABLE}table-row":
            self._row(event, element)
        elif event == "end":
            first, count = self.column, _repeated(element, "number-columns-repeated")
            self.column += count
            if element.tag == _COLUMN:
                self._column(element, first)
            else:
                _keep(self.look, element, Box(self.row, first, self.row + self.rows - 1, self.column - 1))

    def _begin(self, event: str, table: etree._Element) -> None:
        if event == "start":
            self.look = self.looks.setdefault(table.get(f"{_TABLE}name", ""), SheetLook())
            self.row = self.column = 1

    def _row(self, event: str, row: etree._Element) -> None:
        if event == "end":
            self.row += self.rows
            row.clear()
            return
        self.column, self.rows = 1, _repeated(row, "number-rows-repeated")
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            self.look.hidden_rows.update(range(self.row, min(self.row + self.rows, _MOST)))

    def _column(self, column: etree._Element, first: int) -> None:
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            self.look.hidden_columns.update(range(first, min(self.column, _WIDEST + 1)))


def _elements(xml: bytes) -> Iterator[tuple[str, etree._Element]]:
    tags = (f"{_TABLE}table", f"{_TABLE}table-row", _COLUMN, *_CELLS)
    try:
        yield from etree.iterparse(
            BytesIO(xml), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            huge_tree=False, load_dtd=False,
        )  # fmt: skip
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise corrupt("文件内容有损坏，工作表读不完整。请在表格软件中重新保存后再报送") from trouble


def _keep(look: SheetLook, cell: etree._Element, box: Box) -> None:
    if cell.get(f"{_CALC}value-type") == "error":
        look.errors[box.top, box.left] = "".join(cell.itertext(f"{_TEXT}p")) or "#VALUE!"
    elif cell.get(f"{_OFFICE}value-type") == "percentage":
        look.percents.append(box)
    down, across = (_repeated(cell, f"number-{side}-spanned") for side in ("rows", "columns"))
    if down > 1 or across > 1:
        look.merges.append(Box(box.top, box.left, box.top + down - 1, box.left + across - 1))


def _repeated(element: etree._Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    return min(int(written), _MOST) if written.isdecimal() and len(written) < 8 else 1
