"""A plan's clearing as the archive tells it: the office's steps, and what each accepted ledger claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from taizhang.model.clearing import CarriedClearing, Claim, ClearingStep
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict
from taizhang.model.words.status import Clearing

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed
    from taizhang.rollups.clearing_items import ClearingItem


@dataclass(slots=True)
class ClearingHistories:
    """Of every plan in an archive, each as it stood when it was first asked for.

    What is accepted or decided meanwhile is for the next call to see.
    """

    store: Archive
    _known: dict[str, ClearingHistory] = field(default_factory=dict)

    def of(self, plan: str) -> ClearingHistory:
        if plan not in self._known:
            self._known[plan] = history_of(self.store, plan)
        return self._known[plan]


@dataclass(frozen=True, slots=True)
class ClearingHistory:
    """One plan's: ledgers themselves are read only where somebody asks for their reporter."""

    store: Archive
    steps: Mapping[Reporter, Sequence[ClearingStep]]  # as they were written
    lines: Mapping[Reporter, Sequence[Filed]]  # accepted ledgers in the order of their receipt
    known: int  # how many steps there are in all

    @property
    def reporters(self) -> tuple[Reporter, ...]:
        """Whoever has a step or an accepted ledger."""
        return tuple(sorted({*self.steps, *self.lines}))

    def items(
        self,
        reporters: Iterable[Reporter],
        *,
        until: date = date.max,
        as_of: date = date.max,
        known: Mapping[int, bytes] | None = None,
    ) -> tuple[ClearingItem, ...]:
        """Where the reporters' rows stand after the periods that ended by `until` and the steps taken by `as_of`.

        A step belongs to the newest period of which the office had a ledger when it took it, so that what was decided on
        a quarter's ledger is told in the next one, whenever that goes out. `known` are ledgers that were read already, by
        register number.
        """
        from taizhang.rollups.clearing_items import items_of

        found: list[ClearingItem] = []
        for reporter in reporters:
            steps = self.steps_of(reporter, until, as_of)
            found += items_of(self._claims(reporter, steps, until, known or {}), steps)
        return tuple(found)

    def steps_of(self, reporter: Reporter, until: date, as_of: date) -> list[ClearingStep]:
        """Those that belong to a period that ended by `until`, and were taken by `as_of`."""
        return [
            step
            for step in self.steps.get(reporter, ())
            if step.at.date() <= as_of and self._ground(step) <= until
        ]

    def carried_into(self, reporter: Reporter, period: Period) -> Mapping[str, CarriedClearing]:
        """What the reporter's ledger of the period starts from, by row."""
        from taizhang.rollups.clearing_items import carried_clearing

        items = self.items([reporter], until=period.end - timedelta(days=1))
        carried = ((item.row, carried_clearing(item)) for item in items)
        return {row: clearing for row, clearing in carried if clearing}

    def cleared(self, reporter: Reporter) -> frozenset[str]:
        """The rows that stand cleared today."""
        newest = {step.row: step.state for step in self.steps.get(reporter, ())}
        return frozenset(row for row, state in newest.items() if state is Clearing.CLEARED)

    def _ground(self, step: ClearingStep) -> date:
        """The last day of the newest period that the office had a ledger of; long ago where it had none."""
        seen = (line for line in self.lines.get(step.reporter, ()) if line.received <= step.at)
        return max((line.period.end for line in seen if line.period), default=date.min)

    def _claims(
        self, reporter: Reporter, steps: Sequence[ClearingStep], until: date, known: Mapping[int, bytes]
    ) -> tuple[Claim, ...]:
        """What the reporter's ledgers say; nothing is read of one who never spoke of clearing."""
        from taizhang.rollups.clearing_claims import may_speak_of_clearing

        lines = list(self._telling(reporter, {step.at for step in steps}, until))
        unread = [line.number for line in lines if line.number not in known]
        records = {**known, **self.store.records(unread)} if unread else known
        kept = [(line, records[line.number]) for line in lines if line.number in records]  # others expired
        if not steps and not any(may_speak_of_clearing(record) for _, record in kept):
            return ()
        return tuple(claim for line, record in kept for claim in _claims_in(line, record))

    def _telling(self, reporter: Reporter, decided: set[datetime], until: date) -> Iterator[Filed]:
        """The ledger that counts for each period, and those upon which a request was written down."""
        lines = [line for line in self.lines.get(reporter, ()) if line.period and line.period.end <= until]
        counting = {line.period: line.number for line in lines}  # the last of a period counts
        for line in lines:
            if counting[line.period] == line.number or line.received in decided:
                yield line


def history_of(store: Archive, plan: str, submissions: Sequence[Filed] | None = None) -> ClearingHistory:
    """Of one plan; `submissions` are its lines of the register, where they were read already."""
    written = store.clearings(plan)
    steps: dict[Reporter, list[ClearingStep]] = {}
    for step in written:
        steps.setdefault(step.reporter, []).append(step)
    lines: dict[Reporter, list[Filed]] = {}
    told = store.submissions(plan) if submissions is None else submissions
    accepted = (line for line in told if line.verdict is Verdict.ACCEPTED)
    for line in sorted(accepted, key=lambda one: (one.received, one.number)):
        if line.reporter and line.period:
            lines.setdefault(line.reporter, []).append(line)
    return ClearingHistory(store, steps, lines, len(written))


def _claims_in(line: Filed, record: bytes) -> Iterator[Claim]:
    """None of a ledger that was filed under another's name: it is nobody's word."""
    from taizhang.ledgers import ledger_from_record
    from taizhang.rollups.clearing_claims import CLAIMED_FIELDS, claims_of

    ledger = ledger_from_record(record, fields=CLAIMED_FIELDS)
    if (ledger.reporter, ledger.period) == (line.reporter, line.period):
        yield from claims_of(ledger, line)
