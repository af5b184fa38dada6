"""A returned file is the county's own: part by part, only ours is added, and a clean round takes it away again."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from clients.jobs import Job
from clients.office import Office
from openxml_audit import OpenXmlValidator
from returned_files.part_differ import ADDED, CHANGED, LOST, SAME, compare_parts
from returned_files.rich_files import (
    FIRST,
    LAST,
    STAND_IN,
    TABLE,
    THREADED,
    by_openpyxl,
    by_xlsxwriter,
    enriched,
)

from taizhang.books.marking.annotate import annotate_workbook
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.sample import DOCUMENT, sample_folder
from taizhang.desk.issue import parse_period, write_blank_ledger
from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.place import Place, parse_address
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
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


def by_stamp() -> bytes:
    plan = compile_document(sample_folder() / DOCUMENT)
    line = RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, "990100")
    return enriched(write_blank_ledger(plan, line, parse_period("2022Q3"))[1])


@pytest.fixture(scope="session")
def by_libreoffice(libreoffice: Office, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("rich")
    (folder / "in.xlsx").write_bytes(by_xlsxwriter())
    libreoffice.recalculated([Job(folder / "in.xlsx", save_to=folder / "out.xlsx")])
    return enriched((folder / "out.xlsx").read_bytes())


@pytest.fixture(
    scope="session",
    params=["xlsxwriter", "openpyxl", "stamp", pytest.param("libreoffice", marks=pytest.mark.client)],
)
def sent(request: pytest.FixtureRequest) -> tuple[bytes, TableRows]:
    if request.param == "stamp":
        return by_stamp(), TableRows(TABLE, 6, 45)
    if request.param == "libreoffice":
        return request.getfixturevalue("by_libreoffice"), TableRows(TABLE, FIRST, LAST)
    return {"xlsxwriter": by_xlsxwriter, "openpyxl": by_openpyxl}[request.param](), TableRows(
        TABLE, FIRST, LAST
    )


def found(table: TableRows) -> list[Finding]:
    """A word for a cell, one for a cell with a note of its own, a certain proposal, a fault of several rows."""

    def at(address: str) -> Place:
        column, row = parse_address(address)[1], parse_address(address)[0]
        return Place("", TABLE, table.first + row, column)

    def one(address: str, severity: Severity, says: str, **more: Any) -> Finding:
        return Finding("E101", severity, says, "请改。", "填报说明", at(address), **more)

    several = tuple(Spot(f"第{row}行未填", at(f"F{row}")) for row in (2, 3, 4))
    return [
        one("D1", Severity.WARNING, "完成值写作全角", proposal="81.5"),
        one("E1", Severity.ERROR, "状态不符"),
        Finding("E106", Severity.ERROR, "进展未填，共3格", "请填写。", "填报说明", at("F2"), spots=several),
        one("E4", Severity.WARNING, "与上期不同", accepted="属实：合并了乡镇"),
        Finding("N001", Severity.NOTE, "文件名不是原来的", "不影响。", "填报说明"),
    ]


def returned(content: bytes, table: TableRows, findings: list[Finding] | None = None) -> bytes:
    return annotate_workbook(
        content,
        found(table) if findings is None else findings,
        reporter_name="临江县",
        period_title="2022年第三季度",
        checked_on=date(2022, 10, 8),
        verdict="退回修改",
        table=table,
    )


def test_only_ours_is_added(sent: tuple[bytes, TableRows]) -> None:
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
