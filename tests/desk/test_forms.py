"""One filled ledger in every form that a county may send it in: the same rows, or the difference is told."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from clients.biff12 import xlsb_of
from clients.jobs import Job
from clients.office import Office
from clients.xml_2003 import xml_2003_of
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.books import read_workbook
from taizhang.desk.check import Checked, check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.returns import return_copies
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers.columns import find_columns
from taizhang.ledgers.sheet_layout import TABLE
from taizhang.model.grid import Box, Formula, Grid
from taizhang.model.ledger import Filler, ledger_columns
from taizhang.model.period import Period

AS_OF = date(2022, 10, 8)
MERGED, HIDDEN = "T02.M02", "T04.M01"  # rows whose progress is merged up, and that is hidden
BY_SHEET = {
    column.field for column in ledger_columns() if column.filler is Filler.FORMULA
}  # no two programs agree
WHOLE = ("xlsx", "xlsm", "xltx", "xls", "et", "ods", "fods", "xlsb", "xml", "strict.xlsx")
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


@pytest.fixture(scope="module")
def forms(
    libreoffice: Office, sample_document: Path, sample_roster: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with 台账.xlsx and the same in every other form, saved by LibreOffice where it can."""
    folder = tmp_path_factory.mktemp("forms")
    plan = compile_document(sample_document)
    line = direct_reporters(plan, roster_of(plan, sample_roster))[0]
    _, blank = write_blank_ledger(plan, line, Period.parse("2022Q3"))
    (folder / "填好.xlsx").write_bytes(filled(blank))
    libreoffice.recalculated([Job(folder / "填好.xlsx", save_to=folder / "台账.xlsx")])
    saved = folder / "台账.xlsx"
    comma = "44,34,76,1,,0,false,true,false"
    jobs = [
        Job(saved, save_to=folder / f"台账.{form}")
        for form in ("xlsm", "xltx", "xls", "et", "ods", "fods", "html")
    ]
    libreoffice.recalculated([*jobs, Job(saved, save_to=folder / "台账.csv", options=comma)])
    grids = values_of(saved)
    (folder / "台账.xlsb").write_bytes(xlsb_of(grids))
    (folder / "台账.xml").write_bytes(xml_2003_of(grids))
    (folder / "台账.strict.xlsx").write_bytes(strict(saved.read_bytes()))
    return folder


def filled(blank: bytes) -> bytes:
    """Numbers, shares, an error, a formula, days, a merge, a hidden row and a hidden column."""
    book = load_workbook(BytesIO(blank))
    sheet, columns = book[TABLE], find_columns(read_workbook(blank, "").grids[0])
    assert columns is not None
    at = columns.columns
    rows = {sheet.cell(row, 1).value: row for row in range(6, 46)}
    for row in rows.values():
        sheet.cell(row, at["status"]).value = "序时推进"
        sheet.cell(row, at["progress"]).value = f'已开展“第{row}项”工作, 建成3个;\n含"两个"站点'
    for row_id, value, look in (
        ("T01.M01.I1", "是", ""), ("T04.M02.I1", "１２", ""), ("T03.M01.I1", "=10+2", ""), ("T03.M02.I1", 3, ""), ("T03.M03.I1", 0.85, "0.0%"),
        ("T05.M01.I1", "92.5%", ""), ("T05.M01.I2", "=1/0", ""), ("T06.M02.I1", 1.19, "0.00%"),
        ("T08.M01.I1", 1234567.891, "#,##0.00"), ("T09.M01.I1", "约９５％", ""),
    ):  # fmt: skip
        put(sheet, rows[row_id], at["actual"], value, look)
    put(sheet, rows["T03.M03.I1"], at["numerator"], 850)
    put(sheet, rows["T03.M03.I1"], at["denominator"], 1000)
    put(sheet, rows[HIDDEN], at["evidence"], date(2022, 9, 1), 'yyyy"年"m"月"d"日"')
    put(sheet, rows["T04.M03"], at["remarks"], -0.5)
    put(sheet, rows["T14.M02"], at["remarks"], "0012")
    sheet.row_dimensions[rows[HIDDEN]].hidden = True
    sheet.column_dimensions["U"].hidden = True
    put(sheet, rows[MERGED], at["progress"], None)
    sheet.merge_cells(start_row=rows[MERGED] - 1, end_row=rows[MERGED], start_column=20, end_column=20)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def put(sheet: Worksheet, row: int, column: int, value: object, look: str = "") -> None:
    cell = sheet.cell(row, column)
    cell.value = value
    if look:
        cell.number_format = look


