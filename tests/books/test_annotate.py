from __future__ import annotations

import hashlib
import re
import shutil
import struct
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from taizhang.books.marking.annotate import annotate_workbook
from taizhang.books.marking.package import Package
from taizhang.books.marking.return_marker import read_return_marker
from taizhang.errors import CannotRead
from taizhang.model.finding import Finding, Severity
from taizhang.model.place import Place, parse_address

SHEET = "任务台账"
HEADERS = ("序号", "重点任务", "目标值", "累计完成值", "完成状态", "进展情况")
ROWS = (
    (1, "建设紧密型医共体", 90, 81.5, "已完成", "已印发方案"),
    (2, "建设紧密型医共体", "全市93个", "约95", "推进中", None),
    (3, "推进<集采>&落实", 12, 12, "已完成", "=SUM(A1:A2)的说明"),
)


def finding(
    cell: str | None, severity: str = "E", says: str = "完成值81.5低于目标值90，状态不能填“已完成”"
) -> Finding:
    place = Place("", SHEET, *parse_address(cell)) if cell else None
    return Finding(
        "E305", Severity(severity), says, "请核对完成值，或把状态改为“序时推进”。", "填报说明第5条", place
    )


FINDINGS = (
    finding("D5", "W", "完成值写作“约95”，不是准确的数"),
    finding("E4"),
    finding("E4", "W", "状态与上期相比有变化"),
    finding("F5", "E", "进展情况没有填写"),
    finding("H6", "N", "这一格不在表内"),
    finding(None, "E", "填报单位与发件人不符"),
)


def marked(content: bytes, findings=FINDINGS, **more) -> bytes:
    facts = {
        "reporter_name": "临江县",
        "period_title": "2022年第三季度",
        "checked_on": date(2022, 10, 8),
        "verdict": "退回修改",
    }
    return annotate_workbook(content, findings, **{**facts, **more})


def by_excel() -> bytes:
    """As Excel writes it: shared strings, drop-downs, widths, a hidden sheet, a conditional format."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(SHEET)
    title = book.add_format({"bold": True, "align": "center", "font_size": 18})
    body = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    filled = book.add_format({"border": 1, "bg_color": "#E2EFDA", "num_format": "0.0", "locked": False})
    sheet.merge_range("A1:F1", "临江县2022年第三季度任务台账", title)
    sheet.write_row("A3", HEADERS, body)
    for at, row in enumerate(ROWS, start=3):
        for column, value in enumerate(row):
            look = filled if column == 3 else body
            sheet.write_string(at, column, value, look) if isinstance(value, str) else sheet.write(
                at, column, value, look
            )
    sheet.write_formula("G4", "=D4/C4", body, 0.9056)
    sheet.set_column("B:B", 22)
    sheet.set_column("F:F", 30, filled)
    sheet.data_validation("E4:E6", {"validate": "list", "source": "=选项!$A$1:$A$3"})
    sheet.conditional_format(
        "B4:B6", {"type": "duplicate", "format": book.add_format({"font_color": "#999999"})}
    )
    lists = book.add_worksheet("选项")
    lists.write_column("A1", ("已完成", "推进中", "滞后"))
    lists.hide()
    book.close()
    return stream.getvalue()


def by_openpyxl() -> bytes:
    """Shared strings of openpyxl, absolute part names, no cached values."""
    book = openpyxl.load_workbook(BytesIO(by_excel()))
    book[SHEET]["D4"].comment = Comment("县里自己的批注", "填报人")
    book[SHEET]["E4"].comment = Comment("请领导看一下", "填报人")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def by_libreoffice(tmp_path_factory) -> bytes:
    return resaved(by_openpyxl(), tmp_path_factory.mktemp("resaved"))


def resaved(content: bytes, folder: Path) -> bytes:
    if shutil.which("soffice") is None:
        pytest.skip("未安装LibreOffice")
    (folder / "in.xlsx").write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(folder / "in.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "out" / "in.xlsx").read_bytes()


@pytest.fixture(params=["excel", "openpyxl", pytest.param("libreoffice", marks=pytest.mark.client)])
def county_file(request) -> bytes:
    if request.param == "libreoffice":
        return request.getfixturevalue("by_libreoffice")
    return by_excel() if request.param == "excel" else by_openpyxl()


def raw_entries(content: bytes) -> dict[str, bytes]:
    """Each entry's compressed bytes."""
    entries = {}
    for info in ZipFile(BytesIO(content)).infolist():
        name, extra = struct.unpack_from("<2H", content, info.header_offset + 26)
        start = info.header_offset + 30 + name + extra
        entries[info.filename] = content[start : start + info.compress_size]
    return entries


