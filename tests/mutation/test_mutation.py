"""A sample of what `make mutation` does with every edit and a thousand combinations of them."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest
from clients.office import Office

from mutation.corpus import Case, paired
from mutation.meaning import HARMFUL, RESTATED
from mutation.run import OPENING, PAGE, edit_names, outcomes, page_of
from mutation.verdicts import Fate, Outcome

EVERY = 4  # so that each edit meets the same of the three ledgers as where all are done
PAIRS = 16


@pytest.fixture(scope="module")
def wanted() -> list[tuple[str, ...]]:
    """Some edits alone, and a few pairs."""
    alone = [(name,) for name in edit_names()[::EVERY]]
    pairs = (edits for edits in paired(edit_names(), Random("sample")) if len(edits) == 2)
    return alone + list(islice(pairs, PAIRS))


@pytest.fixture(scope="module")
def found(
    wanted: list[tuple[str, ...]], corpus: tuple[Case, ...], editing_office: Office,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Outcome | None]:  # fmt: skip
    return list(outcomes(wanted, corpus, editing_office, tmp_path_factory.mktemp("edited")))


def test_nothing_is_silently_wrong_or_refused_for_nothing(found: list[Outcome | None]) -> None:
    assert [one for one in found if one and one.fate in (Fate.SILENT, Fate.REFUSED)] == []


def test_every_edit_alone_finds_something_to_do(wanted, found) -> None:
    assert [edits for edits, one in zip(wanted, found, strict=True) if len(edits) == 1 and one is None] == []


def test_the_page_tells_what_becomes_of_each_edit(found) -> None:
    page = PAGE.read_text(encoding="utf-8")
    lines = page.removeprefix(f"{OPENING}\n").splitlines()
    head, rule, *told = page_of([one for one in found if one])
    assert page.startswith(OPENING)
    assert lines[:2] == [head, rule]
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == list(edit_names())
    assert lines[2::EVERY] == told


def test_the_corpus_is_as_large_as_promised() -> None:
    names = edit_names()
    assert len(set(names)) == len(names) >= 60
    assert set(names) >= HARMFUL
    assert RESTATED.keys() <= set(names)


def test_the_unedited_ledgers_have_nothing_to_mend(corpus: tuple[Case, ...]) -> None:
    """Last period's numbers are made up by themselves, so some counts fall; nothing else is found."""
    assert {code for case in corpus for code, _row, _field in case.usual if code[0] == "E"} == set()
