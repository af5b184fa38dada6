"""The wide rollup of an invented province: the same numbers as the full one, and the same bytes however it is made."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from province_office import CITIES, PLAN, SILENT, Call, Office, figures, open_office

from taizhang.archive import ExtractFile
from taizhang.cli.run import run
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.wide.choosing import wide_rollings
from taizhang.desk.rolling_up.wide.wide_rollup import WideBook
from taizhang.desk.trace import trace_number
from taizhang.errors import BadUsage
from taizhang.model.period import Period

PERIOD = Period.parse("2022Q3")
DAY = date(2022, 10, 4)
SENDING = [code for codes in (*CITIES.values(), ("999001",)) for code in codes if code != SILENT]
SHARED = ("汇总方法", "目标值", "汇总值", "计量单位", "完成率（%）", "应报", "已报", "亮灯")


def quietly(*words: object) -> str:
    """A command as it is typed; what it says."""
    said = StringIO()
    with redirect_stdout(said):
        assert run([str(word) for word in words]) == 0
    return said.getvalue()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office to which everybody but one has sent a ledger."""
    folder = tmp_path_factory.mktemp("office") / "省"
    open_office(folder, quietly).send(SENDING)
    return folder


@pytest.fixture
def office(filled: Path, tmp_path: Path, call: Call) -> Office:
    """One of its own for each test."""
    copytree(filled, tmp_path / "省")
    return Office(tmp_path / "省", call)


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
        "总览", "任务进展", "指标汇总", "分地区指标", "各地情况", "问题清单", "需领导协调", "销号台账", "未报送与迟报",
        "计划变更", "来源", "来源索引",
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


def test_rows_that_move_since_another_came_in_before_them_are_made_anew(
    office: Office, tmp_path: Path
) -> None:
    beside = tmp_path / "记住"
    before = rolled_up(office, beside)
    office.send([SILENT], seed=2)
    after, again = rolled_up(office, beside), rolled_up(office, beside)
    assert (before.taken_out, after.taken_out, again.taken_out) == (3, 1, 0)
    assert after.content == again.content == rolled_up(office).content != before.content


def test_what_was_damaged_is_made_anew(office: Office, tmp_path: Path) -> None:
    beside = tmp_path / "记住"
    whole = rolled_up(office, beside)
    beside.write_bytes(beside.read_bytes()[:5000])
    assert rolled_up(office, beside).content == whole.content
    assert rolled_up(office, beside).taken_out == 0


def test_where_nothing_can_be_remembered_the_workbook_is_the_same(office: Office, tmp_path: Path) -> None:
    nowhere = tmp_path / "没有这个文件夹" / "记住"
    assert rolled_up(office, nowhere).content == rolled_up(office).content
    assert not nowhere.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这样的文件权限")
def test_nobody_else_may_read_what_is_remembered(office: Office, tmp_path: Path) -> None:
    rolled_up(office, tmp_path / "记住")
    assert stat.S_IMODE((tmp_path / "记住").stat().st_mode) == 0o600


def test_a_piece_that_was_altered_is_not_believed(office: Office, tmp_path: Path) -> None:
    beside = tmp_path / "记住"
    whole = rolled_up(office, beside)
    with sqlite3.connect(beside) as connection:
        connection.execute("UPDATE part SET content = replace(content, '1', '2') WHERE name = 'sum'")
    again = rolled_up(office, beside)
    assert again.content == whole.content
    assert again.taken_out == 3


