"""A returned file is the county's own: part by part, only ours is added, and a clean round takes it away again."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from returned_files.marked import OTHERS, SENT, by_libreoffice, returned
from returned_files.page import LIBREOFFICE, PAGE, section_of
from returned_files.part_differ import ADDED, CHANGED, LOST, SAME, compare_parts
from returned_files.rich_files import (
    FIRST,
    STAND_IN,
    TABLE,
    THREADED,
)

from taizhang.model.table_rows import TableRows

# What may differ in a part that we change: elements more, and these attributes of those that were there.
ALLOWED = {
    r"xl/worksheets/sheet1\.xml": {
        "+c", "+row", "col", "+cols", "+autoFilter", "+mergeCell", "+conditionalFormatting", "+legacyDrawing",
        "c@s", "row@spans", "autoFilter@ref", "mergeCells@count", "cfRule@priority",
    },
    r"xl/styles\.xml": {
        "+font", "+fill", "+border", "+xf", "+dxf", "+dxfs", "fonts@count", "fills@count", "borders@count",
        "cellXfs@count", "dxfs@count",
    },
    r"xl/workbook\.xml": {"+sheet", "+definedName", "+definedNames", "definedName:text"},
    r"\[Content_Types\]\.xml": {"+Override", "+Default"},
    r"(.*/)?_rels/.*\.rels": {"+Relationship"},
    r"docProps/custom\.xml": {"+property"},
    r"xl/comments.*\.xml": {"+author", "+comment", "+r", "-t"},
    r"xl/drawings/.*\.vml": {"+shape", "+shapetype"},
}  # fmt: skip

# openpyxl says that it would lose what these files are made to hold.
pytestmark = pytest.mark.filterwarnings("ignore:(Unknown|Data Validation|Conditional Formatting) extension")


@pytest.fixture(
    scope="session",
    params=[*SENT, pytest.param(LIBREOFFICE, marks=pytest.mark.client)],
)
def named(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, bytes, TableRows]:
    """Who saved the file, the file, and where its table stands."""
    if request.param == LIBREOFFICE:
        office = request.getfixturevalue("libreoffice")
        return request.param, by_libreoffice(office, tmp_path_factory.mktemp("rich")), OTHERS
    save, table = SENT[request.param]
    return request.param, save(), table


@pytest.fixture(scope="session")
def sent(named: tuple[str, bytes, TableRows]) -> tuple[bytes, TableRows]:
    return named[1:]


def test_r38_only_ours_is_added(sent: tuple[bytes, TableRows]) -> None:
    content, table = sent
    changes = compare_parts(content, returned(content, table))
    assert [change.name for change in changes if change.what == LOST] == []
    for change in changes:
        if change.what == CHANGED:
            allowed = next((told for name, told in ALLOWED.items() if re.fullmatch(name, change.name)), None)
            assert allowed is not None, f"{change.name} was packed anew"
            assert set(change.differences) - allowed == set(), change
            assert change.differences["col"] in (0, 2), "our two columns, where others are described"
    untouched = {change.name for change in changes if change.what == SAME}
    assert {
        "customXml/item1.xml",
        "xl/printerSettings/printerSettings1.bin",
        "xl/persons/person.xml",
        "xl/threadedComments/threadedComment1.xml",
        "xl/worksheets/sheet2.xml",
    } <= untouched
    added = {re.sub(r"\d+", "#", change.name) for change in changes if change.what == ADDED}
    assert added <= {
        "xl/worksheets/sheet#.xml", "xl/comments#.xml", "xl/drawings/vmlDrawing#.vml", "docProps/custom.xml",
        "xl/worksheets/_rels/sheet#.xml.rels",
    }  # fmt: skip


def test_a_conversation_keeps_its_stand_in_as_it_is(sent: tuple[bytes, TableRows]) -> None:
    content, table = sent
    before, after = (
        {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
        for sheet in (
            openpyxl.load_workbook(BytesIO(book))[TABLE] for book in (content, returned(content, table))
        )
    )
    assert after.keys() >= before.keys()
    told = {cell: after[cell] for cell in before if before[cell] == STAND_IN}
    assert told == ({THREADED: STAND_IN} if table.first == FIRST else {})


def complaints(content: bytes, folder: Path) -> set[tuple[str, str]]:
    path = folder / "checked.xlsx"
    path.write_bytes(content)
    errors = OpenXmlValidator().validate(str(path)).errors
    return {(re.sub(r"\d+", "#", str(e.part_uri)), re.sub(r"\d+", "#", e.description)) for e in errors}


def test_an_independent_validator_finds_nothing_that_it_had_not(
    sent: tuple[bytes, TableRows], tmp_path: Path
) -> None:
    content, table = sent
    before = complaints(content, tmp_path)
    once = returned(content, table)
    assert complaints(once, tmp_path) - before == set()
    assert complaints(returned(once, table), tmp_path) - before == set()
    assert complaints(returned(once, table, []), tmp_path) - before == set()


def look_of(content: bytes) -> dict[str, object]:
    """All that a person sees of the table's sheet."""
    sheet = openpyxl.load_workbook(BytesIO(content), rich_text=True)[TABLE]
    cells = {
        cell.coordinate: (
            cell.value, cell.number_format, repr(cell.font), repr(cell.fill), repr(cell.border), repr(cell.alignment),
            repr(cell.protection), cell.comment.text if cell.comment else None,
        )
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.comment
    }  # fmt: skip
    return {
        "cells": cells,
        "widths": {
            letters: (column.min, column.max, column.width, column.hidden)
            for letters, column in sheet.column_dimensions.items()
        },
        "merges": sorted(map(str, sheet.merged_cells.ranges)),
        "filter": sheet.auto_filter.ref,
        "printed": sheet.print_area,
        "hidden": [row for row, told in sheet.row_dimensions.items() if told.hidden],
        "rules": [
            (str(group.sqref), [rule.type for rule in group.rules]) for group in sheet.conditional_formatting
        ],
        "names": sorted(sheet.defined_names),
    }


