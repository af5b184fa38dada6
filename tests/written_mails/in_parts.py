"""Mails in parts, line by line as mail programs write them."""

from __future__ import annotations

import base64

BOOK = b"PK\3\4" + bytes(range(256)) * 3 + b"xl/workbook.xml"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
HEAD = (
    b"From: =?gb2312?B?"
    + base64.b64encode("临江县卫健局".encode("gbk"))
    + b"?= <LinJiang@Example.gov.cn>\r\n"
    b"To: city@example.gov.cn\r\nSubject: =?utf-8?B?" + base64.b64encode("临江县台账".encode()) + b"?=\r\n"
    b"Date: Sat, 08 Oct 2022 09:30:00 +0800\r\nMessage-ID: <1@example.gov.cn>\r\nMIME-Version: 1.0\r\n"
)
TEXT = "Content-Type: text/plain; charset=gbk\r\n\r\n请查收。\r\n".encode("gbk")
XLSX = 'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="a.xlsx"'


def b64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def part(headers: str | bytes, content: bytes = BOOK) -> bytes:
    """One part in base64."""
    raw = headers if isinstance(headers, bytes) else headers.encode()
    return raw + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64(content)


def together(*parts: bytes, kind: str = "mixed", boundary: str = "=_b", end: bool = True) -> bytes:
    """A multipart with its header, to be a part itself or to stand behind the head of a mail."""
    mark = b"--" + boundary.encode()
    body = b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts) + (mark + b"--\r\n" if end else b"")
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() + body


def mail(*parts: bytes, head: bytes = HEAD, kind: str = "mixed", end: bool = True) -> bytes:
    return head + together(*parts, kind=kind, end=end)


def html(markup: str) -> bytes:
    return (
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{markup}".encode()
    )


def plain(text: str) -> bytes:
    return (
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}".encode()
    )
