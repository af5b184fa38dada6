"""What officials decide about submissions, and what counts then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from taizhang.archive import Archive, Decision, NewSubmission, create_archive
from taizhang.archive.views import counting_submission
from taizhang.errors import BadUsage
from taizhang.model.finding import Finding, Severity
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Choice, Verdict

Entry = Callable[..., NewSubmission]
Rows = Callable[..., list[tuple[Any, ...]]]
Q3 = Period.parse("2022Q3")
PLAN = "yunling-2022"
HERE, THERE = Reporter("990101"), Reporter("990102")
WRONG = (Finding("E201", Severity.ERROR, "说", "改", "填报说明"),)


def decided(choice: Choice, noon: datetime, **otherwise: Any) -> Decision:
    told: dict[str, Any] = {
        "submission": 1,
        "verdict": None,
        "reporter": None,
        "who": "李某",
        "why": "已核实",
    }
    return Decision(choice=choice, at=noon, **(told | otherwise))


def test_the_newest_decision_holds(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(verdict=Verdict.QUARANTINED, reporter=THERE), b"1")
    assert archive.counting_record(PLAN, HERE, Q3) is None
    archive.decide(decided(Choice.ACCEPT, noon, verdict=Verdict.ACCEPTED, reporter=HERE))
    (line,) = archive.submissions()
    assert (line.verdict, line.reporter, line.judged, line.filed_under) == (
        Verdict.ACCEPTED, HERE, Verdict.QUARANTINED, THERE,
    )  # fmt: skip
    assert archive.counting_record(PLAN, HERE, Q3) == b"{}"
    assert [one.submission for one in archive.counting(PLAN, Q3)] == [line]
    archive.decide(decided(Choice.REFUSE, noon, verdict=Verdict.SET_ASIDE))
    (line,) = archive.submissions()
    assert (line.verdict, line.reporter) == (Verdict.SET_ASIDE, THERE)
    assert archive.counting(PLAN, Q3) == ()


def test_undo_returns_to_what_was_judged(archive: Archive, entry: Entry, noon: datetime) -> None:
    (before,) = (archive.register(entry(), b"1").submission,)
    archive.decide(decided(Choice.REFUSE, noon))
    assert archive.counting(PLAN, Q3) == ()
    archive.decide(decided(Choice.UNDO, noon, verdict=Verdict.RETURNED, reporter=THERE))
    assert archive.submissions() == (before,)
    assert archive.counting_record(PLAN, HERE, Q3) == b"{}"


@pytest.mark.parametrize(
    ("told", "choice", "verdict"),
    [
        ({}, Choice.ACCEPT, Verdict.ACCEPTED),
        ({"findings": WRONG}, Choice.ACCEPT, Verdict.RETURNED),
        ({"record": None}, Choice.ACCEPT, Verdict.QUARANTINED),
        ({}, Choice.REFUSE, Verdict.SET_ASIDE),
    ],
)
def test_a_choice_without_a_verdict_goes_by_what_was_found(
    archive: Archive, entry: Entry, noon: datetime, told: dict[str, Any], choice: Choice, verdict: Verdict
) -> None:
    archive.register(entry(verdict=Verdict.QUARANTINED, **told), b"1")
    archive.decide(decided(choice, noon))
    assert [line.verdict for line in archive.submissions()] == [verdict]


def test_decisions_come_back_in_their_order(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(), b"1")
    taken = (
        decided(Choice.ACCEPT, noon, verdict=Verdict.ACCEPTED, reporter=Reporter("990100", "市医院")),
        decided(Choice.UNDO, noon + timedelta(days=1), why="看错了"),
    )
    for one in taken:
        archive.decide(one)
    assert archive.decisions() == taken
    assert archive.verify() == ()


def test_a_decision_on_nothing_is_refused(archive: Archive, noon: datetime) -> None:
    with pytest.raises(BadUsage, match=r"^登记簿里没有第1号，请核对登记号。$"):
        archive.decide(decided(Choice.REFUSE, noon))
    assert archive.decisions() == ()


def test_what_holds_no_ledger_cannot_be_accepted(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(verdict=Verdict.SET_ASIDE, record=None), b"1")
    with pytest.raises(BadUsage, match=r"^登记簿第1号没有读出台账，不能准予登记，请对方重新报送。$"):
        archive.decide(decided(Choice.ACCEPT, noon, verdict=Verdict.ACCEPTED))


def test_anybody_can_read_what_is_in_effect(
    archive: Archive, entry: Entry, noon: datetime, rows_of: Rows
) -> None:
    archive.register(entry(verdict=Verdict.QUARANTINED), b"1")
    archive.decide(decided(Choice.ACCEPT, noon, reporter=THERE))
    read = "SELECT number, verdict, judged, reporter, filed_under FROM {}"
    expected = [(1, "accepted", "quarantined", "990102", "990101")]
    assert (
        rows_of(read.format("judged_submission")) == rows_of(read.format("counting_submission")) == expected
    )


choices = st.tuples(
    st.integers(1, 6),
    st.sampled_from(Choice),
    st.sampled_from([None, *Verdict]),
    st.sampled_from([None, HERE, THERE]),
)
arrivals = st.tuples(
    st.integers(0, 2), st.sampled_from([Verdict.ACCEPTED, Verdict.QUARANTINED]), st.booleans()
)


@examples(25)  # each example is an archive on disk
@given(st.lists(arrivals, min_size=6, max_size=6), st.lists(choices, max_size=5))
def test_three_ways_to_ask_what_counts_agree(
    tmp_path_factory: pytest.TempPathFactory,
    sent: list[tuple[int, Verdict, bool]],
    taken: list[tuple[int, Choice, Verdict | None, Reporter | None]],
) -> None:
    noon = datetime(2022, 10, 3, tzinfo=UTC)
    with create_archive(tmp_path_factory.mktemp("archive") / "a.db") as archive:
        archive.register_all(
            (
                NewSubmission(
                    noon + timedelta(hours=hour), "", "台账.xlsx", verdict, PLAN, HERE if here else THERE, Q3,
                    record=b"%d" % at,
                ),
                b"%d" % at,
            )
            for at, (hour, verdict, here) in enumerate(sent)
        )  # fmt: skip
        for number, choice, verdict, reporter in taken:
            archive.decide(Decision(number, choice, verdict, reporter, "李某", "已核实", noon))
        with archive._reading() as connection:
            view = connection.execute(
                select(counting_submission).order_by(counting_submission.c.reporter)
            ).all()
        listed = archive.counting(PLAN, Q3)
        assert [one.submission.number for one in listed] == [row.number for row in view]
        for reporter in (HERE, THERE):
            one = [counted.record for counted in listed if counted.submission.reporter == reporter]
            assert archive.counting_record(PLAN, reporter, Q3) == (one[0] if one else None)
