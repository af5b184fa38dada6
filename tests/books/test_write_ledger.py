from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from clients.jobs import Answer
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from taizhang.books import write_ledger
from taizhang.ledgers import LedgerSheets, draw_ledger, lay_out_ledger
from taizhang.ledgers.lists import list_names
from taizhang.ledgers.sheet_layout import FIRST_ROW, KEY_ROW, TABLE, column_of
from taizhang.model.grid import shown
from taizhang.model.ledger import Ledger, ledger_columns
from taizhang.model.period import Period
from taizhang.model.place import column_letters
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.words.status import Status
from taizhang.plans import compile_plan
from taizhang_templates import load_style, read_style

SAMPLE = Path(__file__).parents[2] / "samples" / "云岭市2022年重点工作任务.txt"
LINE = RosterLine(Reporter("990121"), "清河县", Level.COUNTY, reports_to="990100")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ledger(plan: Plan) -> Ledger:
    return lay_out_ledger(plan, LINE, Period.parse("2022Q3"), version="0" * 64)


@pytest.fixture(scope="module")
def sheets(plan: Plan, ledger: Ledger) -> LedgerSheets:
    return draw_ledger(ledger, plan, LINE)


@pytest.fixture(scope="module")
def content(sheets: LedgerSheets) -> bytes:
    return write_ledger(sheets, load_style())


@pytest.fixture
def table(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))["任务台账"]


@pytest.fixture
def saved(content: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    return path


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(BytesIO(content)).read(name).decode()


def test_an_independent_validator_finds_nothing(saved: Path) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(str(saved)).errors] == []


@pytest.mark.parametrize("style", ["songti", "a3"])
def test_nor_in_the_other_styles(sheets: LedgerSheets, style: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(write_ledger(sheets, load_style(style)))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_same_sheets_give_the_same_bytes(sheets: LedgerSheets, content: bytes) -> None:
    assert write_ledger(sheets, load_style()) == content


def test_eighty_rows_stay_small(plan: Plan, ledger: Ledger) -> None:
    eighty = replace(ledger, rows=(ledger.rows * 3)[:80])
    assert len(write_ledger(draw_ledger(eighty, plan, LINE), load_style())) < 60_000


def test_every_cell_of_every_sheet_stands_where_it_was_drawn(sheets: LedgerSheets, content: bytes) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["任务台账", "填报自检", "填报说明", "选项", "_taizhang"]
    drawn = {grid.sheet: {cell: shown(value) for cell, value in grid.cells.items()} for grid in sheets.grids}
    drawn["填报自检"] = {cell: shown(one.value) for cell, one in sheets.self_check.cells.items()}
    for name, cells in drawn.items():
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        read = {
            (row, at): str(value).removesuffix(".0")
            for row, values in enumerate(rows, 1)
            for at, value in enumerate(values, 1)
            if value != ""
        }
        assert read == {cell: text for cell, text in cells.items() if text}


def rates_of(sheets: LedgerSheets) -> set[tuple[int, int]]:
    return {cell for cell in sheets.table.cells if cell[0] >= FIRST_ROW and cell[1] == column_of("rate")}


def test_a_formula_carries_its_value(sheets: LedgerSheets, content: bytes) -> None:
    formulas = rates_of(sheets)
    xml = part(content, "xl/worksheets/sheet1.xml")
    written = re.findall(r'<c r="([A-Z]+\d+)"[^>]*t="str"[^>]*><f>[^<]+</f><v>—</v></c>', xml)
    assert formulas
    assert set(written) == {f"{column_letters(at)}{row}" for row, at in formulas}


def test_only_the_identifiers_and_what_has_not_changed_are_hidden(table: Any) -> None:
    hidden = [letters for letters, column in table.column_dimensions.items() if column.hidden]
    assert hidden == ["A", "B", "AA", "AC"]


def test_hidden_sheets_are_hidden(content: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(content))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("任务台账", "visible"),
        ("填报自检", "visible"),
        ("填报说明", "visible"),
        ("选项", "hidden"),
        ("_taizhang", "hidden"),
    ]


