"""What kind of mail the bytes are, by their content before their name (INTAKE 8)."""

from __future__ import annotations

import re

TNEF_MAGIC = b"\x78\x9f\x3e\x22"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILES = (
    b"PK\x03\x04", b"PK\x05\x06", OLE_MAGIC, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8",
    b"\x1f\x8b", b"{\\rtf", b"MZ\x90\x00", b"\x7fELF",
)  # fmt: skip
_OUTLOOK_PROPERTIES = "__properties_version1.0"
_HEAD = 65_536  # bytes at the beginning in which headers are looked for
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MBOX_LINE = re.compile(rb"\A>?From (?![ \t]*:)[^\r\n]*\r?\n")
_LINE_END = re.compile(rb"\r\r\n|\r\n?|\n")
_FIRST_HEADER = re.compile(
    rb"\A(?:received|return-path|from|to|subject|date|message-id|mime-version|x-[\w-]+|dkim-signature|arc-[\w-]+|"
    rb"authentication-results|delivered-to|reply-to|sender|content-(?:type|transfer-encoding|disposition|description|id))"
    rb"[ \t]*:",
    re.IGNORECASE,
)
_SENT = re.compile(rb"^(?:received|return-path|delivered-to|message-id):", re.IGNORECASE | re.MULTILINE)
_WRITTEN = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)


def kind_of_mail(content: bytes, name: str) -> str:
    """What the bytes are as a mail: "eml", "mbox", "msg" or "tnef"; "" when they are none, whatever their name."""
    if content.startswith(TNEF_MAGIC):
        return "tnef"
    if content.startswith(OLE_MAGIC):
        return "msg" if is_outlook_message(content) else ""
    if is_file(content) or content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return ""
    from taizhang.mail.mailbox import is_mailbox

    if is_mailbox(content):
        return "mbox"
    return "eml" if name.lower().endswith(".eml") or was_sent(content) else ""


def is_mail(content: bytes, name: str) -> bool:
    """Whether the bytes are one mail or many."""
    return bool(kind_of_mail(content, name))


def is_file(content: bytes) -> bool:
    """Whether the bytes are of a well-known kind of file."""
    return content.startswith(FILES)


def looks_like_mail(content: bytes) -> bool:
    """Whether the bytes begin with a header that mails have."""
    return bool(_FIRST_HEADER.match(beginning_mended(content[:_HEAD])))


def was_sent(content: bytes) -> bool:
    """Whether the headers are those of a mail that travelled; a web page kept as a file has no such."""
    beginning = beginning_mended(content[:_HEAD])
    head = _BLANK_LINE.split(beginning, 1)[0]
    return bool(_FIRST_HEADER.match(head) and _SENT.search(head) and _WRITTEN.search(head))


def beginning_mended(raw: bytes) -> bytes:
    """The mail as it was sent, without what stands before its first header: a byte order mark, blank lines, a mailbox's From line.

    UTF-16 becomes one byte a letter, and the line ends of old or careless programs become those of mail.
    """
    if encoding := _wide_encoding(raw):
        raw = raw.decode(encoding, errors="replace").encode()
    bare = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\0")
    return _MBOX_LINE.sub(b"", _with_line_ends(bare))


def _with_line_ends(raw: bytes) -> bytes:
    """CR alone becomes LF where there is no LF at all; CR CR LF is CR LF in which each LF became CR LF, so that is undone."""
    first = _LINE_END.search(raw, 0, _HEAD)
    if first and first[0] == b"\r\r\n":
        return raw.replace(b"\r\n", b"\n")
    return raw.replace(b"\r", b"\n") if first and b"\n" not in raw else raw


def is_outlook_message(content: bytes) -> bool:
    """Whether an OLE file is a message of Outlook's; a workbook may hold such a message and is still a workbook."""
    if _OUTLOOK_PROPERTIES.encode("utf-16-le") not in content:
        return False
    import io

    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return bool(ole.exists(_OUTLOOK_PROPERTIES))
    except Exception:  # what it raises on damage is of many kinds
        return False


def _wide_encoding(raw: bytes) -> str:
    """The UTF-16 that the bytes are in, with a byte order mark or without; "" for one byte a letter."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    odd, even = raw[1:64:2], raw[0:64:2]
    if len(odd) >= 16 and not any(odd) and all(even):
        return "utf-16-le"
    return "utf-16-be" if len(odd) >= 16 and not any(even) and all(odd) else ""
