"""What goes into the archive and what comes out of it: receipts, what became of them, and the register's lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from taizhang.model.finding import Finding, Severity
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.submission import Submission
from taizhang.model.verdict import Choice, Machine, ReceiptState, Verdict


@dataclass(frozen=True, slots=True)
class MailboxUid:
    """Where a mail lies on its server; a mailbox is told as imap://user@host/INBOX."""

    mailbox: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A mail or a loose file as it arrived, before anything reads it."""

    kind: str  # "mail" or "file"
    name: str  # for display only
    received: datetime  # with time zone
    uid: MailboxUid | None = None  # None where it came from no server


@dataclass(frozen=True, slots=True)
class Receipt:
    """A mail or file that is kept; its bytes lie under its sha256."""

    sha256: str
    kind: str
    name: str
    received: datetime
    arrived: datetime  # when it was taken into the archive
    size: int  # in bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a receipt as a whole."""

    receipt: str  # its sha256
    state: ReceiptState
    reason: str
    at: datetime
    sender: str = ""
    subject: str = ""
    sent: datetime | None = None  # as the mail's Date says; None where it says none
    message_id: str = ""
    references: tuple[str, ...] = ()
    machine: Machine = Machine.NONE
    attachments: int = 0  # how many files were taken out of it; each has its line in the register


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
    record: bytes | None = None  # the ledger, or what a rollup workbook says; None where there is neither
    receipt: str = ""  # sha256 of the receipt that it came in, which is kept first; "" for none
    beside: int | None = None  # register number of the workbook that a stamped scan belongs to
    beside_entry: int | None = (
        None  # the same for a workbook concluded together with it: its place among them, from 0
    )

    def count(self, severity: Severity) -> int:
        """How many findings of a severity still count."""
        return sum(finding.severity is severity for finding in self.findings if finding.counts)


@dataclass(frozen=True, slots=True)
class Filed(Submission):
    """A line of the register as it stands now: `verdict` and `reporter` are those that the newest decision left."""

    nothing_to_report: bool = False
    receipt: str = ""  # sha256 of the receipt that it came in; "" for none
    beside: int | None = None  # register number of the workbook that it is the stamped scan of
    judged: Verdict = Verdict.SET_ASIDE  # the automatic verdict
    filed_under: Reporter | None = None  # the reporter that was found automatically


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
class Sums:
    """Whether everything that arrived is accounted for."""

    receipts: int
    states: tuple[tuple[ReceiptState, int], ...]  # how many receipts ended in each
    unfinished: int  # receipts without an outcome
    uneven: tuple[str, ...]  # sha256 of receipts whose files are not all in the register

    @property
    def agree(self) -> bool:
        return self.receipts == sum(count for _, count in self.states) + self.unfinished and not self.uneven


@dataclass(frozen=True, slots=True)
class Round:
    """A period that is being collected under a plan."""

    plan: str
    period: Period
    opened_on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """What an official decided about a submission; the newest one holds."""

    submission: int  # register number
    choice: Choice
    verdict: Verdict | None  # None: what follows from the choice and from what was found
    reporter: Reporter | None  # whose submission it is; None: as it was filed
    who: str
    why: str
    at: datetime
