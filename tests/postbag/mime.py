"""Parts of a mail to the byte."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Sequence
from dataclasses import dataclass

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNTYPED = "application/octet-stream"
CRLF = b"\r\n"

Headers = Sequence[bytes]


def part(headers: Headers, body: bytes) -> bytes:
    """A part, or a whole message: its headers, a blank line, its body."""
    return CRLF.join(headers) + CRLF * 2 + body


def base64_lines(content: bytes, width: int = 76) -> bytes:
    letters = base64.b64encode(content)
    return CRLF.join(letters[at : at + width] for at in range(0, len(letters), width)) + CRLF


def as_base64(headers: Headers, content: bytes, width: int = 76) -> bytes:
    return part([*headers, b"Content-Transfer-Encoding: base64"], base64_lines(content, width))


def as_quoted(headers: Headers, content: bytes) -> bytes:
    lines = quopri.encodestring(content).replace(b"\r\n", b"\n").replace(b"\n", CRLF)
    return part([*headers, b"Content-Transfer-Encoding: quoted-printable"], lines)


def as_bytes(headers: Headers, content: bytes) -> bytes:
    """8bit: the content as it is."""
    return part([*headers, b"Content-Transfer-Encoding: 8bit"], content)


@dataclass(frozen=True, slots=True)
class Box:
    """A multipart: the header that says so, and its body."""

    header: bytes
    body: bytes

    @property
    def part(self) -> bytes:
        return part([self.header], self.body)


def box(
    kind: str, parts: Sequence[bytes], boundary: str, *, more: str = "", before: bytes = b"", end: bool = True
) -> Box:
    """Parts between boundaries; `more` are parameters, `before` is the text for programs that know no MIME."""
    mark = b"--" + boundary.encode()
    body = before + b"".join(mark + CRLF + one + (b"" if one.endswith(CRLF) else CRLF) for one in parts)
    header = f'Content-Type: multipart/{kind};{more}\r\n\tboundary="{boundary}"'.encode()
    return Box(header, body + (mark + b"--" + CRLF if end else b""))


def text_part(text: str, charset: str, kind: str = "plain", how: str = "base64") -> bytes:
    content = text.encode("gb18030" if charset.lower().startswith("gb") else charset)
    header = [f"Content-Type: text/{kind}; charset={charset}".encode()]
    write = {"base64": as_base64, "quoted": as_quoted, "bytes": as_bytes}[how]
    return write(header, content)


def message_part(inner: bytes, headers: Headers = ()) -> bytes:
    """A mail in a mail, as it is."""
    return part([b"Content-Type: message/rfc822", *headers], inner)
