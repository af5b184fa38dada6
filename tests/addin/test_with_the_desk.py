"""The buttons over real ledgers and the real desk; the sample's plan is taken for a real city's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from taizhang import desk
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import fill_workbook
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.returns import return_copies
from taizhang.desk.roster import roster_of
from taizhang.model.finding import Finding, Spot
from taizhang.model.period import Period
from taizhang.model.plan import Answer
from taizhang_addin.ledger_buttons import consolidate, populate_ledger, validate_submission

SAMPLE = next((Path(__file__).parents[2] / "samples").glob("*重点工作任务.txt"))
CITY, COUNTY, PERIOD, AS_OF = "530400", "530402", "2022Q3", date(2022, 10, 20)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("计划") / "计划.json"
    desk.write_plan(desk.compile_document(SAMPLE, place=CITY), path)
    return path


@pytest.fixture(scope="module")
def issued(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (one,) = desk.issue_ledgers(plan, PERIOD, tmp_path_factory.mktemp("下发"), reporters=[COUNTY])
    return one.path


def key_columns(sheet: Any) -> dict[str, int]:
    """Field name to column, from the hidden key row."""
    return {str(cell.value): cell.column for cell in sheet[5] if cell.value}


def filled(issued: Path, folder: Path) -> Path:
    """The county's copy, typed into by a program that keeps no computed values; two rows are off."""
    book = openpyxl.load_workbook(issued)
    sheet = book["任务台账"]
    columns = key_columns(sheet)
    for row in (6, 7):
        sheet.cell(row, columns["status"]).value = "已完成" if row == 6 else "差不多"
        sheet.cell(row, columns["actual"]).value = "九十几" if row == 6 else 12.5
        sheet.cell(row, columns["progress"]).value = "已召开推进会"
    path = folder / issued.name
    book.save(path)
    return path


def said(book: xw.Book) -> list[str]:
    return [alert.prompt for alert in book.app.impl.alerts]


def without_file(findings: Sequence[Finding]) -> list[Finding]:
    """An open workbook has no sha256."""

    def bare(one: Finding | Spot) -> Any:
        return replace(one, place=replace(one.place, file="") if one.place else None)

    return [replace(bare(one), spots=tuple(map(bare, one.spots))) for one in findings]


def test_a_drawn_ledger_holds_what_an_issued_one_holds(
    book: xw.Book, settings: Any, plan: Path, issued: Path, tmp_path: Path
) -> None:
    settings(book, 计划文件=str(plan), 填报单位=COUNTY, 报告期=PERIOD)
    assert populate_ledger(book), said(book)
    book.save(tmp_path / "台账.xlsx")
    drawn, sent = openpyxl.load_workbook(tmp_path / "台账.xlsx"), openpyxl.load_workbook(issued)
    kept = [name for name in sent.sheetnames if name != "填报自检"]  # its names live in an issued file only
    assert [name for name in drawn.sheetnames if name not in ("Sheet1", "台账设置")] == kept
    for name in kept:
        assert texts(drawn[name]) == {
            at: text for at, text in texts(sent[name]).items() if not checks_itself(at)
        }
        assert drawn[name].sheet_state == ("visible" if sent[name].sheet_state == "visible" else "hidden")
        assert merged(drawn[name]) == merged(sent[name])
    table = drawn["任务台账"]
    assert table.row_dimensions[5].hidden
    assert [table.column_dimensions[letter].hidden for letter in "ABC"] == [True, True, False]
    heights = [table.row_dimensions[row].height for row in range(6, table.max_row + 1)]
    assert min(heights) == 15
    assert 15 < max(heights) < 250


def texts(sheet: Any) -> dict[str, str]:
    """What a person reads; the writer keeps the numbers of the 填报说明 as text."""
    return {cell.coordinate: str(cell.value) for row in sheet for cell in row if cell.value is not None}


def checks_itself(cell: str) -> bool:
    """校验提示 and 待改任务 below their headers, and the verdict in the head."""
    return cell in ("U2", "V2") or (cell.startswith(("AB", "AC")) and int(cell[2:]) > 5)


def merged(sheet: Any) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def test_a_drawn_ledger_carries_what_the_archive_has_of_the_last_period(
    book: xw.Book, settings: Any, plan: Path, tmp_path: Path
) -> None:
    archive, now = tmp_path / "档案.db", datetime(2022, 7, 4, 9).astimezone()
    desk.init_archive(archive, [plan], None, at=now)
    (taken,) = desk.collect_sources([sent_last_period(plan, tmp_path)], archive, now=now)
    assert taken.word == "已接收", taken
    settings(book, 计划文件=str(plan), 填报单位=COUNTY, 报告期=PERIOD, 档案库=str(archive))
    assert populate_ledger(book), said(book)
    column = key_columns(book.sheets["任务台账"].impl.native)["previous"]
    carried = book.sheets["任务台账"].range((6, column), (200, column)).value
    last = [row.actual for row in taken.checked.ledger.rows if row.answer is not Answer.YES_NO]
    assert [one for one in carried if isinstance(one, float)] == [
        float(one) for one in last if one is not None
    ]


def sent_last_period(plan: Path, folder: Path) -> Path:
    """The county's ledger of the second quarter, filled in without a mistake."""
    compiled = desk.read_plan(plan)
    line = next(one for one in roster_of(compiled) if str(one.reporter) == COUNTY)
    ledger, blank = write_blank_ledger(compiled, line, Period.parse("2022Q2"))
    path = folder / "上期台账.xlsx"
    path.write_bytes(fill_workbook(ledger, blank, line, Fate.CLEAN, Random(1)).content)
    return path


