"""What one file's parts were found to be holds for equal parts of the next file, and for no others."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from taizhang.books import read_workbook
from taizhang.books.container import open_container
from taizhang.books.refusal import Refusal
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Workbook
from taizhang.model.last_asked import LastAsked

STRINGS = "xl/sharedStrings.xml"


def saved(*texts: str) -> bytes:
    """One text a row, in a sheet that is written alike whatever they are, and the first once more in a second one."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("台账").write_column(0, 0, texts)
        book.add_worksheet("说明").write_row(0, 0, (texts[0], 1.5))
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, part if info.filename == name else old.read(info.filename))
    return out.getvalue()


def texts_in(workbook: Workbook) -> list[list[object]]:
    return [list(grid.cells.values()) for grid in workbook.grids]


def test_an_equal_sheet_takes_its_texts_from_its_own_file() -> None:
    """Both sheets are byte for byte the same in both files: only what they share tells the files apart."""
    one, other = saved("甲县", "乙县"), saved("丙县", "丁县")
    for content, texts in ((one, ["甲县", "乙县"]), (other, ["丙县", "丁县"])) * 3:
        assert texts_in(read_workbook(content, "a.xlsx")) == [texts, [texts[0], 1.5]]


def test_a_text_that_is_not_there_is_missed_by_the_sheet_that_names_it() -> None:
    content = saved("甲县", "乙县")
    short = with_part(content, STRINGS, b"<sst><si><t>\xe7\x94\xb2</t></si></sst>")
    for _ in range(3):
        assert texts_in(read_workbook(content, "a.xlsx")) == [["甲县", "乙县"], ["甲县", 1.5]]
        read = read_workbook(short, "a.xlsx")
        assert read.grid("台账").cells[1, 1] == "甲"
        assert read.grid("台账").cells[2, 1] not in ("甲县", "乙县")
        assert "bad-cell" in read.flags


def test_equal_parts_are_the_same_object() -> None:
    content = saved("甲县")
    first, second = (open_container(content, FileLimits()) for _ in range(2))
    assert second.common == set(second.names())
    assert all(second.part(name) is first.part(name) for name in first.names() if first.part(name))


def test_a_part_under_another_name_is_looked_through_anew() -> None:
    """A picture may hold what no part with cells may."""
    declared = b"\x89PNG" + b" " * 64 + b"<!DOCTYPE x>"
    for name, refused in (("a.png", False), ("a.xml", True), ("a.png", False)):
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            archive.writestr(name, declared)
        if refused:
            with pytest.raises(Refusal, match="文档类型声明"):
                open_container(out.getvalue(), FileLimits())
        else:
            assert open_container(out.getvalue(), FileLimits()).part(name) == declared


def test_known_parts_count_as_much_as_new_ones() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.bin", bytes(1000))
    content = out.getvalue()
    open_container(content, FileLimits())
    for limits in (FileLimits(part=999), FileLimits(total=3999)):
        with pytest.raises(Refusal):
            open_container(content, limits)
    assert open_container(content, FileLimits(part=1000, total=4000)).part("3.bin") == bytes(1000)


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    known: LastAsked[str] = LastAsked(room=10)
    known.keep("a", "甲", 4)
    known.keep("b", "乙", 4)
    assert known.find("a") == "甲"
    known.keep("c", "丙", 4)
    assert (known.find("a"), known.find("b"), known.find("c")) == ("甲", None, "丙")
    known.keep("a", "丁", 6)
    assert (known.find("a"), known.find("c")) == ("丁", "丙")
    known.keep("d", "大", 11)
    assert [known.find(key) for key in "acd"] == [None, None, None]
