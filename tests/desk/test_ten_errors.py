"""Ten independent mistakes in one ledger are ten findings, and one mistake is one, however many rules could see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest
from heads import HEAD

from taizhang.books import read_workbook
from taizhang.books.fill_cells import fill_cells
from taizhang.desk.check import Checked, judge_workbook
from taizhang.desk.compile import compile_document
from taizhang.desk.context import Context
from taizhang.desk.demo.clerk import fill_in
from taizhang.desk.issue import layout_of, parse_period, write_blank_ledger
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.finding import Severity
from taizhang.model.grid import CellValue
from taizhang.model.ledger import Ledger

AS_OF = date(2022, 10, 8)
Cells = Mapping[tuple[str, str], CellValue]  # by row id and field

TEN: Cells = {
    ("T01.M03", "status"): "差不多了",
    ("T02.M02", "measure"): "开展运行评价。",
    ("T03.M01.I1", "actual"): "上半年3个，下半年5个",
    ("T03.M04", "progress"): "正在推进",
    ("T04.M01", "needs_leader"): "是",
    ("T04.M03", "actual"): 7,
    ("T06.M02.I1", "numerator"): 999,
    ("T07.M01", "evidence"): "见附件",
    ("T08.M01.I1", "actual"): None,
    ("T10.M02.I1", "unit"): "万人",
}


@pytest.fixture(scope="module")
def check(sample_document: Path, sample_roster: Path) -> Callable[[Cells], Checked]:
    """The clean ledger of the first county with these cells typed over, checked."""
    plan = compile_document(sample_document)
    roster = roster_of(plan, sample_roster)
    line = direct_reporters(plan, roster)[0]
    ledger, blank = write_blank_ledger(plan, line, parse_period("2022Q3"))
    lines = {row.id: FIRST_ROW + position for position, row in enumerate(ledger.rows)}
    clean = _clean(layout_of(plan, parse_period("2022Q3"), roster).ledger(line), lines)
    context = Context({plan.id: plan}, {plan.id: roster})

    def checked(typed: Cells) -> Checked:
        cells = {(lines[row], column_of(field)): value for (row, field), value in typed.items()}
        content = fill_cells(blank, TABLE, HEAD | clean | cells)
        return judge_workbook(read_workbook(content, "台账.xlsx"), context, as_of=AS_OF)

    return checked


def _clean(ledger: Ledger, lines: Mapping[str, int]) -> dict[tuple[int, int], CellValue]:
    answers = fill_in(ledger, Random("ten"))
    return {
        (lines[row], column_of(field)): value
        for row, told in answers.items()
        for field, value in told.items()
    }


def asked(checked: Checked) -> list[tuple[str, str, str]]:
    """Code, row and field of the findings that ask for something, in their order."""
    told = [one for one in checked.findings if one.severity is not Severity.NOTE]
    return [(one.code, one.row, one.field) for one in told]


def test_the_ledger_is_clean_before(check) -> None:
    assert asked(check({})) == []


def test_ten_mistakes_are_ten_findings(check) -> None:
    """What must be mended stands before what is asked, each down the sheet."""
    assert asked(check(TEN)) == [
        ("E105", "T01.M03", "status"),
        ("E403", "T02.M02", "measure"),
        ("E101", "T03.M01.I1", "actual"),
        ("E301", "T06.M02.I1", "numerator"),
        ("E203", "T08.M01.I1", "actual"),
        ("E410", "T10.M02.I1", "unit"),
        ("W208", "T03.M04", "progress"),
        ("W214", "T04.M01", "needs_leader"),
        ("W313", "T04.M03", "actual"),
        ("W216", "T07.M01", "evidence"),
    ]
    assert len(TEN) == 10


@pytest.mark.parametrize(("cell", "value", "code"), [
    (("T03.M01.I1", "actual"), None, "E203"),
    (("T03.M01.I1", "status"), None, "E201"),
    (("T03.M01.I1", "actual"), "#DIV/0!", "E103"),
])  # fmt: skip
def test_one_blank_cell_is_one_finding(check, cell: tuple[str, str], value: CellValue, code: str) -> None:
    assert asked(check({cell: value})) == [(code, *cell)]
