"""Collect what arrives: it is kept first, then opened and judged; every mail and every file in it has one verdict.

Each arrival goes through three steps, each committed by itself, so that a stop at any moment loses nothing: its bytes are
kept with a receipt; workers open and judge it; its outcome is written with the register's lines. A receipt without an
outcome is taken up again by the next call (INTAKE 7, 45, 46, 47).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import chain
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

from taizhang.desk.accounts import PasswordOf, no_password
from taizhang.desk.check import Checked, Progress, check_contents
from taizhang.desk.context import Context
from taizhang.desk.examine import open_pool
from taizhang.desk.intake.accepted import AcceptedLedgers
from taizhang.desk.intake.conclude import entry_of, entry_of_mail, outcome_of, reason_of_mail
from taizhang.desk.intake.held import Held, Slow, open_all
from taizhang.desk.intake.intake_limits import IntakeLimits
from taizhang.desk.intake.mail_states import SILENT
from taizhang.desk.intake.open_arrivals import Part, opening_pool
from taizhang.desk.intake.papers_beside import beside, beside_earlier
from taizhang.desk.intake.rollup_words import WORD as ROLLUP
from taizhang.desk.intake.senders import doubt_about, with_sender
from taizhang.desk.intake.sources import Arrival, LeftThere, list_files
from taizhang.desk.intake.taken import Taken
from taizhang.desk.intake.tell_verdicts import tell_verdict
from taizhang.desk.intake.where_from import Source, arrivals_of, files_among, own_file
from taizhang.desk.open_archive import opened
from taizhang.desk.records import context_of
from taizhang.desk.rule_folder import book_with
from taizhang.desk.workers.pool import WorkerPool, load_ahead
from taizhang.model.verdict import FileClass, Flag, Machine, Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed, NewReceipt, Outcome, Receipt, Registered

_AT_ONCE = 32  # arrivals whose receipts are written before they are opened
_BYTES_AT_ONCE = 128 * 1024 * 1024  # of them, unless one alone is larger

Asked = ParamSpec("Asked")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Intake:
    """What one call of collecting works with."""

    store: Archive
    context: Context
    accepted: AcceptedLedgers
    limits: IntakeLimits
    pool: WorkerPool  # workers that read workbooks
    openers: WorkerPool  # workers that take mails and packages apart
    patient: WorkerPool  # the same for what took too long
    now: datetime
    slow: list[Slow] = field(default_factory=list)


def collect_each(
    sources: Sequence[Source],
    archive: Path | str,
    *,
    rules_folder: Path | None = None,
    limits: IntakeLimits | None = None,
    password_of: PasswordOf = no_password,
    since: date | None = None,
    now: datetime,
    progress: Progress | None = None,
) -> Iterator[Taken]:
    """Take in every file and mail of the sources, one by one; what was taken in before is not taken twice.

    Of mailboxes on a server the mails that came before the day `since` are left there.

    Raises:
        CannotRead: a source or the archive is not there, or a rule of the folder cannot be read.
        CannotWrite: the archive is locked or read-only.
    """
    load_ahead()
    book = book_with(rules_folder)
    limits = limits or IntakeLimits()
    with opened(archive) as store:
        context, accepted = context_of(store), AcceptedLedgers(store)
        context.book, context.record_of = book, accepted.record_of
        listed = list_files(files_among(sources), without=own_file(archive))
        found = arrivals_of(
            sources, listed, store, limits=limits, password_of=password_of, since=since, now=now
        )
        jobs = cpu_count() or 1
        with (
            open_pool(context.known, jobs=jobs, limits=limits.files, books=limits.books) as pool,
            opening_pool(limits.mails_in_turn, limits) as openers,
            opening_pool(limits.mails, limits) as patient,
        ):
            intake = _Intake(store, context, accepted, limits, pool, openers, patient, now)
            in_turn = (one for batch in _batches(found) for one in _take_in(intake, batch))
            each = chain(_resumed(intake), in_turn, _behind_all(intake))
            for done, taken in enumerate(each, 1):
                yield taken
                if progress:
                    progress(done, max(len(listed), done))


def _together(each: Callable[Asked, Iterator[Taken]]) -> Callable[Asked, tuple[Taken, ...]]:
    def collected(*args: Asked.args, **options: Asked.kwargs) -> tuple[Taken, ...]:
        return tuple(each(*args, **options))

    return collected


collect_sources = _together(collect_each)  # the same, with all that is taken in held in memory


def _batches(found: Iterable[Arrival | LeftThere]) -> Iterator[list[Arrival | LeftThere]]:
    """So many at once, and no more bytes than memory bears."""
    batch: list[Arrival | LeftThere] = []
    weight = 0
    for one in found:
        batch.append(one)
        weight += len(one.content) if isinstance(one, Arrival) else 0
        if len(batch) == _AT_ONCE or weight > _BYTES_AT_ONCE:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _resumed(intake: _Intake) -> Iterator[Taken]:
    """What was kept by a call that was stopped before it had judged it."""
    for receipt in intake.store.unfinished():
        yield from _judge(intake, [_arrival_of(receipt, intake.store)])


def _arrival_of(receipt: Receipt, store: Archive) -> Arrival:
    return Arrival(receipt.name, receipt.kind, store.blob(receipt.sha256), receipt.received)


def _take_in(intake: _Intake, batch: Sequence[Arrival | LeftThere]) -> Iterator[Taken]:
    """Keep everything first, then open and judge what is new."""
    yield from (
        Taken(one.source, "", 0, known=False, reason=one.why, word="没有收取")
        for one in batch
        if isinstance(one, LeftThere)
    )
    arrived = [one for one in batch if isinstance(one, Arrival)]
    new = intake.store.receive([(_receipt(one), one.content) for one in arrived], at=intake.now)
    fresh = []
    for arrival, is_new in zip(arrived, new, strict=True):
        known = () if is_new else _settled(arrival, intake)
        yield from known
        if not known:
            fresh.append(arrival)
    yield from _judge(intake, fresh)


def _receipt(arrival: Arrival) -> NewReceipt:
    from taizhang.archive import NewReceipt as Receipt

    return Receipt(arrival.kind, arrival.source, arrival.received, arrival.uid)


def _settled(arrival: Arrival, intake: _Intake) -> tuple[Taken, ...]:
    """What an arrival of the same bytes became before; nothing where it brought no ledger, which may be one by now."""
    digest = sha256(arrival.content).hexdigest()
    outcome, lines = intake.store.outcome(digest), intake.store.submissions_in(digest)
    if outcome is None:
        return ()
    if outcome.state in SILENT:
        why = "此前已收取，没有重复登记"
        word, sender = outcome.state.word, outcome.sender
        return (Taken(arrival.source, "", 0, True, why, word, sender, state=outcome.state),)
    judged = (Verdict.ACCEPTED, Verdict.RETURNED, Verdict.QUARANTINED)
    if not any(line.judged in judged for line in lines):
        return ()
    return tuple(_known(arrival, outcome, line, intake.context) for line in lines)


def _known(arrival: Arrival, outcome: Outcome, line: Filed, context: Context) -> Taken:
    return Taken(
        source=arrival.source,
        file_name=line.file_name,
        number=line.number,
        known=True,
        reason=_before(line),
        word=line.judged.word,
        sender=line.sender,
        received=line.received,
        state=outcome.state,
        filed=line,
        reporter_name=context.line(line.plan, line.reporter).name
        if line.reporter and line.plan in context.plans
        else "",
    )


def _before(line: Filed) -> str:
    return f"此前已登记为第{line.number}号，没有重复登记"


def _judge(intake: _Intake, arrived: Sequence[Arrival]) -> Iterator[Taken]:
    """What became of the arrivals, but for those that take too long while others wait."""
    return _become(intake, open_all(arrived, intake.openers, intake.slow))


def _behind_all(intake: _Intake) -> Iterator[Taken]:
    """What took too long, opened again with all the time that a mail may take (INTAKE 5)."""
    for one in intake.slow:
        arrival = replace(one.arrival, content=intake.store.blob(one.digest))
        yield from _become(intake, open_all([arrival], intake.patient))


def _become(intake: _Intake, opened: Iterable[Held]) -> Iterator[Taken]:
    """Judge the files in the arrivals many at once, and write down what became of each arrival."""
    for group in _groups(opened):
        contents = [(part.name, part.content) for held in group for part in held.parts if not part.why]
        judged = check_contents(contents, intake.context, intake.pool, as_of=intake.now.date())
        with closing(judged):
            for held in group:
                checked = [_refused(part) if part.why else next(judged) for part in held.parts]
                yield from _conclude(intake, held, checked)


def _groups(opened: Iterable[Held]) -> Iterator[list[Held]]:
    """Arrivals whose files are judged together; a package may hold far more bytes than it has itself."""
    group: list[Held] = []
    weight = 0
    for held in opened:
        group.append(held)
        weight += sum(len(part.content) for part in held.parts)
        if weight > _BYTES_AT_ONCE:
            yield group
            group, weight = [], 0
    if group:
        yield group


def _refused(part: Part) -> Checked:
    """A package that was not opened."""
    over = part.over_limit or "上限" in part.why  # the latter of a member that no worker would read
    flags = (Flag.OVER_LIMIT.value,) if over else ()
    return Checked(
        name=part.name, sha256=sha256(part.content).hexdigest(), size=len(part.content), format="",
        file_class=part.file_class, flags=flags, reason=part.why, content=part.content,
        verdict=Verdict.NOT_A_LEDGER if part.file_class is FileClass.READABLE else Verdict.SET_ASIDE,
    )  # fmt: skip


def _conclude(intake: _Intake, held: Held, checked: Sequence[Checked]) -> Iterator[Taken]:
    """Write down what became of an arrival, with a line for each file in it, all at once."""
    doubts = [doubt_about(held.mail, part.from_us) for part in held.parts]
    judged = [
        with_sender(one, held.sender, doubt, intake.context)
        for one, doubt in zip(checked, doubts, strict=True)
    ]
    filed = beside_earlier(beside(judged), held.sender, intake.context, intake.store)
    entries = [(entry_of(held, paper, intake.context), paper.checked.content) for paper in filed]
    entries += entry_of_mail(held, intake.context)
    _note_bounce(intake, held)
    registered = intake.store.conclude(
        outcome_of(held, [paper.checked for paper in filed], intake.now), entries
    )
    for paper, line in zip(filed, registered, strict=False):
        _learn(intake, paper.checked, line)
        tell_verdict(_log, paper.checked, line.submission, held.sender)
        yield _taken(held, paper.checked, line)
    if not filed:
        yield _taken_mail(held, registered)


def _note_bounce(intake: _Intake, held: Held) -> None:
    """Tie a bounce to the answer of ours that came back (INTAKE 58)."""
    mail = held.mail
    if mail is None or mail.machine is not Machine.BOUNCE or not mail.returned_ids:
        return
    for answer in intake.store.answers():
        if answer.message_id in mail.returned_ids:
            intake.store.note_bounce(answer.number, held.digest, mail.subject, intake.now)


def _learn(intake: _Intake, checked: Checked, registered: Registered) -> None:
    if checked.ledger and registered.new and checked.verdict is Verdict.ACCEPTED:
        intake.accepted.ask_again(checked.ledger)
        intake.context.take_note(checked.ledger)


def _taken(held: Held, checked: Checked, registered: Registered) -> Taken:
    line = registered.submission
    return Taken(
        source=held.arrival.source,
        file_name=line.file_name,
        number=line.number,
        known=not registered.new,
        reason=line.reason if registered.new else _before(line),
        word=_word(checked, line),
        sender=held.sender,
        checked=replace(checked, reason=line.reason),
        reporter_name=checked.reporter_name,
        received=line.received,
        state=held.state,
    )


def _word(checked: Checked, line: Filed) -> str:
    rollup = checked.rollup is not None and line.judged is Verdict.NOT_A_LEDGER
    return ROLLUP if rollup else line.judged.word


def _taken_mail(held: Held, registered: Sequence[Registered]) -> Taken:
    line = registered[0] if registered else None
    known = line is not None and not line.new
    return Taken(
        source=held.arrival.source,
        file_name=held.arrival.source if line else "",
        number=line.submission.number if line else 0,
        known=known,
        reason=_before(line.submission) if line and known else reason_of_mail(held),
        word=held.state.word,
        sender=held.sender,
        received=held.received,
        state=held.state,
    )
