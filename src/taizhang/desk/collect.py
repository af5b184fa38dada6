"""Collect what arrives: every file gets a verdict and a line in the register, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.check import Checked, Progress, check_contents
from taizhang.desk.context import Context
from taizhang.desk.examine import open_pool
from taizhang.desk.files import shown_name
from taizhang.desk.open_archive import opened
from taizhang.desk.open_mails import OpenedMail, mail_pool, open_mails
from taizhang.desk.pool import WorkerPool, load_ahead
from taizhang.desk.records import context_of
from taizhang.desk.rule_folder import book_with
from taizhang.desk.sources import Arrival, Item, LeftThere, arrive, item_of_file, list_sources, size_of
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Registered

_AT_ONCE = 32  # files handed to the workers before their lines are written
_BYTES_AT_ONCE = 128 * 1024 * 1024  # of them, unless one alone is larger


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file or attachment."""

    source: str  # the file it lay in
    file_name: str
    number: int  # in the register; 0 for what was left where it lay
    known: bool  # the same had been taken in before
    reason: str
    word: str  # the verdict's
    sender: str = ""  # mail address; "" for a file
    checked: Checked | None = None
    received: datetime | None = None

    @property
    def reporter_name(self) -> str:
        return self.checked.reporter_name if self.checked else ""

    @property
    def exit_code(self) -> int:
        if self.checked is None:
            return 3
        return self.checked.exit_code

    def as_json(self) -> dict[str, Any]:
        from taizhang.desk.words import checked_as_json

        facts = {"source": self.source, "number": self.number, "known": self.known, "reason": self.reason}
        return facts | (checked_as_json(self.checked) if self.checked else {"file": self.file_name})


@dataclass(frozen=True, slots=True)
class _Intake:
    """What one call of collecting works with."""

    store: Archive
    context: Context
    pool: WorkerPool
    openers: WorkerPool  # workers that take mails apart
    now: datetime


def collect_sources(
    sources: Sequence[Path],
    archive: Path,
    *,
    rules_folder: Path | None = None,
    now: datetime,
    progress: Progress | None = None,
) -> tuple[Taken, ...]:
    """Take in every file and mail of the sources; what was taken in before is not taken twice.

    Each line of the register is committed by itself, so that stopping half way loses nothing.

    Raises:
        CannotRead: a source or the archive is not there, or a rule of the folder cannot be read.
        CannotWrite: the archive is locked or read-only.
    """
    load_ahead()
    book = book_with(rules_folder)
    with opened(archive) as store:
        context = context_of(store)
        context.book = book
        found = list_sources(sources, without=archive)
        taken: list[Taken] = []
        workers = open_pool(context.known, jobs=min(len(found), cpu_count() or 1))
        with workers as pool, mail_pool() as openers:
            for batch in _batches(found):
                arrived = [one if isinstance(one, LeftThere) else arrive(one, now=now) for one in batch]
                taken.extend(_take_in(_Intake(store, context, pool, openers, now), arrived))
                if progress:
                    progress(len(taken), max(len(found), len(taken)))
    return tuple(taken)


def _batches(found: Sequence[Path | LeftThere]) -> Iterator[list[Path | LeftThere]]:
    """So many at once, and no more bytes than memory bears."""
    batch: list[Path | LeftThere] = []
    weight = 0
    for one in found:
        size = 0 if isinstance(one, LeftThere) else size_of(one)
        if batch and (len(batch) == _AT_ONCE or weight + size > _BYTES_AT_ONCE):
            yield batch
            batch, weight = [], 0
        batch.append(one)
        weight += size
    if batch:
        yield batch


def _take_in(intake: _Intake, batch: Sequence[Arrival | LeftThere]) -> Iterator[Taken]:
    """Keep the raw mails first, then judge and register what they hold."""
    yield from (_left(one) for one in batch if isinstance(one, LeftThere))
    arrived = [one for one in batch if isinstance(one, Arrival)]
    mails = open_mails([arrival for arrival in arrived if arrival.is_mail], intake.store, intake.openers)
    items: list[Item] = []
    for arrival in arrived:
        held = next(mails) if arrival.is_mail else None
        items.extend(held.items if held else (item_of_file(arrival),))
        if held and not held.items:
            yield _register_mail(held, intake.store)
    contents = [(item.file_name, item.content) for item in items]
    judged = check_contents(contents, intake.context, intake.pool, as_of=intake.now.date())
    for item, checked in zip(items, judged, strict=True):
        yield _register(item, _with_mail(item, checked, intake.context), intake)


