"""What is said of a damaged mail, and what can be recovered of it safely (INTAKE 51)."""

from __future__ import annotations

import email
import re
from collections.abc import Set
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from taizhang.mail.found import Found
from taizhang.mail.headers import Headers
from taizhang.mail.kinds import beginning_mended

_BLANK_LINE = re.compile(rb"(?>\r\n|\r|\n){2}")
_BOUNDARY = re.compile(rb'^--([^\s"\\][^\r\n"\\]{0,198}?)[ \t]*\r?\n[A-Za-z-]+:', re.MULTILINE)
_BOUNDARY_OF_FILES = re.compile(
    rb'^--([^\s"\\][^\r\n"\\]{0,198}?)[ \t]*\r?\ncontent-(?:type|disposition|transfer-encoding):',
    re.MULTILINE | re.IGNORECASE,
)
_TYPE = b"content-type:"
_MULTIPART = re.compile(rb"content-type:[ \t\r\n]*multipart/[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*+")
_FIRST_HEADERS = 100_000  # bytes
_LONGEST_TYPE = 10_000  # bytes; the parser looks for a boundary in the square of the header's length
_INCOMPLETE = frozenset({
    "StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect", "NoBoundaryInMultipartDefect",
    "MultipartInvariantViolationDefect",
})  # fmt: skip
HEADERS_ONLY = "邮件在信头处就断了，正文和附件没有收到，请对方重发。"
INCOMPLETE = "邮件不完整，缺少分隔或结束标记，附件可能被截断，请核对，必要时请对方重发。"


def parsed(raw: bytes, found: Found) -> Message | None:
    """The mail parsed; None with a note when it cannot be. Only want of memory is passed on: the worker's limit is told then.

    The parser runs with the compat32 policy, which hands out headers as they stand. Measured on malformed mails, the
    default policy decodes them itself: GBK words cut in mid-character, GBK under the name gb2312 and raw 8-bit names
    come out broken, and a subject comes out with a line break in it.
    """
    mended = beginning_mended(raw)
    blank = _BLANK_LINE.search(mended)
    if not found.allows_headers(blank.start() if blank else len(mended)):
        return None
    if _has_long_type(mended):
        found.miss(f"邮件的一个信头超过{_LONGEST_TYPE}个字符，没有读取，请人工查看原邮件。")
        return None
    try:
        return email.message_from_bytes(mended, policy=compat32)
    except MemoryError:
        raise
    except Exception:  # the parser's own failures on malformed mail are of many kinds
        found.miss("邮件的结构读不通或层次过深，没有读取，请人工查看原邮件。")
        return None


def headers_alone(raw: bytes) -> Headers:
    """The first headers of a mail that is not taken apart, so that its sender can be told."""
    try:
        return Headers.of(
            BytesHeaderParser(policy=compat32).parsebytes(beginning_mended(raw[:_FIRST_HEADERS]))
        )
    except Exception:  # the parser's own failures on malformed mail are of many kinds
        return Headers(())


def _has_long_type(raw: bytes) -> bool:
    """Whether a multipart's header is too long; found without a pattern, which would take longer than the parser."""
    lowered, position = raw.lower(), -1
    while (position := lowered.find(_TYPE, position + 1)) >= 0:
        match = _MULTIPART.match(lowered, position)
        if match and len(match[0]) > _LONGEST_TYPE:
            return True
    return False


def note_defects(part: Message, found: Found) -> None:
    """Say so when a boundary is missing."""
    if _has_defect(part, _INCOMPLETE):
        found.miss(INCOMPLETE)


def _has_defect(part: Message, names: Set[str]) -> bool:
    return any(type(defect).__name__ in names for defect in part.defects)


def lacks_its_text(mended: bytes) -> bool:
    """Whether a mail ends within its headers: not even the empty line under them is there."""
    return bool(mended) and not _BLANK_LINE.search(mended)


def ends_early(part: Message) -> bool:
    """Whether the mark is missing that closes a multipart."""
    return _has_defect(part, {"CloseBoundaryNotFoundDefect"})


def ends_in_its_headers(part: Message) -> bool:
    """Whether a part that was cut off ends in the midst of a header, which the parser then takes for its text."""
    return _has_defect(part, {"MissingHeaderBodySeparatorDefect"})


def with_found_boundary(body: bytes, found: Found) -> Message | None:
    """The parts of a multipart whose boundary is not the one it announces, by the one that is there."""
    return _parted(body, _BOUNDARY.search(body), found)


def parts_in_text(body: bytes, found: Found) -> Message | None:
    """The parts that stand in a text because the header that announces them is lost; None when there are none."""
    match = _BOUNDARY_OF_FILES.search(body)
    inner = _parted(body, match, found) if match else None
    if inner is not None:
        found.miss(INCOMPLETE)
    return inner


def _parted(body: bytes, match: re.Match[bytes] | None, found: Found) -> Message | None:
    if match is None:
        return None
    inner = parsed(b'Content-Type: multipart/mixed; boundary="' + match[1] + b'"\n\n' + body, found)
    return inner if inner is not None and inner.is_multipart() else None