def values(content: bytes) -> dict[str, list]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
        if name != "校验结果"
    }


def formulas(content: bytes) -> dict[str, object]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {
        f"{s.title}!{c.coordinate}": c.value
        for s in book
        if s.title != "校验结果"
        for r in s
        for c in r
        if c.value is not None
    }


def complaints(content: bytes, folder: Path) -> set[tuple[str, str]]:
    path = folder / f"{hashlib.sha256(content).hexdigest()}.xlsx"
    path.write_bytes(content)
    errors = OpenXmlValidator().validate(str(path)).errors
    return {(re.sub(r"\d+", "#", str(e.part_uri)), re.sub(r"\d+", "#", e.description)) for e in errors}


def test_only_our_parts_change(county_file):
    before, after = raw_entries(county_file), raw_entries(marked(county_file))
    changed = {name for name in before if before[name] != after[name]}
    own = re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|docProps/custom\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/worksheets/(_rels/)?sheet1\.xml(\.rels)?|xl/comments.*|xl/drawings/.*\.vml"
    )
    assert [name for name in changed if not own.fullmatch(name)] == []
    assert [name for name in before if name not in after] == []
    assert list(after)[: len(before)] == list(before)


def test_a_marked_book_reads_back_equal(county_file):
    copy = marked(county_file)
    read = values(copy)
    for name, rows in values(county_file).items():
        padded = [list(row) + [""] * (max(map(len, read[name])) - len(row)) for row in rows]
        assert read[name][: len(rows)] == padded
    assert formulas(copy) == formulas(county_file)


def test_it_draws_no_new_complaint_of_the_validator(county_file, tmp_path):
    assert complaints(marked(county_file), tmp_path) - complaints(county_file, tmp_path) == set()
    again = marked(marked(county_file))
    assert complaints(again, tmp_path) - complaints(county_file, tmp_path) == set()


def test_cells_are_coloured_by_the_worst_finding_and_keep_their_format(county_file):
    before = openpyxl.load_workbook(BytesIO(county_file))[SHEET]
    after = openpyxl.load_workbook(BytesIO(marked(county_file)))[SHEET]
    colours = {
        c.coordinate: c.fill.fgColor.rgb[2:6]
        for r in after
        for c in r
        if c.fill.fgColor.rgb[2:6] in ("FFB3", "FFEE")
    }
    assert colours == {"D5": "FFEE", "E4": "FFB3", "F5": "FFB3"}
    for cell in ("D5", "E4", "F5"):
        assert after[cell].number_format == before[cell].number_format
        assert repr(after[cell].border) == repr(before[cell].border)
        assert repr(after[cell].protection) == repr(before[cell].protection)
        assert repr(after[cell].alignment) == repr(before[cell].alignment)


def test_notes_say_all_findings_of_the_cell_and_theirs_stay(county_file):
    theirs = {
        c.coordinate: c.comment.text
        for r in openpyxl.load_workbook(BytesIO(county_file))[SHEET]
        for c in r
        if c.comment
    }
    sheet = openpyxl.load_workbook(BytesIO(marked(county_file)))[SHEET]
    fix = "请核对完成值，或把状态改为“序时推进”。"
    ours = f"台账校验：\n完成值81.5低于目标值90，状态不能填“已完成”。{fix}\n状态与上期相比有变化。{fix}"
    assert sheet["E4"].comment.text == (f"{theirs['E4']}\n{ours}" if "E4" in theirs else ours)
    assert sheet["F5"].comment.text == f"台账校验：\n进展情况没有填写。{fix}"
    assert sheet["F5"].comment.author == "台账校验"
    assert sheet["H6"].comment.text == f"台账校验：\n这一格不在表内。{fix}"
    assert {c.coordinate for r in sheet for c in r if c.comment} == {"D5", "E4", "F5", "H6"} | set(theirs)
    if theirs:
        assert sheet["D4"].comment.text == theirs["D4"]


