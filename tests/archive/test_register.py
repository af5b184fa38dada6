from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from taizhang.archive import Archive, Filed, NewSubmission, Registered, create_archive
from taizhang.archive.written import one_line
from taizhang.errors import CannotRead
from taizhang.model.finding import Finding, Severity
from taizhang.model.finding_record import findings_from_json, findings_to_json
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

Entry = Callable[..., NewSubmission]
Rows = Callable[..., list[tuple[Any, ...]]]
Change = Callable[..., None]
Q3 = Period.parse("2022Q3")
PLAN = "yunling-2022"


def test_a_line_says_who_sent_what_when(archive: Archive, entry: Entry, noon: datetime) -> None:
    found = (
        Finding(
            "E201",
            Severity.ERROR,
            "说",
            "改",
            "填报说明",
            Place("f" * 64, "任务台账", 6, 12),
            "T01",
            "actual",
        ),
        Finding("W301", Severity.WARNING, "说", "改", "填报说明"),
        Finding("W302", Severity.WARNING, "说", "改", "填报说明"),
    )
    told = entry(
        sender=" QingHe@Example.cn ",
        verdict=Verdict.RETURNED,
        findings=found,
        reason="有1处必须修改。",
        nothing_to_report=True,
    )
    registered = archive.register(told, b"workbook")
    expected = Filed(
        number=1,
        received=noon,
        sender="qinghe@example.cn",
        file_name="清河县台账.xlsx",
        sha256=sha256(b"workbook").hexdigest(),
        size=8,
        verdict=Verdict.RETURNED,
        plan=PLAN,
        reporter=Reporter("990101"),
        period=Q3,
        errors=1,
        warnings=2,
        reason="有1处必须修改。",
        nothing_to_report=True,
        judged=Verdict.RETURNED,
        filed_under=Reporter("990101"),
    )
    assert registered == Registered(expected, new=True)
    assert archive.submissions() == (expected,)
    assert archive.submissions()[0].received.utcoffset() == timedelta(hours=8)
    assert archive.findings(1) == found
    assert archive.blob(expected.sha256) == b"workbook"


def test_what_is_unknown_stays_unknown(archive: Archive, entry: Entry) -> None:
    told = entry(verdict=Verdict.SET_ASIDE, plan="", reporter=None, period=None, record=None, sender="")
    line = archive.register(told, b"").submission
    assert (line.plan, line.reporter, line.period, line.sender, line.size) == ("", None, None, "", 0)
    assert archive.submissions(plan="") == (line,)


def test_the_same_file_is_taken_in_once(archive: Archive, entry: Entry, noon: datetime) -> None:
    first = archive.register(entry(), b"one")
    again = archive.register(entry(received=noon + timedelta(days=1), file_name="重发.xlsx"), b"one")
    assert again == Registered(first.submission, new=False)
    assert archive.submissions() == (first.submission,)


@pytest.mark.parametrize(
    "otherwise", [{"sender": "other@example.cn"}, {"plan": "other-2022"}, {"period": Period.parse("2022Q4")}]
)
def test_another_sender_plan_or_period_is_another_submission(
    archive: Archive, entry: Entry, otherwise: dict[str, object]
) -> None:
    archive.register(entry(), b"one")
    assert archive.register(entry(**otherwise), b"one").new
    assert [line.number for line in archive.submissions()] == [1, 2]
    assert archive.verify() == ()


def test_a_second_collect_takes_nothing_twice(archive: Archive, entry: Entry) -> None:
    batch = [(entry(reporter=Reporter(f"99010{n}")), b"file %d" % n) for n in range(9)]
    assert [one.new for one in archive.register_all(batch)] == [True] * 9
    assert [one.new for one in archive.register_all(reversed(batch))] == [False] * 9
    assert [line.number for line in archive.submissions()] == list(range(1, 10))
    assert archive.verify() == ()


def test_a_batch_is_taken_in_whole_or_not_at_all(archive: Archive, entry: Entry) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        archive.register_all([(entry(), b"one"), (entry(received=datetime(2022, 10, 3)), b"two")])  # noqa: DTZ001
    assert archive.submissions() == ()
    with pytest.raises(CannotRead):
        archive.blob(sha256(b"one").hexdigest())


def test_filters_by_plan_and_period(archive: Archive, entry: Entry) -> None:
    archive.register(entry(), b"one")
    archive.register(entry(period=Period.parse("2022Q4")), b"two")
    archive.register(entry(plan="other-2022"), b"three")
    assert [line.number for line in archive.submissions(PLAN)] == [1, 2]
    assert [line.number for line in archive.submissions(period=Q3)] == [1, 3]
    assert [line.number for line in archive.submissions(PLAN, Q3)] == [1]