def _left(left: LeftThere) -> Taken:
    return Taken(shown_name(left.source), "", 0, known=False, reason=left.why, word="没有收取")


def _register_mail(mail: OpenedMail, store: Archive) -> Taken:
    """A mail from which nothing could be taken has a line of its own, so that nobody loses sight of it."""
    from taizhang.archive import NewSubmission

    arrival = mail.arrival
    name = shown_name(arrival.source)
    entry = NewSubmission(
        received=arrival.received, sender=mail.sender, file_name=name, verdict=Verdict.SET_ASIDE,
        reason=mail.why, mail=mail.digest,
    )  # fmt: skip
    registered = store.register(entry, arrival.content)
    return replace(_taken_line(registered, name), source=name, word=mail.word)


def _with_mail(item: Item, checked: Checked, context: Context) -> Checked:
    """The verdict in the light of the mail it came in: what is doubtful about it, a person decides."""
    if item.doubt and checked.ledger is not None:
        checked = replace(checked, verdict=Verdict.QUARANTINED, reason=item.doubt)
    else:
        checked = _with_sender(item, checked, context)
    remarks = "；".join(remark.rstrip("。") for remark in item.remarks)
    return replace(checked, reason=f"{checked.reason}；{remarks}") if remarks else checked


def _with_sender(item: Item, checked: Checked, context: Context) -> Checked:
    """The verdict in the light of who sent it: sender and content must agree, else a person decides."""
    if not item.sender or not context.knows_addresses:
        return checked
    senders = context.senders(item.sender)
    if checked.ledger is None:
        return _without_ledger(checked, senders, context)
    if checked.reporter in senders:
        return checked
    whose = checked.reporter_name
    if not senders:
        reason = f"发件地址 {item.sender} 不在通讯录中，请核实是否为{whose}所发"
        return replace(checked, verdict=Verdict.QUARANTINED, reason=reason)
    # Registered under who sent it: that report is open, and the neighbour's own is not touched by it.
    name = context.line(checked.plan, senders[0]).name
    reason = f"邮件来自{name}，附件却是{whose}的台账，请向{name}核实后再定"
    return replace(
        checked, verdict=Verdict.QUARANTINED, reason=reason, reporter=senders[0], reporter_name=name
    )


def _without_ledger(checked: Checked, senders: tuple[Reporter, ...], context: Context) -> Checked:
    """A file that cannot be read is its sender's report of the round all the same, if there is no doubt of which."""
    round_ = context.only_round()
    if checked.verdict is not Verdict.SET_ASIDE or len(senders) != 1 or round_ is None:
        return checked
    plan, period = round_
    name = context.line(plan, senders[0]).name
    return replace(checked, reporter=senders[0], reporter_name=name, plan=plan, period=period)


def _register(item: Item, checked: Checked, intake: _Intake) -> Taken:
    """A line for the file under the round that it was judged by: last period's ledger is returned in this one."""
    from taizhang.archive import NewSubmission
    from taizhang.ledgers import ledger_to_record

    ledger = checked.ledger
    entry = NewSubmission(
        received=item.received,
        sender=item.sender,
        file_name=item.file_name,
        verdict=checked.verdict,
        plan=checked.plan,
        reporter=checked.reporter,
        period=intake.context.rounds.get(checked.plan, checked.period) if checked.plan else None,
        nothing_to_report=ledger.nothing_to_report if ledger else False,
        reason=checked.reason,
        findings=checked.findings,
        record=ledger_to_record(ledger) if ledger else None,
        mail=item.mail,
    )
    registered = intake.store.register(entry, item.content)
    if ledger and registered.new and checked.verdict is Verdict.ACCEPTED:
        intake.context.take_note(ledger)
    return _taken(item, checked, registered)


def _taken(item: Item, checked: Checked, registered: Registered) -> Taken:
    line = _taken_line(registered, item.file_name)
    return replace(line, source=shown_name(item.source), sender=item.sender, checked=checked)


def _taken_line(registered: Registered, file_name: str) -> Taken:
    line = registered.submission
    return Taken(
        source="",
        file_name=file_name,
        number=line.number,
        known=not registered.new,
        reason=line.reason if registered.new else f"此前已登记为第{line.number}号，没有重复登记",
        word=line.verdict.word,
        received=line.received,
    )
