from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl

from taizhang.books.marking.annotate import annotate_workbook
from taizhang.books.read_workbook import read_workbook
from taizhang.books.rebuild_as_values import TableLook, rebuild_as_values
from taizhang.model.finding import Finding, Severity
from taizhang.model.grid import Box, CellError, Formula, Grid, Workbook
from taizhang.model.place import Place
from taizhang.model.table_rows import TableRows

CELLS = {
    (1, 1): "临江县任务台账",
    (2, 1): Decimal("81.5"),
    (2, 2): Decimal("130102199001011234"),
    (2, 3): True,
    (2, 4): date(2022, 9, 30),
    (2, 5): datetime.fromisoformat("2022-09-30T08:30"),
    (2, 6): time(8, 30),
    (3, 1): "=cmd|'/c calc'!A1",
    (3, 2): "＝1+1",
    (3, 3): Formula("HYPERLINK(A1)", Decimal(12)),
    (3, 4): Formula("NOW()"),
    (3, 5): CellError("#DIV/0!"),
    (3, 6): "铃\x07声\u202e",
    (3, 7): date(1899, 1, 1),
}
GRIDS = (
    Grid(
        "任务台账",
        CELLS,
        merges=(Box(1, 1, 1, 6), Box(1, 5, 2, 7)),
        hidden_rows=frozenset({3}),
        hidden_columns=frozenset({7}),
    ),
    Grid("_taizhang", {(1, 1): "plan", (1, 2): "p1"}, visible=False),
)


def workbook(grids=GRIDS) -> Workbook:
    return Workbook("表.xls", "ab" * 32, 10, "xls", grids)


def test_r38_r40_values_come_back_and_nothing_active_is_written():
    content = rebuild_as_values(workbook())
    sheet = openpyxl.load_workbook(BytesIO(content))["任务台账"]
    assert {(c.row, c.column): c.value for r in sheet for c in r if c.value is not None} == {
        (1, 1): "临江县任务台账",
        (2, 1): 81.5,
        (2, 2): "130102199001011234",
        (2, 3): True,
        (2, 4): datetime.fromisoformat("2022-09-30"),
        (2, 5): datetime.fromisoformat("2022-09-30T08:30"),
        (2, 6): time(8, 30),
        (3, 1): "=cmd|'/c calc'!A1",
        (3, 2): "＝1+1",
        (3, 3): 12,
        (3, 5): "#DIV/0!",
        (3, 6): "铃声",
        (3, 7): "1899-01-01",
    }
    assert [sheet.cell(3, column).data_type for column in (1, 2, 5)] == ["s", "s", "s"]
    assert sheet["A3"].quotePrefix
    assert sheet["B3"].quotePrefix
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_merges_and_hidden_rows_columns_and_sheets_stay():
    book = openpyxl.load_workbook(BytesIO(rebuild_as_values(workbook())))
    sheet = book["任务台账"]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:F1"]
    assert sheet.row_dimensions[3].hidden
    assert sheet.column_dimensions["G"].hidden
    assert book["_taizhang"].sheet_state == "hidden"


def test_a_table_is_ruled_and_as_wide_as_it_was_issued_with_room_for_its_lines():
    cells = {
        (1, 1): "重点任务",
        (2, 1): "医" * 20,
        (3, 1): "短",
        (2, 2): Decimal(1),
        (5, 1): "审核人：\n某某",
    }
    grid = Grid("任务台账", cells, hidden_rows=frozenset({4}))
    look = TableLook(TableRows("任务台账", 2, 3), {1: 11.0, 3: 6.0})
    sheet = openpyxl.load_workbook(BytesIO(rebuild_as_values(workbook((grid,)), look)))["任务台账"]
    ruled = [cell.coordinate for row in sheet for cell in row if cell.border.left.style]
    assert ruled == ["A2", "B2", "C2", "A3", "B3", "C3"]
    assert [round(sheet.column_dimensions[letter].width) for letter in "ABC"] == [12, 9, 7]
    assert {row: sheet.row_dimensions[row].height for row in range(1, 6)} == {
        1: None,
        2: 63,
        3: None,
        4: None,
        5: 33,
    }
    assert sheet.row_dimensions[4].hidden


def test_names_that_no_program_takes_are_mended():
    grids = (Grid("a/b", {}), Grid("A_b", {}), Grid("长" * 40, {}), Grid("", {}))
    book = openpyxl.load_workbook(BytesIO(rebuild_as_values(workbook(grids))))
    assert book.sheetnames == ["a_b", "A_b_2", "长" * 31, "Sheet"]


def test_an_empty_workbook_still_opens():
    assert openpyxl.load_workbook(BytesIO(rebuild_as_values(workbook(())))).sheetnames == ["Sheet1"]


def test_our_reader_reads_it_back_equal():
    back = read_workbook(rebuild_as_values(workbook()), "x.xlsx")
    assert (back.file_class, back.flags) == ("readable", ("formula-injection",))
    cells = back.grids[0].cells
    assert cells[2, 1] == Decimal("81.5")
    assert cells[2, 2] == "130102199001011234"
    assert back.stamp == {"plan": "p1"}


def test_it_can_be_marked():
    found = Finding(
        "E101", Severity.ERROR, "不是数", "请填数字。", "填报说明", Place("ab" * 32, "任务台账", 2, 2)
    )
    copy = annotate_workbook(
        rebuild_as_values(workbook()),
        [found],
        reporter_name="临江县",
        period_title="2022年第三季度",
        checked_on=None,
        verdict="退回修改",
        original="ab" * 32,
    )
    book = openpyxl.load_workbook(BytesIO(copy))
    assert book["任务台账"]["B2"].comment.text == "台账校验：\n不是数。请填数字。"
    assert book["校验结果"]["A2"].value == "结论：退回修改。必须修改1处，请确认0处，提示0处。"


def test_a_table_keeps_its_title_and_header_in_sight_and_on_every_page():
    cells = {(1, 1): "临江县任务台账", **{(row, at): f"{row}{at}" for row in (3, 4, 5) for at in range(1, 8)}}
    merges = (Box(1, 1, 1, 7), Box(3, 1, 4, 1))
    grid = Grid("任务台账", cells, merges=merges)
    rows = TableRows("任务台账", 5, 5)
    book = openpyxl.load_workbook(BytesIO(rebuild_as_values(workbook((grid,)), TableLook(rows, {}))))
    sheet = book["任务台账"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$1:$4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [sheet[cell].font.bold for cell in ("A1", "A3", "B4", "B5")] == [True, True, True, False]
    assert [sheet[cell].border.left.style for cell in ("A1", "B4", "B5")] == [None, "thin", "thin"]
