"""What goes into the archive's register and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from taizhang.model.finding import Finding, Severity
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.submission import Submission
from taizhang.model.verdict import Verdict
from taizhang.model.words.status import Clearing


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A file that was judged and is to be registered."""

    received: datetime  # with time zone
    sender: str  # mail address, or "" for a file taken from a folder
    file_name: str  # as sent; for display only
    verdict: Verdict
    plan: str = ""  # plan id; "" where unknown
    reporter: Reporter | None = None
    period: Period | None = None
    nothing_to_report: bool = False  # 零报告
    reason: str = ""  # one Chinese sentence: why this verdict
    findings: tuple[Finding, ...] = ()
    record: bytes | None = None  # the ledger; None where there is none
    mail: str = ""  # sha256 of the raw mail, which is kept first; "" for a file

    def count(self, severity: Severity) -> int:
        """How many findings of a severity still count."""
        return sum(finding.severity is severity for finding in self.findings if finding.counts)


@dataclass(frozen=True, slots=True)
class Filed(Submission):
    """A line of the register, with what only the archive knows of it."""

    nothing_to_report: bool = False
    mail: str = ""  # sha256 of the raw mail; "" for a file


@dataclass(frozen=True, slots=True)
class Registered:
    """The line a file has in the register now; not new when the same had been taken in before."""

    submission: Filed
    new: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """The submission that counts for a reporter and period, and its ledger."""

    submission: Filed
    record: bytes


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A raw mail as it arrived; its bytes lie under its sha256."""

    sha256: str
    received: datetime
    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class Round:
    """A period that is being collected under a plan."""

    plan: str
    period: Period
    opened_on: date


@dataclass(frozen=True, slots=True)
class ClearingStep:
    """One step in clearing a row (挂账销号): requested, cleared, refused or reopened, by whom and why."""

    plan: str
    reporter: Reporter
    row: str
    state: Clearing
    evidence: str
    who: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, as on a submission that was put aside."""

    submission: int | None  # register number; None where no submission is meant
    choice: str
    who: str
    why: str
    at: datetime
