"""Collect what arrives: every file gets a verdict and a line in the register, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.check import Checked, Progress, check_contents
from taizhang.desk.context import Context
from taizhang.desk.examine import open_pool
from taizhang.desk.open_archive import opened
from taizhang.desk.pool import WorkerPool
from taizhang.desk.records import context_of
from taizhang.desk.sources import Arrival, Item, arrivals, item_of_file, items_of_mail
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Registered

_AT_ONCE = 32  # files handed to the workers before their lines are written


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file or attachment."""

    source: str  # the file it lay in
    file_name: str
    number: int  # in the register; 0 for a mail without attachments
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
        return 1 if self.checked.verdict is Verdict.QUARANTINED else self.checked.exit_code

    def as_json(self) -> dict[str, Any]:
        from taizhang.desk.words import checked_as_json

        facts = {"source": self.source, "number": self.number, "known": self.known, "reason": self.reason}
        return facts | (checked_as_json(self.checked) if self.checked else {"file": self.file_name})


def collect_sources(
    sources: Sequence[Path], archive: Path, *, now: datetime, progress: Progress | None = None
) -> tuple[Taken, ...]:
    """Take in every file and mail of the sources; what was taken in before is not taken twice.

    Each line of the register is committed by itself, so that stopping half way loses nothing.

    Raises:
        CannotRead: a source or the archive is not there.
        CannotWrite: the archive is locked or read-only.
    """
    with opened(archive) as store:
        context = context_of(store)
        found = list(arrivals(sources, now=now))
        taken: list[Taken] = []
        with open_pool(context.known, jobs=min(len(found), cpu_count() or 1)) as pool:
            for start in range(0, len(found), _AT_ONCE):
                taken.extend(_take_in(found[start : start + _AT_ONCE], store, context, pool, now))
                if progress:
                    progress(min(start + _AT_ONCE, len(found)), len(found))
    return tuple(taken)


def _take_in(
    batch: Sequence[Arrival], store: Archive, context: Context, pool: WorkerPool, now: datetime
) -> Iterator[Taken]:
    """Keep the raw mails first, then judge and register what they hold."""
    items: list[Item] = []
    for arrival in batch:
        held = _items(arrival, store)
        items.extend(held)
        if not held:
            yield Taken(
                arrival.source.name,
                "",
                0,
                False,
                "邮件里没有附件，请来信单位把台账作为附件重新发送",
                "没有附件",
            )
    contents = [(item.file_name, item.content) for item in items]
    for item, checked in zip(items, check_contents(contents, context, pool, as_of=now.date()), strict=True):
        yield _register(item, _with_sender(item, checked, context), store)


def _items(arrival: Arrival, store: Archive) -> tuple[Item, ...]:
    """What an arrival holds; a mail is committed to the archive before anything parses it (INTAKE 45)."""
    if not arrival.is_mail:
        return (item_of_file(arrival),)
    store.keep_mail(arrival.content, sender="", subject="", received=arrival.received)
    return items_of_mail(arrival, sha256(arrival.content).hexdigest())


def _with_sender(item: Item, checked: Checked, context: Context) -> Checked:
    """The verdict in the light of who sent it: sender and content must agree, else a person decides."""
    if not item.sender or checked.ledger is None or not context.knows_addresses:
        return checked
    sender = context.sender(item.sender)
    if sender == checked.reporter:
        return checked
    whose = checked.reporter_name
    if sender is None:
        reason = f"发件地址 {item.sender} 不在通讯录中，请核实是否为{whose}所发"
        return replace(checked, verdict=Verdict.QUARANTINED, reason=reason)
    # Registered under who sent it: that report is open, and the neighbour's own is not touched by it.
    name = context.line(checked.plan, sender).name
    reason = f"邮件来自{name}，附件却是{whose}的台账，请向{name}核实后再定"
    return replace(checked, verdict=Verdict.QUARANTINED, reason=reason, reporter=sender, reporter_name=name)


def _register(item: Item, checked: Checked, store: Archive) -> Taken:
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
        period=checked.period,
        nothing_to_report=ledger.nothing_to_report if ledger else False,
        reason=checked.reason,
        findings=checked.findings,
        record=ledger_to_record(ledger) if ledger else None,
        mail=item.mail,
    )
    return _taken(item, checked, store.register(entry, item.content))


def _taken(item: Item, checked: Checked, registered: Registered) -> Taken:
    line = registered.submission
    return Taken(
        source=item.source.name,
        file_name=item.file_name,
        number=line.number,
        known=not registered.new,
        reason=line.reason if registered.new else f"此前已登记为第{line.number}号，没有重复登记",
        word=line.verdict.word,
        sender=item.sender,
        checked=checked,
        received=line.received,
    )
