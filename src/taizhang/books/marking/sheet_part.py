"""One worksheet part: its cells found or inserted, their formats exchanged, its drawing of notes linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, takewhile

from lxml import etree

from taizhang.books.marking.part_xml import RELATIONS, local_name, main
from taizhang.books.safe_text import xml_text
from taizhang.model.grid import Box
from taizhang.model.place import column_letters, parse_address

_AFTER_NOTES = frozenset({
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems",
    "tableParts", "extLst",
})  # fmt: skip
_RANGE = re.compile(r"([A-Z]+\d+)(?::([A-Z]+\d+))?")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIXELS_PER_CHARACTER = 7
_PIXELS_PER_POINT = 96 / 72

Cell = tuple[int, int]  # row and column, from 1


class SheetPart:
    """A worksheet's XML, changed in place."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._data = root.find(main("sheetData"))
        self._rows = _numbered_rows(self._data)
        self._merges = self._read_merges()

    def corner(self, cell: Cell) -> Cell:
        """The cell itself, or the upper left one of the merged cells around it."""
        around = next((box for box in self._merges if cell in box), None)
        return (around.top, around.left) if around else cell

    def restyle(self, cell: Cell, exchange: Callable[[int], int]) -> None:
        """Give the cell the format that `exchange` makes of its present one; a blank cell is inserted."""
        element = self._cell(cell)
        element.set("s", str(exchange(int(element.get("s", "0")))))

    def put(self, cell: Cell, value: str, style: int, *, number: bool = False) -> None:
        """Write into a cell of ours; "" leaves it blank."""
        element = self._cell(cell, str(style))
        element.set("s", str(style))
        if number:
            etree.SubElement(element, main("v")).text = value
        elif value:
            element.set("t", "inlineStr")
            words = etree.SubElement(etree.SubElement(element, main("is")), main("t"))
            words.text = xml_text(value)
            words.set(_SPACE, "preserve")

    def clear(self, cell: Cell) -> None:
        """Take a cell of ours away, and its row with it where nothing else is said of that."""
        row = self._rows[cell[0]]
        row.remove(_numbered_cells(row)[cell[1]])
        if not len(row) and set(row.attrib) <= {"r"}:
            self._data.remove(self._rows.pop(cell[0]))

    def cells(self, before: int = 0) -> Iterator[tuple[Cell, etree._Element]]:
        """Every cell that the part has, also blank ones, by row and column; or those above a row."""
        for number, row in self._rows.items():
            if not before or number < before:
                for column, element in _numbered_cells(row).items():
                    yield (number, column), element

    def last_filled(self) -> int:
        """The last column in which something stands; 0 for an empty sheet."""
        last = 0
        for row in self._rows.values():
            last = max(last, next((column for column, element in _from_right(row) if len(element)), 0))
        return last

    def columns_behind(self, column: int, rows: range) -> frozenset[int]:
        """The columns behind this one in which these rows have cells, blank ones included."""
        found: set[int] = set()
        for number in rows:
            if number in self._rows:
                behind = takewhile(lambda cell: cell[0] > column, _from_right(self._rows[number]))
                found.update(at for at, _ in behind)
        return frozenset(found)

    @property
    def merges(self) -> tuple[Box, ...]:
        return self._merges

    def merge(self, box: Box) -> None:
        container = self.root.find(main("mergeCells"))
        etree.SubElement(container, main("mergeCell"), ref=_reference(box))
        container.set("count", str(len(container)))

    def split(self, first: int, last: int) -> None:
        """Undo the merges that lie within these columns."""
        container = self.root.find(main("mergeCells"))
        for merge in () if container is None else list(container):
            box = range_box(merge.get("ref", ""))
            if box and first <= box.left and box.right <= last:
                container.remove(merge)
                container.set("count", str(len(container)))
        self._merges = self._read_merges()

    def filter_right(self) -> int:
        """The last column that the sheet's own filter takes in; 0 without one."""
        element = self.root.find(main("autoFilter"))
        box = None if element is None else range_box(element.get("ref", ""))
        return box.right if box else 0

    def is_hidden(self, row: int) -> bool:
        element = self._rows.get(row)
        return element is not None and element.get("hidden") in ("1", "true")

    def row_points(self, row: int) -> float | None:
        """The height that a row was given; None where it takes what its text needs."""
        element = self._rows.get(row)
        if element is None or element.get("customHeight") not in ("1", "true"):
            return None
        return float(element.get("ht", "0")) or None

    def replace_formats(self, formats: Mapping[int, int]) -> bool:
        """Exchange formats wherever they are used, also of whole rows and columns; whether there were any."""
        found = False
        for element in self.root.iter(main("c"), main("row"), main("col")):
            key = "style" if element.tag == main("col") else "s"
            new = formats.get(int(element.get(key, "0")))
            if new is not None:
                element.set(key, str(new))
                found = True
        return found

    def notes_link(self) -> str:
        """The relationship that leads to the drawing of the notes; "" when there is none."""
        link = self.root.find(main("legacyDrawing"))
        return "" if link is None else str(link.get(f"{{{RELATIONS}}}id", ""))

    def link_notes(self, link_id: str) -> None:
        """Lead to the drawing that shows the notes."""
        link = etree.Element(main("legacyDrawing"), {f"{{{RELATIONS}}}id": link_id}, nsmap={"r": RELATIONS})
        after = next((child for child in self.root if local_name(child) in _AFTER_NOTES), None)
        self.root.append(link) if after is None else after.addprevious(link)

    def column_pixels(self, column: int) -> int:
        col = self._column(column)
        if col is not None and col.get("hidden") in ("1", "true"):
            return 0
        return (
            round(float((col.get("width") if col is not None else None) or 8.43) * _PIXELS_PER_CHARACTER) + 5
        )

    def row_pixels(self, row: int) -> int:
        element = self._rows.get(row)
        if element is not None and element.get("hidden") in ("1", "true"):
            return 0
        return round(float((element.get("ht") if element is not None else None) or 15) * _PIXELS_PER_POINT)

    def _read_merges(self) -> tuple[Box, ...]:
        refs = (
            merge.get("ref", "") for merge in self.root.iterfind(f"{main('mergeCells')}/{main('mergeCell')}")
        )
        return tuple(box for ref in refs if (box := range_box(ref)))

    def _cell(self, cell: Cell, style: str = "") -> etree._Element:
        number, column = cell
        row = self._row(number)
        if len(row) and row[-1].get("r") and parse_address(row[-1].get("r"))[1] < column:
            row.append(self._blank_cell(row, cell, style))
            return row[-1]
        cells = _numbered_cells(row)
        if column not in cells:
            for position, element in cells.items():
                element.set("r", f"{column_letters(position)}{number}")
            cells[column] = self._blank_cell(row, cell, style)
            following = next((cells[position] for position in sorted(cells) if position > column), None)
            row.append(cells[column]) if following is None else following.addprevious(cells[column])
        return cells[column]

    def _blank_cell(self, row: etree._Element, cell: Cell, style: str = "") -> etree._Element:
        """A cell that looks as the empty place did, the row's format, else the column's; or as it is told."""
        number, column = cell
        row.attrib.pop("spans", None)
        if style:
            return etree.Element(main("c"), r=f"{column_letters(column)}{number}", s=style)
        col = self._column(column)
        of_row = row.get("s") if row.get("customFormat") in ("1", "true") else None
        style = of_row or (col.get("style") if col is not None else None) or "0"
        return etree.Element(main("c"), r=f"{column_letters(column)}{number}", s=style)

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            for position, element in self._rows.items():
                element.set("r", str(position))
            row = etree.Element(main("row"), r=str(number))
            following = min((at for at in self._rows if at > number), default=0)
            self._rows[following].addprevious(row) if following else self._data.append(row)
            self._rows[number] = row
        return self._rows[number]

    def _column(self, column: int) -> etree._Element | None:
        for col in self.root.iterfind(f"{main('cols')}/{main('col')}"):
            if int(col.get("min", "0")) <= column <= int(col.get("max", "0")):
                return col
        return None


