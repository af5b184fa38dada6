"""The headers of a rar of the form since 2013."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from taizhang.bundles.member_names import guessed_name
from taizhang.bundles.rar_member import LONGEST_NAME, MOST_BLOCKS, RarHeaders, RarMember

NEW_MARK = b"Rar!\x1a\x07\x01\x00"
_LARGEST_HEADER = 2 * 1024 * 1024  # bytes
_OF_ALL, _OF_FILE, _OF_LOCK, _OF_END = 1, 2, 4, 5  # kinds of blocks
_HAS_RECORDS, _HAS_MORE, _FROM_PART_BEFORE, _INTO_NEXT_PART = 0x1, 0x2, 0x8, 0x10
_IS_PART = 0x1
_FOLDER, _HAS_TIME, _HAS_CHECKSUM, _SIZE_UNKNOWN = 0x1, 0x2, 0x4, 0x8
_LOCK_RECORD, _LINK_RECORD = 1, 5


def new_blocks(content: bytes, headers: RarHeaders) -> Iterator[RarMember]:
    """The members; what else is learned goes into the headers."""
    at = len(NEW_MARK)
    for _ in range(MOST_BLOCKS):
        header, end = _header(content, at)
        kind, flags = header.next(), header.next()
        records = header.next() if flags & _HAS_RECORDS else 0
        behind = header.next() if flags & _HAS_MORE else 0
        at = end + behind
        if not kind or kind == _OF_LOCK:
            headers.is_locked |= kind == _OF_LOCK
            return
        if kind == _OF_END:
            headers.end, headers.is_whole = end, True
            return
        if kind == _OF_ALL:
            headers.is_parted |= bool(header.next() & _IS_PART)
        if kind == _OF_FILE:
            found = set(_records(content[max(end - records, 0) : end]))
            headers.is_locked |= _LOCK_RECORD in found
            headers.is_parted |= bool(flags & (_FROM_PART_BEFORE | _INTO_NEXT_PART))
            yield _member(header, behind, is_link=_LINK_RECORD in found)


class _Numbers:
    """Numbers of any length, one after the other, seven bits a byte; 0 past the end."""

    def __init__(self, header: bytes) -> None:
        self._header = header
        self.at = 0

    def next(self) -> int:
        number = 0
        for place in range(10):
            byte = self._header[self.at] if self.at < len(self._header) else 0
            self.at += 1
            number |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                break
        return number

    def take(self, size: int) -> bytes:
        taken = self._header[self.at : self.at + size]
        self.at += size
        return taken


def _header(content: bytes, at: int) -> tuple[_Numbers, int]:
    """The header that stands there and where it ends; one of no kind where it is broken."""
    sized = _Numbers(content[at + 4 : at + 14])
    size = sized.next()
    end = at + 4 + sized.at + size
    checksum = int.from_bytes(content[at : at + 4], "little")
    if size > _LARGEST_HEADER or end > len(content) or crc32(content[at + 4 : end]) != checksum:
        return _Numbers(b""), end
    return _Numbers(content[end - size : end]), end


def _records(extra: bytes) -> Iterator[int]:
    """The kinds of what stands at the end of a header."""
    at = 0
    while at < len(extra):
        record = _Numbers(extra[at : at + 20])
        size = record.next()
        at += record.at + size
        if not size:
            return
        yield record.next()


def _member(header: _Numbers, packed: int, *, is_link: bool) -> RarMember:
    flags, size = header.next(), header.next()
    header.next()  # attributes
    if flags & _HAS_TIME:
        header.take(4)
    checksum = int.from_bytes(header.take(4), "little") if flags & _HAS_CHECKSUM else None
    header.next()  # how it is packed
    header.next()  # on which system
    return RarMember(
        guessed_name(header.take(min(header.next(), LONGEST_NAME))),
        packed,
        None if flags & _SIZE_UNKNOWN else size,
        checksum,
        is_folder=bool(flags & _FOLDER),
        is_link=is_link,
    )