def values_of(path: Path) -> list[Grid]:
    """The sheets without formulas, for programs that write none."""
    grids = []
    for grid in read_workbook(path.read_bytes(), "").grids:
        bare = {
            cell: value.value if isinstance(value, Formula) else value for cell, value in grid.cells.items()
        }
        grids.append(
            replace(grid, cells={cell: value for cell, value in bare.items() if value not in ("", None)})
        )
    return grids


def strict(content: bytes) -> bytes:
    """The package as Excel saves a strict one (ISO/IEC 29500): other names for the same."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            for usual, other in STRICT.items():
                part = part.replace(usual, other) if name.endswith((".xml", ".rels")) else part
            new.writestr(name, part)
    return target.getvalue()


@pytest.fixture(scope="module")
def checked(forms: Path, plan_file: Path, sample_roster: Path):
    found: dict[str, Checked] = {}

    def check(form: str) -> Checked:
        if form not in found:
            path = forms / f"台账.{form}"
            (found[form],) = check_files([path], plan_file=plan_file, roster_file=sample_roster, as_of=AS_OF)
        return found[form]

    return check


def answers(checked: Checked) -> dict[tuple[str, str], str]:
    """What stands in every cell that no formula of ours fills, by row and field."""
    assert checked.ledger is not None, checked.reason
    raw = ((row.id, name, text) for row in checked.ledger.rows for name, text in row.raw.items())
    return {(row_id, name): text for row_id, name, text in raw if name not in BY_SHEET and text}


def codes(checked: Checked) -> list[tuple[str, str]]:
    return sorted((finding.code, finding.row) for finding in checked.findings)


def test_the_ledger_itself_is_read_whole(checked) -> None:
    told = answers(checked("xlsx"))
    numbers = ("T03.M01.I1", "T03.M03.I1", "T05.M01.I2", "T06.M02.I1", "T08.M01.I1")
    assert [told[row, "actual"] for row in numbers] == ["12", "85%", "#DIV/0!", "119%", "1234567.891"]
    assert told[MERGED, "progress"] == told["T02.M01.I1", "progress"]
    assert told[HIDDEN, "evidence"] == "2022-09-01"


@pytest.mark.parametrize("form", WHOLE[1:])
def test_every_workbook_gives_the_same_rows_and_findings(checked, form: str) -> None:
    one, same = checked("xlsx"), checked(form)
    assert (same.file_class, same.flags) == ("readable", ())
    assert answers(same) == answers(one)
    assert codes(same) == codes(one)
    assert same.ledger.head == one.ledger.head
    assert same.ledger.leftovers == one.ledger.leftovers == ()


@pytest.mark.parametrize("form", WHOLE)
def test_merges_and_what_is_hidden_are_told_in_every_workbook(forms: Path, form: str) -> None:
    table = read_workbook((forms / f"台账.{form}").read_bytes(), f"台账.{form}").grids[0]
    assert (table.sheet, table.visible) == (TABLE, True)
    assert Box(9, 20, 10, 20) in table.merges
    assert table.hidden_rows == {15}
    assert {21, 22} & table.hidden_columns == {21} or {21, 22} <= table.hidden_columns


@pytest.mark.parametrize("form", WHOLE)
def test_the_hidden_sheets_are_ours_and_said_to_be_hidden(forms: Path, form: str) -> None:
    grids = read_workbook((forms / f"台账.{form}").read_bytes(), f"台账.{form}").grids
    assert {grid.sheet for grid in grids if not grid.visible} == {"选项", "_taizhang"}


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_loses_merges_and_says_so(
    forms: Path, checked, plan_file: Path, sample_roster: Path, tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(separated_by(separator, (forms / "台账.csv").read_text("utf-8")).encode(encoding))
    (found,) = check_files([path], plan_file=plan_file, roster_file=sample_roster, as_of=AS_OF)
    whole, told = answers(checked("xlsx")), answers(found)
    assert (found.format, found.flags) == ("csv", ())
    assert {cell for cell in whole if told.get(cell) != whole[cell]} == {
        (MERGED, "progress"),
        (HIDDEN, "evidence"),
    }
    assert actuals(found) == actuals(checked("xlsx"))
    lost = set(codes(found)) - set(codes(checked("xlsx")))
    assert lost == {("E204", MERGED), ("N042", "")}


def actuals(checked: Checked) -> dict[str, Decimal | None]:
    return {row.id: row.actual for row in checked.ledger.rows}


def separated_by(separator: str, text: str) -> str:
    """The table with another mark between its cells."""
    target = StringIO()
    csv.writer(target, delimiter=separator).writerows(csv.reader(StringIO(text)))
    return target.getvalue()


def test_a_page_loses_what_is_hidden_and_says_so(checked) -> None:
    whole, told = answers(checked("xlsx")), answers(checked("html"))
    lost = {cell for cell in whole if told.get(cell) != whole[cell]}
    unseen = {"id", "version", "problems", "next_steps"}
    assert {cell for cell in lost if cell[0] != HIDDEN and cell[1] not in unseen} == set()
    more = set(codes(checked("html"))) - set(codes(checked("xlsx")))
    assert more == {("E006", ""), ("E401", HIDDEN), ("N015", ""), ("N042", "")}


@pytest.mark.parametrize("form", ["xls", "ods", "xlsb", "xml", "csv", "html"])
def test_what_comes_back_is_a_workbook_of_values(checked, form: str, tmp_path: Path) -> None:
    (copy,) = return_copies([checked(form)], tmp_path, on=AS_OF).values()
    assert copy.suffix == ".xlsx"
    assert read_workbook(copy.read_bytes(), copy.name).format == "xlsx"


@pytest.mark.parametrize(
    ("form", "name", "says"),
    [
        ("xlsx", "台账.xls", "文件名以“.xls”结尾，内容却是工作簿（.xlsx），已按内容读取"),
        ("xls", "台账.xlsx", "文件名以“.xlsx”结尾，内容却是旧版工作簿（.xls），已按内容读取"),
        ("csv", "台账.xlsx", "文件名以“.xlsx”结尾，内容却是文本表格（.csv），已按内容读取"),
        ("html", "台账.xls", "文件名以“.xls”结尾，内容却是网页表格（.html），已按内容读取"),
        ("xml", "台账.xls", "文件名以“.xls”结尾，内容却是2003版工作簿（.xml），已按内容读取"),
        ("ods", "台账.pdf", "文件名以“.pdf”结尾，内容却是开放文档表格（.ods），已按内容读取"),
        ("xlsb", "台账.XLSM", "文件名以“.XLSM”结尾，内容却是二进制工作簿（.xlsb），已按内容读取"),
    ],
)
def test_r08_a_wrong_name_is_read_and_noted(
    forms: Path, plan_file: Path, sample_roster: Path, tmp_path: Path, form: str, name: str, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes((forms / f"台账.{form}").read_bytes())
    (found,) = check_files([path], plan_file=plan_file, roster_file=sample_roster, as_of=AS_OF)
    assert "extension-differs" in found.flags
    assert [finding.says for finding in found.findings if finding.code == "N040"] == [says]


@pytest.mark.parametrize(
    ("form", "name"), [("xls", "台账.et"), ("xls", "台账.ETT"), ("xlsx", "台账"), ("xlsx", "台账.2022")]
)
def test_a_name_that_fits_or_claims_nothing_is_not_noted(forms: Path, form: str, name: str) -> None:
    assert read_workbook((forms / f"台账.{form}").read_bytes(), name).flags == ()
