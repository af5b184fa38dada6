"""A whole mailbox collected: every mail and every file in it comes out as it was made (INTAKE 47).

A seeded bag of 150 with every kind in it; `python -m postbag 500` (PYTHONPATH=tests) collects five hundred, with every
variant of every kind, and prints what differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from postbag import COLLECTED, Case, Laid, PostOffice, lay_out, make
from postbag.against import answers_differ, archive_differs, mail_differs, sums_differ
from postbag.office import ADDRESS, PERIOD

from taizhang.archive import Archive, open_archive
from taizhang.desk.answering.answerable import open_questions
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.records import context_of
from taizhang.mail import read_mail

COUNT = 150


@dataclass(frozen=True)
class Collected:
    cases: list[Case]
    laid: Laid
    archive: Path

    def collect(self) -> int:
        """How many lines of the register are new."""
        return sum(not one.known for one in collect_sources(self.laid.sources, self.archive, now=COLLECTED))


@pytest.fixture(scope="module")
def collected(sample_document: Path, tmp_path_factory: pytest.TempPathFactory) -> Collected:
    folder = tmp_path_factory.mktemp("postbag")
    office = PostOffice(folder, sample_document)
    cases = make(office, COUNT)
    bag = Collected(cases, lay_out(cases, folder), office.open_archive())
    assert bag.collect() > 0
    return bag


@pytest.fixture
def store(collected: Collected) -> Iterator[Archive]:
    with open_archive(collected.archive) as store:
        yield store


def test_r48_r49_r50_every_mail_is_read_as_it_was_written(collected: Collected) -> None:
    differs = [
        (case.name, one) for case in collected.cases for one in mail_differs(case, read_mail(case.raw))
    ]
    assert differs == []


def test_r47_every_mail_and_every_file_has_its_one_state_and_the_sums_agree(
    collected: Collected, store: Archive
) -> None:
    assert archive_differs(collected.cases, store) == []


def test_r55_only_what_may_be_answered_would_be(collected: Collected, store: Archive) -> None:
    questions = open_questions(store, context_of(store), PERIOD, ADDRESS)
    asked = [question.outcome.receipt for question in questions]
    assert answers_differ(collected.cases, store, asked) == []


def test_r46_collecting_once_more_adds_nothing(collected: Collected) -> None:
    with open_archive(collected.archive) as store:
        before = (store.receipts(), store.outcomes(), store.submissions())
    collected.collect()
    with open_archive(collected.archive) as store:
        assert (store.receipts(), store.outcomes(), store.submissions()) == before
        assert sums_differ(collected.cases, store) == []
