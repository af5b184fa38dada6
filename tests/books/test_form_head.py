"""The head of a statistical form in the ledger: right of the title, every line shown, read back as furniture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.books import read_workbook, write_ledger
from taizhang.books.writing.row_heights import lines_needed
from taizhang.desk.clauses import clauses_in_force
from taizhang.desk.compile import compile_document
from taizhang.desk.issue import layout_of, press_of
from taizhang.desk.live_checks import live_checks
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers import draw_ledger, read_back
from taizhang.ledgers.sheet_layout import (
    TABLE,
    TITLE_ROW,
    column_of,
    first_visible_column,
    last_printed_column,
)
from taizhang.model.form_head import FormHead
from taizhang.model.ledger import Ledger, Leftover
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine
from taizhang_templates import load_style

PERIOD = Period.parse("2022Q3")
FORM = FormHead("云卫统1表", "云岭市统计局", "云统制〔2022〕8号", date(2024, 5, 31))
LINES = (
    "表　　号：云卫统1表",
    "制定机关：云岭市统计局",
    "批准文号：云统制〔2022〕8号",
    "有效期至：2024年5月31日",
)
FIRST, BESIDE, LAST = first_visible_column(), column_of("evidence"), last_printed_column()


@pytest.fixture(scope="module")
def bare(sample_document: Path) -> Plan:
    return compile_document(sample_document)


@pytest.fixture(scope="module")
def roster(bare: Plan, sample_roster: Path) -> Roster:
    return roster_of(bare, sample_roster)


def with_form(plan: Plan, form: FormHead = FORM) -> Plan:
    return replace(plan, settings=replace(plan.settings, form=form))


def written(plan: Plan, roster: Roster) -> tuple[bytes, Ledger, RosterLine]:
    line = direct_reporters(plan, roster)[0]
    ledger = layout_of(plan, PERIOD, roster).ledger(line)
    return (
        write_ledger(draw_ledger(ledger, plan, line, live_checks(ledger, plan)), load_style()),
        ledger,
        line,
    )


def table_of(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(content))[TABLE]
    assert isinstance(sheet, Worksheet)
    return sheet


def merged_in_the_title_row(sheet: Worksheet) -> list[tuple[int, int]]:
    boxes = [box for box in sheet.merged_cells.ranges if box.min_row == TITLE_ROW]
    return sorted((box.min_col, box.max_col) for box in boxes)


def test_the_lines_stand_right_of_the_title(bare: Plan, roster: Roster) -> None:
    content, _, _ = written(with_form(bare), roster)
    sheet = table_of(content)
    assert sheet.cell(TITLE_ROW, BESIDE).value == "\n".join(LINES)
    assert merged_in_the_title_row(sheet) == [(FIRST, BESIDE - 1), (BESIDE, LAST)]
    assert sheet.row_dimensions[TITLE_ROW].height == 65.25  # four lines of 10.5 points, 1.45 of that apart


@pytest.mark.parametrize(
    ("form", "lines", "height"),
    [
        (FormHead("云卫统1表"), LINES[:1], 39.75),
        (FormHead(number="云卫统1表", valid_until=FORM.valid_until), (LINES[0], LINES[3]), 39.75),
        (replace(FORM, maker="云岭市统计局、云岭市卫生健康委员会、云岭市医疗保障局"),
         (LINES[0], "制定机关：云岭市统计局、云岭市卫生健康委员会、云岭市医疗保障局", *LINES[2:]), 81.0),
    ],
)  # fmt: skip
def test_only_what_is_given_is_shown_and_all_of_it(
    bare: Plan, roster: Roster, form: FormHead, lines: tuple[str, ...], height: float
) -> None:
    sheet = table_of(written(with_form(bare, form), roster)[0])
    assert sheet.cell(TITLE_ROW, BESIDE).value == "\n".join(lines)
    assert sheet.row_dimensions[TITLE_ROW].height == height
    assert lines_needed("\n".join(lines), 37) <= (height - 4) / (10.5 * 1.45)


def test_without_one_the_title_runs_over_all(bare: Plan, roster: Roster) -> None:
    sheet = table_of(written(bare, roster)[0])
    assert merged_in_the_title_row(sheet) == [(FIRST, LAST)]
    assert (sheet.cell(TITLE_ROW, BESIDE).value, sheet.row_dimensions[TITLE_ROW].height) == (None, 39.75)


def test_the_press_gives_what_the_plain_writer_gives(bare: Plan, roster: Roster) -> None:
    plan = with_form(bare)
    press = press_of(plan)
    for line in direct_reporters(plan, roster)[:3]:
        ledger = layout_of(plan, PERIOD, roster).ledger(line)
        sheets = draw_ledger(ledger, plan, line, live_checks(ledger, plan), clauses=clauses_in_force())
        assert press.stamp(ledger, line) == write_ledger(sheets, load_style())


def read_again(
    content: bytes, ledger: Ledger, cells: dict[tuple[int, int], str | None]
) -> tuple[Leftover, ...]:
    """What is left over once these cells say so."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book[TABLE]
    for box in [box for box in sheet.merged_cells.ranges if box.min_row == TITLE_ROW]:
        sheet.unmerge_cells(box.coord)
    for (row, column), text in cells.items():
        sheet.cell(row, column).value = text
    stream = BytesIO()
    book.save(stream)
    reading = read_back(read_workbook(stream.getvalue(), "台账.xlsx"), lambda _stamp: ledger)
    assert reading.ledger is not None, reading.why
    return reading.ledger.leftovers


def test_it_is_read_as_furniture(bare: Plan, roster: Roster) -> None:
    content, ledger, _ = written(with_form(bare), roster)
    assert read_again(content, ledger, {}) == ()


def test_it_is_furniture_when_split_into_cells(bare: Plan, roster: Roster) -> None:
    content, ledger, _ = written(with_form(bare), roster)
    one_by_one = {(TITLE_ROW, BESIDE + at): line for at, line in enumerate(LINES)}
    assert read_again(content, ledger, {**one_by_one}) == ()
    halves = [part for line in LINES[:2] for part in line.replace("：", "：|").split("|")]
    apart = {(TITLE_ROW, BESIDE + at): part for at, part in enumerate(halves)}
    assert read_again(content, ledger, {**apart}) == ()


def test_what_the_filler_adds_there_is_left_over(bare: Plan, roster: Roster) -> None:
    content, ledger, _ = written(with_form(bare), roster)
    (left,) = read_again(content, ledger, {(TITLE_ROW, BESIDE): "表号：云卫统1表\n请来电联系"})
    assert (left.place.column, left.raw) == (BESIDE, "表号：云卫统1表\n请来电联系")
