"""Files that can be read: every cell with its value, whatever program wrote it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook as OpenpyxlWorkbook

from taizhang.books import read_workbook
from taizhang.model.grid import Box, CellError, Formula, Workbook


def made(fill: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **options})
    fill(book)
    book.close()
    return content.getvalue()


def one_sheet(
    fill: Callable[[xlsxwriter.worksheet.Worksheet, xlsxwriter.Workbook], None], **options: object
) -> bytes:
    return made(lambda book: fill(book.add_worksheet("任务台账"), book), **options)


def rewritten(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with one part changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def cells_of(workbook: Workbook) -> dict[tuple[int, int], object]:
    assert (workbook.file_class, workbook.note) == ("readable", "")
    return dict(workbook.grids[0].cells)


def test_numbers_text_and_truth_come_as_they_stand() -> None:
    def fill(sheet: xlsxwriter.worksheet.Worksheet, book: xlsxwriter.Workbook) -> None:
        sheet.write_row(1, 1, ["清河县", 1300, 0.1, True, "0311-00000000"])
        sheet.write_rich_string(2, 1, "一", book.add_format({"bold": True}), "二", "三")

    content = one_sheet(fill)
    workbook = read_workbook(content, "x.xlsx")
    assert cells_of(workbook) == {
        (2, 2): "清河县",
        (2, 3): Decimal(1300),
        (2, 4): Decimal("0.1"),
        (2, 5): True,
        (2, 6): "0311-00000000",
        (3, 2): "一二三",
    }
    assert (workbook.format, workbook.size, workbook.sha256) == (
        "xlsx",
        len(content),
        sha256(content).hexdigest(),
    )
    assert workbook.grids[0].source == workbook.sha256


def test_a_percent_cell_reads_as_the_filler_sees_it() -> None:
    def fill(sheet: xlsxwriter.worksheet.Worksheet, book: xlsxwriter.Workbook) -> None:
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write(0, 0, 0.85, percent)
        sheet.write(0, 1, 1, percent)
        sheet.write(0, 2, 0.2875, percent)
        sheet.write_formula(0, 3, "=119/100", percent, 1.19)
        sheet.write(0, 4, 85, book.add_format({"num_format": '0.0"%"'}))
        sheet.write(0, 5, 85, book.add_format({"num_format": "0\\%"}))

    assert cells_of(read_workbook(one_sheet(fill), "")) == {
        (1, 1): "85%",
        (1, 2): "100%",
        (1, 3): "28.75%",
        (1, 4): Formula("119/100", "119%"),
        (1, 5): Decimal(85),
        (1, 6): Decimal(85),
    }


@pytest.mark.parametrize("slow", [False, True])
def test_a_number_has_the_digits_that_a_spreadsheet_shows(slow: bool) -> None:
    def fill(sheet: xlsxwriter.worksheet.Worksheet, _: xlsxwriter.Workbook) -> None:
        sheet.write_formula(0, 0, "=0.57*100", None, 0.57 * 100)
        sheet.write_formula(0, 1, "=0.1+0.2", None, 0.1 + 0.2)

    def spell_out(xml: bytes) -> bytes:
        """All 17 digits, as spreadsheets write them; a comment leaves the sheet to the slow reader."""
        digits = xml.replace(b"<v>57</v>", b"<v>56.999999999999993</v>")
        digits = digits.replace(b"<v>0.3</v>", b"<v>0.30000000000000004</v>")
        return digits.replace(b"<sheetData>", b"<!-- --><sheetData>") if slow else digits

    cells = cells_of(read_workbook(rewritten(one_sheet(fill), SHEET, spell_out), ""))
    assert cells == {(1, 1): Formula("0.57*100", Decimal(57)), (1, 2): Formula("0.1+0.2", Decimal("0.3"))}


def test_r32_error_cells_and_formulas_without_value_are_told_from_empty_ones() -> None:
    def fill(sheet: xlsxwriter.worksheet.Worksheet, book: xlsxwriter.Workbook) -> None:
        sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 1, '=A1&"<"', None, "甲")
        sheet.write_formula(0, 2, "=SUM(D1:D9)", None, "")

    workbook = read_workbook(one_sheet(fill), "")
    assert cells_of(workbook) == {
        (1, 1): Formula("1/0", CellError("#DIV/0!")),
        (1, 2): Formula('A1&"<"', "甲"),
        (1, 3): Formula("SUM(D1:D9)"),
    }
    assert workbook.grids[0].uncomputed == {(1, 3)}
    assert workbook.flags == ("formula-without-value",)


def test_openpyxl_files_read_alike() -> None:
    book = OpenpyxlWorkbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B2"], sheet["C3"], sheet["D4"] = "甲", 12.5, date(2022, 9, 30), "=B2*2"
    content = BytesIO()
    book.save(content)
    assert cells_of(read_workbook(content.getvalue(), "")) == {
        (1, 1): "甲",
        (2, 2): Decimal("12.5"),
        (3, 3): date(2022, 9, 30),
        (4, 4): Formula("B2*2"),
    }


def test_r25_merges_and_hidden_rows_and_columns_are_told_and_never_expanded() -> None:
    def fill(sheet: xlsxwriter.worksheet.Worksheet, book: xlsxwriter.Workbook) -> None:
        sheet.merge_range(0, 0, 1, 5, "甲")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(2, 3, 9, None, {"hidden": True})

    content = rewritten(one_sheet(fill), SHEET, lambda xml: xml.replace(b"A1:F2", b"A1:F1048576"))
    grid = read_workbook(content, "").grids[0]
    assert dict(grid.cells) == {(1, 1): "甲"}
    assert grid.merges == (Box(1, 1, 1_048_576, 6),)
    assert (grid.hidden_rows, grid.hidden_columns) == ({4}, {3, 4})


def test_r33_hidden_sheets_are_flagged_unless_they_are_the_templates_own() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("任务台账").write(0, 0, "甲")
        stamp = book.add_worksheet("_taizhang")
        stamp.write_column(0, 0, ["plan", "period"])
        stamp.write_column(0, 1, ["yunling-2022", "2022Q3"])
        stamp.very_hidden()

    workbook = read_workbook(made(fill), "")
    assert workbook.flags == ()
    assert workbook.stamp == {"plan": "yunling-2022", "period": "2022Q3"}

    def fill_more(book: xlsxwriter.Workbook) -> None:
        fill(book)
        book.add_worksheet("底稿").hide()

    workbook = read_workbook(made(fill_more), "")
    assert workbook.flags == ("hidden-sheet",)
    assert [grid.visible for grid in workbook.grids] == [True, False, False]


PLAIN_SHEET = one_sheet(lambda sheet, book: sheet.write_row(0, 0, ["甲", 5, True]))
EXPECTED = {(1, 1): "甲", (1, 2): Decimal(5), (1, 3): True}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"), id="UTF-16"),
        pytest.param(lambda xml: b"\xef\xbb\xbf" + xml, id="BOM"),
        pytest.param(lambda xml: xml.replace(b' r="A1"', b"").replace(b' r="B1"', b"").replace(b' r="C1"', b""), id="no addresses"),
        pytest.param(lambda xml: xml.replace(b"<c ", b"<c\n"), id="line breaks in tags"),
        pytest.param(lambda xml: xml.replace(b'"', b"'"), id="single quotes"),
        pytest.param(lambda xml: xml.replace(b"<sheetData>", b'<sheetData><!-- <c r="XFD1048576"><v>1</v></c> -->'), id="comment"),
        pytest.param(
            lambda xml: xml.replace(b"<worksheet xmlns=", b"<x:worksheet xmlns:x=")
            .replace(b"</worksheet", b"</x:worksheet").replace(b"<sheetData", b"<x:sheetData")
            .replace(b"</sheetData", b"</x:sheetData").replace(b"<row", b"<x:row").replace(b"</row", b"</x:row")
            .replace(b"<c ", b"<x:c ").replace(b"</c>", b"</x:c>").replace(b"<v>", b"<x:v>").replace(b"</v>", b"</x:v>"),
            id="prefixed",
        ),
    ],
)  # fmt: skip
def test_r28_unusual_xml_is_read_too_and_never_silently_blank(change: Callable[[bytes], bytes]) -> None:
    assert cells_of(read_workbook(rewritten(PLAIN_SHEET, SHEET, change), "")) == EXPECTED


def test_r28_strict_ooxml_is_read() -> None:
    strict = PLAIN_SHEET
    for part in (
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        SHEET,
        "xl/sharedStrings.xml",
        "_rels/.rels",
    ):
        strict = rewritten(
            strict,
            part,
            lambda xml: xml.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006",
                b"http://purl.oclc.org/ooxml/officeDocument",
            ),
        )
    assert cells_of(read_workbook(strict, "")) == EXPECTED


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/theme/theme1.xml", "docProps/app.xml"])
def test_r30_broken_decoration_never_stops_the_reading(part: str) -> None:
    assert (
        cells_of(read_workbook(rewritten(PLAIN_SHEET, part, lambda xml: xml[: len(xml) // 2]), ""))
        == EXPECTED
    )


def test_r31_chart_sheets_are_skipped() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("任务台账")
        sheet.write(0, 0, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=任务台账!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)

    assert [grid.sheet for grid in read_workbook(made(fill), "").grids] == ["任务台账"]


def test_r35_control_and_bidi_characters_are_removed_and_flagged() -> None:
    content = one_sheet(
        lambda sheet, book: sheet.write_row(0, 0, ["清\u200b河\u202e县\x07", "第一行\r\n第二行"])
    )
    workbook = read_workbook(content, "台\u202e账.xlsx")
    assert cells_of(workbook) == {(1, 1): "清河县", (1, 2): "第一行\n第二行"}
    assert (workbook.flags, workbook.name) == (("control-characters",), "台账.xlsx")


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("=HYPERLINK(1)", ("formula-injection",)),
        (" ＝1+1", ("formula-injection",)),
        ("@SUM(A1)", ("formula-injection",)),
        ("说明\n+cmd|x", ("formula-injection",)),
        ("-", ()),
        ("+3", ()),
        ("-3.5%", ()),
        ("完成率=90%", ()),
    ],
)
def test_r40_a_formula_written_as_text_is_flagged_and_kept(text: str, flags: tuple[str, ...]) -> None:
    workbook = read_workbook(one_sheet(lambda sheet, book: sheet.write_string(0, 0, text)), "")
    assert (cells_of(workbook), workbook.flags) == ({(1, 1): text}, flags)
