"""What a batch is held against: the ledgers that count, looked up once a round, and anew where the batch itself adds one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from taizhang.archive import Archive, NewSubmission, create_archive
from taizhang.desk.intake.accepted import AcceptedLedgers
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

PLAN, QUARTER, BITAN = "yunling-2022", Period.parse("2022Q3"), Reporter("990101")
LEDGER = Ledger(BITAN, QUARTER, PLAN, ())


@pytest.fixture
def store(tmp_path: Path) -> Archive:
    return create_archive(tmp_path / "档案.db")


def register(store: Archive, content: bytes, hour: int, *, period: Period = QUARTER) -> None:
    at = datetime(2022, 10, 4, hour, tzinfo=UTC)
    entry = NewSubmission(
        at, "bitan@x.example", "台账.xlsx", Verdict.ACCEPTED, PLAN, BITAN, period, record=content
    )
    store.register(entry, content)


def test_it_is_the_newest_accepted_one_of_the_round(store: Archive) -> None:
    register(store, b"older", 1)
    register(store, b"newer", 2)
    register(store, b"another quarter's", 3, period=QUARTER.following)
    accepted = AcceptedLedgers(store)
    assert accepted.record_of(PLAN, BITAN, QUARTER) == b"newer"
    assert accepted.record_of(PLAN, BITAN, QUARTER.previous) is None
    assert accepted.record_of(PLAN, Reporter("990102"), QUARTER) is None


def test_one_that_the_batch_itself_brings_counts_from_then_on(store: Archive) -> None:
    accepted = AcceptedLedgers(store)
    assert accepted.record_of(PLAN, BITAN, QUARTER) is None
    register(store, b"brought", 1)
    assert accepted.record_of(PLAN, BITAN, QUARTER) is None
    accepted.ask_again(LEDGER)
    assert accepted.record_of(PLAN, BITAN, QUARTER) == b"brought"
