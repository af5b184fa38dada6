from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from taizhang.archive import (
    Archive,
    MailboxUid,
    NewReceipt,
    NewSubmission,
    Outcome,
    Receipt,
    Registered,
    open_archive,
)
from taizhang.errors import CannotRead
from taizhang.model.verdict import Machine, ReceiptState, Verdict

Entry = Callable[..., NewSubmission]
INBOX = "imap://city@mail.example.cn/INBOX"
RAW = b"From: a@x.cn\r\n\r\n\xff\x00"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def mail(noon: datetime, uid: int | MailboxUid | None = None, **otherwise: Any) -> NewReceipt:
    where = MailboxUid(INBOX, 4_294_967_295, uid) if isinstance(uid, int) else uid
    return NewReceipt(**({"kind": "mail", "name": "台账.eml", "received": noon, "uid": where} | otherwise))


def outcome(content: bytes, noon: datetime, **otherwise: Any) -> Outcome:
    told = {"receipt": digest(content), "state": ReceiptState.TAKEN, "reason": "已接收 1 件", "at": noon}
    return Outcome(**(told | otherwise))


def test_r45_a_mail_is_kept_whole_before_anything_reads_it(archive: Archive, noon: datetime) -> None:
    at = noon + timedelta(minutes=5)
    assert archive.receive([(mail(noon, name="台账\r\n\u202e.eml"), RAW)], at=at) == (True,)
    kept = Receipt(digest(RAW), "mail", r"台账\r\n\u202e.eml", noon, at, len(RAW))
    assert archive.receipts() == archive.unfinished() == (kept,)
    assert archive.blob(digest(RAW)) == RAW
    assert archive.verify() == ()


def test_r46_the_same_bytes_are_taken_in_once(archive: Archive, noon: datetime) -> None:
    arrived = [(mail(noon), RAW), (mail(noon, name="again.eml"), RAW), (mail(noon, kind="file"), b"two")]
    assert archive.receive(arrived, at=noon) == (True, False, True)
    assert archive.receive(arrived, at=noon + timedelta(days=1)) == (False, False, False)
    assert [(one.sha256, one.name, one.kind) for one in archive.receipts()] == [
        (digest(RAW), "台账.eml", "mail"),
        (digest(b"two"), "台账.eml", "file"),
    ]


def test_r46_a_known_mail_met_elsewhere_only_gains_its_place(archive: Archive, noon: datetime) -> None:
    other = MailboxUid("imap://city@mail.example.cn/归档", 7, 1)
    assert archive.receive([(mail(noon, 41), RAW), (mail(noon, 42), b"two")], at=noon) == (True, True)
    assert archive.receive([(mail(noon, 43), RAW), (mail(noon, other), RAW)], at=noon) == (False, False)
    assert archive.receive([(mail(noon, 43), RAW)], at=noon) == (False,)
    assert archive.taken_uids(INBOX, 4_294_967_295) == frozenset({41, 42, 43})
    assert archive.taken_uids(other.mailbox, 7) == frozenset({1})
    assert archive.taken_uids(other.mailbox, 8) == archive.taken_uids("imap://x@y/INBOX", 7) == frozenset()
    assert len(archive.receipts()) == 2
    assert archive.verify() == ()


def test_many_are_kept_all_or_none(archive: Archive, noon: datetime) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        archive.receive([(mail(noon), RAW), (mail(datetime(2022, 10, 3)), b"two")], at=noon)  # noqa: DTZ001
    assert archive.receipts() == ()
    with pytest.raises(CannotRead, match="没有指纹为"):
        archive.blob(digest(RAW))


def test_an_outcome_comes_back_as_it_was(archive: Archive, noon: datetime) -> None:
    archive.receive([(mail(noon), RAW)], at=noon)
    told = outcome(
        RAW, noon, state=ReceiptState.BOUNCE, reason="退信", sender="MAILER@x.cn", subject="退信\r\nBcc: b@x.cn",
        sent=noon - timedelta(days=1), message_id="<1@x.cn>", references=("<2@x.cn>", "<3@x.cn>"),
        machine=Machine.BOUNCE,
    )  # fmt: skip
    assert archive.conclude(told, []) == ()
    written = replace(told, sender="mailer@x.cn", subject=r"退信\r\nBcc: b@x.cn")
    assert archive.outcomes() == (written,)
    assert archive.outcome(digest(RAW)) == written
    assert archive.outcome(digest(b"other")) is None
    assert archive.unfinished() == ()


def test_r47_an_outcome_and_its_lines_are_one(archive: Archive, noon: datetime, entry: Entry) -> None:
    archive.receive([(mail(noon), RAW), (mail(noon), b"other")], at=noon)
    lines = archive.conclude(
        outcome(RAW, noon, attachments=2), [(entry(), b"book"), (entry(file_name="照片.jpg"), b"photo")]
    )
    assert [(one.submission.number, one.submission.receipt, one.new) for one in lines] == [
        (1, digest(RAW), True),
        (2, digest(RAW), True),
    ]
    assert archive.submissions_in(digest(RAW)) == tuple(one.submission for one in lines)
    assert [one.sha256 for one in archive.unfinished()] == [digest(b"other")]
    sums = archive.sums()
    assert (sums.receipts, sums.states, sums.unfinished, sums.uneven, sums.agree) == (
        2, ((ReceiptState.TAKEN, 1),), 1, (), True,
    )  # fmt: skip


