"""The columns 错误信息 and 建议填写 beside tables of every shape."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.books.marking.annotate import annotate_workbook
from taizhang.books.marking.column_widths import describe_column, restore_column
from taizhang.books.marking.part_xml import MAIN
from taizhang.model.finding import Finding, Severity
from taizhang.model.place import Place, parse_address
from taizhang.model.table_rows import TableRows

SHEET = "任务台账"
ROWS = TableRows(SHEET, 3, 6)
Change = Callable[[Worksheet], object]


def table(change: Change | None = None) -> bytes:
    """A header in row 2, four rows of four columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet["A1"] = "台账"
    for at, title in enumerate(("序号", "目标值", "完成值", "状态"), 1):
        sheet.cell(2, at, title)
        for row in range(3, 7):
            sheet.cell(row, at, row * at)
    if change:
        change(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def fault(address: str = "C3", severity: str = "E", says: str = "不是数", **more: Any) -> Finding:
    place = Place("", SHEET, *parse_address(address))
    return Finding("E101", Severity(severity), says, "请填数字。", "填报说明", place, **more)


def returned(content: bytes, *findings: Finding) -> bytes:
    return annotate_workbook(
        content,
        findings,
        reporter_name="临江县",
        period_title="",
        checked_on=None,
        verdict="退回修改",
        table=ROWS,
    )


def sheet_of(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(content))[SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def beside(content: bytes, first: str = "F") -> dict[str, object]:
    """What stands from this column on."""
    least = openpyxl.utils.column_index_from_string(first)
    return {
        cell.coordinate: cell.value
        for row in sheet_of(content).iter_rows(min_col=least)
        for cell in row
        if cell.value is not None
    }


def test_a_row_says_its_findings_worst_first() -> None:
    copy = returned(table(), fault("D3", "W", "与上期不同"), fault("C3"), fault("B5", "N", "有小数"))
    assert beside(copy, "E") == {
        "E2": "错误信息",
        "E3": "【必须修改】C3 不是数。请填数字。\n【请确认】D3 与上期不同。请填数字。",
        "E5": "【提示】B5 有小数。请填数字。",
    }


def test_a_row_of_fixed_height_shows_what_fits() -> None:
    def fixed(points: float) -> object:
        def change(sheet: Worksheet) -> None:
            sheet.row_dimensions[3].height = points

        faults = [
            fault(at, says="填的是“八成左右的样子”，读不出一个确切的数值来") for at in ("B3", "C3", "D3")
        ]
        return beside(returned(table(change), *faults), "E")["E3"]

    said = "【必须修改】{}3 填的是“八成左右的样子”，读不出一个确切的数值来"
    whole = "\n".join(f"{said.format(letter)}。请填数字。" for letter in "BCD")
    assert fixed(200) == whole
    assert fixed(36) == "\n".join(map(said.format, "BCD"))
    assert fixed(24) == f"{said.format('B')}\n另有2处，见“校验结果”"
    assert fixed(12) == f"{said.format('B')}\n另有2处，见“校验结果”"


@pytest.mark.parametrize(
    ("proposal", "value"),
    [
        ("81.5", 81.5),
        ("-3", -3),
        ("已完成", "已完成"),
        ("0123", "0123"),
        ("1234567890123456", "1234567890123456"),
    ],
)
def test_one_proposal_stands_bare_to_be_copied(proposal: str, value: object) -> None:
    copy = returned(table(), fault("C3", proposal=proposal))
    assert beside(copy, "F") == {"F2": "建议填写", "F3": value}
    assert sheet_of(copy)["C3"].comment.text.endswith(f"请填数字。建议填写：{proposal}")


def test_several_proposals_of_a_row_name_their_cells() -> None:
    copy = returned(table(), fault("C3", proposal="5"), fault("D3", proposal="已完成"))
    assert beside(copy, "F")["F3"] == "C3：5\nD3：已完成"


def test_what_was_accepted_is_listed_last_and_not_marked() -> None:
    copy = returned(
        table(),
        fault("B3", accepted="属实：合并了乡镇"),
        fault("D4", "W", accepted="已批准豁免，至2022Q4"),
        fault("C5", "N"),
    )
    assert beside(copy, "E") == {"E2": "错误信息", "E5": "【提示】C5 不是数。请填数字。"}
    sheet = sheet_of(copy)
    assert [sheet[at].comment for at in ("B3", "D4")] == [None, None]
    assert sheet["B3"].fill.fill_type is None
    list_ = openpyxl.load_workbook(BytesIO(copy))["校验结果"]
    assert list_["A2"].value == "结论：退回修改。必须修改0处，请确认0处，提示1处，已说明或豁免2处。"
    assert [[cell.value for cell in row[1:6]] for row in list_.iter_rows(min_row=5)] == [
        ["提示", "E101", "任务台账!C5", "不是数", "请填数字。"],
        ["已说明", "E101", "任务台账!B3", "不是数", "属实：合并了乡镇。"],
        ["已豁免", "E101", "任务台账!D4", "不是数", "已批准豁免，至2022Q4。"],
    ]


def test_nothing_to_say_needs_no_column() -> None:
    assert beside(returned(table()), "E") == {}
    assert beside(returned(table(), fault("A1")), "E") == {}, "the title is no row of the table"


def test_without_a_filter_one_is_made_over_ours_alone_and_taken_away() -> None:
    copy = returned(table(), fault())
    assert sheet_of(copy).auto_filter.ref == "E2:E6"
    assert sheet_of(copy).print_area == "'任务台账'!$A$1:$D$1048576"
    clean = sheet_of(returned(copy))
    assert (clean.auto_filter.ref, clean.print_area) == (None, "")


def test_their_filter_is_stretched_and_drawn_back() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A2:C6"
        sheet["G9"] = "县里的备注"

    copy = returned(table(change), fault(proposal="5"))
    assert beside(copy, "F") == {
        "G9": "县里的备注", "H2": "错误信息", "I2": "建议填写",
        "H3": "【必须修改】C3 不是数。请填数字。", "I3": 5,
    }  # fmt: skip
    assert sheet_of(copy).auto_filter.ref == "A2:I6"
    assert sheet_of(returned(copy)).auto_filter.ref == "A2:C6"


def test_rows_that_a_choice_in_our_column_hid_are_seen_again() -> None:
    book = openpyxl.load_workbook(
        BytesIO(returned(table(lambda sheet: setattr(sheet.auto_filter, "ref", "A2:D6")), fault()))
    )
    sheet = book[SHEET]
    sheet.auto_filter.add_filter_column(4, ["【必须修改】C3 不是数。请填数字。"])
    for row in (4, 5, 6):
        sheet.row_dimensions[row].hidden = True
    clean = sheet_of(returned(saved(book)))
    assert (clean.auto_filter.ref, clean.auto_filter.filterColumn) == ("A2:D6", [])
    assert [row for row in range(1, 8) if clean.row_dimensions[row].hidden] == []


@pytest.mark.parametrize(("allowed", "ref"), [(True, "E2:E6"), (False, None)])
def test_a_protected_sheet_is_filtered_only_where_it_allows_that(allowed: bool, ref: str | None) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.protection.sheet = True
        sheet.protection.autoFilter = not allowed

    copy = sheet_of(returned(table(change), fault()))
    assert copy.auto_filter.ref == ref
    assert copy.protection.sheet is True
    assert copy["E2"].value == "错误信息"


def test_a_list_object_keeps_its_own_filter() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.add_table(ListObject(displayName="台账", ref="A2:D6"))

    copy = sheet_of(returned(table(change), fault()))
    assert [one.ref for one in copy.tables.values()] == ["A2:D6"]
    assert copy["E2"].value == "错误信息"
    assert copy.auto_filter.ref == "E2:E6"


def test_columns_that_a_print_area_or_blank_cells_take_are_stepped_over() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.print_area = "A1:F6"
        sheet["G4"].number_format = "0.0"
        sheet["G4"].font = openpyxl.styles.Font(bold=True)

    copy = returned(table(change), fault())
    assert beside(copy, "E") == {"H2": "错误信息", "H3": "【必须修改】C3 不是数。请填数字。"}
    assert sheet_of(copy).print_area == "'任务台账'!$A$1:$F$6"
    assert sheet_of(returned(copy)).print_area == "'任务台账'!$A$1:$F$6"


def test_a_column_that_the_county_put_in_between_moves_ours_and_stays() -> None:
    book = openpyxl.load_workbook(BytesIO(returned(table(), fault())))
    sheet = book[SHEET]
    sheet.insert_cols(2)
    sheet["B2"] = "县里的栏"
    sheet.auto_filter.ref = "F2:F6"
    clean = returned(saved(book))
    assert beside(clean, "E") == {"E2": "状态", "E3": 12, "E4": 16, "E5": 20, "E6": 24}
    assert sheet_of(clean)["B2"].value == "县里的栏"
    assert sheet_of(clean).auto_filter.ref is None


def test_their_column_of_the_same_title_is_theirs() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E2"], sheet["E3"] = "错误信息", "县里自己查的"

    clean = returned(returned(table(change), fault()))
    assert beside(clean, "E") == {"E2": "错误信息", "E3": "县里自己查的"}


def columns(xml: str) -> etree._Element:
    return etree.fromstring(f'<worksheet xmlns="{MAIN}">{xml}<sheetData/></worksheet>')


@pytest.mark.parametrize(
    "xml",
    [
        "",
        '<cols><col min="1" max="3" width="9"/></cols>',
        '<cols><col min="2" max="16384" width="9" hidden="1"/></cols>',
        '<cols><col min="5" max="5" width="7"/><col min="6" max="9" width="9"/></cols>',
        '<cols><col min="1" max="5" width="7"/></cols>',
    ],
)
def test_a_range_of_columns_is_cut_and_joined_again(xml: str) -> None:
    root = columns(xml)
    before = describe_column(root, 5, {"width": "60"})
    (col,) = root.xpath("//*[@min<=5 and @max>=5]")
    assert dict(col.attrib) == {"min": "5", "max": "5", "width": "60"}
    restore_column(root, 5, before)
    assert etree.tostring(root) == etree.tostring(columns(xml))
