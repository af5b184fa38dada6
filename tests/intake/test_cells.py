"""INTAKE 22 to 37: what a sheet may hold, in every form that is read."""

from __future__ import annotations

import struct
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal

import pytest
from clients.biff12 import record, text, xlsb_of
from clients.xml_2003 import xml_2003_of
from hostile.forms import HOUSE, html, ods, ods_row, ods_table, ods_text, sheet_xml, xls
from hostile.old_records import BIFF5, BIFF8, biff, joined, label, number
from hostile.packages import (
    SHEET,
    ole_of,
    package_of,
    parts_of,
    related,
    with_change,
    with_parts,
    workbook_bytes,
)
from xlsxwriter import Workbook as Writer

from taizhang.books import read_workbook
from taizhang.books.clean_text import CUT, LONGEST_TEXT
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Box, CellError, CellValue, Formula, Grid, Workbook

TABLE = "任务台账"


def moment(*parts: int) -> datetime:
    """As a cell has it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


PLAIN = workbook_bytes()


def inline(words: str) -> bytes:
    return workbook_bytes(lambda sheet: sheet.write_string(0, 0, words))


def cells(content: bytes, limits: FileLimits | None = None) -> dict[tuple[int, int], CellValue]:
    workbook = read_workbook(content, "台账", limits)
    assert (workbook.file_class, workbook.note) == ("readable", "")
    return dict(workbook.grids[0].cells)


# --- 22: depth, attributes, long texts

DEEP = "<a>" * 300 + "</a>" * 300
MANY = "<a " + " ".join(f'a{at}="1"' for at in range(1_001)) + "/>"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_r22_a_part_that_is_needed_and_nested_too_deep_is_refused(part: str) -> None:
    deep = with_change(
        PLAIN, part, lambda xml: xml[: xml.rindex(b"</")] + DEEP.encode() + xml[xml.rindex(b"</") :]
    )
    workbook = read_workbook(deep, "")
    assert (workbook.file_class, workbook.flags) == ("corrupt", ("over-limit",))
    assert workbook.note == (
        "文件内部的层次多于256层，或者一处内容长于10000000字节，未读取。请在表格软件中另存为新文件后再报送"
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_r22_an_element_with_more_than_a_thousand_attributes_refuses_the_file(part: str) -> None:
    many = with_change(
        PLAIN, part, lambda xml: xml[: xml.rindex(b"</")] + MANY.encode() + xml[xml.rindex(b"</") :]
    )
    workbook = read_workbook(many, "")
    assert (workbook.file_class, workbook.flags) == ("dangerous", ("over-limit",))
    assert workbook.note == "文件内部一个元素的属性多于1000个，未读取。请在表格软件中另存为新文件后再报送"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_r22_the_thousandth_attribute_is_allowed_and_the_next_is_not(encoding: str) -> None:
    def with_attributes(count: int) -> Workbook:
        told = " ".join(f'a{at}="{at}"' for at in range(count))
        xml = parts_of(sheet_xml("<row><c t='n'><v>1</v></c></row>", f"<a {told}/>"))[SHEET].decode()
        return read_workbook(with_parts(PLAIN, {SHEET: xml.replace("UTF-8", encoding).encode(encoding)}), "")

    assert (with_attributes(1_000).file_class, with_attributes(1_001).flags) == ("readable", ("over-limit",))


def test_r22_nested_elements_in_a_sheet_never_crash_the_reading() -> None:
    for odd in ("<!-- -->", ""):  # read element by element, and in one pass
        for deep in (300, 200_000):
            content = sheet_xml(f'{odd}<row r="1"><c r="A1"><v>1</v></c></row>', "<a>" * deep + "</a>" * deep)
            assert read_workbook(content, "").file_class == ("corrupt" if odd else "readable")


@pytest.mark.parametrize("form", ["xml", "fods", "ods", "html"])
def test_r22_nested_elements_are_refused_in_every_form(form: str) -> None:
    deep = "<text:p>" + "<text:span>" * 300 + "</text:span>" * 300 + "</text:p>"
    flat = f'<?xml version="1.0"?><office:document {HOUSE} office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
    table = ods_table(ods_row(f"<table:table-cell>{deep}</table:table-cell>"))
    made = {
        "ods": ods(table),
        "fods": f"{flat}<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document>".encode(),
        "xml": xml_2003_of([Grid(TABLE, {(1, 1): "甲"})]).replace(b"</Table>", f"{DEEP}</Table>".encode()),
        "html": html(f"<tr><td>{'<div>' * 300}甲{'</div>' * 300}</td></tr><tr><td>乙</td></tr>"),
    }
    workbook = read_workbook(made[form], "")
    assert (workbook.file_class, workbook.grids) == ("corrupt", ())
    assert "请" in workbook.note


def long_texts(words: str) -> dict[str, bytes]:
    table = ods_table(ods_row(ods_text(words), ods_text("乙")))
    return {
        "xlsx, shared": workbook_bytes(lambda sheet: sheet.write_row(0, 0, [words[:32_767], "乙"])),
        "xlsx, in its cell": sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c><c r="B1" t="inlineStr"><is><t>乙</t></is></c></row>'),
        "xlsx, element by element": sheet_xml(f"<!-- --><row><c t='inlineStr'><is><t>{words}</t></is></c><c t='inlineStr'><is><t>乙</t></is></c></row>"),
        "xlsb": xlsb_of([Grid(TABLE, {(1, 1): words, (1, 2): "乙"})]),
        "ods": ods(table),
        "xml": xml_2003_of([Grid(TABLE, {(1, 1): words, (1, 2): "乙"})]),
        "csv": f"{words},乙\n1,2\n".encode(),
        "html": html(f"<tr><td>{words}</td><td>乙</td></tr>"),
    }  # fmt: skip


def swollen(form: str) -> tuple[str, ...]:
    """One letter a million times packs to next to nothing."""
    return ("high-ratio",) if form.startswith(("xlsx", "xlsb", "ods")) else ()


@pytest.mark.parametrize("form", [form for form in long_texts("") if form != "xlsx, shared"])
@pytest.mark.parametrize("length", [LONGEST_TEXT, LONGEST_TEXT + 1, 4_000_000])
def test_r22_a_megabyte_of_a_text_is_kept_and_the_rest_is_cut_with_a_note(form: str, length: int) -> None:
    words = "医" * length
    workbook = read_workbook(long_texts(words)[form], "")
    kept = words if length <= LONGEST_TEXT else words[: LONGEST_TEXT - len(CUT)] + CUT
    assert workbook.file_class == "readable"
    assert [workbook.grids[0].cells[1, at] for at in (1, 2)] == [kept, "乙"]
    assert workbook.flags == swollen(form) + (() if length <= LONGEST_TEXT else ("over-limit",))


def test_r22_a_shared_text_is_cut_like_any_other() -> None:
    long = with_change(
        PLAIN, "xl/sharedStrings.xml", lambda xml: xml.replace("甲".encode(), b"x" * 1_500_000)
    )
    (first, second) = cells(long).values()
    assert (first, second) == ("x" * (LONGEST_TEXT - len(CUT)) + CUT, Decimal(5))


ENDLESS = [
    ("xlsx, element by element", "x" * 11_000_000),
    ("xlsx, element by element", "医" * 3_500_000),
    ("ods", "医" * 3_500_000),
    ("html", "x" * 11_000_000),
    ("html", "&#21307;" * 300_000),
    ("xml", "&#21307;" * 300_000),
]


@pytest.mark.parametrize(("form", "words"), ENDLESS, ids=[form for form, _ in ENDLESS])
def test_r22_a_text_that_a_parser_would_give_up_over_ends_in_the_note_too(form: str, words: str) -> None:
    workbook = read_workbook(long_texts(words)[form], "")
    text = workbook.grids[0].text(1, 1)
    assert (text[-len(CUT) :], len(text) <= LONGEST_TEXT + len(CUT)) == (CUT, True)
    assert (workbook.grids[0].text(1, 2), workbook.flags) == ("乙", (*swollen(form), "over-limit"))


# --- 23, 24, 25: what a sheet claims costs nothing

FAR = {
    "xlsx": sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        before='<dimension ref="A1:XFD1048576"/>',
    ),
    "xlsb": xlsb_of([Grid(TABLE, {(1, 1): Decimal(1), (1_048_576, 16_384): Decimal(2)})]),
    "xls": xls([number(0, 0, 1), number(65_535, 255, 2)]),
    "xml": xml_2003_of([Grid(TABLE, {(1, 1): Decimal(1), (1_048_576, 16_384): Decimal(2)})]),
    "ods": ods(
        ods_table(
            ods_row('<table:table-cell office:value-type="float" office:value="1"/>')
            + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
            + ods_row(
                '<table:table-cell table:number-columns-repeated="16383"/>',
                '<table:table-cell office:value-type="float" office:value="2"/>',
            )
        )
    ),
}  # fmt: skip


def measured(read: Callable[[], Workbook]) -> tuple[Workbook, int, float]:
    """What was read, the most memory that it took, and the seconds."""
    tracemalloc.start()
    begun = time.monotonic()
    try:
        workbook = read()
        return workbook, tracemalloc.get_traced_memory()[1], time.monotonic() - begun
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", FAR)
def test_r23_memory_grows_with_the_cells_that_are_there(form: str) -> None:
    read_workbook(FAR[form], "")  # what is loaded once
    workbook, peak, seconds = measured(lambda: read_workbook(FAR[form], ""))
    assert workbook.file_class == "readable"
    assert [str(value) for value in workbook.grids[0].cells.values()] == ["1", "2"]
    assert peak < 2_000_000
    assert seconds < 2


DIMENSIONS = ["A1", "A1:A1", "XFD1048576", "B7:C8", "", "A1:XFD1048576", "rubbish"]


@pytest.mark.parametrize("claimed", DIMENSIONS)
@pytest.mark.parametrize("odd", ["", "<!-- -->"], ids=["in one pass", "element by element"])
def test_r24_what_a_sheet_says_of_its_size_is_not_believed(claimed: str, odd: str) -> None:
    rows = "".join(f'<row r="{at}"><c r="B{at}"><v>{at}</v></c></row>' for at in (1, 7, 300))
    content = sheet_xml(odd + rows, before=f'<dimension ref="{claimed}"/>')
    assert cells(content) == {(at, 2): Decimal(at) for at in (1, 7, 300)}


def test_r24_nor_is_what_the_old_and_the_binary_form_say() -> None:
    told = (0x200, struct.pack("<IIHHH", 0, 1, 0, 1, 0))
    assert cells(xls([told, number(4, 4, 1), number(9, 9, 2)])) == {(5, 5): Decimal(1), (10, 10): Decimal(2)}
    grid = Grid(TABLE, {(5, 5): Decimal(1), (10, 10): Decimal(2)})
    part = parts_of(xlsb_of([grid]))["xl/worksheets/sheet1.bin"]
    lying = with_parts(
        xlsb_of([grid]), {"xl/worksheets/sheet1.bin": record(148, struct.pack("<4I", 0, 0, 0, 0)) + part}
    )
    assert cells(lying) == dict(grid.cells)


WHOLE = "A1:XFD1048576"
BESIDE = {
    "merge": f'<mergeCells count="1"><mergeCell ref="{WHOLE}"/></mergeCells>',
    "hyperlink": f'<hyperlinks><hyperlink ref="{WHOLE}" location="A1"/></hyperlinks>',
    "validation": f'<dataValidations count="1"><dataValidation type="list" sqref="{WHOLE}"><formula1>$A:$XFD</formula1></dataValidation></dataValidations>',
    "conditional format": f'<conditionalFormatting sqref="{WHOLE}"><cfRule type="expression" priority="1"><formula>A1</formula></cfRule></conditionalFormatting>',
    "filter": f'<autoFilter ref="{WHOLE}"/>',
    "protected range": f'<protectedRanges><protectedRange sqref="{WHOLE}" name="a"/></protectedRanges>',
    "ignored": f'<ignoredErrors><ignoredError sqref="{WHOLE}" numberStoredAsText="1"/></ignoredErrors>',
}  # fmt: skip
ARRAYS = {
    "array": f'<f t="array" ref="{WHOLE}">A1:A2</f>',
    "shared": f'<f t="shared" ref="{WHOLE}" si="0">B1</f>',
    "table": f'<f t="dataTable" ref="{WHOLE}" dt2D="1" r1="A1" r2="B1"/>',
}


@pytest.mark.parametrize("what", BESIDE)
def test_r25_what_is_laid_over_the_whole_sheet_is_not_expanded(what: str) -> None:
    content = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', BESIDE[what])
    workbook, peak, seconds = measured(lambda: read_workbook(content, ""))
    assert dict(workbook.grids[0].cells) == {(1, 1): Decimal(1)}
    assert workbook.grids[0].merges == ((Box(1, 1, 1_048_576, 16_384),) if what == "merge" else ())
    assert (peak < 2_000_000, seconds < 2) == (True, True)


@pytest.mark.parametrize("what", ARRAYS)
@pytest.mark.parametrize("odd", ["", "<!-- -->"], ids=["in one pass", "element by element"])
def test_r25_a_formula_for_the_whole_sheet_stands_in_its_own_cell(what: str, odd: str) -> None:
    content = sheet_xml(f'{odd}<row r="1"><c r="A1">{ARRAYS[what]}<v>1</v></c></row>')
    workbook, peak, seconds = measured(lambda: read_workbook(content, ""))
    ((place, value),) = workbook.grids[0].cells.items()
    assert (place, isinstance(value, Formula) and value.value) == ((1, 1), Decimal(1))
    assert (peak < 2_000_000, seconds < 2) == (True, True)


def test_r25_merges_of_the_other_forms_are_not_expanded() -> None:
    whole = Box(1, 1, 1_048_576, 16_384)
    made = {
        "xlsb": xlsb_of([Grid(TABLE, {(1, 1): "甲"}, merges=(whole,))]),
        "xml": xml_2003_of([Grid(TABLE, {(1, 1): "甲"}, merges=(whole,))]),
        "ods": ods(ods_table(ods_row('<table:table-cell table:number-rows-spanned="1048576" table:number-columns-spanned="16384"><text:p>甲</text:p></table:table-cell>'))),
        "xls": xls([label(0, 0, "甲"), (0xE5, struct.pack("<5H", 1, 0, 65_535, 0, 255))]),
    }  # fmt: skip
    for form, content in made.items():
        workbook, peak, seconds = measured(lambda content=content: read_workbook(content, ""))
        assert dict(workbook.grids[0].cells) == {(1, 1): "甲"}
        assert workbook.grids[0].merges == ((Box(1, 1, 65_536, 256),) if form == "xls" else (whole,))
        assert (peak < 3_000_000, seconds < 2) == (True, True)


def test_r25_a_return_copy_expands_nothing_either() -> None:
    """Values, merges and hidden rows of a sheet that claims all there is."""
    from taizhang.books import rebuild_as_values

    whole, column = Box(1, 1, 1_048_576, 16_384), Box(1, 3, 1_048_576, 3)
    many = tuple(Box(at, 1, at, 2) for at in range(1, 3_000))
    grid = Grid(
        TABLE,
        {(1, 1): "甲", (1_000_000, 2): "乙"},
        merges=(whole, column, *many),
        hidden_rows=frozenset(range(5, 900)),
    )
    begun = time.monotonic()
    back = read_workbook(rebuild_as_values(Workbook("a.xls", "", 0, "xls", (grid,))), "")
    assert time.monotonic() - begun < 10
    (kept,) = back.grids
    assert dict(kept.cells) == dict(grid.cells)
    assert kept.merges == many
    assert len(kept.hidden_rows) == 895


# --- 26, 27: how much, and how scattered


def test_r26_the_limits_are_those_of_the_requirement() -> None:
    limits = FileLimits()
    assert (limits.cells, limits.rows) == (1_000_000, 200_000)


@pytest.mark.parametrize("form", ["csv", "xlsx", "xlsb", "html", "xml"])
def test_r26_too_many_rows_are_said_with_the_limit(form: str) -> None:
    many = {(row, column): "甲" for row in range(1, 52) for column in (1, 2)}
    lines = [["甲", "甲"]] * 51
    made = {
        "csv": "".join("甲,甲\n" for _ in lines).encode(),
        "xlsx": workbook_bytes(
            lambda sheet: [sheet.write_row(row, 0, line) for row, line in enumerate(lines)]
        ),
        "xlsb": xlsb_of([Grid(TABLE, many)]),
        "html": html("<tr><td>甲</td><td>甲</td></tr>" * 51),
        "xml": xml_2003_of([Grid(TABLE, many)]),
    }
    workbook = read_workbook(made[form], "", FileLimits(rows=50))
    assert (workbook.file_class, workbook.flags, workbook.note) == (
        "unsupported-format",
        ("over-limit",),
        "工作簿超过50行的上限，未读取。请删除多余内容后重新报送",
    )
    assert read_workbook(made[form], "", FileLimits(rows=51)).file_class == "readable"


def test_r26_the_rows_of_all_sheets_count_together_and_cells_before_rows() -> None:
    grids = [Grid(f"表{at}", {(row, 1): "甲" for row in range(1, 31)}) for at in range(2)]
    assert read_workbook(xlsb_of(grids), "", FileLimits(rows=59)).flags == ("over-limit",)
    assert read_workbook(xlsb_of(grids), "", FileLimits(rows=60)).flags == ()
    assert "59个单元格" in read_workbook(xlsb_of(grids), "", FileLimits(cells=59)).note


def test_r26_two_hundred_thousand_and_one_rows_are_too_many() -> None:
    most = "甲,乙\n" * 200_000
    assert read_workbook(most.encode(), "").file_class == "readable"
    assert read_workbook((most + "甲,乙\n").encode(), "").note == (
        "工作簿超过200000行的上限，未读取。请删除多余内容后重新报送"
    )


GAPS = {(1, 1): "甲", (2, 9): "乙", (500, 1): "丙", (5_000, 3): "丁"}


def test_r27_empty_rows_and_columns_never_end_the_reading() -> None:
    rows = {row: [value for (at, _), value in GAPS.items() if at == row] for row in range(1, 5_001)}
    lines = [
        "," * 9 if not rows[row] else ",".join(GAPS.get((row, at), "") for at in range(1, 10)) for row in rows
    ]
    empty = '<table:table-row table:number-rows-repeated="{}"><table:table-cell/></table:table-row>'
    made = {
        "csv": "\n".join(lines).encode(),
        "csv with blank lines": "\n".join(line.strip(",") and line for line in lines).encode(),
        "xlsx": workbook_bytes(lambda sheet: [sheet.write(row - 1, at - 1, value) for (row, at), value in GAPS.items()]),
        "xlsx, formatted blanks": sheet_xml("".join(
            f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/>'
            + "".join(f'<c r="{"ABCDEFGHI"[at - 1]}{row}" t="inlineStr"><is><t>{value}</t></is></c>' for (line, at), value in GAPS.items() if line == row)
            + "</row>" for row in range(1, 5_001))),
        "xlsb": xlsb_of([Grid(TABLE, GAPS)]),
        "xml": xml_2003_of([Grid(TABLE, GAPS)]),
        "xls": xls([label(row - 1, at - 1, value) for (row, at), value in GAPS.items()]),
        "html": html("".join("<tr>" + "".join(f"<td>{GAPS.get((row, at), '')}</td>" for at in range(1, 10)) + "</tr>" for row in range(1, 5_001))),
        "ods": ods(ods_table(
            ods_row(ods_text("甲")) + ods_row('<table:table-cell table:number-columns-repeated="8"/>', ods_text("乙"))
            + empty.format(497) + ods_row(ods_text("丙")) + empty.format(4_499)
            + ods_row("<table:table-cell/>", "<table:table-cell/>", ods_text("丁")))),
    }  # fmt: skip
    assert {form: cells(content) for form, content in made.items()} == dict.fromkeys(made, GAPS)


# --- 28: nothing is silently blank

LOST = {
    "a sheet part that is not there": {SHEET: None},
    "no sheets in the list": {"xl/workbook.xml": ("<sheets>", "</sheets>", "<sheets/>")},
    "a list that leads nowhere": {
        "xl/_rels/workbook.xml.rels": ("worksheets/sheet1.xml", "", "worksheets/none.xml")
    },
    "no relations": {"xl/_rels/workbook.xml.rels": None},
    "cells under a name that nobody knows": {SHEET: ("<c ", None, "<d ")},
}


def changed(part: bytes, change: tuple[str, str | None, str]) -> bytes:
    begin, end, new = change
    words = part.decode()
    if end is None:
        return words.replace(begin, new).replace("</c>", "</d>" if "d" in new else "</c>").encode()
    start = words.index(begin)
    stop = words.index(end, start) + len(end) if end else start + len(begin)
    return (words[:start] + new + words[stop:]).encode()


@pytest.mark.parametrize("what", LOST)
def test_r28_a_workbook_that_gives_nothing_though_it_holds_something_is_an_error(what: str) -> None:
    parts = parts_of(PLAIN)
    for name, change in LOST[what].items():
        parts = {key: part for key, part in parts.items() if key != name or change}
        if change:
            parts[name] = changed(parts[name], change)
    workbook = read_workbook(package_of(parts), "台账.xlsx")
    assert workbook.file_class in ("corrupt", "unsupported-format")
    assert "请" in workbook.note


def test_r28_the_other_forms_are_no_silent_blanks_either() -> None:
    no_sheet = joined([(0x809, struct.pack("<HHHH", BIFF8, 5, 0, 0)), (0x0A, b"")])
    elsewhere = joined(
        [
            (0x809, struct.pack("<HHHH", BIFF8, 5, 0, 0)),
            (0x85, struct.pack("<IBBB", 9, 0, 0, 1) + b"\0T"),
            (0x0A, b""),
        ]
    )
    made = {
        "xls without sheets": ole_of({"Workbook": no_sheet}),
        "xls whose sheet is elsewhere": ole_of({"Workbook": elsewhere}),
        "ods without sheets": ods(""),
        "xlsb without sheets": xlsb_of([]),
        "xml without sheets": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Styles/></Workbook>',
        "html without a table": b"<html><body><p>1</p></body></html>",
        "csv of one word": b"word",
    }  # fmt: skip
    readable = [name for name, content in made.items() if read_workbook(content, "").file_class == "readable"]
    assert readable == []


def test_r28_an_empty_sheet_is_an_empty_sheet() -> None:
    workbook = read_workbook(workbook_bytes(lambda sheet: None), "")
    assert (workbook.file_class, [dict(grid.cells) for grid in workbook.grids]) == ("readable", [{}])


# --- 29, 30: one bad cell, and bad decoration


def bad_cells() -> dict[str, tuple[bytes, CellValue]]:
    """In each form a good cell, a bad one and a good one; and what the bad one is read as."""
    none = CellError("无法读取")
    row = '<row r="1"><c r="A1"><v>1</v></c>{}<c r="C1"><v>3</v></c></row>'
    wrong = {
        "a text for a number": '<c r="B1"><v>约5</v></c>',
        "a shared text that is not there": '<c r="B1" t="s"><v>99</v></c>',
        "a shared text before the first": '<c r="B1" t="s"><v>-1</v></c>',
        "a day that is none": '<c r="B1" t="d"><v>2022-13-40</v></c>',
        "an endless number": '<c r="B1"><v>1e999</v></c>',
    }
    made = {f"xlsx: {name}": (sheet_xml(row.format(cell)), none) for name, cell in wrong.items()}
    made |= {
        f"xlsx, slowly: {name}": (sheet_xml("<!-- -->" + row.format(cell)), none)
        for name, cell in wrong.items()
    }
    binary = xlsb_of([Grid(TABLE, {(1, 1): Decimal(1), (1, 2): "乙", (1, 3): Decimal(3)})])
    part = parts_of(binary)["xl/worksheets/sheet1.bin"]
    good = record(6, struct.pack("<II", 1, 0) + text("乙"))
    for name, bad in {
        "a shared text that is not there": record(7, struct.pack("<III", 1, 0, 99)),
        "a text that is cut short": record(6, struct.pack("<III", 1, 0, 99)),
        "a number that is cut short": record(5, struct.pack("<II", 1, 0) + b"\0"),
        "no value": record(4, struct.pack("<II", 1, 0)),
    }.items():
        assert good in part
        changed_part = {"xl/worksheets/sheet1.bin": part.replace(good, bad)}
        made[f"xlsb: {name}"] = with_parts(binary, changed_part), none
    for name, kind, body in (
        ("a shared text that is not there", 0xFD, struct.pack("<HHHI", 0, 1, 0, 99)),
        ("a number that is cut short", 0x203, struct.pack("<HHH", 0, 1, 0) + b"\0"),
        ("an error without a code", 0x205, struct.pack("<HHH", 0, 1, 0)),
        ("a formula that is cut short", 0x06, struct.pack("<HHH", 0, 1, 0)),
    ):
        made[f"xls: {name}"] = xls([number(0, 0, 1), (kind, body), number(0, 2, 3)]), none
    good_cell = '<table:table-cell office:value-type="float" office:value="{}"/>'
    bad_cell = '<table:table-cell office:value-type="float" office:value="约5"><text:p>约5</text:p></table:table-cell>'
    made["ods: a text for a number"] = (
        ods(ods_table(ods_row(good_cell.format(1), bad_cell, good_cell.format(3)))),
        "约5",
    )
    old = xml_2003_of([Grid(TABLE, {(1, 1): Decimal(1), (1, 2): Decimal(2), (1, 3): Decimal(3)})])
    made["xml: a text for a number"] = old.replace(b">2<", ">约5<".encode()), "约5"
    return made


@pytest.mark.parametrize("what", bad_cells())
def test_r29_one_bad_cell_costs_that_cell_in_every_form(what: str) -> None:
    content, read_as = bad_cells()[what]
    workbook = read_workbook(content, "")
    assert (workbook.file_class, workbook.flags) == ("readable", ("bad-cell",))
    assert dict(workbook.grids[0].cells) == {(1, 1): Decimal(1), (1, 2): read_as, (1, 3): Decimal(3)}


RUBBISH = b"<a><b></a>\x00\xff rubbish <<<"
DECORATION = ["xl/styles.xml", "xl/theme/theme1.xml", "xl/drawings/drawing1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/charts/chart1.xml", "docProps/app.xml", "docProps/core.xml", "customXml/item1.xml", "xl/pivotTables/pivotTable1.xml", "xl/pivotCache/pivotCacheDefinition1.xml", "xl/tables/table1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/calcChain.xml", "xl/printerSettings/printerSettings1.bin"]  # fmt: skip


def decorated() -> bytes:
    """A sheet with a chart, a comment, a table and a pivot, the last by name only."""
    from io import BytesIO

    content = BytesIO()
    with Writer(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(TABLE)
        sheet.write_row(0, 0, ["甲", 5])
        sheet.write_comment(0, 0, "请核对")
        sheet.add_table(2, 0, 4, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={TABLE}!$B$1:$B$2"})
        sheet.insert_chart(6, 0, chart)
    extra = dict.fromkeys(set(DECORATION) - parts_of(content.getvalue()).keys(), b"<a/>")
    return with_parts(content.getvalue(), extra)


@pytest.mark.parametrize("part", DECORATION)
def test_r30_rubbish_beside_the_cells_never_stops_the_reading(part: str) -> None:
    workbook = read_workbook(with_parts(decorated(), {part: RUBBISH}), "台账.xlsx")
    assert (workbook.file_class, workbook.flags) == ("readable", ())
    assert [workbook.grids[0].cells[1, at] for at in (1, 2)] == ["甲", Decimal(5)]


STYLES = [
    b'numFmtId="' + b"9" * 5_000 + b'"', b'numFmtId="-1"', b'numFmtId="x"', b'numFmtId=""', b"",
]  # fmt: skip


@pytest.mark.parametrize("told", STYLES, ids=["endless", "negative", "a letter", "empty", "none"])
def test_r30_a_style_without_a_sensible_format_is_the_general_one(told: bytes) -> None:
    """And the styles behind it keep their places."""
    content = workbook_bytes_with_formats()
    xml = parts_of(content)["xl/styles.xml"]
    cell_styles = xml[xml.index(b"<cellXfs") : xml.index(b"</cellXfs>")]
    first = cell_styles.index(b"numFmtId=")
    end = cell_styles.index(b'"', first + 10) + 1
    worse = with_change(
        content,
        "xl/styles.xml",
        lambda part: part.replace(cell_styles, cell_styles[:first] + told + cell_styles[end:]),
    )
    assert cells(worse) == {(1, 1): date(2025, 9, 30), (1, 2): "50%"}


def workbook_bytes_with_formats() -> bytes:
    from io import BytesIO

    content = BytesIO()
    with Writer(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(TABLE)
        sheet.write_number(0, 0, 45_930, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(0, 1, 0.5, book.add_format({"num_format": "0%"}))
    return content.getvalue()


NAMES = [
    "$A$0",
    "$ZZZ$9999999",
    "#REF!",
    "OFFSET(A1,0,0,1e9)",
    "$A$1:$A$0",
    "'" + "x" * 9_000 + "'!$A$1",
    "",
    "任务台账!$A$0:$B$0",
]


@pytest.mark.parametrize("name", NAMES)
def test_r30_a_defined_name_that_makes_no_sense_never_stops_the_reading(name: str) -> None:
    told = f'<definedNames><definedName name="tz_actual">任务台账!{name}</definedName><definedName name="b">{name}</definedName></definedNames>'
    content = with_change(
        PLAIN, "xl/workbook.xml", lambda xml: xml.replace(b"</sheets>", f"</sheets>{told}".encode())
    )
    assert cells(content) == {(1, 1): "甲", (1, 2): Decimal(5)}


def test_r30_decoration_of_the_old_and_the_binary_form() -> None:
    broken = [(0x41E, b"\1"), (0xE0, b"\1"), (0x22, b""), (0x42, b""), (0x18, b"\x20"), (0x31, b"")]
    assert cells(xls([(0x208, b"\0"), (0x7D, b"\0"), (0xE5, b""), number(0, 0, 1)], broken)) == {
        (1, 1): Decimal(1)
    }
    binary = xlsb_of([Grid(TABLE, {(1, 1): Decimal(1)})])
    assert cells(with_parts(binary, {"xl/styles.bin": b"\xff\xff\xff\xff"})) == {(1, 1): Decimal(1)}


# --- 31, 32, 33: sheets that are none, errors, and what is hidden

KINDS = ["chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"]


@pytest.mark.parametrize("kind", KINDS)
def test_r31_sheets_without_a_table_are_skipped_and_the_others_read(kind: str) -> None:
    maker = (
        "http://schemas.microsoft.com/office/2006"
        if "Macro" in kind
        else "http://schemas.openxmlformats.org/officeDocument/2006"
    )
    line = f'<Relationship Id="rIdX" Type="{maker}/relationships/{kind}" Target="odd/sheet9.xml"/>'
    parts = parts_of(PLAIN)
    parts["xl/_rels/workbook.xml.rels"] = related(parts["xl/_rels/workbook.xml.rels"], [line])
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<sheets>", '<sheets><sheet name="图" sheetId="9" r:id="rIdX"/>'.encode()
    )
    parts["xl/odd/sheet9.xml"] = b"<chartsheet/>"
    workbook = read_workbook(package_of(parts), "")
    assert ([grid.sheet for grid in workbook.grids], cells(package_of(parts))) == (
        [TABLE],
        {(1, 1): "甲", (1, 2): Decimal(5)},
    )
    assert workbook.flags == (("macro",) if "Macro" in kind else ())


@pytest.mark.parametrize(("kind", "flags"), [(2, ()), (1, ("macro",)), (6, ("macro",))])
def test_r31_the_same_in_an_old_workbook(kind: int, flags: tuple[str, ...]) -> None:
    odd = (0x85, struct.pack("<IBBB", 0, 0, kind, 1) + b"\0M")
    workbook = read_workbook(xls([number(0, 0, 1)], [odd]), "")
    assert ([grid.sheet for grid in workbook.grids], workbook.flags) == (["T"], flags)


ERRORS = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]


@pytest.mark.parametrize("code", ERRORS)
def test_r32_an_error_is_an_error_in_every_form(code: str) -> None:
    grid = Grid(TABLE, {(1, 1): CellError(code)})
    number_of = {
        "#NULL!": 0,
        "#DIV/0!": 7,
        "#VALUE!": 15,
        "#REF!": 23,
        "#NAME?": 29,
        "#NUM!": 36,
        "#N/A": 42,
    }[code]
    told = f'<table:table-cell calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>{code}</text:p></table:table-cell>'
    made = {
        "xlsx": sheet_xml(f'<row r="1"><c r="A1" t="e"><v>{code}</v></c></row>'),
        "xlsb": xlsb_of([grid]),
        "xml": xml_2003_of([grid]),
        "xls": xls([(0x205, struct.pack("<HHHBB", 0, 0, 0, number_of, 1))]),
        "ods": ods(ods_table(ods_row(told))),
        "html": html(f"<tr><td x:err='{code}'>{code}</td></tr>"),
    }
    assert {form: cells(content) for form, content in made.items()} == {
        form: dict(grid.cells) for form in made
    }


def test_r32_a_formula_that_nobody_computed_is_none_of_the_empty_cells() -> None:
    made = {
        "xlsx": sheet_xml('<row r="1"><c r="A1"><f>B1+1</f></c></row>'),
        "xlsx, slowly": sheet_xml("<row><c><f>B1+1</f></c></row>"),
        "xlsx, an empty value": sheet_xml('<row r="1"><c r="A1"><f>B1+1</f><v></v></c></row>'),
        "xml": xml_2003_of([Grid(TABLE, {(1, 1): "甲"})]).replace('<Cell ss:Index="1"><Data ss:Type="String">甲</Data></Cell>'.encode(), b'<Cell ss:Formula="=B1+1"/>'),
        "ods": ods(ods_table(ods_row('<table:table-cell table:formula="of:=B1+1"/>'))),
    }  # fmt: skip
    for content in made.values():
        workbook = read_workbook(content, "")
        assert (dict(workbook.grids[0].cells), workbook.flags) == (
            {(1, 1): Formula("B1+1")},
            ("formula-without-value",),
        )
        assert workbook.grids[0].uncomputed == {(1, 1)}


HIDDEN_STYLE = '<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_r33_hidden_and_very_hidden_sheets_are_flagged_in_every_form(state: str) -> None:
    code = 1 if state == "hidden" else 2
    grids = [Grid("底稿", {(1, 1): "甲"}, visible=False), Grid(TABLE, {(1, 1): "乙"})]
    odd = (0x85, struct.pack("<IBBB", 0, code, 0, 1) + b"\0M")
    stream = biff(BIFF8, [], [number(0, 0, 1)], hidden=code)
    assert odd[0] == 0x85
    told = {"xml": b"SheetHidden", "new": b"SheetVeryHidden" if code == 2 else b"SheetHidden"}
    made = {
        "xlsx": with_change(PLAIN, "xl/workbook.xml", lambda xml: xml.replace(b'sheetId="1"', f'sheetId="1" state="{state}"'.encode())),
        "xlsb": xlsb_of(grids).replace(b"", b""),
        "xml": xml_2003_of(grids).replace(told["xml"], told["new"]),
        "xls": ole_of({"Workbook": stream}),
        "ods": ods(ods_table(ods_row(ods_text("甲")), ' table:style-name="ta2"'), HIDDEN_STYLE),
    }  # fmt: skip
    for content in made.values():
        workbook = read_workbook(content, "")
        assert (workbook.file_class, workbook.flags) == ("readable", ("hidden-sheet",))
        assert not workbook.grids[0].visible


# --- 34: days

DAYS: dict[float, tuple[CellValue, CellValue]] = {  # by serial: in the calendar of 1900, in that of 1904
    45_930: (date(2025, 9, 30), date(2029, 10, 1)),
    0: (clock(0, 0), date(1904, 1, 1)),
    0.25: (clock(6, 0), moment(1904, 1, 1, 6)),
    59: (date(1900, 2, 28), date(1904, 2, 29)),
    60: (Decimal(60), date(1904, 3, 1)),
    60.5: (Decimal("60.5"), moment(1904, 3, 1, 12)),
    61: (date(1900, 3, 1), date(1904, 3, 2)),
    -1: (Decimal(-1), Decimal(-1)),
    -0.5: (Decimal("-0.5"), Decimal("-0.5")),
    2_957_003: (date(9995, 12, 30), date(9999, 12, 31)),
    2_957_004: (date(9995, 12, 31), Decimal(2_957_004)),
    2_958_465: (date(9999, 12, 31), Decimal(2_958_465)),
    2_958_466: (Decimal(2_958_466), Decimal(2_958_466)),
    2_958_465.9999999: (Decimal("2958465.9999999"), Decimal("2958465.9999999")),
    45_930.9999999: (date(2025, 10, 1), date(2029, 10, 2)),  # rounded to the second, it is the next day
    1e300: (Decimal("1E+300"), Decimal("1E+300")),
    -1e300: (Decimal("-1E+300"), Decimal("-1E+300")),
}


@pytest.mark.parametrize("serial", DAYS)
@pytest.mark.parametrize("calendar", [1900, 1904])
def test_r34_a_day_is_right_or_stays_a_number(serial: float, calendar: int) -> None:
    from io import BytesIO

    content = BytesIO()
    with Writer(content, {"in_memory": True, "date_1904": calendar == 1904}) as book:
        book.add_worksheet(TABLE).write_number(
            0, 0, serial, book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
    expected = DAYS[serial][calendar == 1904]
    style = [(0xE0, struct.pack("<HH", 0, 14)), (0x22, struct.pack("<H", calendar == 1904))]
    binary = xlsb_of([Grid(TABLE, {(1, 1): date(2022, 9, 1)})])
    parts = parts_of(binary)
    parts["xl/workbook.bin"] = parts["xl/workbook.bin"].replace(
        struct.pack("<II", 0, 0) + text(""), struct.pack("<II", calendar == 1904, 0) + text("")
    )
    parts["xl/worksheets/sheet1.bin"] = parts["xl/worksheets/sheet1.bin"].replace(
        struct.pack("<d", 44_805), struct.pack("<d", serial)
    )
    made = [content.getvalue(), xls([number(0, 0, serial)], style), package_of(parts)]
    assert [cells(one) for one in made] == [{(1, 1): expected}] * 3


WRITTEN = {
    "2022-09-30": moment(2022, 9, 30), "2022-09-30T08:30:00": moment(2022, 9, 30, 8, 30),
    "2022-09-30T08:30:00Z": moment(2022, 9, 30, 8, 30), "2022-09-30T08:30:00+08:00": moment(2022, 9, 30, 8, 30),
    " 2022-09-30 ": moment(2022, 9, 30), "0001-01-01": moment(1, 1, 1),
    "0000-00-00": None, "10000-01-01": None, "-0044-03-15": None, "2022-02-30": None, "2022-09-30T25:00": None, "昨天": None,
}  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_r34_a_day_written_out_is_right_or_a_bad_cell(written: str) -> None:
    moment = WRITTEN[written]
    xlsx = read_workbook(sheet_xml(f'<row r="1"><c r="A1" t="d"><v>{written}</v></c></row>'), "")
    told = f'<table:table-cell office:value-type="date" office:date-value="{written}"><text:p>写的字</text:p></table:table-cell>'
    others = [
        read_workbook(ods(ods_table(ods_row(told))), ""),
        read_workbook(xml_2003_of([Grid(TABLE, {(1, 1): "写的字"})]).replace('"String">写的字'.encode(), f'"DateTime">{written}'.encode()), ""),
    ]  # fmt: skip
    if moment is None:
        assert (dict(xlsx.grids[0].cells), xlsx.flags) == ({(1, 1): CellError("无法读取")}, ("bad-cell",))
        assert [(dict(one.grids[0].cells), one.flags) for one in others] == [
            ({(1, 1): "写的字"}, ("bad-cell",)),
            ({(1, 1): written}, ("bad-cell",)),
        ]
        return
    whole: CellValue = moment if moment.time() != clock() else moment.date()
    assert dict(xlsx.grids[0].cells) == {(1, 1): moment}
    assert [dict(one.grids[0].cells) for one in others] == [{(1, 1): whole}] * 2


@pytest.mark.parametrize("clock_value", ["PT999999999H00M00S", "-PT25H00M00S", "PT1H", "P1D", ""])
def test_r34_a_clock_of_an_open_document_never_overflows(clock_value: str) -> None:
    told = f'<table:table-cell office:value-type="time" office:time-value="{clock_value}"><text:p>写的字</text:p></table:table-cell>'
    workbook = read_workbook(ods(ods_table(ods_row(told, ods_text("乙")))), "")
    assert (workbook.file_class, workbook.grids[0].cells[1, 2]) == ("readable", "乙")


# --- 35: characters that nobody sees

UNSEEN = {
    "NUL": "\x00", "bell": "\x07", "escape": "\x1b", "delete": "\x7f", "C1": "\x9b", "soft hyphen": "\xad", "joiner": "\u034f",
    "Arabic mark": "\u061c", "Mongolian": "\u180e", "zero-width blank": "\u200b", "left to right": "\u200e", "turned round": "\u202e",
    "isolate": "\u2066", "word joiner": "\u2060", "Hangul filler": "\u3164", "BOM": "\ufeff", "half-width filler": "\uffa0",
    "noncharacter": "\ufffe", "surrogate": "\ud800", "tag": "\U000e0041",
}  # fmt: skip


@pytest.mark.parametrize("what", UNSEEN)
def test_r35_what_nobody_sees_is_removed_and_flagged_in_every_form(what: str) -> None:
    sign = UNSEEN[what]
    words = f"清{sign}河县"
    escaped = "".join(f"_x{ord(one):04X}_" if ord(one) < 0x10000 else one for one in sign)
    grid = Grid(TABLE, {(1, 1): words, (1, 2): "乙"})
    made = {
        "xlsx": sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>清{escaped}河县</t></is></c><c r="B1" t="inlineStr"><is><t>乙</t></is></c></row>'),
        "xlsx, a result": sheet_xml(f'<row r="1"><c r="A1" t="str"><v>清{escaped}河县</v></c><c r="B1" t="str"><v>乙</v></c></row>'),
    }  # fmt: skip
    if what != "surrogate":
        made["csv"] = f"{words},乙\n1,2\n".encode()
        made["xls"] = xls([label(0, 0, words), label(0, 1, "乙")]) if ord(sign) < 0x10000 else made["xlsx"]
        made["xlsb"] = xlsb_of([grid])
    for form, content in made.items():
        workbook = read_workbook(content, "")
        read = workbook.grids[0]
        assert (read.cells[1, 1], read.cells[1, 2]) == ("清河县", "乙")
        flags = (
            () if (form, what) == ("csv", "NUL") else ("control-characters",)
        )  # a csv may hold zeros for other reasons
        assert workbook.flags == flags


def test_r35_names_of_sheets_and_files_are_one_line_of_what_can_be_seen() -> None:
    name = "任务&#x202E;台&#x200B;账&#10;第二行"
    content = with_change(
        PLAIN,
        "xl/workbook.xml",
        lambda xml: xml.replace(f'name="{TABLE}"'.encode(), f'name="{name}"'.encode()),
    )
    workbook = read_workbook(content, "台\u202e账\x00\n\t第二行.xlsx")
    assert ([grid.sheet for grid in workbook.grids], workbook.name) == (
        ["任务台账 第二行"],
        "台账  第二行.xlsx",
    )
    endless = with_change(
        PLAIN,
        "xl/workbook.xml",
        lambda xml: xml.replace(f'name="{TABLE}"'.encode(), b'name="' + b"x" * 9_000 + b'"'),
    )
    assert [len(grid.sheet) for grid in read_workbook(endless, "").grids] == [120]


def test_r35_what_a_program_shows_for_an_error_is_a_text_like_any_other() -> None:
    code = "#\u202e坏\x07" + "x" * 5_000
    content = sheet_xml(f'<row r="1"><c r="A1" t="e"><v>{code.replace(chr(7), "")}</v></c></row>')
    assert cells(content) == {(1, 1): CellError(("#坏" + "x" * 5_000)[:32])}


# --- 36, 37: texts and old forms

TABLE_36 = {(1, 1): "单位", (1, 2): "进展情况", (2, 1): "清河县", (2, 2): "已完成，正在推进落实到位"}
WORDS = "\n".join(",".join(TABLE_36[row, at] for at in (1, 2)) for row in (1, 2)) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_r36_every_encoding_separator_and_line_end(encoding: str, separator: str, line: str) -> None:
    content = WORDS.replace(",", separator).replace("\n", line).encode(encoding)
    assert cells(content) == TABLE_36


@pytest.mark.parametrize("stated", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n'])
def test_r36_a_stated_separator_counts_in_every_spelling(stated: str) -> None:
    assert cells(f"{stated}甲;乙,丙\n".encode()) == {(2, 1): "甲", (2, 2): "乙,丙"}


def test_r36_zeros_are_left_out_and_fields_are_as_long_as_they_are() -> None:
    assert cells(b"a,b\0c\n1,\0\0002\n\0") == {(1, 1): "a", (1, 2): "bc", (2, 1): "1", (2, 2): "2"}
    words = "推进" * 200_000
    assert cells(f'甲,"{words}"\n1,2\n'.encode())[1, 2] == words


def test_r36_a_text_cut_off_in_a_character_is_not_taken_for_another_encoding() -> None:
    for cut in (1, 2):
        workbook = read_workbook("单位,数\n清河县,完成".encode()[:-cut], "")
        assert dict(workbook.grids[0].cells) == {(1, 1): "单位", (1, 2): "数", (2, 1): "清河县", (2, 2): "完"}
        assert workbook.flags == ("bad-cell",)


@pytest.mark.parametrize(
    "junk", [bytes(4_000), bytes(range(256)) * 40, b"\x01\x02\x03,\x04\n" * 50, b"\xff\xff,\xff\n" * 20]
)
def test_r36_what_is_no_text_is_no_table(junk: bytes) -> None:
    assert read_workbook(junk, "台账.csv").file_class == "not-a-workbook"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(40), "Excel 2.0 的旧表格"),
        (b"\x09\x02\x06\x00\x00\x00\x10\x00\x00\x00" + bytes(40), "Excel 3.0 的旧表格"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00" + bytes(40), "Excel 4.0 的旧表格"),
        (b"\x09\x04\x06\x00\x00\x00\x00\x01\x00\x00" + bytes(40), "Excel 4.0 的旧表格"),
        (biff(BIFF5, [], [number(0, 0, 1)]), "没有外壳的旧表格"),
    ],
)  # fmt: skip
def test_r37_the_oldest_forms_are_named(content: bytes, says: str) -> None:
    workbook = read_workbook(content, "台账.xls")
    assert (workbook.file_class, workbook.note) == (
        "unsupported-format",
        f"这是{says}，读不出内容。请在表格软件中另存为 .xlsx 后再报送",
    )


@pytest.mark.parametrize("version", [0x200, 0x300, 0x400])
def test_r37_the_oldest_forms_in_a_newer_shell_are_named_too(version: int) -> None:
    kind = {0x200: 0x009, 0x300: 0x209, 0x400: 0x409}[version]
    stream = joined([(kind, struct.pack("<HHH", version, 0x10, 0)), (0x0A, b"")])
    workbook = read_workbook(ole_of({"Book": stream}), "台账.xls")
    assert (workbook.file_class, workbook.note) == (
        "unsupported-format",
        "这是很旧的表格格式，读不出内容。请在表格软件中另存为 .xlsx 后再报送",
    )


def test_r37_old_and_other_workbooks_are_read() -> None:
    grid = Grid(TABLE, {(1, 1): "甲", (1, 2): Decimal(5)})
    words = "甲".encode("gb18030")
    old = biff(
        BIFF5,
        [(0x42, struct.pack("<H", 936))],
        [(0x204, struct.pack("<HHHH", 0, 0, 0, len(words)) + words), number(0, 1, 5)],
    )
    made = {
        "Excel 97": (xls([label(0, 0, "甲"), number(0, 1, 5)]), "台账.xls", "xls"),
        "WPS": (xls([label(0, 0, "甲"), number(0, 1, 5)]), "台账.et", "xls"),
        "Excel 95": (ole_of({"Book": old}), "台账.xls", "xls"),
        "binary": (xlsb_of([grid]), "台账.xlsb", "xlsb"),
        "OpenDocument": (ods(ods_table(ods_row(ods_text("甲"), '<table:table-cell office:value-type="float" office:value="5"/>'))), "台账.ods", "ods"),
    }  # fmt: skip
    for content, name, form in made.values():
        workbook = read_workbook(content, name)
        assert (workbook.file_class, workbook.format, workbook.flags) == ("readable", form, ())
        assert dict(workbook.grids[0].cells) == dict(grid.cells)