def test_it_prints_on_a4_landscape_one_page_wide_with_its_head_on_every_page(
    table: Any, sheets: LedgerSheets
) -> None:
    assert (table.page_setup.paperSize, table.page_setup.orientation) == (9, "landscape")
    assert (table.sheet_properties.pageSetUpPr.fitToPage, table.page_setup.fitToHeight) == (True, 0)
    assert table.print_title_rows == "$1:$5"
    assert table.print_area == f"'任务台账'!$C$1:$AA${sheets.table.last_row}"
    assert table.oddFooter.center.text == "第 &P 页  共 &N 页"


def test_head_and_indicator_stay_in_sight_and_rows_can_be_filtered(table: Any, sheets: LedgerSheets) -> None:
    assert table.freeze_panes == "G6"
    assert table.auto_filter.ref == f"A{KEY_ROW}:AC{sheets.last_row}"


def test_the_key_row_shows_the_columns_number_and_holds_the_fields_name(table: Any) -> None:
    assert (table["D5"].value, table["D5"].number_format) == ("task", ';;;"2"')


def test_without_numbers_the_key_row_is_hidden(sheets: LedgerSheets) -> None:
    style = read_style("base = 'standard'\nsheet.numbered_columns = false", "试用")
    table = openpyxl.load_workbook(BytesIO(write_ledger(sheets, style)))["任务台账"]
    assert (table.row_dimensions[KEY_ROW].hidden, table.auto_filter.ref) == (True, None)


def test_each_column_has_a_name(content: bytes, sheets: LedgerSheets) -> None:
    names = openpyxl.load_workbook(BytesIO(content)).defined_names
    last = sheets.last_row
    columns = {f"tz_{column.field}" for column in ledger_columns()}
    assert set(names) == {"tz_table", "tz_nothing_to_report", *columns, *list_names()}
    assert names["tz_status"].attr_text == f"'任务台账'!$S${FIRST_ROW}:$S${last}"
    assert names["tz_table"].attr_text == f"'任务台账'!$A${FIRST_ROW}:$AC${last}"


def test_drop_downs_take_their_words_from_the_hidden_sheet(table: Any) -> None:
    lists = {rule.formula1 for rule in table.data_validations.dataValidation if rule.type == "list"}
    assert lists == {
        "'选项'!$A$2:$A$8",
        "'选项'!$B$2:$B$3",
        "'选项'!$C$2:$C$5",
        "'选项'!$D$2:$D$3",
        "'选项'!$E$2:$E$3",
    }


def test_no_rule_forbids(table: Any) -> None:
    rules = table.data_validations.dataValidation
    assert {rule.errorStyle for rule in rules if rule.type in ("list", "decimal")} == {"warning"}
    assert not table.protection.sheet


def test_a_protected_style_leaves_the_fillers_cells_open(sheets: LedgerSheets) -> None:
    style = read_style("base = 'standard'\nsheet.protect = true", "试用")
    table = openpyxl.load_workbook(BytesIO(write_ledger(sheets, style)))["任务台账"]
    assert table.protection.sheet
    progress, task = column_of("progress"), column_of("task")
    assert not table.cell(FIRST_ROW, progress).protection.locked
    assert table.cell(FIRST_ROW, task).protection.locked


def test_what_is_asked_is_pale_and_what_is_not_is_grey(table: Any, sheets: LedgerSheets) -> None:
    colours = load_style().colours
    shown = {cell: table.cell(*cell).fill.start_color.rgb[2:] for cell in sheets.entries}
    assert shown == {
        cell: (colours.fill_in if entry.asked else colours.closed)[1:]
        for cell, entry in sheets.entries.items()
    }


def test_each_word_that_needs_care_has_its_colour(table: Any) -> None:
    rules = [rule for rules in table.conditional_formatting for rule in rules.rules]
    words = [rule.formula[0] for rule in rules if rule.type == "cellIs"]
    assert words == ['"滞后"', '"逾期未完成"', '"已完成"', '"超额完成"']


