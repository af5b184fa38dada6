"""Ledgers of units and of the city's own level: issued from what the counties sent, filled in, checked, rolled up."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from taizhang.books import read_workbook
from taizhang.cli.run import run
from taizhang.desk.consolidate import rolled_up_of
from taizhang.desk.context import context_of_archive
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import fill_workbook
from taizhang.desk.examine import read_ledger
from taizhang.desk.files import read_plan
from taizhang.desk.open_archive import opened
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.place import column_letters

QUARTER = ("--period", "2022Q3", "--as-of", "2022-10-15")
UNITS = (
    "市卫生健康委", "市财政局", "市医疗保障局", "市工业和信息化局", "市市场监督管理局", "市发展改革委", "市委编办", "市民政局",
    "市教育局", "市人力资源社会保障局",
)  # fmt: skip

Call = Callable[..., list[dict[str, object]]]


@pytest.fixture
def archive(demo_run, tmp_path: Path) -> Path:
    """An archive in which the counties' ledgers of the quarter lie already."""
    return Path(shutil.copy(demo_run.folder / "档案.db", tmp_path / "档案.db"))


@pytest.fixture
def call(archive: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*words: object) -> list[dict[str, object]]:
        code = run([str(word) for word in (*words, "--archive", archive, "--json")])
        said = capsys.readouterr()
        assert (code, said.err) == (0, ""), said
        return list(json.loads(said.out))

    return call


@pytest.fixture
def issue(call: Call, demo_run, tmp_path: Path) -> Callable[..., list[Path]]:
    def issue(by: str) -> list[Path]:
        words = ("issue", demo_run.folder / "计划.json", *QUARTER, "--by", by, "--out", tmp_path / by)
        return [Path(str(one["file"])) for one in call(*words)]

    return issue


def read(file: Path, archive: Path) -> Ledger:
    with context_of_archive(archive) as context:
        ledger = read_ledger(read_workbook(file.read_bytes(), file.name), context.known).ledger
    assert ledger is not None
    return ledger


def fill_in(file: Path, archive: Path) -> None:
    ledger = read(file, archive)
    with context_of_archive(archive) as context:
        line = context.line(ledger.plan, ledger.reporter)
    file.write_bytes(fill_workbook(ledger, file.read_bytes(), line, Fate.CLEAN, Random(file.name)).content)


def test_every_responsible_unit_gets_its_ledger(issue: Callable[..., list[Path]]) -> None:
    assert [file.name for file in issue("unit")] == [f"990100_{unit}_2022Q3_任务台账.xlsx" for unit in UNITS]


def asking(checked: Mapping[str, Any]) -> list[Any]:
    """The findings that ask for something."""
    return [finding for finding in checked["findings"] if finding["severity"] != "N"]


def test_filled_ledgers_of_units_are_clean(
    issue: Callable[..., list[Path]], call: Call, archive: Path
) -> None:
    files = issue("unit")
    for file in files:
        fill_in(file, archive)
    checked = call("check", *files, "--as-of", "2022-10-15")
    assert [(one["reporter"], one["verdict"], asking(one)) for one in checked] == [
        (f"990100/{unit}", "accepted", []) for unit in UNITS
    ]


def test_the_citys_own_ledger_shows_what_its_counties_reported(
    issue: Callable[..., list[Path]], call: Call, archive: Path, demo_run
) -> None:
    (file,) = issue("own")
    assert file.name == "990100_云岭市本级_2022Q3_任务台账.xlsx"
    plan = read_plan(demo_run.folder / "计划.json")
    numbers = rolled_up_of(archive, plan, Period.parse("2022Q3"), "990100", date(2022, 10, 15)).numbers
    shown = {row.id: row.actual for row in read(file, archive).rows if row.actual is not None}
    assert shown == {row: value for row, value in numbers.items() if row != "T02.M00.I1"}
    assert len(shown) == 20
    fill_in(file, archive)
    (checked,) = call("check", file, "--as-of", "2022-10-15")
    assert (checked["reporter"], checked["verdict"], asking(checked)) == ("990100/本级", "accepted", [])


def test_nothing_is_counted_twice(
    issue: Callable[..., list[Path]], call: Call, archive: Path, demo_run, tmp_path: Path
) -> None:
    """The unit's own number is counted once; the rest of the rollup stays as it was."""
    plan, quarter = read_plan(demo_run.folder / "计划.json"), Period.parse("2022Q3")
    before = rolled_up_of(archive, plan, quarter, "990100", date(2022, 10, 15)).numbers
    inbox = tmp_path / "来件"
    inbox.mkdir()
    for file in (*issue("unit"), *issue("own")):
        fill_in(file, archive)
        shutil.copy(file, inbox)
    number = read(next(file for file in inbox.iterdir() if "卫生健康委" in file.name), archive).row(
        "T14.M01.I1"
    )
    taken = call("collect", inbox, "--as-of", "2022-10-15")
    assert {one["verdict"] for one in taken} == {"accepted"}
    after = rolled_up_of(archive, plan, quarter, "990100", date(2022, 10, 15)).numbers
    assert number is not None
    assert after == {**before, "T14.M01.I1": number.actual}
    (made,) = call("consolidate", *QUARTER, "-o", tmp_path / "汇总.xlsx")
    assert (made["expected"], len(made["missing"])) == (8, len(demo_missing(demo_run)))  # type: ignore[arg-type]


