"""A seeded sample of what `make agreement` does with 300 ledgers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from clients.jobs import Answer
from clients.office import Office

from agreement.compare import other_values
from agreement.corpus import cases
from agreement.run import SHEETS, filled, tally_of
from taizhang_validators.rulebook import rules

COUNT = 36


@pytest.fixture(scope="module")
def corpus(sample_document: Path, sample_roster: Path):
    return list(cases(COUNT, sample_document, sample_roster))


@pytest.fixture(scope="module")
def answers(corpus, libreoffice: Office, tmp_path_factory: pytest.TempPathFactory):
    return filled(corpus, libreoffice, tmp_path_factory.mktemp("ledgers"))


def test_the_sheet_says_what_the_check_says(corpus, answers) -> None:
    tally = tally_of(corpus, answers)
    assert tally.differing == []
    assert tally.ledgers == COUNT
    assert {rule.code for rule in rules() if rule.live or rule.live_once} == set(tally.agreed)


def test_gnumeric_computes_what_libreoffice_computed(
    answers: list[tuple[Path, Answer]], gnumeric: Callable[..., list[Answer]]
) -> None:
    told = gnumeric([path for path, _ in answers], SHEETS)
    assert [
        line
        for (path, answer), other in zip(answers, told, strict=True)
        for line in other_values(path, answer, other)
    ] == []
