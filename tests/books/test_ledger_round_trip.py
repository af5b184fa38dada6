from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from taizhang.books import read_workbook, write_ledger
from taizhang.ledgers import draw_ledger, lay_out_ledger
from taizhang.ledgers.read_back import read_back
from taizhang.model.ledger import Head, Ledger, LedgerRow, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.words.status import Clearing, Status
from taizhang.plans import compile_plan
from taizhang_templates import load_style

SAMPLE = Path(__file__).parents[2] / "samples" / "云岭市2022年重点工作任务.txt"
LINE = RosterLine(Reporter("990121"), "清河县", Level.COUNTY, reports_to="990100")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(SAMPLE.read_text(encoding="utf-8"))


def blank_ledger(plan: Plan) -> Ledger:
    return lay_out_ledger(plan, LINE, Period.parse("2022Q3"), version="0" * 64)


def filled(ledger: Ledger) -> Ledger:
    rows = tuple(answered(number, row) for number, row in enumerate(ledger.rows))
    head = Head("清河县", "综合科", "0999-0000000", "2022年10月8日")
    return replace(ledger, rows=rows, head=head, nothing_to_report=True)


def answered(number: int, row: LedgerRow) -> LedgerRow:
    row = replace(row, status=list(Status)[number % 7], clearing=Clearing.REQUESTED, needs_leader="是")
    if row.asked and row.asked.row.leads:
        row = replace(
            row, person="综合科\n0999-0000000", progress="已印发方案。", problems="无", next_steps="=续"
        )
    match row.answer:
        case Answer.NUMBER:
            return replace(row, actual=Decimal("3.5"), previous=Decimal(2))
        case Answer.YES_NO:
            return replace(row, actual=Decimal(number % 2), previous=Decimal(0))
        case Answer.RATIO:
            return replace(row, numerator=Decimal(427), denominator=Decimal(1000), actual=Decimal("42.7"))
        case _:
            return row


def written_columns(ledger: Ledger) -> Iterator[dict[str, object]]:
    """Each row by field, without the rate, which the sheet computes."""
    for row in ledger.rows:
        yield {
            column.field: getattr(row, column.field) for column in ledger_columns() if column.field != "rate"
        }


def test_what_is_written_is_read_back_the_same(plan: Plan) -> None:
    ledger = filled(blank_ledger(plan))
    workbook = read_workbook(write_ledger(draw_ledger(ledger, plan, LINE), load_style()), "台账.xlsx")
    reading = read_back(workbook, lambda _: blank_ledger(plan))
    back = reading.ledger
    assert back is not None, reading.why
    assert list(written_columns(back)) == list(written_columns(ledger))
    assert (back.reporter, back.period, back.plan, back.version, back.head) == (
        ledger.reporter,
        ledger.period,
        ledger.plan,
        ledger.version,
        ledger.head,
    )
    assert (back.nothing_to_report, back.leftovers, workbook.flags) == (True, (), ("formula-injection",))


def test_a_blank_ledger_comes_back_blank(plan: Plan) -> None:
    blank = blank_ledger(plan)
    workbook = read_workbook(write_ledger(draw_ledger(blank, plan, LINE), load_style()), "台账.xlsx")
    back = read_back(workbook, lambda _: blank).ledger
    assert back is not None
    assert list(written_columns(back)) == list(written_columns(blank))
    assert [row.faults for row in back.rows if row.faults] == []