def test_the_command_goes_wide_by_itself_and_says_what_it_wrote(
    office: Office, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.desk.rolling_up.wide.settings.WIDE_FROM", 1)
    out = office.folder / "宽.xlsx"
    said = call("consolidate", *office.archive, "--period", "2022Q3", "-o", out, "--as-of", "2022-10-04")
    assert said.splitlines() == [
        "《云岭省深化医药卫生体制改革2022年重点工作任务》2022年第三季度：应报 6 个，已接收 5 个，指标 4 个，来源 30 条。",
        "  未进入汇总：海川市 沙洲县",
        f"汇总已写入 {out}",
    ]
    assert out.read_bytes() == rolled_up(office).content
    with opened(office.archive[1]) as store:
        (kept,) = store.rollups()
        assert (kept.place, kept.submissions) == ("990000", (1, 2, 3, 4, 5))
        assert store.verify() == ()
    assert office.archive[1].with_name("档案.db-extracts").exists()


def test_every_value_is_traced_to_cells_that_make_it_again(office: Office, tmp_path: Path) -> None:
    """A whole's leaves are those of its places; each is held against the original file."""
    path = tmp_path / "宽.xlsx"
    path.write_bytes(rolled_up(office).content)
    whole, city = (
        trace_number(path, cell, archive=office.archive[1]) for cell in ("指标汇总!F4", "分地区指标!G4")
    )
    for traced, reporters in (
        (whole, ["云岭市 碧潭县", "云岭市 松陂县", "云岭市 白礁区", "海川市 东岬区", "古渡县"]),
        (city, ["云岭市 碧潭县", "云岭市 松陂县", "云岭市 白礁区"]),
    ):
        lines = list(traced.trace.sources())
        assert sorted(line.reporter for line in lines) == sorted(reporters)
        assert sum(Decimal(line.value) for line in lines) == Decimal(traced.trace.value)
        assert (traced.compared, traced.differing) == (len(reporters), ())
        assert {line.column for line in lines} == {"累计完成值"}
    assert whole.trace.clause == "全省新建村卫生室200所。"
    assert [part.cell for part in whole.trace.parts] == ["分地区指标!G4", "分地区指标!G8"]


def test_counts_and_lights_are_traced_to_what_was_counted(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "宽.xlsx"
    path.write_bytes(rolled_up(office).content)
    pending = trace_number(path, "总览!G5").trace
    assert (pending.value, [str(line) for line in pending.sources()]) == ("1", ["海川市 沙洲县　待定"])
    open_ones = trace_number(path, "各地情况!J4").trace
    assert [line.reporter for line in open_ones.lines] == ["海川市 沙洲县"]
    heard = trace_number(path, "各地情况!E6").trace
    assert (heard.name, heard.value, [line.reporter for line in heard.lines]) == (
        "海川市已报", "1", ["海川市 东岬区"],
    )  # fmt: skip
    with pytest.raises(BadUsage, match=r"没有可以追溯的数"):
        trace_number(path, "分地区指标!D4")


@pytest.mark.client
@pytest.mark.skipif(shutil.which("ssconvert") is None, reason="没有安装 gnumeric（ssconvert）")
def test_gnumeric_shows_long_sheets(office: Office) -> None:
    with opened(office.archive[1]) as store:
        (rolling,) = wide_rollings([store], PERIOD, "province", DAY, None, ExtractFile(None), wide_from=1)
        content = rolling.book().content
    path = office.folder / "宽.xlsx"
    path.write_bytes(content)
    done = subprocess.run(
        ["ssconvert", "-S", path, office.folder / "表.csv"], capture_output=True, check=True, timeout=120
    )
    assert b"Invalid cell" not in done.stderr
    names = openpyxl.load_workbook(path).sheetnames
    sources = (office.folder / f"表.csv.{names.index('来源')}").read_text(encoding="utf-8")
    assert [county in sources for county in ("碧潭县", "松陂县", "白礁区", "东岬区", "古渡县", "沙洲县")] == [
        True, True, True, True, True, False,
    ]  # fmt: skip


def test_what_another_program_saved_again_is_traced_the_same(office: Office, tmp_path: Path) -> None:
    path, again = tmp_path / "宽.xlsx", tmp_path / "另存.xlsx"
    path.write_bytes(rolled_up(office).content)
    openpyxl.load_workbook(path).save(again)
    ours, theirs = (trace_number(one, "指标汇总!F4").trace for one in (path, again))
    assert str(theirs) == str(ours)


def test_earlier_periods_count_as_in_the_full_rollup(tmp_path: Path, call: Call) -> None:
    """A deadline that was over in spring and missed leaves its figure yellow, and the last number stands beside."""
    late = PLAN.replace("每个县(市、区)至少", "5月底前，每个县(市、区)至少").replace(
        "50%的县", "5月底前，50%的县"
    )
    office = open_office(tmp_path / "省", call, plan=late)
    office.send(SENDING, period="2022Q2", as_of=("--as-of", "2022-07-04"))
    office.send(SENDING)
    ((_, full),) = office.consolidate("province").values()
    compared = ("行标识", *SHARED, "上期值", "较上期增减")
    rows = rows_of(rolled_up(office), office.folder, "指标汇总")
    ours = [{title: row[title] for title in compared} for row in rows]
    assert ours == [{title: row[title] for title in compared} for row in figures(full).values()]
    path = office.folder / "宽.xlsx"
    difference = trace_number(path, "指标汇总!N4").trace
    now, before = difference.parts
    assert Decimal(now.value) - Decimal(before.value) == Decimal(difference.value)
    assert (now.cell, before.cell, difference.parameter) == ("指标汇总!F4", "指标汇总!M4", "指标汇总!M4")
    assert (rows[3]["亮灯"], rows[3]["说明"]) == (
        "黄", "2022年第二季度末已到时限，未达到目标，逾期后完成。上期值缺1个单位。档案库没有上年计划。",
    )  # fmt: skip
