"""What Outlook writes: .msg files in their shell of sectors, and winmail.dat."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

Storage = Mapping[str, "bytes | Storage"]
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def compound_file(root: Storage) -> bytes:
    """The storages and streams in one OLE file."""
    entries: list[list[object]] = []  # name, type, right, child, content
    _enter("Root Entry", root, 5, entries)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini = bytearray()
    mini_fat: list[int] = []
    places = [_place(entry, sectors, fat, mini, mini_fat) for entry in entries]
    places[0] = (_chain(bytes(mini), sectors, fat), len(mini))
    mini_start = _chain(struct.pack(f"<{len(mini_fat)}I", *mini_fat), sectors, fat, b"\xff")
    directory = b"".join(_entry(entry, *place) for entry, place in zip(entries, places, strict=True))
    directory_start = _chain(directory, sectors, fat)
    fat_sectors = -(-(len(fat) + 1) // 127)
    fat_start = len(fat)
    fat += [_FAT] * fat_sectors
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory_start, 0, _CUTOFF,
        mini_start, -(-len(mini_fat) // 128), _END, 0, fat_start,
    )  # fmt: skip
    rest = [*range(fat_start + 1, fat_start + fat_sectors), *[_FREE] * (109 - fat_sectors)]
    return (
        header + struct.pack(f"<{len(rest)}I", *rest) + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)
    )


def _enter(name: str, content: bytes | Storage, kind: int, entries: list[list[object]]) -> int:
    """Enter it and what is in it; its number."""
    number = len(entries)
    entries.append([name, kind, _FREE, _FREE, content if isinstance(content, bytes) else b""])
    if not isinstance(content, bytes):
        before = None
        for inner, held in content.items():
            one = _enter(inner, held, 2 if isinstance(held, bytes) else 1, entries)
            entries[number if before is None else before][3 if before is None else 2] = one
            before = one
    return number


def _place(
    entry: list[object], sectors: list[bytes], fat: list[int], mini: bytearray, mini_fat: list[int]
) -> tuple[int, int]:
    content = entry[4]
    assert isinstance(content, bytes)
    if entry[1] != 2 or not content:
        return (_END if entry[1] == 2 else 0, 0)
    if len(content) >= _CUTOFF:
        return _chain(content, sectors, fat), len(content)
    start, count = len(mini_fat), -(-len(content) // _MINI)
    mini += content.ljust(count * _MINI, b"\0")
    mini_fat += [*range(start + 1, start + count), _END]
    return start, len(content)


def _chain(content: bytes, sectors: list[bytes], fat: list[int], fill: bytes = b"\0") -> int:
    if not content:
        return _END
    start, count = len(fat), -(-len(content) // _SECTOR)
    sectors.append(content.ljust(count * _SECTOR, fill))
    fat += [*range(start + 1, start + count), _END]
    return start


def _entry(entry: list[object], start: int, size: int) -> bytes:
    name, kind, right, child, _ = entry
    wide = str(name).encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", wide, len(wide), kind, 1, _FREE, right, child, start, size)


def outlook_message(
    *,
    subject: str = "",
    sender: str = "",
    sent: datetime | None = None,
    message_id: str = "",
    body: str = "",
    headers: str = "",
    attachments: Sequence[Storage] = (),
    embedded: bool = False,
    message_class: str = "IPM.Note",
) -> Storage:
    """The storage of a message; `embedded` in another one."""
    texts = {
        0x0037: subject,
        0x5D01: sender,
        0x1035: message_id,
        0x1000: body,
        0x007D: headers,
        0x001A: message_class,
    }
    streams: dict[str, bytes | Storage] = {
        f"__substg1.0_{tag:04X}001F": text.encode("utf-16-le") for tag, text in texts.items() if text
    }
    fixed = b""
    if sent:
        ticks = round((sent - _EPOCH).total_seconds()) * 10_000_000
        fixed = struct.pack("<HHIQ", 0x40, 0x0039, 6, ticks)
    streams["__properties_version1.0"] = bytes(24 if embedded else 32) + fixed
    for number, attachment in enumerate(attachments):
        streams[f"__attach_version1.0_#{number:08X}"] = attachment
    return streams


def attached(
    name: str, content: bytes, *, narrow: bool = False, kind: str = "", content_id: str = ""
) -> Storage:
    """A file; `narrow` in GBK, as old programs write."""
    named = (
        {"__substg1.0_3707001E": name.encode("gbk")}
        if narrow
        else {"__substg1.0_3707001F": name.encode("utf-16-le")}
    )
    said = {"370E": kind, "3712": content_id}
    return {
        "__properties_version1.0": bytes(8),
        **named,
        **{f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in said.items() if text},
        "__substg1.0_37010102": content,
    }


def attached_message(message: Storage) -> Storage:
    return {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": message}


def winmail(*attributes: bytes, code_page: int | None = 936) -> bytes:
    """A winmail.dat of these attributes."""
    page = attribute(0x9007, struct.pack("<II", code_page, 0)) if code_page else b""
    return (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(0x9006, struct.pack("<I", 0x10000))
        + page
        + b"".join(attributes)
    )


def attribute(name: int, value: bytes, level: int = 1, kind: int = 6) -> bytes:
    return (
        struct.pack("<BHHI", level, name, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
    )


def winmail_file(title: bytes, content: bytes, *properties: bytes) -> bytes:
    """The attributes of one attachment."""
    block = struct.pack("<I", len(properties)) + b"".join(properties)
    return (
        attribute(0x9002, bytes(14), 2)
        + (attribute(0x8010, title + b"\0", 2) if title else b"")
        + (attribute(0x800F, content, 2) if content else b"")
        + (attribute(0x9005, block, 2) if properties else b"")
    )


def text_property(tag: int, text: str) -> bytes:
    """A property in UTF-16."""
    return _counted(tag, 0x1F, text.encode("utf-16-le") + b"\0\0")


def bytes_property(tag: int, content: bytes, kind: int = 0x0102) -> bytes:
    return _counted(tag, kind, content)


def _counted(tag: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, tag, 1, len(value)) + value + bytes(-len(value) % 4)
