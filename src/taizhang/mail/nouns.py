"""A Mail as the desk sees it: who, about what, when, what came with it, and what its text speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from taizhang.model.verdict import Machine


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a mail; its name is for display only and names nothing on disk."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"  # as claimed
    from_us: bool = False  # it hung on a mail of ours that was sent along


@dataclass(frozen=True, slots=True)
class CloudLink:
    """A file that lies with a cloud service and is only linked to; nothing is fetched (INTAKE 52)."""

    name: str  # of the file, fit to be shown; "" when the text does not say
    site: str  # whose service, fit to be shown


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, with what was noticed while reading it."""

    sender: str  # the bare address, in lower case; "" when there is none that is beyond doubt
    subject: str  # one line
    date: datetime | None  # as the mail says, with time zone; None when it says nothing readable
    message_id: str
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()  # Chinese sentences for the operator
    incomplete: bool = False  # some of it could not be read, so an attachment may be missing
    from_us: bool = False  # it carries our own mark, so what hangs on it came from here
    machine: Machine = Machine.NONE  # which machine wrote it
    in_reply_to: str = ""  # a message id, with its angle brackets
    references: tuple[str, ...] = ()  # message ids, the oldest first
    returned_ids: tuple[str, ...] = ()  # message ids of the mail that a bounce or receipt speaks of
    returned_attachments: int = 0  # files of that mail; they are not taken
    links: tuple[CloudLink, ...] = ()
    tables: int = 0  # tables with data in the body
    pictures: int = 0  # pictures embedded in the body; no attachments
    promises: bool = False  # the author speaks of an attachment, and there is none
    unsigned: bool = False  # its headers do not say beyond doubt who sent it; winmail.dat by itself has none

    @property
    def auto_submitted(self) -> bool:
        """Whether a machine wrote it; then it is never answered."""
        return self.machine is not Machine.NONE
