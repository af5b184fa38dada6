"""The sheet 填报说明: what is checked, where each column comes from, a worked example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taizhang.ledgers import LedgerSheets, LineKind, draw_ledger, lay_out_ledger
from taizhang.ledgers.example import example_row
from taizhang.ledgers.instructions import SPANS
from taizhang.ledgers.quotes import plan_quotes
from taizhang.model.clause import Clause, clauses_on
from taizhang.model.finding import Severity
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Cadence, Plan, Span
from taizhang.model.reporter import RosterLine
from taizhang.model.words.status import Status

CLAUSES = (
    Clause("数字栏目", Severity.ERROR, "数字栏目填了文字"),
    Clause("完成状态", Severity.ERROR, "完成状态未填"),
    Clause("完成状态", Severity.WARNING, "已达目标却填“滞后”"),
    Clause("完成状态", Severity.ERROR, "未达目标却填“已完成”"),
    Clause("报送文件", Severity.WARNING, "台账按计划的旧版本下发"),
)


@pytest.fixture
def ledger(plan: Plan, line: RosterLine, period: Period) -> Ledger:
    return lay_out_ledger(plan, line, period)


@pytest.fixture
def sheets(ledger: Ledger, plan: Plan, line: RosterLine) -> LedgerSheets:
    return draw_ledger(ledger, plan, line, clauses=CLAUSES)


def lines(sheets: LedgerSheets, *kinds: LineKind) -> list[tuple[str, ...]]:
    grid = sheets.instructions
    return [
        tuple(grid.text(row, first) for first, _ in SPANS[kind])
        for row, kind in sheets.line_kinds.items()
        if kind in kinds
    ]


def test_clauses_are_said_by_severity_in_their_order() -> None:
    assert (
        clauses_on("完成状态", CLAUSES)
        == "必须修改：完成状态未填；未达目标却填“已完成”。请确认：已达目标却填“滞后”。"
    )
    assert clauses_on("表头", CLAUSES) == ""


def test_what_is_checked_stands_under_the_line_that_demands_it(sheets: LedgerSheets) -> None:
    grid, found = sheets.instructions, {}
    for row, kind in sheets.line_kinds.items():
        if kind is LineKind.CHECKS:
            found[grid.text(row - 1, 1)[:6]] = grid.text(row, 1)
    assert found == {
        "4.数字栏目": "报回后核对——必须修改：数字栏目填了文字。",
        "报回后逐项核": "报回后核对——请确认：台账按计划的旧版本下发。",
    }
    checked = {title: checks for _, title, _, _, checks, _ in lines(sheets, LineKind.TABLE_ROW)}
    assert {title: checks for title, checks in checked.items() if checks != "—"} == {
        "完成状态": "必须修改：完成状态未填；未达目标却填“已完成”。请确认：已达目标却填“滞后”。"
    }


def test_without_rules_nothing_is_said_to_be_checked(ledger: Ledger, plan: Plan, line: RosterLine) -> None:
    sheets = draw_ledger(ledger, plan, line)
    assert lines(sheets, LineKind.CHECKS) == []
    assert {checks for *_, checks, _ in lines(sheets, LineKind.TABLE_ROW)} == {"—"}


def test_each_column_is_told_where_in_the_plan_it_comes_from(sheets: LedgerSheets) -> None:
    quotes = {title: quote for _, title, *_, quote in lines(sheets, LineKind.TABLE_ROW)}
    assert {title: quote for title, quote in quotes.items() if quote != "—"} == {
        "重点任务": "第（一）项“加强基层服务”",
        "工作举措": "第（一）项“全市新建社区医院93个。”",
        "量化指标": "第（一）项“93个”",
        "目标值": "第（一）项“93个”",
        "计量单位": "第（一）项“93个”",
        "责任单位（分工）": "第（一）项“（市卫生健康委牵头，市财政局、市医保局配合）”",
        "牵头单位": "第（一）项“（市卫生健康委牵头，市财政局、市医保局配合）”",
        "配合单位": "第（一）项“（市卫生健康委牵头，市财政局、市医保局配合）”",
        "完成时限": "第（一）项“9月底前”",
    }


def test_the_cumulative_columns_come_from_what_the_plan_says_of_reporting(ledger: Ledger, plan: Plan) -> None:
    words = "各县（市、区）于每季度结束后五日内将任务进展情况、存在问题和下一步打算报市医改办"
    told = replace(
        plan, cadences=(Cadence(Span(0, 1, "每年考核一次"), "annual", "assessment"), Cadence(Span(0, 1, words), "quarterly", task=2))
    )  # fmt: skip
    quotes = plan_quotes(ledger, told)
    assert quotes["actual"] == quotes["previous"] == f"第（二）项“{words[:30]}……”"
    elsewhere = replace(told, cadences=(Cadence(Span(0, 1, "每季度报送"), "quarterly"),))
    assert plan_quotes(ledger, elsewhere)["actual"] == "“每季度报送”"


def test_the_plans_braces_are_left_alone_in_a_quote(ledger: Ledger, plan: Plan, line: RosterLine) -> None:
    task = replace(plan.tasks[0], title="{due}前加强")
    rows = tuple(
        replace(row, asked=replace(row.asked, row=replace(row.asked.row, task=task)))
        for row in ledger.rows
        if row.asked
    )
    sheets = draw_ledger(replace(ledger, rows=rows), plan, line)
    assert "第（一）项“{due}前加强”" in [quote for *_, quote in lines(sheets, LineKind.TABLE_ROW)]


def test_an_example_is_worked_on_a_row_of_the_ledger(sheets: LedgerSheets) -> None:
    assert lines(sheets, LineKind.EXAMPLE_HEAD, LineKind.EXAMPLE_ROW) == [
        ("栏目", "怎样填"),
        ("重点任务", "加强基层服务"),
        ("工作举措", "全市新建社区医院93个。"),
        ("量化指标", "社区医院"),
        ("目标值", "全市93个"),
        ("计量单位", "个"),
        ("责任人及联系电话", "填报人姓名 0311-00000000"),
        ("完成时限", "2022年12月31日前"),
        ("累计完成值", "6"),
        ("完成状态", "序时推进"),
        ("进展情况", "召开推进会2次，制定实施方案，累计完成6个。"),
        ("存在问题", "无"),
        ("下一步打算", "倒排工期，每月调度一次，按期完成。"),
        ("佐证材料", "不填"),
        ("是否需领导协调", "否"),
        ("销号", "未申请"),
        ("备注", "不填"),
    ]
    headings = [text for (text,) in lines(sheets, LineKind.HEADING)]
    assert headings[-2:] == ["六、填写示例（示例数字为虚构）", "七、报送文件"]


def among(ledger: Ledger, answer: Answer) -> LedgerRow:
    rows = tuple(row for row in ledger.rows if row.answer is answer)
    example = example_row(replace(ledger, rows=rows))
    assert example is not None
    return example


def test_where_nobody_counts_a_ratio_is_worked_and_else_what_there_is(ledger: Ledger) -> None:
    ratio = among(ledger, Answer.RATIO)
    assert ratio.id == "T02.M01.I1"
    assert ratio.numerator is not None
    assert ratio.denominator is not None
    assert ratio.actual == ratio.numerator / ratio.denominator * 100
    assert among(ledger, Answer.YES_NO).actual == 0
    status = among(ledger, Answer.STATUS)
    assert (status.actual, status.status, status.progress) == (
        None,
        Status.ON_SCHEDULE,
        "召开推进会2次，制定实施方案，正在组织实施。",
    )
    assert example_row(replace(ledger, rows=())) is None


def test_when_every_deadline_has_passed_the_example_is_overdue_and_says_why(ledger: Ledger) -> None:
    rows = tuple(
        replace(row, asked=replace(row.asked, deadline=date(2022, 6, 30))) for row in ledger.rows if row.asked
    )
    example = example_row(replace(ledger, rows=rows))
    assert example is not None
    assert (example.status, example.problems) == (Status.OVERDUE, "设备招标推迟，未能按期完成。")


def test_the_example_does_not_fall_below_what_was_reached_last_period(ledger: Ledger) -> None:
    rows = tuple(replace(row, previous=Decimal(41)) for row in ledger.rows if row.answer is Answer.NUMBER)
    example = example_row(replace(ledger, rows=rows))
    assert example is not None
    assert example.actual == 41


def test_a_ledger_that_asks_nothing_has_no_example(ledger: Ledger, plan: Plan, line: RosterLine) -> None:
    sheets = draw_ledger(replace(ledger, rows=()), plan, line)
    assert lines(sheets, LineKind.EXAMPLE_HEAD, LineKind.EXAMPLE_ROW) == []