def test_r47_a_file_that_is_in_no_line_is_noticed(archive: Archive, noon: datetime, entry: Entry) -> None:
    archive.receive([(mail(noon), RAW), (mail(noon), b"other")], at=noon)
    archive.conclude(outcome(RAW, noon, attachments=2), [(entry(), b"book")])
    archive.conclude(outcome(b"other", noon, state=ReceiptState.NO_ATTACHMENT), [(entry(), b"other")])
    sums = archive.sums()
    assert (sums.uneven, sums.agree) == ((digest(RAW),), False)


def test_r46_the_same_outcome_again_adds_nothing(archive: Archive, noon: datetime, entry: Entry) -> None:
    archive.receive([(mail(noon), RAW)], at=noon)
    told, entries = outcome(RAW, noon, attachments=1), [(entry(), b"book")]
    first = archive.conclude(told, entries)
    end = archive.chain_end()
    again = archive.conclude(replace(told, state=ReceiptState.EMPTY, reason="别的"), entries)
    assert again == tuple(Registered(one.submission, new=False) for one in first)
    assert archive.outcomes() == (told,)
    assert archive.chain_end() == end


def test_a_file_sent_again_in_another_mail_has_its_line_already(
    archive: Archive, noon: datetime, entry: Entry
) -> None:
    archive.receive([(mail(noon), RAW), (mail(noon), b"again")], at=noon)
    (first,) = archive.conclude(outcome(RAW, noon, attachments=1), [(entry(), b"book")])
    (second,) = archive.conclude(outcome(b"again", noon, attachments=1), [(entry(), b"book")])
    assert second == Registered(first.submission, new=False)
    assert archive.submissions_in(digest(b"again")) == (first.submission,)
    assert archive.sums().agree


def test_what_is_judged_again_gets_lines_beside_the_first(
    archive: Archive, noon: datetime, entry: Entry
) -> None:
    archive.receive([(mail(noon), RAW)], at=noon)
    told = outcome(RAW, noon, attachments=1)
    archive.conclude(told, [(entry(plan="", verdict=Verdict.NOT_A_LEDGER), b"book")])
    archive.conclude(told, [(entry(), b"book")])
    assert [(line.number, line.plan) for line in archive.submissions_in(digest(RAW))] == [
        (1, ""),
        (2, "yunling-2022"),
    ]
    assert archive.sums().agree


def test_a_scan_belongs_to_the_workbook_beside_it(archive: Archive, noon: datetime, entry: Entry) -> None:
    archive.receive([(mail(noon), RAW)], at=noon)
    scan, late = entry(file_name="盖章.pdf", beside_entry=1), entry(file_name="补.pdf", beside=1)
    lines = archive.conclude(
        outcome(RAW, noon, attachments=3), [(scan, b"scan"), (entry(), b"book"), (late, b"late")]
    )
    assert [(one.submission.file_name, one.submission.number, one.submission.beside) for one in lines] == [
        ("盖章.pdf", 3, 1),
        ("清河县台账.xlsx", 1, None),
        ("补.pdf", 2, 1),
    ]
    assert archive.submissions() == tuple(
        sorted((one.submission for one in lines), key=lambda line: line.number)
    )


def test_an_outcome_of_nothing_that_was_received_is_refused(
    archive: Archive, noon: datetime, entry: Entry
) -> None:
    with pytest.raises(IntegrityError):
        archive.conclude(outcome(RAW, noon), [(entry(), b"book")])
    assert archive.submissions() == ()


RECEIVES = """
import os, signal, sys
from datetime import UTC, datetime
from sqlalchemy import Engine, event
from taizhang.archive import NewReceipt, NewSubmission, Outcome, open_archive
from taizhang.model.verdict import ReceiptState, Verdict
from hashlib import sha256
noon = datetime(2022, 10, 3, tzinfo=UTC)
with open_archive(sys.argv[1]) as archive:
    archive.receive([(NewReceipt("mail", "1.eml", noon), b"mail")], at=noon)
    if sys.argv[2] == "received":
        os.kill(os.getpid(), signal.SIGKILL)
    event.listen(Engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
    entry = NewSubmission(noon, "", "1.xlsx", Verdict.RETURNED)
    archive.conclude(Outcome(sha256(b"mail").hexdigest(), ReceiptState.TAKEN, "", noon, attachments=1), [(entry, b"book")])
"""


@pytest.mark.parametrize("when", ["received", "concluding"])
def test_r07_killed_between_receipt_and_outcome_it_is_taken_up_again(
    where: str, when: str, noon: datetime, entry: Entry
) -> None:
    if os.name != "posix":
        pytest.skip("需要能随时终止进程的系统（POSIX）")
    child = subprocess.run([sys.executable, "-c", RECEIVES, where, when], check=False)
    assert child.returncode == -signal.SIGKILL
    with open_archive(where) as archive:
        assert [one.name for one in archive.unfinished()] == ["1.eml"]
        assert archive.submissions() == archive.outcomes() == ()
        assert archive.verify() == ()
        archive.conclude(outcome(b"mail", noon, attachments=1), [(entry(), b"book")])
        assert archive.unfinished() == ()
        assert archive.sums().agree
