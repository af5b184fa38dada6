"""Files written as uuencode, alone or in the text of a mail (INTAKE 48)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,500}?)[ \t]*\r?\n(?=[!-`][ -`]{4})", re.MULTILINE)
_LINE = re.compile(rb"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file in a text."""

    name: bytes  # as written
    content: bytes
    broken: bool  # cut off or garbled
    start: int  # where it stands in the text
    end: int


def files_in_text(text: bytes) -> Iterator[WrittenFile]:
    """Each file that stands in a text."""
    end = 0
    while match := _BEGIN.search(text, end):
        content, whole, end = _decoded(text, match.end())
        yield WrittenFile(match[1], content, not whole, match.start(), end)


def decode_uuencoded(written: bytes) -> tuple[bytes, bool]:
    """The bytes of a part that is nothing but one file, and whether it is cut off."""
    match = _BEGIN.search(written)
    if match is None:
        return written, bool(written.strip())
    content, whole, _ = _decoded(written, match.end())
    return content, not whole


def _decoded(text: bytes, start: int) -> tuple[bytes, bool, int]:
    """The bytes from there on, whether the end mark was met, and where reading stopped."""
    pieces: list[bytes] = []
    position = start
    while position < len(text):
        match = _LINE.match(text, position)
        line = match[0].strip(b"\r\n") if match else b""
        if line.rstrip() == b"end":
            return b"".join(pieces), True, position + 3
        piece = _line_bytes(line)
        if piece is None:
            break
        pieces.append(piece)
        position = match.end() if match else len(text)
    return b"".join(pieces), False, position


def _line_bytes(line: bytes) -> bytes | None:
    """The bytes of one line; None for a line that is no uuencode. Blanks at its end may have been cut off."""
    if not line or not 32 <= line[0] <= 96:
        return b"" if not line.strip() else None
    length = (line[0] - 32) & 63
    try:
        return binascii.a2b_uu(line[: 1 + (length + 2) // 3 * 4])
    except binascii.Error:
        return None