def _numbered_rows(data: etree._Element) -> dict[int, etree._Element]:
    """Rows by number; one that names none follows the one before it."""
    rows: dict[int, etree._Element] = {}
    number = 0
    for row in data.iterchildren(main("row")):
        number = int(row.get("r", number + 1))
        rows.setdefault(number, row)
    return rows


def _numbered_cells(row: etree._Element) -> dict[int, etree._Element]:
    cells: dict[int, etree._Element] = {}
    column = 0
    for cell in row.iterchildren(main("c")):
        column = parse_address(cell.get("r"))[1] if cell.get("r") else column + 1
        cells.setdefault(column, cell)
    return cells


def _reference(box: Box) -> str:
    return f"{column_letters(box.left)}{box.top}:{column_letters(box.right)}{box.bottom}"


def _from_right(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """A row's cells from its last one on; only cells that do not say where they stand have all to be counted."""
    for count, cell in enumerate(row.iterchildren(main("c"), reversed=True)):
        if not cell.get("r"):
            yield from islice(reversed(_numbered_cells(row).items()), count, None)
            return
        yield parse_address(cell.get("r"))[1], cell


def range_box(ref: str) -> Box | None:
    """The rectangle that a reference names; None for whole rows or columns and what is no reference."""
    match = _RANGE.fullmatch(ref.replace("$", ""))
    if match is None:
        return None
    top, left = parse_address(match[1])
    bottom, right = parse_address(match[2] or match[1])
    return Box(top, left, bottom, right)
