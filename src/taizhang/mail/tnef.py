"""Outlook's winmail.dat (TNEF): its attachments and its text, read no further than the bytes that are there (INTAKE 48).

A file of 53 bytes whose counts claim more than it holds makes a trusting reader take gigabytes, so every length and
every count is held against the rest of the file before it is believed. Only attributes that carry attachments, text
or the code page are looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from taizhang.mail.header_words import decode_bytes
from taizhang.mail.kinds import TNEF_MAGIC

_ATTACHMENT_BEGINS = 0x9002
_TITLE, _DATA, _PROPERTIES_OF_ATTACHMENT = 0x8010, 0x800F, 0x9005
_CODE_PAGE, _BODY, _PROPERTIES = 0x9007, 0x800C, 0x9003
_NAMES = (0x3707, 0x3704, 0x3001)  # long, short, as displayed
_TYPE, _OBJECT = 0x370E, 0x3701
_PLAIN, _HTML = 0x1000, 0x1013
_INLINE = {
    0x02: 2,
    0x0B: 2,
    0x03: 4,
    0x04: 4,
    0x0A: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}  # bytes
_TEXT, _WIDE_TEXT = 0x1E, 0x1F
_COUNTED = (_TEXT, _WIDE_TEXT, 0x0D, 0x0102)
_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")  # before an embedded message
_PAGES = {936: "gb18030", 54936: "gb18030", 20936: "gb18030", 65001: "utf-8", 950: "big5"}


@dataclass(slots=True)
class OutlookFile:
    """One attachment."""

    names: list[str] = field(default_factory=list)  # as written, the most trustworthy first
    content: bytes = b""
    kind: str = "application/octet-stream"


@dataclass(slots=True)
class OutlookBundle:
    """What the file holds."""

    files: list[OutlookFile] = field(default_factory=list)
    plain: bytes = b""
    html: bytes = b""
    charset: str = ""
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class _Property:
    tag: int
    type: int
    value: bytes

    def text(self, charset: str) -> str:
        if self.type == _WIDE_TEXT:
            return self.value.decode("utf-16-le", errors="replace").rstrip("\0")
        return decode_bytes(self.value.rstrip(b"\0"), charset)


class _CutOff(Exception):  # noqa: N818 - the reader's own signal
    """The bytes end before what they announce."""


def read_tnef(content: bytes) -> OutlookBundle:
    """The attachments and the text; `cut_off` when the bytes end early or make no sense."""
    bundle = OutlookBundle()
    try:
        for name, value in _attributes(content):
            _take(name, value, bundle)
    except _CutOff:
        bundle.cut_off = True
    return bundle


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each attribute's number and bytes."""
    if not content.startswith(TNEF_MAGIC):
        raise _CutOff
    position = len(TNEF_MAGIC) + 2
    while position + 11 <= len(content):
        _, name, _, length = struct.unpack_from("<BHHI", content, position)
        end = position + 9 + length
        if end + 2 > len(content):
            yield name, content[position + 9 :]
            raise _CutOff
        yield name, content[position + 9 : end]
        position = end + 2
    if content[position:].strip(b"\0\r\n"):
        raise _CutOff


def _take(name: int, value: bytes, bundle: OutlookBundle) -> None:
    if name == _CODE_PAGE and len(value) >= 4:
        page = struct.unpack_from("<I", value)[0]
        bundle.charset = _PAGES.get(page, f"cp{page}")
    elif name == _BODY:
        bundle.plain = value.rstrip(b"\0")
    elif name == _PROPERTIES:
        _take_text(value, bundle)
    elif name == _ATTACHMENT_BEGINS:
        bundle.files.append(OutlookFile())
    elif name in (_TITLE, _DATA, _PROPERTIES_OF_ATTACHMENT):
        _take_file(name, value, bundle)


def _take_file(name: int, value: bytes, bundle: OutlookBundle) -> None:
    if not bundle.files:
        bundle.files.append(OutlookFile())
    file = bundle.files[-1]
    if name == _TITLE:
        file.names.append(decode_bytes(value.split(b"\0", 1)[0], bundle.charset))
    elif name == _DATA:
        file.content = value
    else:
        bundle.cut_off |= not _describe(file, value, bundle.charset)


def _describe(file: OutlookFile, value: bytes, charset: str) -> bool:
    """Take what the properties say: names, type, the bytes of an embedded message; False when they end early."""
    found, whole = _by_tag(value)
    named = [found[tag].text(charset) for tag in _NAMES if tag in found]
    file.names[:0] = [name for name in named if name]
    if _TYPE in found:
        file.kind = found[_TYPE].text(charset).lower() or file.kind
    if _OBJECT in found and not file.content:
        file.content = found[_OBJECT].value.removeprefix(_MESSAGE)
    return whole


def _take_text(value: bytes, bundle: OutlookBundle) -> None:
    """Take the text of the mail; where its properties make no sense, no file is lost."""
    found, _ = _by_tag(value)
    if _PLAIN in found:
        bundle.plain = found[_PLAIN].text(bundle.charset).encode("utf-8", errors="replace")
    if _HTML in found:
        bundle.html = found[_HTML].value.rstrip(b"\0")


def _by_tag(block: bytes) -> tuple[dict[int, _Property], bool]:
    """The last value of each property, and whether the block was read to its end."""
    found: dict[int, _Property] = {}
    try:
        for one in _properties(block):
            found[one.tag] = one
    except _CutOff:
        return found, False
    return found, True


def _properties(block: bytes) -> Iterator[_Property]:
    """Each value of a block of properties; every one takes bytes, so that no count outruns the block."""
    (count,), position = _numbers(block, 0, 1), 4
    for _ in range(count):
        (head,) = _numbers(block, position, 1)
        kind, tag = head & 0x0FFF, head >> 16
        position = _after_name(block, position + 4) if tag >= 0x8000 else position + 4
        values = 1
        if head & 0x1000 or kind in _COUNTED:
            (values,) = _numbers(block, position, 1)
            position += 4
        for _ in range(values):
            value, position = _value(block, position, kind)
            yield _Property(tag, kind, value)
        position = _aligned(position)


def _after_name(block: bytes, position: int) -> int:
    """Where the name of a named property ends."""
    kind, length = _numbers(block, position + 16, 2)
    return position + 24 if kind == 0 else _aligned(position + 24 + length)


def _value(block: bytes, position: int, kind: int) -> tuple[bytes, int]:
    """One value and where it ends."""
    if kind in _INLINE:
        beginning, end = position, position + _INLINE[kind]
        following = end
    elif kind in _COUNTED:
        (length,) = _numbers(block, position, 1)
        beginning, end = position + 4, position + 4 + length
        following = _aligned(end)
    else:
        raise _CutOff
    if end > len(block):
        raise _CutOff
    return block[beginning:end], following


def _numbers(block: bytes, position: int, count: int) -> tuple[int, ...]:
    if position + 4 * count > len(block):
        raise _CutOff
    return struct.unpack_from(f"<{count}I", block, position)


def _aligned(position: int) -> int:
    return -(-position // 4) * 4