def demo_missing(demo_run) -> list[object]:
    from taizhang.desk.consolidate import consolidate_archives

    out = demo_run.folder / "再汇总.xlsx"
    (made,) = consolidate_archives(
        [demo_run.folder / "档案.db"],
        "2022Q3",
        None,
        out,
        date(2022, 10, 15),
        at=datetime(2022, 10, 15, tzinfo=UTC),
    )
    out.unlink()
    return list(made.missing)


def test_without_an_archive_the_number_is_left_blank(demo_run, tmp_path: Path) -> None:
    words = ["issue", str(demo_run.folder / "计划.json"), "--period", "2022Q3", "--by", "own"]
    out = tmp_path / "本级"
    assert run([*words, "--roster", str(demo_run.folder / "通讯录.csv"), "--out", str(out)]) == 0
    (file,) = out.iterdir()
    sheet = openpyxl.load_workbook(file)[TABLE]
    assert {sheet.cell(row, column_of("actual")).value for row in range(FIRST_ROW, FIRST_ROW + 40)} == {None}


def test_a_place_without_counties_has_no_own_level(
    demo_run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["issue", str(demo_run.folder / "计划.json"), "--period", "2022Q3", "--by", "own"]
    roster = ["--roster", str(demo_run.folder / "通讯录.csv"), "--reporters", "990101"]
    assert run([*words, *roster, "--out", str(tmp_path / "本级")]) == 2
    assert "“990101”没有下级填报单位" in capsys.readouterr().err
    assert run([*words, *roster, "--out", str(tmp_path / "本级"), "--level", "county"]) == 2


def test_numbers_have_two_decimals_at_the_most(archive: Path, demo_run) -> None:
    plan = read_plan(demo_run.folder / "计划.json")
    numbers = rolled_up_of(archive, plan, Period.parse("2022Q3"), "990100", date(2022, 10, 15)).numbers
    assert {-int(value.as_tuple().exponent) for value in numbers.values()} == {0, 1, 2}


def test_it_says_whose_numbers_these_are_and_they_can_only_be_read(issue: Callable[..., list[Path]]) -> None:
    (file,) = issue("own")
    book = openpyxl.load_workbook(file)
    said = [cell.value for (cell, *_) in book["填报说明"].iter_rows() if cell.value]
    begins = "各县（市、区）的数字截至2022年10月15日，由已接收的6份台账汇总，另有2个单位"
    assert f"{begins}没有已接收的台账，没有计入：白礁县、南榆区。" in said
    table = book[TABLE]
    foot = [
        cell.value
        for row in table.iter_rows(min_row=FIRST_ROW)
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert [text for text in foot if text.endswith(f"{begins}没有计入，名单见“填报说明”。")] != []
    actual, status = (table.cell(FIRST_ROW + 3, column_of(field)) for field in ("actual", "status"))
    assert (table.protection.sheet, actual.protection.locked, status.protection.locked) == (True, True, False)


def test_a_goal_over_the_named_counties_answer_stays_in_sight(issue: Callable[..., list[Path]]) -> None:
    (file,) = issue("own")
    table = openpyxl.load_workbook(file)[TABLE]
    targets = {
        table.cell(row, column_of("id")).value: table.cell(row, column_of("target")).value
        for row in range(FIRST_ROW, FIRST_ROW + 40)
    }
    assert targets["T02.M01.I1"] == "点名3地；全市40%"


def test_a_ledger_issued_again_does_not_bring_the_older_period_back(
    call: Call, demo_run, archive: Path, tmp_path: Path
) -> None:
    plan = demo_run.folder / "计划.json"
    call("issue", plan, "--period", "2022Q4", "--as-of", "2023-01-01", "--out", tmp_path / "四季度")
    call("issue", plan, *QUARTER, "--by", "unit", "--reporters", "市财政局", "--out", tmp_path / "补发")
    with opened(archive) as store:
        assert [str(one.period) for one in store.rounds()] == ["2022Q4"]


def test_numbers_that_are_shown_do_not_make_a_row_begun(issue: Callable[..., list[Path]], demo_run) -> None:
    """Nothing is marked as a problem before the office has written anything."""
    (own,) = issue("own")
    county = next((demo_run.folder / "下发").iterdir())
    columns = [column_letters(column_of(field)) for field in ("actual", "status")]
    for file, counted in ((own, ["$S6"]), (county, ["$Q6", "$S6"])):
        table = openpyxl.load_workbook(file)[TABLE]
        (begun,) = {
            formula
            for rules in table.conditional_formatting
            for rule in rules.rules
            for formula in rule.formula
            if "COUNTA(" in formula and "【完成状态】" in formula
        }
        assert [
            f"${letters}6" for letters in columns if f"${letters}6" in begun.partition("COUNTA(")[2]
        ] == counted
