"""What the 填报说明 teaches passes the rules, and what it says of the rules is all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from taizhang.books import read_workbook, write_ledger
from taizhang.desk.clauses import clauses_in_force
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.sample import DOCUMENT, ROSTER, sample_folder
from taizhang.desk.issue import layout_of
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers import LineKind, draw_ledger, read_back
from taizhang.ledgers.example import example_row
from taizhang.model.finding import Severity
from taizhang.model.ledger import Head, Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.reporter import Roster, RosterLine
from taizhang_templates import load_style
from taizhang_validators.rulebook import Given, check_ledger, rules


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_document(sample_folder() / DOCUMENT)


@pytest.fixture(scope="module")
def roster(plan: Plan) -> Roster:
    return roster_of(plan, sample_folder() / ROSTER)


def found(ledger: Ledger, plan: Plan, line: RosterLine) -> list[str]:
    """What is said of the ledger's example where it comes back alone in its workbook."""
    example = example_row(ledger)
    assert example is not None
    ends = ledger.period.end
    asked = replace(ledger, rows=tuple(row for row in ledger.rows if row.id == example.id))
    head = Head(line.name, "填报人姓名", "0311-00000000", ends.isoformat())
    sheets = draw_ledger(replace(asked, rows=(example,), head=head), plan, line)
    read = read_back(read_workbook(write_ledger(sheets, load_style()), "台账.xlsx"), lambda _: asked).ledger
    assert read is not None
    given = Given(plan, line.reporter, line.name, ledger.period, ends + timedelta(days=5), asked)
    return [str(finding) for finding in check_ledger(read, given)]


@pytest.mark.parametrize("period", ["2022Q1", "2022Q3", "2022Q4", "2022-06", "2022"])
def test_every_example_passes_every_rule(plan: Plan, roster: Roster, period: str) -> None:
    layout = layout_of(plan, Period.parse(period), roster)
    lines = direct_reporters(plan, roster)
    assert [found(layout.ledger(line), plan, line) for line in lines] == [[]] * len(lines)


@pytest.mark.parametrize("answer", list(Answer))
def test_so_does_the_example_of_every_way_to_answer(plan: Plan, roster: Roster, answer: Answer) -> None:
    line = direct_reporters(plan, roster)[0]
    ledger = layout_of(plan, Period.parse("2022Q3"), roster).ledger(line)
    rows = [row for row in ledger.rows if row.answer is answer and row.asked and row.asked.row.leads]
    assert rows
    assert [found(replace(ledger, rows=(row,)), plan, line) for row in rows] == [[]] * len(rows)


def test_every_rule_that_asks_for_something_is_told_once(plan: Plan, roster: Roster) -> None:
    line = direct_reporters(plan, roster)[0]
    ledger = layout_of(plan, Period.parse("2022Q3"), roster).ledger(line)
    sheets = draw_ledger(ledger, plan, line, clauses=clauses_in_force())
    grid = sheets.instructions
    told = [grid.text(row, 1) for row, kind in sheets.line_kinds.items() if kind is LineKind.CHECKS]
    told += [grid.text(row, 5) for row, kind in sheets.line_kinds.items() if kind is LineKind.TABLE_ROW]
    titles = [rule.title for rule in rules() if rule.severity is not Severity.NOTE]
    said = [
        title
        for title in titles
        for text in told
        for part in text.replace("。", "；").split("；")
        if part.endswith(title)
    ]
    assert sorted(said) == sorted(titles)


def test_the_rules_are_looked_up_once() -> None:
    assert clauses_in_force() is clauses_in_force()
