"""Outlook's two wrappings written small: a .msg ([MS-OXMSG]) and the winmail.dat of [MS-OXTNEF]."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from postbag.compound import Tree, compound_of

_STRING, _STRING8, _BINARY, _INTEGER, _TIME, _OBJECT = 0x1F, 0x1E, 0x102, 3, 0x40, 0x0D
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_READABLE = 6  # flags of a property


@dataclass(frozen=True, slots=True)
class Note:
    """A message as Outlook stores it; `files` are (name, content), `inner` messages hang on it as they are."""

    sender: str
    sender_name: str
    subject: str
    text: str
    sent: datetime
    files: tuple[tuple[str, bytes], ...] = ()
    inner: tuple[Note, ...] = ()
    headers: str = ""  # as they came over the network; "" for a note that was never sent
    wide: bool = True  # texts in UTF-16; else in the Chinese code page


def msg_of(note: Note) -> bytes:
    """The .msg file."""
    names: Tree = {f"__substg1.0_{number:04X}0102": b"" for number in (2, 3, 4)}
    return compound_of({**_message(note, 32), "__nameid_version1.0": names})


def _message(note: Note, head_size: int) -> Tree:
    """The storage of one message; the head before its properties is longer for the outermost."""
    properties = _Properties(note.wide)
    for tag, text in (
        (0x001A, "IPM.Note"), (0x0037, note.subject), (0x1000, note.text), (0x0C1A, note.sender_name), (0x0C1E, "SMTP"),
        (0x0C1F, note.sender), (0x5D01, note.sender), (0x007D, note.headers),
    ):  # fmt: skip
        if text:
            properties.text(tag, text)
    properties.number(0x3FFD, 936)
    properties.number(0x340D, 0x00040000 if note.wide else 0)
    properties.moment(0x0039, note.sent)
    held = [_file(name, content, note.wide) for name, content in note.files] + [
        _embedded(one) for one in note.inner
    ]
    count = len(held)
    head = bytes(8) + struct.pack("<4I", 1, count, 1, count) + bytes(head_size - 24)
    attached = {f"__attach_version1.0_#{at:08X}": storage for at, storage in enumerate(held)}
    return {**properties.tree(head), **attached, "__recip_version1.0_#00000000": _recipient(note.wide)}


def _file(name: str, content: bytes, wide: bool) -> Tree:
    properties = _Properties(wide)
    properties.text(0x3707, name)
    properties.text(0x3704, f"{name[:6]}~1.{name[-3:]}")
    properties.number(0x3705, 1)  # by value
    properties.number(0x0E20, len(content))
    properties.stream(0x3701, _BINARY, content)
    return properties.tree(bytes(8))


def _embedded(note: Note) -> Tree:
    properties = _Properties(note.wide)
    properties.text(0x3001, note.subject)
    properties.number(0x3705, 5)  # an embedded message
    properties.entry(0x3701, _OBJECT, struct.pack("<II", 0xFFFFFFFF, 1))
    return {**properties.tree(bytes(8)), "__substg1.0_3701000D": _message(note, 24)}


def _recipient(wide: bool) -> Tree:
    properties = _Properties(wide)
    properties.text(0x3001, "云岭市医改办")
    properties.text(0x39FE, "yigai@yunling.example")
    properties.number(0x0C15, 1)  # To
    return properties.tree(bytes(8))


class _Properties:
    """The properties of one storage: a table, and a stream for each that does not fit into it."""

    def __init__(self, wide: bool) -> None:
        self._wide = wide
        self._table = b""
        self._streams: dict[str, bytes] = {}

    def entry(self, tag: int, kind: int, value: bytes) -> None:
        self._table += struct.pack("<HHI", kind, tag, _READABLE) + value.ljust(8, b"\0")

    def stream(self, tag: int, kind: int, content: bytes, beyond: int = 0) -> None:
        """`beyond` is the size of the end mark, which is counted and not stored."""
        self._streams[f"__substg1.0_{tag:04X}{kind:04X}"] = content
        self.entry(tag, kind, struct.pack("<II", len(content) + beyond, 3))

    def text(self, tag: int, text: str) -> None:
        if self._wide:
            self.stream(tag, _STRING, text.encode("utf-16-le"), 2)
        else:
            self.stream(tag, _STRING8, text.encode("gb18030"), 1)

    def number(self, tag: int, value: int) -> None:
        self.entry(tag, _INTEGER, struct.pack("<I", value))

    def moment(self, tag: int, moment: datetime) -> None:
        self.entry(tag, _TIME, struct.pack("<Q", _ticks(moment)))

    def tree(self, head: bytes) -> Tree:
        return {"__properties_version1.0": head + self._table, **self._streams}


def _ticks(moment: datetime) -> int:
    """Tenths of microseconds since 1601."""
    passed = moment - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 10_000_000


def tnef_of(
    files: Sequence[tuple[str, bytes]],
    *,
    subject: str = "",
    text: str = "",
    short: bool = True,
    long: bool = True,
) -> bytes:
    """A winmail.dat; names stand in the old attribute (short: in 8.3, else whole in GBK) and, if long, in MAPI as well."""
    written = struct.pack("<IH", 0x223E9F78, 1)
    written += _attribute(1, 0x9006, 8, struct.pack("<I", 0x00010000))
    written += _attribute(1, 0x9007, 6, struct.pack("<II", 936, 0))
    written += _attribute(1, 0x8008, 7, b"IPM.Microsoft Mail.Note\0")
    written += _attribute(1, 0x8004, 1, subject.encode("gb18030") + b"\0")
    if text:
        written += _attribute(1, 0x9003, 6, _mapi([(0x1000, _STRING, _wide(text))]))
    for at, (name, content) in enumerate(files, 1):
        written += _attached(at, name, content, short=short, long=long)
    return written


def _attached(number: int, name: str, content: bytes, *, short: bool, long: bool) -> bytes:
    title = f"LEDGER~{number}.XLS".encode() if short else name.encode("gb18030")
    written = _attribute(2, 0x9002, 6, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 32, 32, 0))
    written += _attribute(2, 0x8010, 1, title + b"\0")
    written += _attribute(2, 0x800F, 6, content)
    if long:
        written += _attribute(
            2, 0x9005, 6, _mapi([(0x3707, _STRING, _wide(name)), (0x3705, _INTEGER, b"\1\0\0\0")])
        )
    return written


def _attribute(level: int, number: int, kind: int, value: bytes) -> bytes:
    head = struct.pack("<BHHI", level, number, kind, len(value))
    return head + value + struct.pack("<H", sum(value) & 0xFFFF)


def _mapi(properties: Sequence[tuple[int, int, bytes]]) -> bytes:
    written = struct.pack("<I", len(properties))
    for number, kind, value in properties:
        written += struct.pack("<HH", kind, number)
        if kind == _INTEGER:
            written += value
        else:
            written += struct.pack("<II", 1, len(value)) + value.ljust(-(-len(value) // 4) * 4, b"\0")
    return written


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"