def test_the_result_sheet_lists_errors_first_and_links_to_the_cells(county_file):
    book = openpyxl.load_workbook(BytesIO(marked(county_file)))
    sheet = book["校验结果"]
    assert book.sheetnames == [SHEET, "选项", "校验结果"]
    assert sheet["A1"].value == "临江县2022年第三季度台账校验结果"
    assert sheet["A2"].value == "结论：退回修改。必须修改3处，请确认2处，提示1处。　校验日期：2022-10-08"
    assert [c.value for c in sheet[4][:7]] == ["序号", "级别", "代码", "位置", "说明", "怎么改", "依据"]
    rows = [[c.value for c in row[:5]] for row in sheet.iter_rows(min_row=5, max_row=10)]
    assert rows == [
        [1, "必须修改", "E305", "整个文件", "填报单位与发件人不符"],
        [2, "必须修改", "E305", "任务台账!E4", "完成值81.5低于目标值90，状态不能填“已完成”"],
        [3, "必须修改", "E305", "任务台账!F5", "进展情况没有填写"],
        [4, "请确认", "E305", "任务台账!E4", "状态与上期相比有变化"],
        [5, "请确认", "E305", "任务台账!D5", "完成值写作“约95”，不是准确的数"],
        [6, "提示", "E305", "任务台账!H6", "这一格不在表内"],
    ]
    links = {c.coordinate: c.hyperlink.location for (c,) in sheet["D5:D10"] if c.hyperlink}
    assert links == {
        "D6": "'任务台账'!E4",
        "D7": "'任务台账'!F5",
        "D8": "'任务台账'!E4",
        "D9": "'任务台账'!D5",
        "D10": "'任务台账'!H6",
    }
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:G10"
    assert sheet.row_dimensions[6].height == 36


def test_a_second_round_replaces_our_marks_and_restores_the_cells(county_file):
    twice = marked(marked(county_file), FINDINGS[:1])
    before = openpyxl.load_workbook(BytesIO(county_file))[SHEET]
    book = openpyxl.load_workbook(BytesIO(twice))
    sheet = book[SHEET]
    assert book.sheetnames == [SHEET, "选项", "校验结果"]
    assert [c.value for c in book["校验结果"]["A"][4:]] == [1]
    for cell in ("E4", "F5", "H6", "D4"):
        assert (sheet[cell].fill.fill_type, sheet[cell].fill.fgColor.rgb) == (
            before[cell].fill.fill_type,
            before[cell].fill.fgColor.rgb,
        )
        assert (sheet[cell].comment and sheet[cell].comment.text) == (
            before[cell].comment and before[cell].comment.text
        )
    assert sheet["D5"].fill.fgColor.rgb[2:6] == "FFEE"
    clean = openpyxl.load_workbook(BytesIO(marked(twice, (), verdict="已接收")))
    assert clean[SHEET]["D5"].fill.fgColor.rgb == before["D5"].fill.fgColor.rgb
    assert clean["校验结果"]["A2"].value.startswith("结论：已接收。没有发现需要修改的地方。")


@pytest.mark.client
def test_our_marks_are_known_again_after_another_program_saved_them(tmp_path):
    sent = marked(by_openpyxl())
    back = resaved(sent, tmp_path)
    book = openpyxl.load_workbook(BytesIO(marked(back, FINDINGS[:1])))
    sheet = book[SHEET]
    assert book.sheetnames == [SHEET, "选项", "校验结果"]
    assert {c.coordinate: c.comment.text for r in sheet for c in r if c.comment} == {
        "D4": "县里自己的批注",
        "E4": "请领导看一下",
        "D5": "台账校验：\n完成值写作“约95”，不是准确的数。请核对完成值，或把状态改为“序时推进”。",
    }
    assert openpyxl.load_workbook(BytesIO(marked(back, ())))[SHEET]["D5"].fill.fgColor.rgb == "FFE2EFDA"
    assert sheet["E4"].fill.fill_type is None
    assert read_return_marker(back) == read_return_marker(sent)


