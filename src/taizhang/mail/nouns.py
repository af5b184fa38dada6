"""A Mail as the desk sees it: who, about what, when, and the files that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a mail; its name is for display only and names nothing on disk."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"  # as claimed


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, with what was noticed while reading it."""

    sender: str  # the bare address, in lower case; "" when there is none
    subject: str  # one line
    date: datetime | None  # as the mail says, with time zone; None when it says nothing readable
    message_id: str
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()  # Chinese sentences for the operator
    auto_submitted: bool = False  # a machine sent it: an automatic answer, a bounce; never to be answered
    incomplete: bool = False  # some of it could not be read, so an attachment may be missing
    from_us: bool = False  # it carries our own mark, so what hangs on it came from here
