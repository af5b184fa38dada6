"""The cells of an .xlsx as its XML has them: numbers stay numbers, and a failure is told from its sign as a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from clients.jobs import Cells, Failed, Value
from taizhang.model.place import column_letters, column_number

_NAME = re.compile(r"([A-Z]+)(\d+)")
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def cells_by_sheet(path: Path) -> dict[str, Cells]:
    """Every cell that shows something, by name of its sheet."""
    with ZipFile(path) as package:
        texts = _shared_texts(package)
        return {
            name: {(row, column): value for row, column, cell in _places(_tree(package, part))
                   if (value := _value(cell, texts)) not in (None, "")}
            for name, part in _sheet_parts(package)
        }  # fmt: skip


def with_array_formulas(path: Path) -> bytes:
    """The workbook with each plain formula as an array formula of its one cell."""
    changed = BytesIO()
    with ZipFile(path) as package, ZipFile(changed, "w") as written:
        for name in package.namelist():
            content = package.read(name)
            written.writestr(name, _as_arrays(content) if _SHEET_PART.fullmatch(name) else content)
    return changed.getvalue()


def _as_arrays(sheet: bytes) -> bytes:
    tree = etree.fromstring(sheet)
    for row, column, cell in _places(tree):
        formula = cell.find("{*}f")
        if formula is not None and formula.get("t") is None:
            formula.set("t", "array")
            formula.set("ref", f"{column_letters(column)}{row}")
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _places(sheet: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Each cell with its row and column; rows and cells without a place of their own follow the one before."""
    number = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r", number + 1))
        column = 0
        for cell in row.iterfind("{*}c"):
            named = _NAME.fullmatch(cell.get("r", ""))
            column = column_number(named[1]) if named else column + 1
            yield number, column, cell


def _value(cell: etree._Element, texts: list[str]) -> Value | None:
    kind, shown = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "inlineStr":
        return "".join(cell.itertext("{*}t", with_tail=False))
    if shown is None or kind == "str":
        return shown
    if kind == "e":
        return Failed(shown)
    return texts[int(shown)] if kind == "s" else float(shown)


def _sheet_parts(package: ZipFile) -> Iterator[tuple[str, str]]:
    relations = {one.get("Id"): one.get("Target") for one in _tree(package, "xl/_rels/workbook.xml.rels")}
    for sheet in _tree(package, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
        target = relations[sheet.get(_RELATION)]
        yield sheet.get("name"), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _shared_texts(package: ZipFile) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in package.namelist():
        return []
    return ["".join(one.itertext("{*}t", with_tail=False)) for one in _tree(package, name).iterfind("{*}si")]


def _tree(package: ZipFile, name: str) -> etree._Element:
    return etree.fromstring(package.read(name))
