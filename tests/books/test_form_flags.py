"""What is noticed in a file, in every form that can hold it; the files are saved by LibreOffice."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
import xlwings
from clients.biff12 import record, text, xlsb_of
from clients.jobs import Job, Typed
from clients.office import Office
from hostile.old_records import BIFF5, BIFF8, biff, number
from xlsxwriter.worksheet import Worksheet

from taizhang.books import read_workbook
from taizhang.books.read_xls import read_xls
from taizhang.books.refusal import Refusal
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import CellError, Grid

SHEET = "任务台账"
Fill = Callable[[xlsxwriter.Workbook, Worksheet], object]
FILLS: dict[str, Fill] = {
    "无": lambda book, sheet: None,
    "链接": lambda book, sheet: sheet.write_formula(1, 0, "='[别的.xlsx]Sheet1'!A1", None, 3),
    "取数": lambda book, sheet: sheet.write_formula(1, 0, '=_xlfn.WEBSERVICE("http://x")', None, 3),
    "注入": lambda book, sheet: sheet.write_string(1, 0, "=cmd|'/c calc'!A0"),
    "控制符": lambda book, sheet: sheet.write_string(1, 0, "甲\u200b乙"),
    "隐藏": lambda book, sheet: book.add_worksheet("私").hide(),
    "宏": lambda book, sheet: book.add_vba_project(vba(), True),
}
FLAGS = {
    "无": (), "链接": ("external-link",), "取数": ("external-link",), "注入": ("formula-injection",),
    "控制符": ("control-characters",), "隐藏": ("hidden-sheet",), "宏": ("macro",), "外部": ("external-link",),
    "动态": ("dde", "external-link"),
}  # fmt: skip
TYPED = {"外部": "='file:///tmp/b.ods'#$Sheet1.A1", "动态": '=DDE("soffice";"/tmp/a.ods";"Sheet1.A1")'}
FORMS = ("xlsx", "xls", "ods", "fods")


def vba() -> BytesIO:
    """Real macros: those that xlwings starts its own workbooks with."""
    return BytesIO(ZipFile(Path(xlwings.__file__).with_name("quickstart.xlsm")).read("xl/vbaProject.bin"))


@pytest.fixture(scope="module")
def saved(libreoffice: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flags")
    jobs = []
    for name, fill in FILLS.items():
        made = folder / f"{name}.{'xlsm' if name == '宏' else 'xlsx'}"
        with xlsxwriter.Workbook(made) as book:
            sheet = book.add_worksheet(SHEET)
            sheet.write_row(0, 0, ["甲", 1])
            fill(book, sheet)
        jobs += [Job(made, save_to=folder / f"{name}.{form}") for form in FORMS[1:]]
    plain = folder / "无.xlsx"
    for name, formula in TYPED.items():
        typed = (Typed(SHEET, 2, 1, formula),)
        jobs += [Job(plain, typed, save_to=folder / f"{name}.{form}") for form in FORMS]
    libreoffice.recalculated(jobs)
    (folder / "宏.xlsm").rename(folder / "宏.xlsx")
    return folder


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", FLAGS)
def test_r39_what_a_file_holds_is_flagged_in_every_form(saved: Path, what: str, form: str) -> None:
    workbook = read_workbook((saved / f"{what}.{form}").read_bytes(), "")
    flags = ("dde",) if (what, form) == ("动态", "xlsx") else FLAGS[what]  # a function there, no link
    assert workbook.flags == flags
    assert workbook.file_class == ("dangerous" if what == "动态" else "readable")


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as package:
        return package.read(name)


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts.get(name) or old.read(name))
    return target.getvalue()


XLSB = xlsb_of([Grid(SHEET, {(1, 1): "甲"})])


@pytest.mark.parametrize(
    ("parts", "file_class", "flags"),
    [
        ({"xl/vbaProject.bin": b"x"}, "readable", ("macro",)),
        ({"xl/macrosheets/sheet9.bin": b"x"}, "readable", ("macro",)),
        ({"xl/embeddings/a.bin": b"x"}, "readable", ("embedded-object",)),
        ({"xl/externalLinks/a.bin": record(360, b"\0\0")}, "readable", ("external-link",)),
    ],
)
def test_xlsb(parts: dict[str, bytes], file_class: str, flags: tuple[str, ...]) -> None:
    workbook = read_workbook(with_parts(XLSB, parts), "")
    assert (workbook.file_class, workbook.flags) == (file_class, flags)


def test_r39_xlsb_that_asks_another_program_is_dangerous() -> None:
    name = "xl/_rels/workbook.bin.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = f'<Relationship Id="r9" Type="{kind}" Target="externalLinks/a.bin"/></Relationships>'
    rels = part_of(XLSB, name).replace(b"</Relationships>", link.encode())
    workbook = read_workbook(
        with_parts(XLSB, {name: rels, "xl/externalLinks/a.bin": record(360, b"\1\0")}), ""
    )
    assert (workbook.file_class, workbook.flags) == ("dangerous", ("dde", "external-link"))


def test_r39_xlsb_with_a_name_that_runs_by_itself_is_dangerous() -> None:
    book = part_of(XLSB, "xl/workbook.bin") + record(39, bytes(9) + text("_xlnm.Auto_Open"))
    workbook = read_workbook(with_parts(XLSB, {"xl/workbook.bin": book}), "")
    assert (workbook.file_class, workbook.flags) == ("dangerous", ("auto-run", "macro"))


def ods(cells: str, parts: dict[str, bytes] | None = None) -> bytes:
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    body = f'<office:body><office:spreadsheet><table:table table:name="甲">{cells}</table:table></office:spreadsheet></office:body>'
    target = BytesIO()
    with ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
        for name, part in (parts or {}).items():
            package.writestr(name, part)
    return target.getvalue()


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


FORMULA = '<table:table-cell table:formula="of:=[.A1]+1"{}/>'
NUMBER = ' office:value-type="float" office:value="2"'


def test_r32_ods_formulas_that_no_program_computed_are_told() -> None:
    never = read_workbook(ods(row(FORMULA.format(""))), "")
    assert (never.flags, never.grids[0].uncomputed) == (("formula-without-value",), {(1, 1)})
    one_blank = read_workbook(ods(row(FORMULA.format(""), FORMULA.format(NUMBER))), "")
    assert (one_blank.flags, dict(one_blank.grids[0].cells)) == ((), {(1, 2): 2})


def test_r29_ods_cells_that_hold_no_such_value_cost_themselves_alone() -> None:
    bad = '<table:table-cell office:value-type="date" office:date-value="2022-13-40"><text:p>13月</text:p></table:table-cell>'
    good = "<table:table-cell><text:p>乙<text:s text:c='2'/>丙<text:tab/>丁<text:line-break/>戊</text:p></table:table-cell>"
    workbook = read_workbook(ods(row(bad, good)), "")
    assert workbook.flags == ("bad-cell",)
    assert dict(workbook.grids[0].cells) == {(1, 1): "13月", (1, 2): "乙  丙\t丁\n戊"}


def test_ods_with_an_embedded_file() -> None:
    entry = '<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.{}"/>'
    told = {kind: {"META-INF/manifest.xml": entry.format(kind).encode()} for kind in ("text", "chart")}
    assert read_workbook(ods(row(), told["text"]), "").flags == ("embedded-object",)
    assert read_workbook(ods(row(), told["chart"]), "").flags == ()


def test_r31_r39_xls_macro_sheets_and_names_that_run_by_themselves() -> None:
    plain = biff(BIFF8, [], [number(0, 0, 1)])
    auto = biff(
        BIFF8,
        [(0x18, struct.pack("<HBBHHHBBBB", 0x20, 0, 1, 0, 0, 0, 0, 0, 0, 0) + b"\0\1")],
        [number(0, 0, 1)],
    )
    assert [set(read_xls(stream, "", FileLimits())[1]) for stream in (plain, auto)] == [
        set(),
        {"auto-run", "macro"},
    ]
    macros = biff(BIFF8, [(0x85, struct.pack("<IBBB", 0, 2, 1, 1) + b"\0M")], [number(0, 0, 1)])
    grids, flags = read_xls(macros, "", FileLimits())
    assert ([grid.sheet for grid in grids], set(flags)) == (["T"], {"macro"})


def test_r37_xls_of_excel_95_in_its_code_page() -> None:
    label = "完成".encode("gb18030")
    book = [
        (0x42, struct.pack("<H", 936)),
        (0x41E, struct.pack("<HB", 164, 4) + b"0.0%"),
        (0xE0, struct.pack("<HH", 0, 164)),
    ]
    cells = [
        (0x204, struct.pack("<HHHH", 0, 0, 0, len(label)) + label),
        number(0, 1, 1.19),
        (0x205, struct.pack("<HHHBB", 1, 0, 0, 7, 1)),
    ]
    ((grid,), flags) = read_xls(biff(BIFF5, book, cells, name="台账".encode("gb18030")), "", FileLimits())
    assert (grid.sheet, dict(grid.cells), flags) == (
        "台账", {(1, 1): "完成", (1, 2): "119%", (2, 1): CellError("#DIV/0!")}, frozenset(),
    )  # fmt: skip


def test_r34_xls_days_of_both_calendars_and_numbers_that_are_none() -> None:
    day = [(0xE0, struct.pack("<HH", 0, 14))]
    cells = [number(0, 0, 44805), number(0, 1, float("nan"))]
    for mode, expected in ((0, date(2022, 9, 1)), (1, date(2026, 9, 2))):
        book = [*day, (0x22, struct.pack("<H", mode))]
        ((grid,), flags) = read_xls(biff(BIFF8, book, cells), "", FileLimits())
        assert (dict(grid.cells), flags) == ({(1, 1): expected, (1, 2): CellError("#NUM!")}, {"bad-cell"})


def test_xls_texts_that_run_over_several_records() -> None:
    words = "推进改革"
    table = struct.pack("<II", 2, 2) + struct.pack("<HB", 4, 1) + words.encode("utf-16-le")[:4]
    more = b"\1" + words.encode("utf-16-le")[4:] + struct.pack("<HB", 2, 0) + b"a"
    book = [(0xFC, table), (0x3C, more), (0x3C, b"\0b")]
    cells = [(0xFD, struct.pack("<HHHI", 0, at, 0, at)) for at in (0, 1)]
    ((grid,), _) = read_xls(biff(BIFF8, book, cells), "", FileLimits())
    assert dict(grid.cells) == {(1, 1): words, (1, 2): "ab"}


@pytest.mark.parametrize("cut", [10, 30, 60, 70, 76])
def test_xls_cut_off_is_damage(cut: int) -> None:
    stream = biff(BIFF8, [], [number(0, 0, 1), (0xFD, struct.pack("<HHHI", 0, 1, 0, 5))])
    with pytest.raises(Refusal):
        read_xls(stream[:cut], "", FileLimits())
