"""A zip's central directory, read entry by entry up to a limit; nothing in it is believed yet."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from taizhang.bundles.member_names import extra_fields, zip_name
from taizhang.bundles.refusal import damaged, dangerous

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LENGTHS = struct.Struct("<3H")  # of an entry: of its name, its extra fields, its comment
_END_MARK, _ENTRY_MARK = b"PK\x05\x06", b"PK\x01\x02"
_NEAR_THE_END = _END.size + 65_535 + 4_096  # the longest comment, and some padding
_PADDING = b"\0\r\n"
_ZIP64, _BIG = 0x0001, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """What the directory says of one file."""

    written: bytes  # its name
    flags: int
    method: int
    checksum: int
    packed: int  # bytes
    size: int  # bytes
    start: int  # where its local header stands
    extra: bytes
    system: int  # that the attributes are of; 3 for Unix
    attributes: int

    @property
    def name(self) -> str:
        return zip_name(self.written, self.flags, self.extra)


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the directory stands, and how many entries and disks the end of the zip speaks of."""

    start: int
    end: int
    entries: int
    is_parted: bool  # the zip goes over several files, of which this is one


def find_directory(content: bytes) -> Directory:
    """The directory that the end of the zip points to.

    Raises:
        Refusal: the zip is cut off, or something else stands before or behind it.
    """
    at = content.rfind(_END_MARK, max(0, len(content) - _NEAR_THE_END))
    if at < 0 or at + _END.size > len(content):
        raise _no_end(content)
    _, disk, first_disk, _, entries, size, start, comment = _END.unpack_from(content, at)
    behind = content[at + _END.size + comment :]
    if len(content) < at + _END.size + comment:
        raise damaged()
    if behind.strip(_PADDING):
        raise _something_behind()
    directory = Directory(start, start + size, entries, is_parted=_other_disk(disk, first_disk))
    directory = _of_zip64(content, at, directory)
    return _in_its_place(content, at, directory)


def read_entries(content: bytes, directory: Directory) -> Iterator[Entry]:
    """The entries in the order of the directory.

    Raises:
        Refusal: an entry is cut off, or there are more or fewer than the end of the zip says.
    """
    at = directory.start
    count = 0
    while at < directory.end:
        if content[at : at + 4] != _ENTRY_MARK or at + _ENTRY.size > directory.end:
            raise damaged()
        entry, at = _entry(content, at)
        if at > directory.end:
            raise damaged()
        count += 1
        yield entry
    if count & 0xFFFF != directory.entries & 0xFFFF:
        raise dangerous("压缩包的目录与内容对不上，不同软件会读出不同内容，未拆开。请重新打包后报送")


def read_names(content: bytes, directory: Directory, most: int) -> Iterator[bytes]:
    """The names alone, as they are written, up to so many or to where the directory is broken."""
    at, end = directory.start, min(directory.end, len(content))
    for _ in range(most):
        begin = at + _ENTRY.size
        if begin > end or content[at : at + 4] != _ENTRY_MARK:
            return
        name, extra, comment = _LENGTHS.unpack_from(content, at + 28)
        yield content[begin : begin + name]
        at = begin + name + extra + comment


def ends_with_zip(content: bytes) -> bool:
    """Whether the last byte is that of a zip, whatever stands before it."""
    at = content.rfind(_END_MARK, max(0, len(content) - _NEAR_THE_END))
    if at < 0 or at + _END.size > len(content):
        return False
    _, disk, _, _, entries, size, _, comment = _END.unpack_from(content, at)
    if at + _END.size + comment != len(content) or not entries:
        return False
    start = at - size
    return disk > 0 or (start >= 0 and content[start : start + 4] == _ENTRY_MARK)


def _entry(content: bytes, at: int) -> tuple[Entry, int]:
    """The entry and where the next one begins."""
    fields = _ENTRY.unpack_from(content, at)
    (
        _,
        made_by,
        _,
        flags,
        method,
        _,
        _,
        checksum,
        packed,
        size,
        name,
        extra,
        comment,
        _,
        _,
        attributes,
        start,
    ) = fields
    name_end = at + _ENTRY.size + name
    entry = Entry(
        content[at + _ENTRY.size : name_end], flags, method, checksum, packed, size, start,
        content[name_end : name_end + extra], made_by >> 8, attributes,
    )  # fmt: skip
    return _with_big_numbers(entry), name_end + extra + comment


def _with_big_numbers(entry: Entry) -> Entry:
    """The sizes and the place out of the extra field of Zip64, as far as they do not fit into the entry itself."""
    if _BIG not in (entry.size, entry.packed, entry.start):
        return entry
    field = dict(extra_fields(entry.extra)).get(_ZIP64, b"")
    numbers = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]))
    size = next(numbers, _BIG) if entry.size == _BIG else entry.size
    packed = next(numbers, _BIG) if entry.packed == _BIG else entry.packed
    start = next(numbers, _BIG) if entry.start == _BIG else entry.start
    return replace(entry, size=size, packed=packed, start=start)


def _of_zip64(content: bytes, at: int, directory: Directory) -> Directory:
    """The directory as the Zip64 end says it, where there is one."""
    if content[at - _LOCATOR.size : at - _LOCATOR.size + 4] != b"PK\x06\x07" or at < _LOCATOR.size:
        return directory
    _, _, place, disks = _LOCATOR.unpack_from(content, at - _LOCATOR.size)
    if content[place : place + 4] != b"PK\x06\x06" or place + _END_64.size > at:
        raise damaged()
    *_, disk, first_disk, _, entries, size, start = _END_64.unpack_from(content, place)
    if place != start + size:
        raise _something_before() if place > start + size else damaged()
    return Directory(start, place, entries, is_parted=_other_disk(disk, first_disk) or disks > 1)


def _other_disk(*disks: int) -> bool:
    return any(0 < disk < 0xFFFF for disk in disks)


def _in_its_place(content: bytes, at: int, directory: Directory) -> Directory:
    """The directory ends where the end of the zip begins, or it is that of another zip in the same file."""
    if (
        directory.is_parted
        or directory.end == at
        or content[directory.end : directory.end + 4] == b"PK\x06\x06"
    ):
        return directory
    moved = at - (directory.end - directory.start)
    if moved > directory.start and content[moved : moved + 4] in (_ENTRY_MARK, _END_MARK):
        raise _something_before()
    raise damaged()


def _no_end(content: bytes) -> Exception:
    """No end near the end: it is cut off, or a whole zip stands before something long."""
    at = content.rfind(_END_MARK)
    if 0 <= at <= len(content) - _END.size:
        *_, size, start, _ = _END.unpack_from(content, at)
        if start + size == at and content[start : start + 4] == _ENTRY_MARK:
            return _something_behind()
    return damaged()


def _something_before() -> Exception:
    return dangerous("压缩包前面夹带了别的内容，未拆开。请重新打包后报送")


def _something_behind() -> Exception:
    return dangerous("压缩包后面夹带了别的内容，未拆开。请重新打包后报送")