def test_a_roster_names_places_that_no_table_has(
    book: xw.Book, settings: Any, plan: Path, tmp_path: Path
) -> None:
    roster = tmp_path / "通讯录.csv"
    roster.write_text("代码,名称,级别,上报对象\n530499,新城区,县,530400\n", encoding="utf-8-sig")
    settings(book, 计划文件=str(plan), 填报单位="530499", 报告期=PERIOD, 通讯录=str(roster))
    assert populate_ledger(book), said(book)
    assert "新城区" in str(book.sheets["任务台账"].used_range.value)


def test_a_drawn_ledger_is_accepted_as_ours(book: xw.Book, settings: Any, plan: Path) -> None:
    settings(book, 计划文件=str(plan), 填报单位=COUNTY, 报告期=PERIOD, 截止日期="2022-10-20")
    assert populate_ledger(book), said(book)
    assert validate_submission(book), said(book)
    assert book.sheets["校验结果"]["A1"].value.endswith("2022年第三季度台账校验结果")


def test_the_findings_are_those_of_the_command_line(
    app: xw.App, settings: Any, plan: Path, issued: Path, tmp_path: Path
) -> None:
    path = filled(issued, tmp_path)
    (checked,) = desk.check_files([path], plan_file=plan, as_of=AS_OF)
    assert [finding.code for finding in checked.findings][:2] == ["E106", "E205"]
    book = app.books.open(path)
    settings(book, 计划文件=str(plan), 截止日期=AS_OF)
    kept = Keeping()
    assert validate_submission(book, desk=kept), said(book)
    assert without_file(kept.checked.findings) == without_file(checked.findings)
    assert (kept.checked.verdict, kept.checked.summary) == (checked.verdict, checked.summary)
    for finding in checked.findings:
        if finding.place and finding.severity.value == "E":
            assert book.sheets[finding.place.sheet][finding.place.address].color == (255, 179, 160)


def test_an_untouched_ledger_has_the_findings_of_the_command_line(
    app: xw.App, settings: Any, plan: Path, issued: Path
) -> None:
    (checked,) = desk.check_files([issued], plan_file=plan, as_of=AS_OF)
    book = app.books.open(issued)
    settings(book, 计划文件=str(plan), 截止日期=AS_OF)
    kept = Keeping()
    assert validate_submission(book, desk=kept), said(book)
    assert without_file(kept.checked.findings) == without_file(checked.findings)
    assert len(checked.findings) > 0


class Keeping:
    """The real desk, whose answer can be looked at."""

    checked: Any = None

    def check_workbook(self, *words: Any, **named: Any) -> Any:
        self.checked = desk.check_workbook(*words, **named)
        return self.checked


def test_the_sheet_says_what_a_returned_file_says(
    app: xw.App, settings: Any, plan: Path, issued: Path, tmp_path: Path
) -> None:
    path = filled(issued, tmp_path)
    checked = desk.check_files([path], plan_file=plan, as_of=AS_OF)
    (returned,) = return_copies(checked, tmp_path / "退回", on=AS_OF).values()
    book = app.books.open(path)
    settings(book, 计划文件=str(plan), 截止日期=AS_OF)
    assert validate_submission(book), said(book)
    ours = [tuple(row[1:7]) for row in book.sheets["校验结果"]["A5"].expand("down").resize(None, 7).value]
    theirs = openpyxl.load_workbook(returned)["校验结果"].iter_rows(5, None, 2, 7, values_only=True)
    assert Counter(ours) == Counter(tuple(row) for row in theirs)


def test_a_returned_file_is_checked_again_after_mending(
    app: xw.App, settings: Any, plan: Path, issued: Path, tmp_path: Path
) -> None:
    path = filled(issued, tmp_path)
    checked = desk.check_files([path], plan_file=plan, as_of=AS_OF)
    (returned,) = return_copies(checked, tmp_path / "退回", on=AS_OF).values()
    book = app.books.open(returned)
    settings(book, 计划文件=str(plan), 截止日期=AS_OF)
    columns = key_columns(book.sheets["任务台账"].impl.native)
    cell = book.sheets["任务台账"].range((7, columns["status"]))
    assert cell.color is not None
    cell.value = "滞后"
    assert validate_submission(book), said(book)
    assert cell.color is None
    assert "差不多" not in str(book.sheets["校验结果"].used_range.value)


def test_a_workbook_that_is_no_ledger_is_said_to_be_none(book: xw.Book, settings: Any, plan: Path) -> None:
    settings(book, 计划文件=str(plan))
    assert not validate_submission(book)
    assert "不是任务台账" in said(book)[0]
    assert book.sheet_names == ["Sheet1", "台账设置"]


def test_the_desks_refusals_are_shown(book: xw.Book, settings: Any, plan: Path, tmp_path: Path) -> None:
    settings(book, 计划文件=str(plan), 填报单位="999999", 报告期=PERIOD)
    assert not populate_ledger(book)
    assert said(book)[0].startswith("填报单位中没有“999999”")
    assert book.sheet_names == ["Sheet1", "台账设置"]


def test_an_archive_is_consolidated(
    book: xw.Book, settings: Any, plan: Path, issued: Path, tmp_path: Path
) -> None:
    archive, out = tmp_path / "档案.db", tmp_path / "汇总.xlsx"
    now = datetime(2022, 10, 4, 9).astimezone()
    desk.init_archive(archive, [plan], None, at=now)
    desk.collect_sources([issued], archive, now=now)
    settings(book, 档案库=str(archive), 汇总文件=str(out), 报告期=PERIOD, 截止日期=AS_OF)
    assert consolidate(book), said(book)
    assert out.exists()
    header, row = book.sheets["汇总结果"].used_range.value
    assert header[0] == "计划"
    assert row[1:3] == ["2022年第三季度", 9.0]
    assert row[7] == str(out)