def test_a_clean_round_gives_the_sheet_back_as_it_was(sent: tuple[bytes, TableRows]) -> None:
    content, table = sent
    clean = returned(returned(content, table), table, [])
    assert look_of(clean) == look_of(content)
    (sheet,) = (
        change for change in compare_parts(content, clean) if change.name == "xl/worksheets/sheet1.xml"
    )
    left = {
        "row@spans",
        "c@s",
        "+legacyDrawing",
        "cfRule@priority",
    }  # an empty drawing of notes; formats by new numbers
    assert set(sheet.differences) - left - {"+c"} == set()


def columns_beside(content: bytes) -> dict[str, list[tuple[int, object]]]:
    """Our columns by their titles: row and text of each cell that says something."""
    sheet = openpyxl.load_workbook(BytesIO(content))[TABLE]
    return {
        str(title.value): [
            (cell.row, cell.value)
            for cell in sheet[title.column_letter]
            if cell.row > title.row and cell.value is not None
        ]
        for row in sheet.iter_rows(max_row=5)
        for title in row
        if title.value in ("错误信息", "建议填写")
    }


def test_each_row_says_what_is_to_be_mended_worst_first(sent: tuple[bytes, TableRows]) -> None:
    content, table = sent
    first = table.first
    told = columns_beside(returned(content, table))
    assert told["建议填写"] == [(first + 1, 81.5)]
    assert [(row, str(text).split("。")[0].split("\n")[0]) for row, text in told["错误信息"]] == [
        (first + 1, f"【必须修改】E{first + 1} 状态不符"),
        (first + 2, f"【必须修改】F{first + 2} 第2行未填"),
        (first + 3, f"【必须修改】F{first + 3} 第3行未填"),
        (first + 4, f"【必须修改】F{first + 4} 第4行未填"),
    ]


def test_the_columns_can_be_filtered_and_are_not_printed(sent: tuple[bytes, TableRows]) -> None:
    content, table = sent
    before = openpyxl.load_workbook(BytesIO(content))[TABLE]
    after = openpyxl.load_workbook(BytesIO(returned(content, table)))[TABLE]
    title = next(cell for row in after.iter_rows(max_row=5) for cell in row if cell.value == "错误信息")
    filtered, printed = (str(after.auto_filter.ref), str(after.print_area))
    last = openpyxl.utils.get_column_letter(title.column + 1)
    assert filtered.partition(":")[2] == f"{last}{table.last}"
    assert not after.column_dimensions[title.column_letter].hidden
    assert after.column_dimensions[title.column_letter].width == 60
    right = openpyxl.utils.cell.range_boundaries(printed.rpartition("!")[2].replace("$", ""))[2]
    assert right is not None
    assert right < title.column
    if before.print_area:
        assert after.print_area == before.print_area


def test_the_page_tells_it_part_by_part(named: tuple[str, bytes, TableRows]) -> None:
    """docs/returned-parts.md; `make docs` writes it."""
    name, content, table = named
    page = PAGE.read_text(encoding="utf-8")
    (told,) = (part for part in page.split("\n## ") if part.startswith(f"{name}\n"))
    assert told.strip() == "\n".join(section_of(name, content, table)).removeprefix("## ")


def test_the_page_tells_of_every_program() -> None:
    headings = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert headings == [f"## {name}" for name in (*SENT, LIBREOFFICE)]