def test_rows_open_at_a_computed_height_and_still_grow(content: bytes, sheets: LedgerSheets) -> None:
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', part(content, "xl/worksheets/sheet1.xml")))
    body = [rows[str(row)] for row in range(FIRST_ROW, sheets.last_row + 1)]
    assert all(' ht="' in attributes and "customHeight" not in attributes for attributes in body)
    assert 'customHeight="1"' in rows["1"]


def test_the_stamp_stands_small_and_faint_under_the_note(table: Any, sheets: LedgerSheets) -> None:
    note, stamp = table.cell(sheets.note_row, 3), table.cell(sheets.stamp_row, 3)
    assert (note.font.size, stamp.font.size) == (10.5, 8.5)
    assert stamp.font.color.rgb[2:] == load_style().colours.faint[1:]
    merged = {str(box) for box in table.merged_cells.ranges}
    assert merged >= {f"C{row}:AA{row}" for row in (sheets.note_row, sheets.stamp_row)}


def test_the_total_row_is_outside_of_what_is_sorted_filtered_and_named(
    content: bytes, sheets: LedgerSheets
) -> None:
    book = openpyxl.load_workbook(BytesIO(content))
    table = book["任务台账"]
    assert table.auto_filter.ref == f"A{KEY_ROW}:AC{sheets.total_row - 1}"
    assert book.defined_names["tz_table"].attr_text.endswith(f"${sheets.total_row - 1}")
    assert [table.cell(sheets.total_row, at).value for at in range(1, 6)] == [
        None, None, None, "合计", f"={sheets.table.cells[sheets.total_row, 5].text}",
    ]  # fmt: skip
    assert f"E{sheets.total_row}:AA{sheets.total_row}" in {str(box) for box in table.merged_cells.ranges}


HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "http://example.com",
    "_x0041_",
    "<b>&",
    "1e5",
    "\x01坏\x0b",
]


def test_text_stays_text_whatever_it_looks_like(plan: Plan, ledger: Ledger, tmp_path: Path) -> None:
    rows = tuple(
        replace(row, progress=text, status=Status.BEHIND)
        for row, text in zip(ledger.rows, HOSTILE, strict=False)
    )
    content = write_ledger(draw_ledger(replace(ledger, rows=rows), plan, LINE), load_style())
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    sheet = openpyxl.load_workbook(BytesIO(content))["任务台账"]
    rows_read = (
        CalamineWorkbook.from_filelike(BytesIO(content))
        .get_sheet_by_name("任务台账")
        .to_python(skip_empty_area=False)
    )
    read = [row[column_of("progress") - 1] for row in rows_read[FIRST_ROW - 1 :]]
    assert read[: len(HOSTILE)] == [*HOSTILE[:-1], "坏"]
    assert "<hyperlink" not in part(content, "xl/worksheets/sheet1.xml")
    texts = [sheet.cell(FIRST_ROW + at, column_of("progress")) for at in range(3)]
    assert [(cell.data_type, cell.quotePrefix) for cell in texts] == [("s", True)] * 3


@pytest.mark.client
def test_libreoffice_shows_the_same_cells(saved: Path, sheets: LedgerSheets, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(saved)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = CalamineWorkbook.from_filelike(BytesIO((tmp_path / "台账.ods").read_bytes()))
    rows = book.get_sheet_by_name("任务台账").to_python(skip_empty_area=False)
    assert rows[0][2] == sheets.table.text(1, 3)
    assert [row[3] for row in rows[FIRST_ROW - 1 : sheets.last_row]] == [
        sheets.table.text(row, 4) for row in range(FIRST_ROW, sheets.last_row + 1)
    ]


@pytest.mark.client
def test_gnumeric_computes_the_same_rates(
    plan: Plan, ledger: Ledger, tmp_path: Path, gnumeric: Callable[..., list[Answer]]
) -> None:
    sheets = draw_ledger(ledger, plan, LINE)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(write_ledger(sheets, load_style()))
    (told,) = gnumeric([path], [TABLE])
    assert {told.at(TABLE, *cell) for cell in rates_of(sheets)} == {"—"}
    counted = sheets.total_row, column_of("measure")
    assert told.at(TABLE, *counted) == sheets.table.text(*counted)
