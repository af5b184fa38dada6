"""The old drawing format (VML) in which every program still looks for the box of a cell's note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from lxml import etree

from taizhang.books.marking.part_xml import local_name
from taizhang.books.marking.sheet_part import SheetPart

_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_SPACES = f'xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}"'
_BOX_TYPE = "_x0000_t202"
_SHAPE_NUMBER = re.compile(r"_x0000_s(\d+)")
_BLOCK = 1024  # shape numbers that one drawing may give out
_WIDTH = 260  # pixels of a note's box
_LINE = 17  # pixels of one line of 9-point text
_PER_LINE = 40  # half-width characters that fit in one line

Cell = tuple[int, int]
Pixels = Callable[[int], int]  # of a column or row


def new_drawing(block: int) -> etree._Element:
    """An empty drawing; `block` is a number no other drawing of the workbook has."""
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    return etree.fromstring(f"<xml {_SPACES}>{layout}</xml>")


def blocks(root: etree._Element) -> set[int]:
    """The numbers under which this drawing gives out shape numbers."""
    listed = (element.get("data", "") for element in root.iter(f"{{{_O}}}idmap"))
    return {int(number) for data in listed for number in data.split(",") if number.strip().isdecimal()}


def remove_boxes(root: etree._Element, cells: Iterable[Cell]) -> None:
    boxes = _boxes(root)
    for cell in cells:
        if cell in boxes:
            boxes[cell].getparent().remove(boxes[cell])


def add_boxes(root: etree._Element, notes: Mapping[Cell, str], sheet: SheetPart) -> None:
    """Give each noted cell that has none a hidden box beside it, large enough for its text."""
    _declare_box_type(root)
    present = _boxes(root)
    written = etree.tostring(root, encoding="unicode")
    base = min(blocks(root), default=1) * _BLOCK
    number = max((base, *map(int, _SHAPE_NUMBER.findall(written))))
    widths, heights = cache(sheet.column_pixels), cache(sheet.row_pixels)
    for cell, text in notes.items():
        if cell not in present:
            number += 1
            root.append(etree.fromstring(_box(number, cell, _anchor(cell, text, widths, heights))))


def _boxes(root: etree._Element) -> dict[Cell, etree._Element]:
    """The boxes of notes by their cell."""
    found = {}
    for shape in root.iter(f"{{{_V}}}shape"):
        client = next(shape.iter(f"{{{_X}}}ClientData"), None)
        if client is not None and client.get("ObjectType") == "Note":
            facts = {local_name(fact): (fact.text or "").strip() for fact in client}
            if facts.get("Row", "").isdecimal() and facts.get("Column", "").isdecimal():
                found[int(facts["Row"]) + 1, int(facts["Column"]) + 1] = shape
    return found


def _declare_box_type(root: etree._Element) -> None:
    if any(kind.get("id") == _BOX_TYPE for kind in root.iter(f"{{{_V}}}shapetype")):
        return
    inner = '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    facts = f'id="{_BOX_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"'
    root.append(etree.fromstring(f"<v:shapetype {_SPACES} {facts}>{inner}</v:shapetype>"))


def _box(number: int, cell: Cell, anchor: str) -> str:
    row, column = cell
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#{_BOX_TYPE}" fillcolor="#ffffe1" o:insetmode="auto" '
        'style="position:absolute;margin-left:60pt;margin-top:1pt;width:195pt;height:60pt;z-index:1;'
        'visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _anchor(cell: Cell, text: str, widths: Pixels, heights: Pixels) -> str:
    """Left, top, right and bottom edge, each as a column or row from 0 and pixels into it."""
    row, column = cell
    lines = sum(1 + _half_widths(line) // _PER_LINE for line in text.split("\n"))
    right = _walk(column + 1, _WIDTH + 15, widths)
    bottom = _walk(row, lines * _LINE + 12, heights)
    edges = (column, 15, row - 1, 2, right[0] - 1, right[1], bottom[0] - 1, bottom[1])
    return ", ".join(map(str, edges))


def _half_widths(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _walk(start: int, pixels: int, size: Pixels) -> tuple[int, int]:
    """Where one arrives after so many pixels: the column or row, and the pixels into it."""
    position = start
    while pixels > size(position) and position < start + 200:
        pixels -= size(position)
        position += 1
    return position, min(pixels, size(position))
