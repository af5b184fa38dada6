"""Long sheets stitched from pieces say the same as the same sheet written cell by cell."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine
from openxml_audit import OpenXmlValidator

from taizhang.books import paint_sheets, read_workbook
from taizhang.books.stitching.piece import Cell, Piece, loose_rows, moved, placed
from taizhang.books.stitching.stitch import LongSheet, looks_in, stitch
from taizhang.books.stitching.take_apart import rows_of
from taizhang.model.picture import Look, Sheet

WHEN = datetime(2022, 10, 12)  # noqa: DTZ001 - the format has no zone
TITLES = ("填报单位", "原文", "采用值", "说明")
LOOKS = (Look.TEXT, Look.CODE, Look.NUMBER, Look.TEXT)
SAMPLES = (("样", "样", Decimal(0), "样"), ("=样", "=样", Decimal("0.5"), "=样"))
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("清河县", "约95", Decimal(95), None),
    ("白石县", "<b>&amp;", Decimal("0.1"), " 两头空 "),
    ("青松县", "=1+1", Decimal("-12345678.875"), "一行\n两行"),
    ("石桥县", "_x0041_", None, "\x01控制\ud800字符"),
    ("云岭区", "", Decimal("1E+15"), "末"),
)


def skeleton(rows: Sequence[Sequence[Cell]] = SAMPLES) -> bytes:
    first, long = (
        Sheet("总览", (20.0,)),
        Sheet("来源", (12.0, 12.0, 12.0, 20.0), filtered=True, frozen_columns=1),
    )
    first.put(1, 1, "总览", Look.TEXT, link="来源!A3")
    long.put_title("来源", "逐条列出")
    long.put_header(3, TITLES)
    for at, row in enumerate(rows, 4):
        for column, (value, look) in enumerate(zip(row, LOOKS, strict=True), 1):
            long.put(at, column, "" if value is None else value, look)
    return paint_sheets((first, long, Sheet("尾", (10.0,))), "试", WHEN)


def pieces(book: bytes, rows: Sequence[Sequence[Cell]] = ROWS, size: int = 2) -> list[Piece]:
    looks = looks_in(book, "来源")
    return [placed(loose_rows(rows[at : at + size], looks, 20), 4 + at) for at in range(0, len(rows), size)]


def look_of(cell: Any) -> tuple[object, ...]:
    kinds = (cell.font, cell.border, cell.alignment, cell.fill, cell.number_format, cell.quotePrefix)
    return tuple(map(repr, kinds))


@pytest.fixture
def stitched() -> bytes:
    book = skeleton()
    links = [("B4", "总览!A1"), ("B6", "总览!A1")]
    return stitch(book, {"来源": LongSheet(pieces(book), links)})


def test_the_sheet_says_what_it_would_say_written_cell_by_cell(stitched: bytes) -> None:
    ours, theirs = (
        {grid.sheet: dict(grid.cells) for grid in read_workbook(content, "汇总.xlsx").grids}
        for content in (stitched, skeleton(ROWS))
    )
    assert ours == theirs


def test_looks_filter_links_and_printed_area_are_those_of_the_whole_sheet(stitched: bytes) -> None:
    book, whole = (openpyxl.load_workbook(BytesIO(content)) for content in (stitched, skeleton(ROWS)))
    ours, theirs = book["来源"], whole["来源"]
    assert (ours.dimensions, ours.auto_filter.ref, ours.print_area) == ("A1:D8", "A3:D8", theirs.print_area)
    assert [ours.row_dimensions[row].height for row in (4, 8)] == [20, 20]
    for row in range(4, 9):
        for one, other in zip(ours[row], theirs[row], strict=True):
            if one.value is not None:  # a blank number has none to be shown
                assert look_of(one) == look_of(other)
    assert {cell: ours[cell].hyperlink.location for cell in ("B4", "B6")} == {
        "B4": "'总览'!A1",
        "B6": "'总览'!A1",
    }
    assert book["总览"]["A1"].hyperlink.location == "'来源'!A3"


def test_another_reader_reads_the_same(stitched: bytes) -> None:
    sheet = python_calamine.CalamineWorkbook.from_filelike(BytesIO(stitched)).get_sheet_by_name("来源")
    assert [row[2] for row in sheet.to_python(skip_empty_area=False)[3:]] == [
        95.0,
        0.1,
        -12345678.875,
        "",
        1e15,
    ]


def test_the_standard_says_nothing_against_it(stitched: bytes, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(stitched)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_how_the_rows_are_cut_does_not_change_what_is_read() -> None:
    book = skeleton()
    chance = random.Random(7)
    rows = [(f"第{n}县", str(n), Decimal(chance.randint(0, 999)) / 10, None) for n in range(300)]
    read = []
    for size in (1, 7, 300):
        grids = read_workbook(stitch(book, {"来源": LongSheet(pieces(book, rows, size))}), "汇总.xlsx").grids
        read.append(dict(grids[1].cells))
    assert read[0] == read[1] == read[2]
    assert len(read[0]) == 6 + 900


def test_the_same_rows_give_the_same_bytes() -> None:
    book = skeleton()
    assert pieces(book) == pieces(book)
    assert stitch(book, {"来源": LongSheet(pieces(book))}) == stitch(book, {"来源": LongSheet(pieces(book))})


def test_every_cell_says_where_it_stands(stitched: bytes) -> None:
    with ZipFile(BytesIO(stitched)) as parts:
        xml = parts.read("xl/worksheets/sheet2.xml")
    assert re.findall(rb'<row [^>]*r="(\d+)"', xml) == [b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8"]
    names = [name for row in range(4, 9) for name in (f"A{row}", f"B{row}", f"C{row}", f"D{row}")]
    assert [name.decode() for name in re.findall(rb'<c r="([A-Z]+\d+)"', xml)][-20:] == names
    found = rows_of(stitched, "来源")
    assert found is not None
    assert [found.text(4 + at, 1) for at in range(len(ROWS))] == [str(row[0]) for row in ROWS]
    assert found.text(4, 2) == "约95"


@pytest.mark.parametrize(("of", "to"), [(4, 5), (9, 10), (120, 12), (1, 99_999), (10, 1)])
def test_a_piece_that_moves_is_what_it_would_have_been_there(of: int, to: int) -> None:
    rows = [*ROWS, ('5" s="', f'r="{of}">', Decimal(of), f'<c r="A{of}" s="1"/>')]
    loose = loose_rows(rows, [(at, at) for at in (of, to, 20, 5)], 20)
    assert moved(placed(loose, of), to) == placed(loose, to)


def test_a_piece_that_stays_is_not_made_again() -> None:
    piece = placed(loose_rows(ROWS, [(1, 1)] * 4, 20), 7)
    assert moved(piece, 7) is piece
    blank = placed(loose_rows((), [(1, 1)] * 4, 20), 7)
    assert moved(blank, 8) is blank


def test_rows_that_are_named_otherwise_than_they_stand_are_not_stitched() -> None:
    book = skeleton()
    with pytest.raises(ValueError, match="rows named from 6 on stand at 4"):
        stitch(book, {"来源": LongSheet(pieces(book)[1:])})


def test_no_rows_leave_the_header_alone() -> None:
    book = skeleton()
    sheet = openpyxl.load_workbook(BytesIO(stitch(book, {"来源": LongSheet(())})))["来源"]
    assert [cell.value for cell in sheet[3]] == list(TITLES)
    assert (sheet.max_row, sheet.auto_filter.ref) == (3, "A3:D4")
