"""Mails of any size, each of one make that a careless reader reads in the square of its size."""

from __future__ import annotations

import struct
from collections.abc import Callable

_HEAD = b"From: a@b.cn\r\nSubject: x\r\n"
_PLAIN = _HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
_HTML = _HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
_MIXED = _HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
_WINMAIL = b"\x78\x9f\x3e\x22\1\0"
_ENVELOPE = b"\x30\x80\x06\x09" + bytes.fromhex("2a864886f70d010702") + b"\xa0\x80"


def _again(words: str | bytes, before: bytes = _PLAIN) -> Callable[[int], bytes]:
    piece = words.encode() if isinstance(words, str) else words
    return lambda size: before + (piece * (size // len(piece) + 1))[: max(size - len(before), 0)]


def _header(name: str, words: str) -> Callable[[int], bytes]:
    """One long header, below the limit of all headers."""
    return lambda size: (
        f"{name}: {(words * (size // len(words) + 1))[: min(size, 900_000)]}\r\n".encode() + _HEAD + b"\r\nx"
    )


def _winmail(size: int) -> bytes:
    return _WINMAIL + _attribute(0x9002, b"") * (size // 11)


def _properties(size: int) -> bytes:
    count = size // 12
    block = struct.pack("<I", count) + struct.pack("<HHII", 0x0102, 0x1000, 1, 0) * count
    return _WINMAIL + _attribute(0x9002, b"") + _attribute(0x9005, block)


def _attribute(name: int, value: bytes) -> bytes:
    return struct.pack("<BHHI", 2, name, 6, len(value)) + value + b"\0\0"


def _messages(size: int) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * (size // 32)


MAILS: dict[str, Callable[[int], bytes]] = {
    "a text": _again("报送台账，请查收。\r\n"),
    "blanks": _again(" "),
    "blank lines": _again("\r\n"),
    "promises quoted": _again("> 附件\r\n"),
    "From lines": _again("\n\nFrom a@b.cn Sat Oct  8 09:30:00 2022\nSubject: x\n"),
    "senders quoted": _again("From: a\r\n"),
    "wrote without end": _again("on aaaaaa\r\n"),
    "years without end": _again("在2022年"),
    "dashes": _again("-"),
    "dashes on lines": _again("--\r\n"),
    "boundaries in a text": _again("--b\r\nContent-Type: text/plain\r\n\r\n"),
    "boundaries, each another": lambda size: _PLAIN + b"".join(b"--%d\r\nContent-Type: x/y\r\n\r\n" % one for one in range(size // 30)),
    "uuencode begun": _again("begin 644 a\n#4$L#\n"),
    "uuencode": _again("M" + "!" * 60 + "\n", _PLAIN + b"begin 644 a.xlsx\n"),
    "links": _again("https://pan.baidu.com/s/1abc\n"),
    "one link": _again("a", _PLAIN + b"https://pan.baidu.com/s/"),
    "file names": _again("台账.xlsx"),
    "schemes": _again("http://"),
    "tags": _again("<", _HTML),
    "tags opened": _again("<a ", _HTML),
    "anchors": _again('<a href="https://pan.baidu.com/s/1">', _HTML),
    "attributes": _again(' href="', _HTML + b"<a"),
    "comments": _again("<!--", _HTML),
    "entities": _again("&a", _HTML),
    "numbers of characters": _again("9", _HTML + b"&#"),
    "tables in tables": _again("<table><tr><td>a", _HTML),
    "cells": _again("<td>a", _HTML + b"<table><tr>"),
    "pieces of a text": _again("<b>a</b>", _HTML),
    "base64": _again("QUJD" * 18 + "\r\n", _HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n"),
    "base64 in pieces": _again("QQ==", _HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n"),
    "quoted-printable": _again("=E5", _HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"),
    "parts": _again("--b\r\n\r\n", _MIXED),
    "parts of parts": lambda size: _MIXED + b"--b\r\n" * (size // 5),
    "messages in messages": _messages,
    "messages in parts": _again("--b\r\nContent-Type: message/rfc822\r\n\r\n", _MIXED),
    "headers": _again("X-A: b\r\n", b""),
    "one subject": _header("Subject", "=?gbk?B?zKg=?= "),
    "one sender": _header("From", "<"),
    "one name": _header("Content-Type", "a;name*0=b"),
    "percents": _header("Content-Disposition", "%41"),
    "ids": _header("References", "<a@b> "),
    "ids opened": _header("References", "<"),
    "a boundary's header": _header("Content-Type", 'multipart/mixed; a="b;'),
    "attributes of Outlook": _winmail,
    "properties of Outlook": _properties,
    "elements opened": _again(b"\x30\x80", _HEAD + b"Content-Type: application/pkcs7-mime\r\n\r\n"),
    "octets opened": _again(b"\x24\x80", _HEAD + b"Content-Type: application/pkcs7-mime\r\n\r\n" + _ENVELOPE),
    "tabs": _again("\t"),
    "cells between tabs": _again("a\tb\tc\td\r\n"),
    "bars": _again("|"),
    "CR alone": _again("X-A: b\r", b""),
    "a line end too many": _again("X-A: b\r\r\n", b"From: a@b.cn\r\r\n"),
    "a sender quoted": _header("From", '"\\'),
    "a sender in comments": _header("From", "("),
    "Froms": _again("From: a@b.cn\r\n", b""),
    "no text": lambda size: bytes(range(256)) * (size // 256),
}  # fmt: skip
