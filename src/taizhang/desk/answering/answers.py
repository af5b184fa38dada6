"""Answers: one mail for each submission, kept in the archive before it is written out (INTAKE 57, 59)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.answering.answer_words import body_of, subject_of, verdict_word
from taizhang.desk.answering.answerable import Question, names_of, open_questions
from taizhang.desk.check import Checked, check_contents
from taizhang.desk.context import Context
from taizhang.desk.examine import open_pool
from taizhang.desk.files import safe_name, write_file
from taizhang.desk.intake.intake_limits import IntakeLimits
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.records import context_of
from taizhang.desk.returns import copy_remark, copy_stem, marked_up
from taizhang.desk.workers.pool import Loss, WorkerPool, load_ahead
from taizhang.errors import BadUsage
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Answer, Archive, Filed
    from taizhang.mail import Attachment

_AT_ONCE = 16  # files that are checked again and marked up at once
_LEDGERS = (Verdict.ACCEPTED, Verdict.RETURNED)


@dataclass(frozen=True, slots=True)
class Office:
    """Who answers."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one submission, or why there is none yet."""

    line: Filed
    addressee: str  # the reporter's name
    answer: Answer | None = None
    path: Path | None = None
    why: str = ""  # one Chinese sentence: why there is none
    word: str = ""  # the conclusion that it begins with

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.line.number,
            "file": self.line.file_name,
            "verdict": self.line.verdict.value,
            "to": self.line.sender,
            "addressee": self.addressee,
            "message_id": self.answer.message_id if self.answer else None,
            "sha256": self.answer.sha256 if self.answer else None,
            "path": str(self.path) if self.path else None,
            "why": self.why or None,
        }


def return_submissions(
    archive: Path | str,
    period: str,
    out: Path,
    *,
    office: Office,
    limits: IntakeLimits | None = None,
    now: datetime,
) -> tuple[Answered, ...]:
    """Answer every submission of the period that has none yet; the mails are written to `out`, one file each.

    A mail that the archive holds already is written again with the same bytes where its file is gone.

    Raises:
        BadUsage: the office's address is none.
        CannotRead: there is no such archive.
        CannotWrite: the folder takes nothing.
    """
    _is_address(office.address)
    load_ahead()
    limits = limits or IntakeLimits()
    with opened(archive) as store:
        context = context_of(store)
        questions = open_questions(store, context, parse_period(period), office.address)
        with open_pool(context.known, limits=limits.files, books=limits.books) as pool:
            made = tuple(_answer_all(_Desk(store, context, pool, office, limits, now), questions))
        return tuple(_written(one, store, out) for one in made)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What answers are written with."""

    store: Archive
    context: Context
    pool: WorkerPool
    office: Office
    limits: IntakeLimits
    now: datetime


def _is_address(address: str) -> None:
    from taizhang.mail.write import is_address

    if not is_address(address):
        raise BadUsage(f"“{address}”不是邮箱地址，请用 --from 写明答复用的邮箱，如 yigaiban@example.cn。")


def _answer_all(desk: _Desk, questions: Sequence[Question]) -> Iterator[Answered]:
    for start in range(0, len(questions), _AT_ONCE):
        some = questions[start : start + _AT_ONCE]
        ledgers = [question for question in some if question.line.verdict in _LEDGERS]
        checked = dict(zip((one.line.number for one in ledgers), _checked(desk, ledgers), strict=True))
        to_mark = [one for one in checked.values() if any(finding.counts for finding in one.findings)]
        copies = dict(zip(map(id, to_mark), _copies(desk, to_mark), strict=True))
        for question in some:
            one = checked.get(question.line.number)
            yield _answer(desk, question, one, copies.get(id(one)))


def _copies(desk: _Desk, checked: Sequence[Checked]) -> Iterator[bytes | Loss]:
    return marked_up(checked, desk.now.date(), desk.limits.files, desk.limits.books)


def _checked(desk: _Desk, questions: Sequence[Question]) -> Iterator[Checked]:
    """The ledgers as they were judged when they came: what the register says of them, on the file as it was sent."""
    contents = [(one.line.file_name, desk.store.blob(one.line.sha256)) for one in questions]
    again = check_contents(contents, desk.context, desk.pool, as_of=desk.now.date())
    for question, one in zip(questions, again, strict=True):
        line = question.line
        findings = desk.store.findings(line.number)
        yield replace(one, findings=findings, verdict=line.verdict, reason=line.reason)


def _answer(desk: _Desk, question: Question, checked: Checked | None, copy: bytes | Loss | None) -> Answered:
    line = question.line
    addressee = names_of(desk.context, question.outcome.sender, line.plan)
    if desk.store.answers_on(line.sender, desk.now.date()) >= desk.limits.answers_a_day:
        why = f"今天已答复这个地址 {desk.limits.answers_a_day} 次，达到上限，改日再答复"
        return Answered(line, addressee, why=why)
    attachment = _attachment(checked, copy) if checked and isinstance(copy, bytes) else None
    raw, message_id = _mail(desk, question, checked, attachment, addressee)
    kept = _kept(desk, line, message_id, raw)
    return Answered(line, addressee, kept, word=verdict_word(question))


def _attachment(checked: Checked, copy: bytes) -> Attachment:
    from taizhang.mail import Attachment as Attached

    return Attached(f"{safe_name(copy_stem(checked))}.xlsx", copy)


def _mail(
    desk: _Desk, question: Question, checked: Checked | None, attachment: Attachment | None, addressee: str
) -> tuple[bytes, str]:
    """The mail's bytes and its id; in the thread of the one that it answers."""
    from taizhang.mail import write_mail

    outcome, line = question.outcome, question.line
    message_id = _message_id(line, desk.office)
    body = body_of(
        question,
        checked.findings if checked else (),
        checked.comparison if checked else None,
        addressee=addressee,
        copy_name=attachment.name if attachment else "",
        copy_remark=copy_remark(checked) if checked and attachment else "",
        office=desk.office.name,
    )
    raw = write_mail(
        sender=desk.office.address,
        sender_name=desk.office.name,
        to=line.sender,
        subject=subject_of(question),
        body=body,
        attachments=(attachment,) if attachment else (),
        date=desk.now,
        message_id=message_id,
        in_reply_to=outcome.message_id,
        references=outcome.references,
        automatic=True,
    )
    return raw, message_id


def _message_id(line: Filed, office: Office) -> str:
    """One that nobody can guess who has not seen the submission."""
    digest = sha256(f"{line.number} {line.sha256} {line.received.isoformat()}".encode()).hexdigest()
    return f"<{line.number}.{digest[:24]}@{office.address.rpartition('@')[2]}>"


def _kept(desk: _Desk, line: Filed, message_id: str, raw: bytes) -> Answer:
    from taizhang.archive import NewAnswer

    return desk.store.keep_answer(NewAnswer(line.number, line.sender, message_id, desk.now), raw)


def _written(answered: Answered, store: Archive, out: Path) -> Answered:
    if answered.answer is None:
        return answered
    line = answered.line
    name = safe_name(f"{line.number:06d}_{answered.addressee}_{answered.word}")
    path = write_file(out / f"{name}.eml", store.blob(answered.answer.sha256))
    return replace(answered, path=path)
