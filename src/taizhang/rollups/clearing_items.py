"""Where each row stands in clearing: the office's steps and the ledgers' claims, followed in the order of time.

The office's newest step stands until a ledger that came after it asks again; a ledger may ask, or take back what a
ledger asked, and nothing else (decision 0031).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from taizhang.model.clearing import CarriedClearing, Claim, ClearingStep
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing

Event = Claim | ClearingStep


@dataclass(frozen=True, slots=True)
class ClearingItem:
    """One row of one reporter: everything said and done of its clearing, and where that leaves it."""

    reporter: Reporter
    row: str
    state: Clearing = Clearing.NOT_REQUESTED
    request: Event | None = None  # the newest that was not taken back
    decision: ClearingStep | None = None  # the newest approval, refusal or reopening
    decided: Event | None = None  # the request that it was about
    history: tuple[Event, ...] = ()  # in the order of time

    def after(self, event: Event) -> ClearingItem:
        told = replace(self, history=(*self.history, event))
        if isinstance(event, ClearingStep):
            return _stepped(told, event)
        return _claimed(told, event) if self._is_news(event) else told

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What each accepted ledger says of the row, in the order in which they came."""
        return tuple(event for event in self.history if isinstance(event, Claim))

    @property
    def steps(self) -> tuple[ClearingStep, ...]:
        return tuple(event for event in self.history if isinstance(event, ClearingStep))

    @property
    def newest(self) -> Claim | None:
        """What the ledger of the newest period says; None where none with this row was accepted."""
        return max(self.claims, key=lambda one: (one.period.end, one.received), default=None)

    @property
    def asked_at(self) -> datetime | None:
        return moment_of(self.request) if self.request else None

    @property
    def was_asked_for(self) -> bool:
        """Whether a request stands or was decided; one that was taken back is none."""
        return self.request is not None or self.decision is not None

    @property
    def is_open_again(self) -> bool:
        """Whether it was cleared and reopened, and not asked for since."""
        return self.state is Clearing.NOT_REQUESTED and self.decision is not None

    @property
    def was_reopened(self) -> bool:
        """Whether the office ever took a clearing back."""
        return any(step.state is Clearing.NOT_REQUESTED for step in self.steps)

    def _is_news(self, claim: Claim) -> bool:
        """A ledger that comes after one of a later period says nothing about today."""
        return all(one.period.end <= claim.period.end for one in self.claims)


def items_of(claims: Iterable[Claim], steps: Sequence[ClearingStep]) -> tuple[ClearingItem, ...]:
    """Each row of which anybody spoke, by reporter and row; `steps` stand in the order in which they were written."""
    events: dict[tuple[Reporter, str], tuple[list[Claim], list[ClearingStep]]] = {}
    for claim in claims:
        events.setdefault((claim.reporter, claim.row), ([], []))[0].append(claim)
    for step in steps:
        events.setdefault((step.reporter, step.row), ([], []))[1].append(step)
    spoken_of = (key for key, (said, taken) in events.items() if taken or any(one.speaks for one in said))
    return tuple(_followed(*key, *events[key]) for key in sorted(spoken_of))


def carried_clearing(item: ClearingItem) -> CarriedClearing | None:
    """What the row's next ledger starts from; None where nothing is asked and nothing was decided."""
    decision = item.decision if item.decision and item.decision.state is item.state else None
    if item.state is Clearing.NOT_REQUESTED and decision is None:
        return None
    return CarriedClearing(item.state, decision.why if decision else "")


def moment_of(event: Event) -> datetime:
    return event.received if isinstance(event, Claim) else event.at


def _followed(
    reporter: Reporter, row: str, claims: Sequence[Claim], steps: Sequence[ClearingStep]
) -> ClearingItem:
    item = ClearingItem(reporter, row)
    for event in _in_time(claims, steps):
        item = item.after(event)
    return item


def _in_time(claims: Sequence[Claim], steps: Sequence[ClearingStep]) -> Iterator[Event]:
    """By the moment; steps keep the order in which they were written, whatever the office's clock said."""
    timed: list[tuple[datetime, int, Event]] = [(one.received, 0, one) for one in claims]
    latest: datetime | None = None
    for step in steps:
        latest = step.at if latest is None else max(latest, step.at)
        timed.append((latest, 1, step))
    yield from (event for _, _, event in sorted(timed, key=lambda one: one[:2]))


def _stepped(item: ClearingItem, step: ClearingStep) -> ClearingItem:
    """What the office wrote down stands, also where it follows nothing that could be read."""
    if step.state is not Clearing.REQUESTED:
        return replace(item, state=step.state, decision=step, decided=item.request)
    # A county's own request is written down with the moment it came, once it is decided.
    is_told = isinstance(item.request, Claim) and item.request.received == step.at
    return replace(item, state=step.state, request=item.request if is_told else step)


def _claimed(item: ClearingItem, claim: Claim) -> ClearingItem:
    if item.state in (Clearing.NOT_REQUESTED, Clearing.REFUSED):
        return replace(item, state=Clearing.REQUESTED, request=claim) if claim.asks else item
    own = item.state is Clearing.REQUESTED and isinstance(item.request, Claim)
    if not own or claim.clearing is None or (claim.wants and not claim.unfinished):
        return item
    before = item.decision.state if item.decision else Clearing.NOT_REQUESTED
    return replace(item, state=before, request=item.decided)
