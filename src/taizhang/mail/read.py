"""A raw mail read: its sender, subject and date, the attachments from every part of it, and what its text speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from taizhang.mail.body import read_body
from taizhang.mail.containers import nodes_of_outlook
from taizhang.mail.damage import HEADERS_ONLY, headers_alone, lacks_its_text, parsed
from taizhang.mail.found import Found
from taizhang.mail.header_words import decode_header
from taizhang.mail.headers import Headers, message_ids, one_line, own_id, written_date
from taizhang.mail.kinds import OLE_MAGIC, TNEF_MAGIC, beginning_mended, is_outlook_message
from taizhang.mail.machines import machine_by_form, machine_by_words
from taizhang.mail.nouns import Mail
from taizhang.mail.parts import pieces_of
from taizhang.mail.pieces import Node, Part, Piece, Where
from taizhang.mail.returned import as_returned
from taizhang.mail.sender import from_lines, sender_of
from taizhang.mail.taken import attachments_of, texts_and_files
from taizhang.model.mail_limits import MailLimits
from taizhang.model.verdict import Machine

__all__ = ["one_line", "read_headers", "read_mail"]
_DATE_LIMIT, _SUBJECT_LIMIT = 200, 20_000  # characters
_RETURNING = (Machine.BOUNCE, Machine.READ_RECEIPT)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail before it is taken apart."""

    headers: Headers
    nodes: Sequence[Node]
    top: Message | None = None
    outlook_class: str = ""
    from_lines: int | None = None  # None where headers are no lines of a text
    is_signed: bool = True  # it is a form in which somebody is named who sent it


def read_mail(raw: bytes, limits: MailLimits | None = None) -> Mail:
    """The mail, whether it lies there as text, as Outlook's .msg or as winmail.dat.

    Whatever is damaged is left out with a note, and nothing in it raises.
    """
    found = Found(len(raw), limits or MailLimits())
    letter = _opened(raw, found)
    if letter is None:
        return _unopened(raw, found)
    pieces = list(pieces_of(letter.nodes, found))
    return _mail(letter, pieces, found)


def read_headers(raw: bytes) -> Mail:
    """What the first headers of a mail say that is not taken apart; `raw` may end behind them. Never raises."""
    return _unopened(raw, Found(len(raw)))


def _unopened(raw: bytes, found: Found) -> Mail:
    """A mail of which no more is known than its first headers."""
    headers = headers_alone(raw)
    subject = one_line(decode_header(headers.first("subject")[:_SUBJECT_LIMIT]))
    sender = sender_of(headers, from_lines(beginning_mended(raw)))
    return Mail(
        sender=sender.address,
        subject=subject,
        date=written_date(one_line(headers.first("date")[:_DATE_LIMIT])),
        message_id=own_id(headers),
        notes=tuple(dict.fromkeys(filter(None, (*found.notes, sender.note)))),
        incomplete=True,
        from_us=headers.is_ours(),
        machine=machine_by_form(headers, subject, sender.address, None),
        in_reply_to=next(iter(message_ids(headers.first("in-reply-to"))), ""),
        references=message_ids(headers.first("references")),
        unsigned=not sender.address,
    )


def _opened(raw: bytes, found: Found) -> _Letter | None:
    if raw.startswith(TNEF_MAGIC):
        return _Letter(Headers(()), [Piece(raw, "application/ms-tnef", Where())], is_signed=False)
    if raw.startswith(OLE_MAGIC) and is_outlook_message(raw):
        return _outlook_letter(raw, found)
    top = parsed(raw, found)
    if top is None:
        return None
    mended = beginning_mended(raw)
    if lacks_its_text(mended):
        found.miss(HEADERS_ONLY)
    return _Letter(Headers.of(top), [Part(top, Where())], top, from_lines=from_lines(mended))


def _outlook_letter(raw: bytes, found: Found) -> _Letter | None:
    from taizhang.mail.outlook_message import read_outlook_message

    message = read_outlook_message(raw, found.limits.messages)
    if message is None:
        found.miss("邮件读不出来，可能已损坏，请人工查看原邮件。")
        return None
    nodes = nodes_of_outlook(message, Where(), found)
    return _Letter(message.headers, nodes, outlook_class=message.message_class)


def _mail(letter: _Letter, pieces: Sequence[Piece], found: Found) -> Mail:
    headers = letter.headers
    subject = one_line(decode_header(headers.first("subject")[:_SUBJECT_LIMIT]))
    sender = sender_of(headers, letter.from_lines)
    found.notes.extend(filter(None, [sender.note]))
    texts, files = texts_and_files(pieces, found)
    body = read_body(texts, subject, found.links)
    attachments, pictures = attachments_of(files, body.shown, found)
    date = _date(headers, found)
    mail = Mail(
        sender=sender.address,
        subject=subject,
        date=date,
        message_id=own_id(headers),
        attachments=attachments,
        notes=tuple(dict.fromkeys(found.notes)),
        incomplete=found.incomplete,
        from_us=headers.is_ours(),
        machine=_machine(letter, sender.address, subject, lossy=bool(attachments)),
        in_reply_to=next(iter(message_ids(headers.first("in-reply-to"))), ""),
        references=message_ids(headers.first("references")),
        links=body.links,
        tables=body.tables,
        pictures=pictures + body.drawn,
        promises=body.promises and not attachments,
        unsigned=letter.is_signed and not sender.address,
    )
    return as_returned(mail, found.returned_ids, texts) if mail.machine in _RETURNING else mail


def _machine(letter: _Letter, sender: str, subject: str, *, lossy: bool) -> Machine:
    """The machine that wrote it; a subject alone makes no bounce of a mail that has attachments to lose."""
    machine = machine_by_form(letter.headers, subject, sender, letter.top, letter.outlook_class)
    if machine not in (Machine.NONE, Machine.AUTO_REPLY):
        return machine
    worded = machine_by_words(subject)
    if worded in _RETURNING and lossy:
        return Machine.AUTO_REPLY
    return worded if worded is not Machine.NONE else machine


def _date(headers: Headers, found: Found) -> datetime | None:
    raw = one_line(headers.first("date")[:_DATE_LIMIT])
    date = written_date(raw)
    if date is None:
        found.notes.append(f"邮件没有可读的日期（{raw[:40] or '空'}），以收到时间为准。")
    return date
