"""Clearing (挂账销号): which step may follow which, what the office wrote down, and what an accepted ledger claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Clearing, Status


@dataclass(frozen=True, slots=True)
class ClearingStep:
    """One step that the office wrote down: a row requested to be cleared, cleared, refused or reopened."""

    plan: str
    reporter: Reporter
    row: str
    state: Clearing  # where the row stands after it; 未申请 is a reopening
    evidence: str
    who: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """What an accepted ledger says of one row's clearing, which may ask for it and never grants it."""

    reporter: Reporter
    row: str
    period: Period
    submission: int  # register number
    file_name: str
    received: datetime
    clearing: Clearing | None  # None for a blank cell
    status: Status | None
    evidence: str  # "" where nothing is named
    place: Place  # of the cell 销号; in row 0 where the sheet has no such column
    raw: str  # as it stood in that cell

    @property
    def finished(self) -> bool:
        return self.status is not None and self.status.finished

    @property
    def unfinished(self) -> bool:
        """The ledger says that there is still something to do; a blank status says nothing."""
        return self.status is not None and not self.finished and self.status is not Status.NOT_APPLICABLE

    @property
    def speaks(self) -> bool:
        """Whether it says that clearing is asked for or done; 未申请 and a blank cell do not."""
        return self.clearing not in (None, Clearing.NOT_REQUESTED)

    @property
    def wants(self) -> bool:
        """Whether the county holds that the row is to be cleared, or is; the latter asks for it all the same."""
        return self.clearing in (Clearing.REQUESTED, Clearing.CLEARED)

    @property
    def asks(self) -> bool:
        """Whether it is a request: of finished work, with evidence."""
        return self.wants and self.finished and bool(self.evidence)


@dataclass(frozen=True, slots=True)
class CarriedClearing:
    """What a new ledger shows of a row's clearing."""

    state: Clearing
    why: str = ""  # of a refusal or a reopening


class Lack(StrEnum):
    """Why a step cannot be taken."""

    ORDER = "order"  # it does not follow the state the row is in
    EVIDENCE = "evidence"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class StepRule:
    """What a step follows and what has to go with it."""

    follows: tuple[Clearing, ...]
    evidence: bool = False
    reason: bool = False


# By the state that the step leads to.
STEP_RULES: Mapping[Clearing, StepRule] = {
    Clearing.REQUESTED: StepRule((Clearing.NOT_REQUESTED, Clearing.REFUSED), evidence=True),
    Clearing.CLEARED: StepRule((Clearing.REQUESTED,)),
    Clearing.REFUSED: StepRule((Clearing.REQUESTED,), reason=True),
    Clearing.NOT_REQUESTED: StepRule((Clearing.CLEARED,), reason=True),
}


def lack_of(now: Clearing, step: Clearing, *, evidence: str = "", why: str = "") -> Lack | None:
    """What keeps a row that stands at `now` from the step; None where it may be taken.

    A row that nobody ever spoke of stands at 未申请, as one that was reopened.
    """
    rule = STEP_RULES[step]
    if now not in rule.follows:
        return Lack.ORDER
    if rule.evidence and not evidence.strip():
        return Lack.EVIDENCE
    return Lack.REASON if rule.reason and not why.strip() else None
