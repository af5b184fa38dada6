"""The wide rollup of an invented province: the same numbers as the full one, and the same bytes however it is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from province_office import CITIES, SILENT, Call, Office, figures, open_office

from taizhang.archive import ExtractFile
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.wide.choosing import wide_rollings
from taizhang.desk.rolling_up.wide.wide_rollup import WideBook
from taizhang.model.period import Period

PERIOD = Period.parse("2022Q3")
DAY = date(2022, 10, 4)
SENDING = [code for codes in (*CITIES.values(), ("999001",)) for code in codes if code != SILENT]
SHARED = ("汇总方法", "目标值", "汇总值", "计量单位", "完成率（%）", "应报", "已报", "亮灯")


@pytest.fixture
def office(tmp_path: Path, call: Call) -> Office:
    office = open_office(tmp_path, call)
    office.send(SENDING)
    return office


@contextmanager
def wide(office: Office, beside: Path | None = None) -> Iterator[WideBook]:
    with opened(office.archive[1]) as store:
        (rolling,) = wide_rollings([store], PERIOD, "province", DAY, None, ExtractFile(beside), wide_from=1)
        yield rolling.book()


def rolled_up(office: Office, beside: Path | None = None) -> WideBook:
    with wide(office, beside) as book:
        return book


def rows_of(book: WideBook, folder: Path, sheet: str) -> list[dict[str, object]]:
    path = folder / "宽.xlsx"
    path.write_bytes(book.content)
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=3, values_only=True)
    titles = [str(title) for title in next(rows)]
    return [dict(zip(titles, row, strict=True)) for row in rows]


def numbers(row: dict[str, object]) -> dict[str, object]:
    return {title: row[title] for title in SHARED}


def test_the_whole_has_the_numbers_of_the_full_rollup(office: Office) -> None:
    ((_, full),) = office.consolidate("province").values()
    ours = {str(row["行标识"]): numbers(row) for row in rows_of(rolled_up(office), office.folder, "指标汇总")}
    assert ours == {given: numbers(row) for given, row in figures(full).items()}
    assert len(ours) == 4


def test_each_city_has_the_numbers_of_its_own_rollup(office: Office) -> None:
    cities = office.consolidate("city")
    found = rows_of(rolled_up(office), office.folder, "分地区指标")
    assert [(row["省"], row["市"]) for row in found[::4]] == [("云岭市", None), ("海川市", None)]
    ours = {(str(row["省"]), str(row["行标识"])): numbers(row) for row in found}
    assert ours == {
        (name, given): numbers(row)
        for name, (_, book) in cities.items()
        for given, row in figures(book).items()
    }


def test_it_is_a_sound_workbook(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "宽.xlsx"
    path.write_bytes(rolled_up(office).content)
    assert OpenXmlValidator().validate(path).errors == []
    assert openpyxl.load_workbook(path).sheetnames == [
        "总览", "任务进展", "指标汇总", "分地区指标", "各地情况", "未报送与迟报", "来源", "来源索引",
    ]  # fmt: skip


def test_what_is_remembered_gives_the_same_bytes(office: Office, tmp_path: Path) -> None:
    beside = tmp_path / "记住"
    first, again = rolled_up(office, beside), rolled_up(office, beside)
    assert (first.taken_out, again.taken_out) == (3, 0)
    assert first.content == again.content == rolled_up(office).content


def test_after_one_changed_ledger_only_its_place_is_taken_out_again(office: Office, tmp_path: Path) -> None:
    beside = tmp_path / "记住"
    before = rolled_up(office, beside)
    office.send(["990201"], seed=1)
    after = rolled_up(office, beside)
    assert after.taken_out == 1
    assert after.content == rolled_up(office).content != before.content


def test_what_was_damaged_is_made_anew(office: Office, tmp_path: Path) -> None:
    beside = tmp_path / "记住"
    whole = rolled_up(office, beside)
    beside.write_bytes(beside.read_bytes()[:5000])
    assert rolled_up(office, beside).content == whole.content
    assert rolled_up(office, beside).taken_out == 0


def test_a_piece_that_was_altered_is_not_believed(office: Office, tmp_path: Path) -> None:
    import sqlite3

    beside = tmp_path / "记住"
    whole = rolled_up(office, beside)
    with sqlite3.connect(beside) as connection:
        connection.execute("UPDATE extract SET sum = replace(sum, '1', '2')")
    again = rolled_up(office, beside)
    assert again.content == whole.content
    assert again.taken_out == 3
