"""A raw mail read: its sender, subject and date, and the attachments from every part of it.

The parser runs with the compat32 policy, which hands out headers as they stand. Measured on malformed mails, the
default policy decodes them itself: GBK words cut in mid-character, GBK under the name gb2312 and raw 8-bit names
come out broken, and a subject comes out with a line break in it.
"""

from __future__ import annotations

import base64
import binascii
import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import MessageDefect
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from taizhang.mail.attachment_names import made_name, shown_name, written_names
from taizhang.mail.header_words import decode_header
from taizhang.mail.nouns import Attachment, Mail

LOOP_HEADER, LOOP_WORD = "X-Loop", "taizhang"
_HEADER_LIMIT = 1_000_000  # bytes of all headers of one message
_MESSAGE_LIMIT = 10  # messages inside each other
_PART_LIMIT = 1_000
_ADDRESS_LIMIT = 2_000  # characters of a header in which the sender is looked for
_MBOX_LINE = re.compile(rb"\A>?From [^\r\n]*\r?\n")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*", re.ASCII)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_BOUNDARY = re.compile(rb'^--([^\s"\\][^\r\n"\\]{0,198}?)[ \t]*\r?\n[A-Za-z-]+:', re.MULTILINE)
_LOOKS_LIKE_MAIL = re.compile(
    rb"\A[ \t\r\n]*(?:received|return-path|from|to|subject|date|message-id|mime-version|x-[\w-]+|dkim-signature|"
    rb"delivered-to|content-type):",
    re.IGNORECASE,
)
_MACHINE_SUBJECT = re.compile(
    r"\s*(?:自动回复|自动答复|系统退信|退信通知|out of office|automatic reply)", re.IGNORECASE
)
_INCOMPLETE = frozenset({
    "StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect", "NoBoundaryInMultipartDefect",
    "MultipartInvariantViolationDefect",
})  # fmt: skip
_BROKEN_CONTENT = frozenset(
    {"InvalidBase64PaddingDefect", "InvalidBase64CharactersDefect", "InvalidBase64LengthDefect"}
)

# What the standard library hands out, with its headers as str.
_Part = Message


def read_mail(raw: bytes) -> Mail:
    """The mail; whatever is damaged is left out with a note, and nothing in it raises."""
    found = _Found()
    top = _parsed(_beginning_mended(raw), found)
    if top is None:
        return Mail("", "", None, "", notes=tuple(found.notes), incomplete=True)
    for part in _leaves(top, 1, found):
        _take(part, found)
    headers = _Headers(top)
    subject = one_line(decode_header(headers.first("subject")))
    return Mail(
        sender=_sender(headers),
        subject=subject,
        date=_date(headers, found),
        message_id=one_line(headers.first("message-id")),
        attachments=tuple(found.attachments),
        notes=tuple(dict.fromkeys(found.notes)),
        auto_submitted=_by_machine(headers, subject, top),
        incomplete=found.incomplete,
        from_us=LOOP_WORD in headers.first(LOOP_HEADER).lower(),
    )


def one_line(text: str) -> str:
    """The text without control characters and line breaks."""
    return _CONTROLS.sub(" ", text).strip()


@dataclass(slots=True)
class _Found:
    """What has been met so far."""

    attachments: list[Attachment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parts: int = 0
    incomplete: bool = False  # something was passed over or is missing

    def miss(self, note: str) -> None:
        """Note that not all of the mail is here."""
        self.notes.append(note)
        self.incomplete = True


class _Headers:
    """The headers of a message by name in lower case, each as it stands."""

    def __init__(self, message: _Part) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self._values.setdefault(name.lower(), []).append(str(value))

    def first(self, name: str) -> str:
        return next(iter(self._values.get(name.lower(), ())), "")

    def has(self, name: str) -> bool:
        return name.lower() in self._values


def _beginning_mended(raw: bytes) -> bytes:
    """The mail without what stands before its first header: a byte order mark, blank lines, a mailbox's From line."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw.decode("utf-16", errors="replace").encode()
    return _MBOX_LINE.sub(b"", raw.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n"))


def _parsed(raw: bytes, found: _Found) -> _Part | None:
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    if len(head) > _HEADER_LIMIT:
        found.miss("邮件的信头超过1MB，没有读取，请人工查看原邮件。")
        return None
    try:
        return email.message_from_bytes(raw, policy=compat32)
    except Exception:  # the parser's own failures on malformed mail are of many kinds
        found.miss("邮件的结构读不通或层次过深，没有读取，请人工查看原邮件。")
        return None


def _leaves(part: _Part, depth: int, found: _Found) -> Iterator[_Part]:
    """Every part that holds no other parts, in the order of the mail; messages inside it are opened."""
    waiting = [(part, depth)]
    while waiting:
        part, depth = waiting.pop()
        found.parts += 1
        if found.parts > _PART_LIMIT:
            found.miss(f"邮件超过{_PART_LIMIT}个部分，其余没有读取，请人工查看原邮件。")
            return
        _note_defects(part.defects, found)
        inner = _inner_parts(part, depth, found)
        if inner is None:
            yield part
        else:
            waiting.extend(reversed(inner))


def _inner_parts(part: _Part, depth: int, found: _Found) -> list[tuple[_Part, int]] | None:
    """The parts inside this one with their depth in messages; None when it is a leaf."""
    message = _inner_message(part, found)
    if message is not None and depth >= _MESSAGE_LIMIT:
        found.miss(f"邮件套邮件超过{_MESSAGE_LIMIT}层，其余没有读取，请人工查看原邮件。")
        return []
    if message is not None:
        return [(message, depth + 1)]
    payload = part.get_payload()
    if isinstance(payload, list):
        return [(inner, depth) for inner in payload if isinstance(inner, Message)]
    recovered = _with_found_boundary(part, found) if part.get_content_maintype() == "multipart" else None
    return [(recovered, depth)] if recovered is not None else None


def _inner_message(part: _Part, found: _Found) -> _Part | None:
    """The message that the part holds, also one sent in base64 or as a file of no type."""
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        inner = payload[0]
        encoded = _Headers(part).first("content-transfer-encoding").strip().lower() == "base64"
        if encoded and isinstance(inner, Message) and not inner.keys():
            return _parsed(_beginning_mended(_base64_decoded(str(inner.get_payload()))), found)
        return inner if isinstance(inner, Message) else None
    if isinstance(payload, list) or part.is_multipart():
        return None
    named = _named(part)
    if any(name.lower().endswith(".eml") for name in named):
        content = _content(part)
        if _LOOKS_LIKE_MAIL.match(_beginning_mended(content)):
            return _parsed(_beginning_mended(content), found)
    return None


def _base64_decoded(text: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"[^A-Za-z0-9+/=]", "", text))
    except binascii.Error:
        return text.encode("utf-8", errors="surrogateescape")


def _with_found_boundary(part: _Part, found: _Found) -> _Part | None:
    """The parts of a mail whose boundary is not the one it announces, by the one that is there."""
    body = _content(part)
    match = _BOUNDARY.search(body)
    if match is None:
        return None
    inner = _parsed(b'Content-Type: multipart/mixed; boundary="' + match[1] + b'"\n\n' + body, found)
    return inner if inner is not None and inner.is_multipart() else None


def _note_defects(defects: list[MessageDefect], found: _Found) -> None:
    if any(type(defect).__name__ in _INCOMPLETE for defect in defects):
        found.miss("邮件不完整，缺少分隔或结束标记，附件可能被截断，请核对，必要时请对方重发。")


def _take(part: _Part, found: _Found) -> None:
    """Keep the part as an attachment, unless it is the text of the mail itself."""
    names = [shown for name in _named(part) if (shown := shown_name(name))]
    disposition = part.get_content_disposition() or ""
    is_text = part.get_content_type() in ("text/plain", "text/html")
    if not names and disposition != "attachment" and is_text:
        return
    content = _content(part)
    if not names and not content:
        return
    name = names[0] if names else made_name(len(found.attachments) + 1, content)
    others = [other for other in names if other != name]
    if others:
        found.notes.append(f"附件“{name}”在邮件中另有名称“{others[0]}”，以前者为准。")
    if any(type(defect).__name__ in _BROKEN_CONTENT for defect in part.defects):
        found.miss(f"附件“{name}”的编码不完整，内容可能被截断，请核对，必要时请对方重发。")
    found.attachments.append(Attachment(name, content, part.get_content_type()))


def _named(part: _Part) -> tuple[str, ...]:
    headers = _Headers(part)
    return written_names(headers.first("content-disposition"), headers.first("content-type"))


def _content(part: _Part) -> bytes:
    """The part's bytes, as far as its encoding lets them be read."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        content = None
    return content if isinstance(content, bytes) else b""


def _sender(headers: _Headers) -> str:
    """The bare address, read before anything is decoded: an encoded name must not bring one in."""
    for name in ("from", "sender", "return-path"):
        raw = one_line(headers.first(name)[:_ADDRESS_LIMIT])
        _, address = parseaddr(raw)
        match = _ADDRESS.fullmatch(address) or _ADDRESS.search(raw)
        if match:
            return match[0].lower()
    return ""


def _date(headers: _Headers, found: _Found) -> datetime | None:
    raw = one_line(headers.first("date"))
    try:
        written = parsedate_to_datetime(raw)
    except (ValueError, TypeError, OverflowError, IndexError):
        found.notes.append(f"邮件没有可读的日期（{raw[:40] or '空'}），以收到时间为准。")
        return None
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def _by_machine(headers: _Headers, subject: str, top: _Part) -> bool:
    """Whether a machine sent it (INTAKE 55)."""
    submitted = headers.first("auto-submitted").partition(";")[0].strip().lower()
    precedence = headers.first("precedence").strip().lower()
    return (
        submitted not in ("", "no")
        or precedence in ("bulk", "junk", "list", "auto_reply")
        or any(map(headers.has, ("x-autoreply", "x-autorespond", "list-id", "list-unsubscribe")))
        or headers.first("return-path").strip() == "<>"
        or top.get_content_type() == "multipart/report"
        or bool(_MACHINE_SUBJECT.match(subject))
    )
