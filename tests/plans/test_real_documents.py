"""The five real documents against their hand-made outlines."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan, outline_plan

pytestmark = pytest.mark.shared


def test_outline_agrees_with_the_hand_made_one(gold, real_plan, scorer):
    counts, header, log = scorer.score(gold, outline_plan(real_plan))
    summary = scorer.summary(counts)
    assert summary["titles"]["f1"] == 1.0
    assert summary["unit_role"]["f1"] >= 0.99, log
    assert summary["indicators_strict"]["f1"] >= 0.97, log
    assert summary["deadlines"]["f1"] >= 0.97, log
    assert summary["indicator_deadline_accuracy"] == 1.0, log
    assert all(header.values()), header


def test_outline_agrees_where_every_line_is_lost(gold, real_plan, scorer):
    """A page may give the text without a single line break; only the number of the document is not told apart then."""
    joined = (" " if real_plan.language == "en" else "").join(
        line.strip() for line in real_plan.text.splitlines() if line.strip()
    )
    counts, _, log = scorer.score(gold, outline_plan(compile_plan(joined)))
    summary = scorer.summary(counts)
    assert summary["titles"]["f1"] == 1.0
    assert summary["unit_role"]["f1"] == 1.0, log
    assert summary["indicators_strict"]["f1"] == 1.0, log
    assert summary["deadlines"]["recall"] == 1.0, log


def test_every_task_is_found(gold, real_plan):
    assert [task.number for task in real_plan.tasks] == [task["number"] for task in gold["tasks"]]


def test_every_clause_is_found(gold, real_plan):
    def bare(text):
        return "".join(text.split())

    told = [[bare(clause.quote) for clause in task.clauses] for task in real_plan.tasks]
    assert told == [[bare(text) for text in task["responsibility_clauses"]] for task in gold["tasks"]]


def test_lists_named_in_front_of_a_count(gold, real_plan):
    expected = [
        tuple(indicator["names"])
        for task in gold["tasks"]
        for measure in task["measures"]
        for indicator in measure["indicators"]
        if indicator.get("names")
    ]
    assert [indicator.names for indicator in real_plan.indicators() if indicator.names] == expected


def test_a_draft_is_compiled_as_a_draft(gold, real_plan):
    assert (real_plan.status == "draft") is bool(gold.get("draft"))
