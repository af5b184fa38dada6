"""What a rule cites is found in the 填报说明 that the filler has in hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from taizhang.model.ledger import ledger_columns
from taizhang_templates import instruction_texts
from taizhang_validators.rulebook import Rule, rules

CITED = "填报说明："


def topics() -> Iterator[str]:
    """The headings of the sheet without their numbers, what its lines begin with, and its table of columns."""
    texts = instruction_texts()
    for heading in (
        texts.about,
        texts.how,
        texts.columns,
        texts.status,
        texts.legend,
        texts.example_heading,
        texts.returning,
    ):
        yield heading.split("、", 1)[1]
    yield from (line.split("：", 1)[0] for line in texts.how_lines)
    yield from (column.title for column in ledger_columns() if not column.hidden)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_source_is_a_topic_of_the_instructions(rule: Rule) -> None:
    assert rule.source.startswith(CITED)
    assert rule.source.removeprefix(CITED) in set(topics())


def test_no_topic_has_two_lines() -> None:
    leads = [line.split("：", 1)[0] for line in instruction_texts().how_lines]
    assert len(leads) == len(set(leads))
    assert max(map(len, leads)) <= 5
