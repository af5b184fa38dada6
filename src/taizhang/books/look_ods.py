"""A look at an ods workbook's own table: percentages, errors, merges and hidden rows."""

from __future__ import annotations

from collections.abc import Iterator
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
_MOST = 1_048_576


def look_ods(xml: bytes) -> dict[str, SheetLook]:
    """What content.xml shows, by sheet name.

    Raises:
        Refusal: it is damaged.
    """
    looks: dict[str, SheetLook] = {}
    look, row, column, rows = SheetLook(), 1, 1, 1
    for event, element in _elements(xml):
        if element.tag == f"{_TABLE}table":
            if event == "start":
                look, row = looks.setdefault(element.get(f"{_TABLE}name", ""), SheetLook()), 1
        elif element.tag == f"{_TABLE}table-row":
            if event == "start":
                column, rows = 1, _repeated(element, "number-rows-repeated")
                if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                    look.hidden_rows.update(range(row, min(row + rows, _MOST)))
            else:
                row += rows
                element.clear()
        elif event == "end":
            columns = _repeated(element, "number-columns-repeated")
            _keep(look, element, Box(row, column, row + rows - 1, column + columns - 1))
            column += columns
    return looks


def _elements(xml: bytes) -> Iterator[tuple[str, etree._Element]]:
    tags = (f"{_TABLE}table", f"{_TABLE}table-row", *_CELLS)
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