def test_marks_survive_sorting_because_the_colour_remembers():
    book = openpyxl.load_workbook(BytesIO(marked(by_excel(), [finding("D4"), finding("E4")])))
    sheet = book[SHEET]
    sheet.move_range("A4:F4", rows=6)
    stream = BytesIO()
    book.save(stream)
    cleaned = openpyxl.load_workbook(BytesIO(marked(stream.getvalue(), ())))[SHEET]
    assert cleaned["D10"].fill.fgColor.rgb == "FFE2EFDA"
    assert cleaned["E10"].fill.fill_type is None


def test_a_mark_inside_merged_cells_lands_on_their_corner():
    sheet = openpyxl.load_workbook(BytesIO(marked(by_excel(), [finding("C1")])))
    assert sheet[SHEET]["A1"].fill.fgColor.rgb == "FFFFB3A0"
    assert sheet["校验结果"]["D5"].hyperlink.location == "'任务台账'!A1"
    assert sheet["校验结果"]["D5"].value == "任务台账!C1"


def test_blank_cells_are_inserted_in_order_and_look_as_the_empty_place_did():
    copy = marked(by_excel(), [finding("F5"), finding("F20"), finding("A2"), finding("J4")])
    part = Package(copy).root("xl/worksheets/sheet1.xml")
    rows = [row for row in part.iter() if row.tag.endswith("}row")]
    assert [int(row.get("r")) for row in rows] == [1, 2, 3, 4, 5, 6, 20]
    for row in rows:
        columns = [parse_address(cell.get("r"))[1] for cell in row]
        assert columns == sorted(columns)
    sheet = openpyxl.load_workbook(BytesIO(copy))[SHEET]
    assert sheet["F20"].border.left.style == "thin"  # from the column's format
    assert sheet["J4"].fill.fgColor.rgb == "FFFFB3A0"


def test_cells_without_addresses_are_counted():
    package = Package(by_excel())
    bare = re.sub(rb' r="[A-Z]*\d+"', b"", package.read("xl/worksheets/sheet1.xml"))
    bare = bare.replace(b"<row", b'<row r="1"', 1).replace(b"<row spans", b'<row r="3" spans', 1)
    package.put("xl/worksheets/sheet1.xml", bare)
    sheet = openpyxl.load_workbook(BytesIO(marked(package.to_bytes(), [finding("D4"), finding("H4")])))[SHEET]
    assert sheet["D4"].value == 81.5
    assert sheet["D4"].fill.fgColor.rgb[2:6] == "FFB3"
    assert sheet["H4"].fill.fgColor.rgb[2:6] == "FFB3"


def test_untrusted_text_is_only_ever_text():
    says = '=HYPERLINK("http://x")<b>&\x07\u202e_x0041_ ' + "长" * 40_000
    book = openpyxl.load_workbook(BytesIO(marked(by_excel(), [finding("D4", says=says)])))
    cell = book["校验结果"]["E5"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.startswith('=HYPERLINK("http://x")<b>&_x005F_x0041_ 长长')
    assert len(cell.value.replace("_x005F_", "_")) == 32_767
    assert cell.value.endswith("……（内容过长，以下略）")
    assert book["校验结果"].row_dimensions[5].height == 409


def test_a_place_on_an_unknown_sheet_is_listed_without_a_link():
    stray = Finding("E001", Severity.ERROR, "说明", "请改。", "依据", Place("", "没有的表", 3, 3))
    book = openpyxl.load_workbook(BytesIO(marked(by_excel(), [stray])))
    assert book["校验结果"]["D5"].value == "没有的表!C3"
    assert book["校验结果"]["D5"].hyperlink is None


def test_a_county_sheet_of_the_same_name_is_left_alone():
    book = openpyxl.load_workbook(BytesIO(by_excel()))
    book.create_sheet("校验结果")["A1"] = "县里自查"
    stream = BytesIO()
    book.save(stream)
    copy = openpyxl.load_workbook(BytesIO(marked(marked(stream.getvalue()))))
    assert copy.sheetnames == [SHEET, "选项", "校验结果", "校验结果2"]
    assert copy["校验结果"]["A1"].value == "县里自查"


def test_the_copy_carries_the_hidden_marker_of_its_original():
    content = by_excel()
    digest = hashlib.sha256(content).hexdigest()
    assert read_return_marker(content) == ""
    assert read_return_marker(b"PK") == ""
    assert read_return_marker(marked(content)) == digest
    assert read_return_marker(marked(content, original="ab" * 32)) == "ab" * 32


def test_it_is_the_same_bytes_every_time():
    content = by_excel()  # which says in which second it was written
    assert marked(content) == marked(content)


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"not a workbook"])
def test_what_is_no_package_is_said_in_words(content):
    with pytest.raises(CannotRead, match="不是完整的xlsx工作簿"):
        marked(content)


