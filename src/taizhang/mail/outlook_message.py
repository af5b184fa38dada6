"""Outlook's .msg: headers, text, attachments and the messages embedded in it (INTAKE 48).

python-oxmsg reads the storages; what they hold is decoded here, since it raises on GBK under the name gb2312, on the
code pages 20936 and 50936, and on an embedded message, whose properties begin elsewhere.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from email.policy import compat32
from email.utils import format_datetime
from typing import TYPE_CHECKING

from taizhang.mail.header_words import decode_bytes
from taizhang.mail.headers import Headers

if TYPE_CHECKING:
    from oxmsg.storage import Storage

_TOP, _EMBEDDED, _ATTACHED = 32, 24, 8  # bytes before the fixed properties
_MOST_ENTRIES = 20_000
_HEADERS_LIMIT = 1_000_000  # characters of the headers it travelled with
_WIDE, _NARROW, _BINARY = 0x1F, 0x1E, 0x0102
_HEADERS, _SUBJECT, _ID, _IN_REPLY_TO, _REFERENCES = 0x007D, 0x0037, 0x1035, 0x1042, 0x1039
_SENT, _DELIVERED = 0x0039, 0x0E06
_SENDERS = (
    0x5D01,
    0x5D02,
    0x0C1F,
    0x0065,
)  # the mail address of the sender, then addresses that may be Exchange's
_PLAIN, _HTML, _CLASS = 0x1000, 0x1013, 0x001A
_NAMES = (0x3707, 0x3704, 0x3001)  # long, short, as displayed
_TYPE, _CONTENT_ID, _BYTES = 0x370E, 0x3712, 0x3701
_EMBEDDED_MESSAGE = "__substg1.0_3701000D"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OutlookAttachment:
    """A file, or a message that is embedded."""

    names: tuple[str, ...]
    content: bytes = b""
    kind: str = "application/octet-stream"
    content_id: str = ""
    message: OutlookMessage | None = None


@dataclass(frozen=True, slots=True)
class OutlookMessage:
    """One message."""

    headers: Headers
    plain: str = ""
    html: bytes = b""
    attachments: tuple[OutlookAttachment, ...] = ()
    message_class: str = ""  # IPM.Note, REPORT.IPM.Note.NDR …
    lacking: bool = False  # an attachment lies elsewhere or could not be read


def read_outlook_message(content: bytes, deepest: int) -> OutlookMessage | None:
    """The message, with those embedded in it down to that depth; None when it cannot be read."""
    import olefile
    from oxmsg.storage import Storage

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if not _is_bounded(ole, len(content)):
                return None
            storage = Storage.from_ole(ole)
        return _message(storage, _TOP, deepest)
    except Exception:  # what the libraries raise on damage is of many kinds
        return None


def _is_bounded(ole: object, size: int) -> bool:
    """Whether the streams together are no longer than the file: entries that share sectors would multiply them."""
    entries = [entry for entry in getattr(ole, "direntries", ()) if entry is not None]
    return len(entries) <= _MOST_ENTRIES and sum(entry.size for entry in entries[1:]) <= size


def _message(storage: Storage, before: int, deepest: int) -> OutlookMessage:
    read = [_attachment(one, deepest) for one in storage.iter_attachment_storages()]
    attachments = tuple(one for one in read if one is not None)
    return OutlookMessage(
        headers=_headers(storage, before),
        plain=_text(storage, _PLAIN),
        html=_text(storage, _HTML).encode("utf-8", errors="replace") or _bytes(storage, _HTML),
        attachments=attachments,
        message_class=_text(storage, _CLASS).upper(),
        lacking=len(attachments) < len(read),
    )


def _attachment(storage: Storage, deepest: int) -> OutlookAttachment | None:
    """The attachment; None for one whose bytes are not in the file."""
    named = [name for tag in _NAMES if (name := _text(storage, tag))]
    kind = _text(storage, _TYPE).lower() or "application/octet-stream"
    inner = next((one for one in storage.storages if one.name == _EMBEDDED_MESSAGE), None)
    if inner is not None:
        if deepest <= 1 or not any(one.name == "__properties_version1.0" for one in inner.streams):
            return None
        return OutlookAttachment(tuple(named), kind=kind, message=_message(inner, _EMBEDDED, deepest - 1))
    content = _stream(storage, _BYTES, _BINARY)
    if content is None:
        return None
    return OutlookAttachment(tuple(named), content, kind, _text(storage, _CONTENT_ID).strip("<>"))


def _headers(storage: Storage, before: int) -> Headers:
    """The headers it travelled with, and after them what its properties say instead."""
    travelled = HeaderParser(policy=compat32).parsestr(_text(storage, _HEADERS)[:_HEADERS_LIMIT])
    sender = next((found for tag in _SENDERS if "@" in (found := _text(storage, tag))), "")
    date = next(_dates(storage, before), None)
    said = {
        "From": sender,
        "Subject": _text(storage, _SUBJECT),
        "Date": format_datetime(date) if date else "",
        "Message-ID": _text(storage, _ID),
        "In-Reply-To": _text(storage, _IN_REPLY_TO),
        "References": _text(storage, _REFERENCES),
    }
    there = {name.lower() for name in travelled}
    instead = [(name, value) for name, value in said.items() if value and name.lower() not in there]
    return Headers([*travelled.raw_items(), *instead])


def _dates(storage: Storage, before: int) -> Iterator[datetime]:
    """When it was sent, else delivered."""
    properties = _stream_named(storage, "__properties_version1.0")[before:]
    fixed = {
        tag: value
        for kind, tag, _, value in struct.iter_unpack("<HHIQ", properties[: len(properties) // 16 * 16])
        if kind == 0x40
    }
    for tag in (_SENT, _DELIVERED):
        ticks = fixed.get(tag, 0)
        if 0 < ticks < 2_650_467_743_990_000_000:  # the year 10000
            yield _EPOCH + timedelta(microseconds=ticks // 10)


def _text(storage: Storage, tag: int) -> str:
    wide = _stream(storage, tag, _WIDE)
    if wide is not None:
        return wide.decode("utf-16-le", errors="replace").rstrip("\0")
    return decode_bytes((_stream(storage, tag, _NARROW) or b"").rstrip(b"\0"))


def _bytes(storage: Storage, tag: int) -> bytes:
    return _stream(storage, tag, _BINARY) or b""


def _stream(storage: Storage, tag: int, kind: int) -> bytes | None:
    name = f"__substg1.0_{tag:04X}{kind:04X}"
    return next((one.bytes_ for one in storage.streams if one.name.upper() == name.upper()), None)


def _stream_named(storage: Storage, name: str) -> bytes:
    return next((one.bytes_ for one in storage.streams if one.name == name), b"")
