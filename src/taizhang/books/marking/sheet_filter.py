"""The filter of a sheet: stretched over a column of ours, or made for it, and as it was before."""

from __future__ import annotations

from lxml import etree

from taizhang.books.marking.part_xml import local_name, main
from taizhang.books.marking.sheet_part import range_box
from taizhang.model.grid import Box
from taizhang.model.place import column_letters

_BEFORE = frozenset({
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios",
})  # fmt: skip


def filter_box(root: etree._Element) -> Box | None:
    """The cells that the sheet filters, its head included; None without a filter."""
    element = root.find(main("autoFilter"))
    return None if element is None else range_box(element.get("ref", ""))


def set_filter(root: etree._Element, box: Box) -> None:
    """Filter these cells, by what was chosen before."""
    element = root.find(main("autoFilter"))
    if element is None:
        element = etree.Element(main("autoFilter"))
        last = [child for child in root if local_name(child) in _BEFORE][-1]
        last.addnext(element)
    element.set("ref", f"{column_letters(box.left)}{box.top}:{column_letters(box.right)}{box.bottom}")


def drop_filter(root: etree._Element) -> None:
    """Filter nothing any more, and show what the filter had hidden."""
    element, box = root.find(main("autoFilter")), filter_box(root)
    if box is not None and len(element):
        _show_rows(root, box)
    root.remove(element)


def drop_choices_right_of(root: etree._Element, column: int) -> None:
    """Forget what was chosen in the columns behind this one; what only that had hidden is seen again."""
    element, box = root.find(main("autoFilter")), filter_box(root)
    chosen = [child for child in element if local_name(child) == "filterColumn"]
    gone = [child for child in chosen if box and box.left + int(child.get("colId", "0")) > column]
    for child in gone:
        element.remove(child)
    if box and gone and len(gone) == len(chosen):
        _show_rows(root, box)


def may_filter(root: etree._Element) -> bool:
    """Whether the filler can use a filter: a protected sheet may forbid it."""
    protection = root.find(main("sheetProtection"))
    locked = protection is not None and protection.get("sheet") in ("1", "true")
    return not locked or protection.get("autoFilter") in ("0", "false")


def _show_rows(root: etree._Element, box: Box) -> None:
    for row in root.iterfind(f"{main('sheetData')}/{main('row')}"):
        if box.top < int(row.get("r", "0")) <= box.bottom:
            row.attrib.pop("hidden", None)
