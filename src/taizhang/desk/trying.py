"""A rule tried over everything archived: whom it would touch, and whose verdict would change; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.check import verdict_on
from taizhang.desk.context import Context
from taizhang.desk.open_archive import opened
from taizhang.desk.rules import rule_called, the_book
from taizhang.model.finding import Finding, Severity
from taizhang.model.ledger import Ledger
from taizhang.model.submission import Submission
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang_validators.rulebook import Rulebook

_BROKEN = "W000"


@dataclass(frozen=True, slots=True)
class Touched:
    """An archived ledger that the rule speaks of, or whose verdict it changes."""

    submission: Submission
    name: str  # the reporter's
    cells: int  # that the rule asks about
    accepted: int  # of which explained or waived
    was: Verdict
    would: Verdict  # with the rule in force, no longer on trial
    broke: bool  # the rule could not be carried out on it

    @property
    def changes(self) -> bool:
        return self.was is not self.would

    def as_json(self) -> dict[str, Any]:
        sent = self.submission
        return {
            "number": sent.number,
            "reporter": str(sent.reporter),
            "name": self.name,
            "period": str(sent.period),
            "file": sent.file_name,
            "cells": self.cells,
            "accepted": self.accepted,
            "was": self.was.value,
            "would": self.would.value,
            "broke": self.broke,
        }


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would do."""

    code: str
    title: str
    trial: bool  # the rule is on trial now
    ledgers: int  # looked at
    touched: tuple[Touched, ...]

    @property
    def cells(self) -> int:
        return sum(one.cells for one in self.touched)

    def changed(self, to: Verdict) -> tuple[Touched, ...]:
        return tuple(one for one in self.touched if one.changes and one.would is to)

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "trial": self.trial,
            "ledgers": self.ledgers,
            "touched": len(self.touched),
            "cells": self.cells,
            "returned": len(self.changed(Verdict.RETURNED)),
            "accepted": len(self.changed(Verdict.ACCEPTED)),
            "submissions": [one.as_json() for one in self.touched],
        }


def try_rule(code: str, archive: Path | str, folder: Path | None = None) -> Tried:
    """The rule, as if in force, over the ledgers that count and those that were returned, each on its day of receipt.

    Raises:
        BadUsage: there is no such rule.
        CannotRead: there is no such archive, or a file of the folder is no rule.
    """
    from taizhang.desk.records import context_of

    book = the_book(folder)
    entry = rule_called(book, code)
    full = replace(entry, trial=False)
    rest = replace(book, rules=tuple(one for one in book.rules if one is not entry))
    book = replace(book, rules=tuple(full if one is entry else one for one in book.rules))
    with opened(archive) as store:
        context = replace(context_of(store), rounds={})  # ledgers of every period are looked at
        filed = [(sent, ledger) for plan in context.plans for sent, ledger in _ledgers(store, context, plan)]
        told = [_touched(full.code, sent, ledger, context, (book, rest), store) for sent, ledger in filed]
    touched = tuple(one for one in told if one.cells or one.accepted or one.changes or one.broke)
    return Tried(entry.code, entry.title, entry.trial, len(told), touched)


def _ledgers(store: Archive, context: Context, plan: str) -> Iterator[tuple[Submission, Ledger]]:
    from taizhang.ledgers import ledger_from_record

    everything = store.submissions(plan)
    counting = {
        one.submission.number
        for period in {sent.period for sent in everything if sent.period}
        for one in store.counting(plan, period)
    }
    for sent in everything:
        record = store.record(sent.number)
        if record and (sent.number in counting or sent.verdict is Verdict.RETURNED):
            yield sent, ledger_from_record(record, context.expected)


def _touched(
    code: str,
    sent: Submission,
    ledger: Ledger,
    context: Context,
    books: tuple[Rulebook, Rulebook],
    store: Archive,
) -> Touched:
    """`books` are the one with the rule and the one without it."""
    from taizhang_validators.rulebook import check_ledger

    given = context.given(ledger, as_of=sent.received.date())
    found, others = (check_ledger(ledger, given, book) for book in books)
    own = [one for one in found if one.code == code]
    return Touched(
        submission=sent,
        name=context.line(ledger.plan, ledger.reporter).name,
        cells=sum(len(one.cells) for one in own if one.counts),
        accepted=sum(len(one.cells) for one in own if not one.counts),
        was=sent.verdict,
        would=_would(code, sent.verdict, found, others, store.findings(sent.number)),
        broke=any(one.code == _BROKEN and one.says.startswith(f"规则{code}（") for one in found),
    )


def _would(
    code: str, was: Verdict, found: Sequence[Finding], others: Sequence[Finding], then: Sequence[Finding]
) -> Verdict:
    """The verdict as far as this rule decides it: what other rules say anew since then is not laid to its charge."""
    now, without = verdict_on(found)[0], verdict_on(others)[0]
    if was is Verdict.ACCEPTED and now is Verdict.RETURNED and without is not Verdict.RETURNED:
        return Verdict.RETURNED
    blamed = {one.code for one in then if one.severity is Severity.ERROR and one.counts}
    if was is Verdict.RETURNED and now is Verdict.ACCEPTED and blamed == {code}:
        return Verdict.ACCEPTED
    return was