def test_a_document_type_is_refused():
    package = Package(by_excel())
    package.put(
        "xl/styles.xml", b'<!DOCTYPE x [<!ENTITY a "b">]>' + package.read("xl/styles.xml").split(b"?>", 1)[1]
    )
    with pytest.raises(CannotRead, match="内部结构读不通"):
        marked(package.to_bytes())


def test_theirs_in_our_colour_family_stays_theirs():
    book = openpyxl.load_workbook(BytesIO(by_excel()))
    book[SHEET]["A4"].fill = PatternFill("solid", fgColor="FFFFC7CE")
    stream = BytesIO()
    book.save(stream)
    twice = openpyxl.load_workbook(BytesIO(marked(marked(stream.getvalue(), [finding("A4")]), ())))
    assert twice[SHEET]["A4"].fill.fgColor.rgb == "FFFFC7CE"


def coloured_by_condition() -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(SHEET)
    sheet.write_row("A1", ("已完成", "滞后", "已完成"))
    green = book.add_format({"bg_color": "#C6EFCE"})
    sheet.conditional_format(
        "A1:B9", {"type": "cell", "criteria": "==", "value": '"已完成"', "format": green}
    )
    sheet.conditional_format("C1", {"type": "no_blanks", "format": book.add_format({"bold": True})})
    book.close()
    return stream.getvalue()


def rules(content: bytes) -> list[tuple[str, int, str]]:
    sheet = openpyxl.load_workbook(BytesIO(content))[SHEET]
    return [
        (str(group.sqref), rule.priority, rule.dxf.fill.bgColor.rgb if rule.dxf.fill else "")
        for group in sheet.conditional_formatting
        for rule in group.rules
    ]


def test_a_mark_is_seen_over_a_colour_that_a_condition_gives():
    content = coloured_by_condition()
    theirs = [("A1:B9", 1, "FFC6EFCE"), ("C1", 2, "")]
    assert rules(content) == theirs
    once = marked(content, [finding("A1"), finding("B2", "W"), finding("C1")])
    later = [(where, priority + 2, colour) for where, priority, colour in theirs]
    assert rules(once) == [("B2", 1, "FFFFEE7F"), ("A1", 2, "FFFFB39F"), *later]
    assert [colour for _, _, colour in rules(marked(once, ()))] == [colour for _, _, colour in theirs]


def test_rounds_do_not_pile_up_formats():
    def count(content: bytes) -> int:
        return len(openpyxl.load_workbook(BytesIO(content))._cell_styles)

    twice = marked(marked(by_excel()))
    assert count(marked(marked(twice))) == count(twice)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData", b"<other"),
        (b'<row r="4"', b'<row r="four"'),
        (b'r="D4"', b'r="4D"'),
        (b'" s="', b'" s="x'),
    ],
)
def test_a_part_that_is_not_as_the_format_says_is_said_in_words(old, new):
    package = Package(by_excel())
    part = (
        package.read("xl/worksheets/sheet1.xml")
        .replace(old, new)
        .replace(b"</sheetData", b"</sheetData" if old != b"<sheetData" else b"</other")
    )
    package.put("xl/worksheets/sheet1.xml", part)
    with pytest.raises(CannotRead, match="内部结构不合规"):
        marked(package.to_bytes(), [finding("D4")])


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.text("台账A1=<&_x0041_\n ", max_size=8)
)


@examples(40)
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5),
    places=st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=6),
)
def test_any_marked_book_reads_back_equal_and_clears_again(rows, places):
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(SHEET)
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.close()
    content = stream.getvalue()
    found = [Finding("E1", Severity.ERROR, "说", "改。", "", Place("", SHEET, *place)) for place in places]
    copy = marked(content, found)
    assert formulas(copy) == formulas(content)
    cleared = openpyxl.load_workbook(BytesIO(marked(copy, ())))[SHEET]
    assert [c.coordinate for r in cleared for c in r if c.comment or c.fill.fill_type] == []