def test_the_newest_accepted_submission_counts(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(record=b"r1"), b"1")
    archive.register(entry(received=noon + timedelta(hours=2), record=b"r2"), b"2")
    archive.register(entry(received=noon + timedelta(hours=1), record=b"r3"), b"3")  # older, taken in later
    archive.register(entry(received=noon + timedelta(hours=3), verdict=Verdict.RETURNED, record=b"r4"), b"4")
    archive.register(entry(reporter=Reporter("990100", "市医院"), record=b"r5"), b"5")
    assert [(one.submission.number, one.record) for one in archive.counting(PLAN, Q3)] == [
        (5, b"r5"),
        (2, b"r2"),
    ]
    assert archive.counting_numbers(PLAN, Q3) == {Reporter("990101"): 2, Reporter("990100", "市医院"): 5}
    assert archive.counting_numbers(PLAN, Q3.previous) == {}
    assert archive.counting_record(PLAN, Reporter("990101"), Q3) == b"r2"
    assert archive.counting_record(PLAN, Reporter("990102"), Q3) is None
    assert archive.counting(PLAN, Q3.previous) == ()


def test_ledgers_of_several_lines_at_once(archive: Archive, entry: Entry) -> None:
    for number, record in enumerate((b"r1", None, b"r3", b"r4")):
        archive.register(entry(record=record), b"%d" % number)
    assert archive.records([3, 2, 1, 9]) == {1: b"r1", 3: b"r3"}
    assert archive.records([]) == {}


def test_moments_are_compared_across_zones(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(received=noon), b"1")  # 12:00 in Beijing
    archive.register(entry(received=datetime(2022, 10, 3, 4, 30, tzinfo=UTC)), b"2")  # 12:30 in Beijing
    archive.register(
        entry(received=datetime(2022, 10, 3, 4, 30, tzinfo=UTC)), b"3"
    )  # the later number decides
    assert [one.submission.number for one in archive.counting(PLAN, Q3)] == [3]


def test_anyone_can_read_which_submission_counts(archive: Archive, entry: Entry, rows_of: Rows) -> None:
    archive.register(entry(), b"1")
    rows = rows_of("SELECT number, reporter, period, verdict FROM counting_submission")
    assert rows == [(1, "990101", "2022Q3", "accepted")]


@pytest.mark.parametrize("table", ["submission", "blob", "chain"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_other_programs_cannot_change_a_line(
    archive: Archive, entry: Entry, change: Change, table: str, statement: str
) -> None:
    archive.register(entry(), b"1")
    column = "number" if table == "chain" else "size"
    with pytest.raises(DBAPIError, match="档案只可添加，不可改动或删除"):
        change(statement.format(table, column, 0))
    assert archive.verify() == ()


def test_other_programs_cannot_empty_a_table_of_a_server(kept_archive: str) -> None:
    with (
        psycopg.connect(kept_archive) as plain,
        pytest.raises(psycopg.Error, match="档案只可添加，不可改动或删除"),
    ):
        plain.execute("TRUNCATE chain")


def test_characters_that_could_mislead_are_shown_as_escapes(archive: Archive, entry: Entry) -> None:
    told = entry(
        file_name="台账\u202excod\r\n\udc80.xlsx",
        findings=(Finding("E001", Severity.ERROR, "\udc80", "", ""),),
    )
    line = archive.register(told, b"1").submission
    assert line.file_name == r"台账\u202excod\r\n\udc80.xlsx"
    assert archive.findings(1)[0].says == "\udc80"
    assert archive.verify() == ()


texts = st.text(max_size=8)
places = st.none() | st.builds(Place, texts, texts, st.integers(1, 9), st.integers(1, 9))
findings = st.builds(
    Finding, texts, st.sampled_from(Severity), texts, texts, texts, places, row=texts, field=texts
)


@given(st.lists(findings, max_size=3).map(tuple))
def test_findings_written_read_back(found: tuple[Finding, ...]) -> None:
    assert findings_from_json(findings_to_json(found)) == found


@given(texts)
def test_one_line_can_be_stored_and_has_no_line_break(text: str) -> None:
    assert one_line(text).encode("utf-8").decode().splitlines() in ([one_line(text)], [])


@examples(25)  # each example is an archive on disk
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=8))
def test_take_in_is_idempotent_and_the_rule_holds(
    tmp_path_factory: pytest.TempPathFactory, arrivals: list[tuple[int, int, bool]]
) -> None:
    start = datetime(2022, 10, 3, tzinfo=UTC)
    batch = [
        (
            NewSubmission(
                start + timedelta(hours=hour), "", "台账.xlsx", Verdict.ACCEPTED if good else Verdict.RETURNED,
                PLAN, Reporter("990101"), Q3, record=b"%d" % content,
            ),
            b"%d" % content,
        )
        for hour, content, good in arrivals
    ]  # fmt: skip
    with create_archive(tmp_path_factory.mktemp("archive") / "a.db") as archive:
        first = archive.register_all(batch)
        assert archive.register_all(batch) == tuple(Registered(one.submission, new=False) for one in first)
        accepted = [line for line in archive.submissions() if line.verdict is Verdict.ACCEPTED]
        newest = sorted(accepted, key=lambda line: (line.received, line.number))[-1:]
        assert [one.submission for one in archive.counting(PLAN, Q3)] == newest
        assert archive.verify() == ()
