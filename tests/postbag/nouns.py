"""A mail of the bag, and what must become of it: known from how it was made, never from reading it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from taizhang.model.verdict import FileClass, Machine, ReceiptState, Verdict


class Form(StrEnum):
    """How a case lies at the office's door."""

    EML = "eml"
    MBOX = "mbox"
    MAILDIR = "maildir"
    MSG = "msg"
    TNEF = "tnef file"
    IMAP = "imap"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a reader of the mail must hand out, before any package is opened."""

    name: str  # as shown; "" where the rules leave it open
    sha256: str  # "" where damage leaves it open


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the register: an attachment, or a member of a package."""

    name: str  # as shown; "" where the rules leave it open
    sha256: str  # "" where damage leaves it open
    verdict: Verdict
    reporter: str | None = None  # code; "" for nobody, None where the rules leave it open
    file_class: FileClass | None = None  # None where the rules leave it open
    beside: bool | None = False  # filed with a ledger: its stamped scan; None where the rules leave it open
    inside: str = ""  # the package that it is a member of


@dataclass(frozen=True, slots=True)
class Truth:
    """What must become of a mail as a whole, and of each file in it; None where the rules leave a thing open."""

    state: ReceiptState
    attachments: tuple[Expected, ...] = ()
    sender: str | None = ""  # bare address in lower case
    subject: str | None = ""  # decoded, in one line, blanks run together
    machine: Machine = Machine.NONE
    answered: bool | None = False  # whether an automatic answer may go out
    files: tuple[Found, ...] = ()
    promises: bool | None = None  # the text speaks of an attachment that is not there
    returned: int = 0  # attachments of the mail that a bounce or receipt brings back
    returned_ids: tuple[str, ...] = ()
    incomplete: bool | None = None  # some of it could not be read
    notes: str = ""

    @property
    def own_line(self) -> Verdict | None:
        """The verdict of the line that a mail without attachments has for itself; None where it has none."""
        if self.attachments or self.state in _WITHOUT_A_LINE:
            return None
        return Verdict.NOT_A_LEDGER if self.state in _NO_REPORT else Verdict.SET_ASIDE


# A logo under "received, thanks" is a picture too: it says nothing of the county's report.
_NO_REPORT = frozenset({ReceiptState.NO_ATTACHMENT, ReceiptState.EMPTY, ReceiptState.PICTURES_ONLY})
_WITHOUT_A_LINE = frozenset(
    {
        ReceiptState.TAKEN, ReceiptState.AUTO_REPLY, ReceiptState.BOUNCE, ReceiptState.READ_RECEIPT,
        ReceiptState.BULK, ReceiptState.OURS,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One mail, or one file of a mail program."""

    name: str  # number and kind; unique, and fit for a file's name
    kind: str
    raw: bytes = field(repr=False)
    form: Form
    truth: Truth
    message_id: str = ""
    sent: datetime | None = None
