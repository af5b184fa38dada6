"""What 校验提示 shows is held against what the row comes to: a sheet that was not computed again is told of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from taizhang.books import read_workbook
from taizhang.desk.check import judge_workbook
from taizhang.desk.context import Context
from taizhang.model.finding import Finding
from taizhang.model.ledger import Ledger

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from checking import DAY, PERIOD
from excel_like import as_excel_saves
from stamping import counties, eighty_rows, with_shares

from taizhang.desk.issue import layout_of, press_of

CODE = "N033"


@pytest.fixture(scope="module")
def issued() -> tuple[bytes, Ledger, Context]:
    roster = counties(1)
    plan = with_shares(eighty_rows(), roster)
    ledger = layout_of(plan, PERIOD, roster).ledger(line := next(iter(roster)))
    return press_of(plan).stamp(ledger, line), ledger, Context({plan.id: plan}, {plan.id: roster})


def told(content: bytes, context: Context) -> tuple[Ledger, list[Finding]]:
    checked = judge_workbook(read_workbook(content, "台账.xlsx"), context, as_of=DAY)
    assert checked.ledger is not None
    return checked.ledger, [finding for finding in checked.findings if finding.code == CODE]


def test_the_hints_of_a_blank_ledger_are_of_now(issued: tuple[bytes, Ledger, Context]) -> None:
    content, _, context = issued
    ledger, findings = told(content, context)
    assert {row.check[:2] for row in ledger.rows} == {"缺："}
    assert findings == []


def test_hints_of_another_day_are_told_of_once(issued: tuple[bytes, Ledger, Context]) -> None:
    """Every row that asks for something shows √, as if it had been filled in and emptied since."""
    content, blank, context = issued
    asking = {row.id for row in told(content, context)[0].rows if row.check != "√"}
    ledger, findings = told(as_excel_saves(content, blank, {}), context)
    assert {row.check for row in ledger.rows} == {"√"}
    (finding,) = findings
    assert {spot.row for spot in finding.spots} == asking
    assert finding.says.startswith(f"校验提示没有重新计算，共{len(asking)}格，如")


def test_a_sheet_that_was_computed_before_the_last_number_came(issued: tuple[bytes, Ledger, Context]) -> None:
    content, blank, context = issued
    sheet = next(iter(told(content, context)[0].rows)).sheet
    assert sheet is not None
    at = next(n for n, row in enumerate(blank.rows, 6) if row.answer.value == "number")
    cells = {(at, sheet.columns["status"]): "未启动", (at, sheet.columns["progress"]): "尚未开工"}
    cells |= {(at, sheet.columns["next_steps"]): "四季度开工", (at, sheet.columns["problems"]): "无"}
    row = blank.rows[at - 6].id
    hints = {n: one.check for n, one in enumerate(told(content, context)[0].rows, 6) if one.check != "√"}
    (finding,) = told(as_excel_saves(content, blank, cells, hints), context)[1]
    assert finding.row == row
    assert finding.says == f"校验提示显示“{hints[at]}”，按这一行现在的内容应为“√”"
