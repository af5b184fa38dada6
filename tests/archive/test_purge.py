"""What is cleared when its time of keeping is over: contents and persons go, fingerprints and counts stay."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import psycopg
import pytest

from taizhang.archive import (
    Archive,
    Bounce,
    Delivery,
    NewAnswer,
    NewReceipt,
    NewSubmission,
    Outcome,
    open_archive,
)
from taizhang.errors import CannotRead
from taizhang.model.finding import Finding, Severity
from taizhang.model.period import Period
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import DeliveryState, ReceiptState, Verdict

Entry = Callable[..., NewSubmission]
Rows = Callable[..., list[tuple[Any, ...]]]
OLD, NEW = "yunling-2019", "yunling-2022"
ROSTER = Roster(
    (
        RosterLine(
            Reporter("990101"),
            "清河县",
            Level.COUNTY,
            "990100",
            ("王某@x.cn",),
            "王某",
            "0311-00000000",
            "李某",
        ),
    )
)
FOUND = (Finding("E201", Severity.ERROR, "王某填的数不对", "改", "填报说明"),)
TIME_OVER = {"who": "档案员", "why": "保存期满"}


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def mail(
    archive: Archive, name: str, raw: bytes, entries: list[tuple[NewSubmission, bytes]], at: datetime
) -> None:
    archive.receive([(NewReceipt("mail", name, at), raw)], at=at)
    told = Outcome(
        digest(raw), ReceiptState.TAKEN, "王某的台账", at, "wang@x.cn", "王某报送", at, "<1@wang>", ("<0@wang>",), attachments=len(entries)
    )  # fmt: skip
    archive.conclude(told, entries)


@pytest.fixture
def two_years(archive: Archive, entry: Entry, noon: datetime) -> Archive:
    """An old plan and a new one; mails for each, one for both, and a file that both have."""
    for plan in (OLD, NEW):
        archive.add_plan("{}", plan, "v1", b"plan " + plan.encode(), ROSTER, noon)
    told = {
        "sender": "wang@x.cn",
        "file_name": "王某.xlsx",
        "reason": "王某",
        "findings": FOUND,
        "record": b'{"wang": 1}',
    }
    old, new = entry(plan=OLD, **told), entry(plan=NEW, **told)
    loose = entry(
        plan="", reporter=None, period=None, record=None, verdict=Verdict.NOT_A_LEDGER, sender="wang@x.cn"
    )
    mail(
        archive,
        "王某旧.eml",
        b"mail old",
        [(old, b"book old"), (loose, b"photo old"), (old, b"book both")],
        noon,
    )
    mail(archive, "王某新.eml", b"mail new", [(new, b"book new"), (new, b"book both")], noon)
    mail(archive, "王某两.eml", b"mail two", [(old, b"book two"), (new, b"book three")], noon)
    archive.register(entry(plan=OLD, sender="zhao@x.cn"), b"book both")
    archive.keep_answer(NewAnswer(1, "wang@x.cn", "<1@city>", noon), b"answer old")
    archive.note_delivery(1, DeliveryState.SENT, noon, "250 wang@x.cn")
    archive.note_bounce(1, digest(b"mail old"), "王某已离职", noon)
    archive.keep_answer(NewAnswer(4, "wang@x.cn", "<4@city>", noon), b"answer new")
    assert archive.verify() == ()
    return archive


def test_contents_and_persons_go_and_counts_stay(two_years: Archive, noon: datetime) -> None:
    before = two_years.submissions()
    assert two_years.purge([OLD], 2019, **TIME_OVER, at=noon) == 5 + 1 + 1 + 1 + 1 + 1 + 1 + 5
    old = [line for line in two_years.submissions() if line.number in (1, 2, 3, 6, 8)]
    assert [(line.sender, line.file_name, line.reason) for line in old] == [
        (f"已清除-{line.number}", "", "") for line in old
    ]
    kept = [
        (one.sha256, one.size, one.verdict, one.plan, one.period, one.errors, one.receipt) for one in before
    ]
    assert kept == [
        (one.sha256, one.size, one.verdict, one.plan, one.period, one.errors, one.receipt)
        for one in two_years.submissions()
    ]
    assert [two_years.findings(number) for number in (1, 4)] == [(), FOUND]
    assert [two_years.record(number) for number in (1, 4)] == [None, b'{"wang": 1}']
    assert [line.phone for line in two_years.roster(OLD)] == [""]
    assert two_years.roster(NEW) == ROSTER
    assert two_years.plan_json(OLD) == "{}"
    assert [one.name for one in two_years.receipts()] == ["", "王某新.eml", "王某两.eml"]
    cleared = two_years.outcome(digest(b"mail old"))
    assert cleared == Outcome(digest(b"mail old"), ReceiptState.TAKEN, "", noon, sent=noon, attachments=3)
    assert [(one.to, one.message_id) for one in two_years.answers()] == [("", ""), ("wang@x.cn", "<4@city>")]
    assert two_years.deliveries() == (Delivery(1, DeliveryState.SENT, noon, ""),)
    assert two_years.bounces() == (Bounce(1, digest(b"mail old"), "", noon),)
    assert two_years.sums().agree


def test_originals_that_nothing_else_needs_go(two_years: Archive, noon: datetime) -> None:
    two_years.purge([OLD], 2019, **TIME_OVER, at=noon)
    for content in (b"mail old", b"book old", b"photo old", b"book two", b"answer old"):
        with pytest.raises(CannotRead) as caught:
            two_years.blob(digest(content))
        assert (
            str(caught.value) == f"指纹为“{digest(content)}”的原件保存期已满，已到期清除，请向报送单位索取。"
        )
    for content in (
        b"mail new",
        b"book new",
        b"book both",
        b"mail two",
        b"book three",
        b"answer new",
        b"plan " + OLD.encode(),
    ):
        assert two_years.blob(digest(content)) == content


def test_the_chain_still_holds_and_says_what_was_cleared(two_years: Archive, noon: datetime) -> None:
    before = two_years.chain_end()
    two_years.purge([OLD], 2019, **TIME_OVER, at=noon)
    assert two_years.verify() == ()
    assert two_years.chain_has(*before)
    why = "已到期清除（2022-10-03，档案员：保存期满）。"
    assert sorted(two_years.cleared()) == sorted(
        f"{called}{why}"
        for called in (
            *(f"登记簿第{number}号" for number in (1, 2, 3, 6, 8)),
            f"指纹为{digest(b'mail old')[:12]}的收件", f"指纹为{digest(b'mail old')[:12]}的收件结果",
            "答复第1号", "发送记录第1号", "退信第1号", "通讯录第1号第1行",
            *(f"指纹为{digest(one)[:12]}的原件" for one in (b"mail old", b"book old", b"photo old", b"book two", b"answer old")),
        )
    )  # fmt: skip


def test_it_is_cleared_once(two_years: Archive, noon: datetime) -> None:
    two_years.purge([OLD], 2019, **TIME_OVER, at=noon)
    cleared = two_years.cleared()
    assert two_years.purge([OLD], 2019, **TIME_OVER, at=noon) == 0
    assert two_years.purge(["nothing"], 2019, **TIME_OVER, at=noon) == 0
    assert two_years.cleared() == cleared
    assert two_years.purge([NEW, OLD], 2019, **TIME_OVER, at=noon) > 0
    assert two_years.verify() == ()


def test_the_guards_stand_again(two_years: Archive, noon: datetime, change: Callable[..., None]) -> None:
    two_years.purge([OLD], 2019, **TIME_OVER, at=noon)
    for table in ("blob", "submission", "receipt", "purged"):
        with pytest.raises(Exception, match="档案只可添加，不可改动或删除"):
            change(f"DELETE FROM {table}")


def test_a_mail_that_was_cleared_is_not_taken_again(two_years: Archive, noon: datetime) -> None:
    two_years.purge([OLD], 2019, **TIME_OVER, at=noon)
    assert two_years.receive([(NewReceipt("mail", "又来.eml", noon), b"mail old")], at=noon) == (False,)
    assert two_years.unfinished() == ()


def test_an_original_that_comes_in_again_is_kept_again(
    two_years: Archive, noon: datetime, change: Callable[..., None]
) -> None:
    two_years.purge([OLD], 2019, **TIME_OVER, at=noon)
    cleared = two_years.cleared()
    assert two_years.receive([(NewReceipt("file", "又来.xlsx", noon), b"book old")], at=noon) == (True,)
    assert two_years.blob(digest(b"book old")) == b"book old"
    assert two_years.verify() == ()
    called = f"指纹为{digest(b'book old')[:12]}的原件"
    assert [one for one in cleared if one not in two_years.cleared()] == [
        f"{called}已到期清除（2022-10-03，档案员：保存期满）。"
    ]
    assert f"原件/{digest(b'book old')}" in dict(two_years.export())
    with pytest.raises(Exception, match="档案只可添加"):
        change("DELETE FROM blob")
    told = Outcome(digest(b"book old"), ReceiptState.TAKEN, "", noon)
    two_years.conclude(told, [(replace(archive_entry(noon), plan=OLD), b"book old")])
    # The line, the receipt and the original; its outcome tells of nobody.
    assert two_years.purge([OLD], 2019, **TIME_OVER, at=noon) == 3
    assert two_years.verify() == ()
    assert set(cleared) < set(two_years.cleared())


def archive_entry(noon: datetime) -> NewSubmission:
    return NewSubmission(noon, "", "又来.xlsx", Verdict.RETURNED, reason="又来")


@pytest.mark.parametrize("where", ["file"], indirect=True)
def test_nothing_of_it_stays_in_the_file(where: str, archive: Archive, entry: Entry, noon: datetime) -> None:
    secret, other = b"\x01secret of an original\x02" * 999, "王某的电话"
    archive.register(entry(plan=OLD, sender="wang@x.cn", reason=other, record=b"record of wang"), secret)
    archive.register(entry(plan=NEW), b"stays")
    archive.purge([OLD], 2019, **TIME_OVER, at=noon)
    for end in ("", "-wal"):
        with open(where + end, "rb") as lying:
            content = lying.read()
        assert [
            one
            for one in (b"secret of an", other.encode(), b"record of wang", b"wang@x.cn")
            if one in content
        ] == []
    with open_archive(where) as again:
        assert again.verify() == ()


@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_nothing_of_it_stays_in_the_tables_of_a_server(
    where: str, archive: Archive, entry: Entry, noon: datetime, rows_of: Rows
) -> None:
    archive.register(entry(plan=OLD), os.urandom(999_999))
    size = "SELECT pg_total_relation_size('blob')"
    before = rows_of(size)[0][0]
    archive.purge([OLD], 2019, **TIME_OVER, at=noon)
    assert before > 999_999 > 99_999 > rows_of(size)[0][0]


@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_it_is_cleared_also_while_somebody_reads(
    where: str, archive: Archive, entry: Entry, noon: datetime
) -> None:
    archive.register(entry(plan=OLD), b"book")
    with psycopg.connect(where) as other:
        other.execute("SELECT position FROM roster_line").fetchall()
        assert archive.purge([OLD], 2019, **TIME_OVER, at=noon) == 2
    assert archive.verify() == ()


def test_what_is_cleared_no_longer_counts_as_a_ledger(two_years: Archive, noon: datetime) -> None:
    two_years.purge([OLD], 2019, **TIME_OVER, at=noon)
    period = Period.parse("2022Q3")
    assert two_years.counting_record(OLD, Reporter("990101"), period) is None
    assert [one.record for one in two_years.counting(OLD, period)] == [b""]


def test_what_came_in_that_year_under_no_plan_goes_too(
    archive: Archive, entry: Entry, noon: datetime
) -> None:
    stranger = entry(
        plan="", reporter=None, period=None, record=None, verdict=Verdict.QUARANTINED, sender="x@y.cn"
    )
    later = noon.replace(year=2023)
    mail(archive, "外人.eml", b"mail stranger", [(stranger, b"book stranger")], noon)
    mail(archive, "自动回复.eml", b"mail machine", [], noon)
    mail(archive, "明年.eml", b"mail later", [], later)
    mail(archive, "有计划.eml", b"mail old", [(entry(plan=OLD), b"book old")], noon)
    archive.receive([(NewReceipt("mail", "未判.eml", noon), b"mail unjudged")], at=noon)
    # Three of the stranger's rows, two of the machine's, and the originals of both.
    assert archive.purge([NEW], 2022, **TIME_OVER, at=noon) == 3 + 2 + 3
    assert [one.name for one in archive.receipts()] == ["", "", "明年.eml", "有计划.eml", "未判.eml"]
    for content in (b"mail stranger", b"book stranger", b"mail machine"):
        with pytest.raises(CannotRead):
            archive.blob(digest(content))
    for content in (b"mail later", b"mail old", b"book old", b"mail unjudged"):
        assert archive.blob(digest(content)) == content
    assert [line.sender for line in archive.submissions()] == ["已清除-1", "qinghe@example.cn"]
    assert archive.verify() == ()
