"""Every rule fires where, and only where, the brackets of its docstring stand."""

from __future__ import annotations

import sys

import pytest

from taizhang.model.ledger import ledger_columns
from taizhang_validators.examples import read_examples
from taizhang_validators.rulebook import hits_of, rules

FIELDS = {column.field for column in ledger_columns()} | {""}
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{position}")
    for rule in rules()
    for position, example in enumerate(read_examples(sys.modules[rule.module].__doc__ or ""), start=1)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_rule_fires_where_the_brackets_stand(case_of, rule, example):
    case = case_of(example)
    findings = [rule.finding(hit) for hit in hits_of(rule, case.ledger, case.given)]
    found = [(f.row, f.place.row if f.place else 0, f.field) for f in findings]
    assert sorted(found) == sorted(case.marks)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_hits_name_exactly_the_facts_of_the_wording(case_of, rule, example):
    case = case_of(example)
    for hit in hits_of(rule, case.ledger, case.given):
        assert set(hit.facts) == rule.wording.names
        assert hit.field in FIELDS


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_rule_has_an_example_that_fires_and_one_that_does_not(rule):
    examples = read_examples(sys.modules[rule.module].__doc__ or "")
    rows = [list(row.values()) for example in examples for row in example.rows]
    contexts = [cells for example in examples for cells in example.context.values()]
    fires = [any(cell.fires for cell in cells) for cells in (*rows, *contexts)]
    assert set(fires) == {True, False}
