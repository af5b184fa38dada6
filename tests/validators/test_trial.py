"""A rule on trial asks, says that it is on trial, and returns nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhang.model.finding import Severity
from taizhang.model.live_check import Weight
from taizhang_validators import rule_docs, sheet_checks
from taizhang_validators.live import sheet_rows
from taizhang_validators.rulebook import Rulebook, check_ledger, rules


@pytest.fixture
def book():
    """The shipped rules, E305 on trial."""
    return Rulebook(
        tuple(replace(one, trial=True, since="2022-10-01") if one.code == "E305" else one for one in rules())
    )


@pytest.fixture
def case(case_of, example_of):
    return case_of(
        example_of("""
        填报日期：2022.10.8
        | 任务编号 | 问法 | 目标值 | 完成值  | 完成状态 | 进展情况 | 存在问题 | 佐证材料 |
        | T01     | 数   | ≥90 | 81.5 | 已完成  | 已建成  | 无    | 验收单  |
        """)
    )


def test_its_error_is_a_warning_that_says_so(case, book):
    (finding,) = check_ledger(case.ledger, case.given, book)
    assert (finding.code, finding.severity) == ("E305", Severity.WARNING)
    assert finding.says == "累计完成值81.5未达到目标值≥90，状态不能填“已完成”（试行）"
    (finding,) = check_ledger(case.ledger, case.given)
    assert (finding.code, finding.severity) == ("E305", Severity.ERROR)


def test_the_filler_may_explain_it(case, book):
    (row,) = case.ledger.rows
    explained = replace(row, remarks="属实说明：验收改到下月进行")
    (finding,) = check_ledger(replace(case.ledger, rows=(explained,)), case.given, book)
    assert finding.accepted == "属实说明：验收改到下月进行"


def test_its_live_check_only_asks(case, book, monkeypatch):
    (asked,) = sheet_rows(case.ledger)

    def weight():
        return {check.code: check.weight for check in sheet_checks.checks_of_row(asked)}["E305"]

    assert weight() is Weight.WRONG
    monkeypatch.setattr(sheet_checks, "rules", lambda: book.rules)
    assert weight() is Weight.CONFIRM


def test_the_page_marks_it(book, monkeypatch):
    monkeypatch.setattr(rule_docs, "rules", lambda: book.rules)
    page = rule_docs.render_rules()
    assert "| E305 | 请确认 | 未达目标却填“已完成”（试行） |\n" in page
    assert "### E305 未达目标却填“已完成”（试行）\n\n- 要求：请确认\n" in page
    assert "- 2022-10-01 起用\n" in page


def test_the_page_counts_its_rules():
    page = rule_docs.render_rules()
    assert f"## 目录（共 {len(rules())} 条）" in page
    families = [f"**{family} {name}**" in page for family, name in rule_docs.FAMILIES.items()]
    assert families.count(True) == len({one.number[0] for one in rules()})
