"""The headers of a rar of the form before 2013."""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator
from zlib import crc32

from taizhang.bundles.rar_member import LONGEST_NAME, MOST_BLOCKS, RarHeaders, RarMember
from taizhang.bundles.rar_old_names import old_name

OLD_MARK = b"Rar!\x1a\x07\x00"
_BLOCK = struct.Struct("<HBHH")
_FILE = struct.Struct("<LLBLLBBHL")
_OF_ALL, _OF_FILE, _OF_SERVICE, _OF_END = 0x73, 0x74, 0x7A, 0x7B  # kinds of blocks
_HEADERS_LOCKED, _IS_PART = 0x80, 0x01
_FROM_PART_BEFORE, _INTO_NEXT_PART, _LOCKED, _FOLDER = 0x01, 0x02, 0x04, 0xE0
_BIG, _IN_UNICODE, _HAS_MORE = 0x100, 0x200, 0x8000
_UNIX = 3


def old_blocks(content: bytes, headers: RarHeaders) -> Iterator[RarMember]:
    """The members; what else is learned goes into the headers."""
    at = len(OLD_MARK)
    for _ in range(MOST_BLOCKS):
        block = content[at : at + 0x10000]
        if len(block) < _BLOCK.size:
            headers.is_whole = at == len(content)
            return
        checksum, kind, flags, size = _BLOCK.unpack_from(block)
        body = block[_BLOCK.size : size]
        if size < _BLOCK.size or crc32(block[2:size]) & 0xFFFF != checksum:
            return
        at += size + _behind(body, kind, flags)
        if kind == _OF_END:
            headers.end, headers.is_whole = at, True
            return
        _note(headers, kind, flags)
        if kind == _OF_FILE and len(body) >= _FILE.size:
            yield _member(body, flags)


def _behind(body: bytes, kind: int, flags: int) -> int:
    """How many bytes stand behind the block."""
    if kind in (_OF_FILE, _OF_SERVICE):
        return _packed(body, flags)
    return int.from_bytes(body[:4], "little") if flags & _HAS_MORE else 0


def _packed(body: bytes, flags: int) -> int:
    high = int.from_bytes(body[_FILE.size : _FILE.size + 4], "little") if flags & _BIG else 0
    return int.from_bytes(body[:4], "little") | high << 32


def _note(headers: RarHeaders, kind: int, flags: int) -> None:
    if kind == _OF_ALL:
        headers.is_locked |= bool(flags & _HEADERS_LOCKED)
        headers.is_parted |= bool(flags & _IS_PART)
    if kind == _OF_FILE:
        headers.is_locked |= bool(flags & _LOCKED)
        headers.is_parted |= bool(flags & (_FROM_PART_BEFORE | _INTO_NEXT_PART))


def _member(body: bytes, flags: int) -> RarMember:
    _, size, system, checksum, _, _, _, length, attributes = _FILE.unpack_from(body)
    at = _FILE.size
    if flags & _BIG:
        size |= int.from_bytes(body[at + 4 : at + 8], "little") << 32
        at += 8
    written = body[at : at + min(length, LONGEST_NAME)]
    return RarMember(
        old_name(written, in_unicode=bool(flags & _IN_UNICODE)),
        _packed(body, flags),
        size,
        checksum,
        is_folder=flags & _FOLDER == _FOLDER,
        is_link=system == _UNIX and stat.S_ISLNK(attributes & 0xFFFF),
    )
