"""Rars written byte by byte: stored ones of both forms, and one of the newer form that is packed."""

from __future__ import annotations

import struct
from zlib import crc32

OLD_MARK, NEW_MARK = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
SPLIT_BEFORE, SPLIT_AFTER, LOCKED = 0x01, 0x02, 0x04
RUN = 4_097  # bytes, the longest stretch that the newer form repeats at once


def old_rar(
    files: dict[str, bytes],
    *,
    main_flags: int = 0,
    file_flags: int = 0,
    unicode: bool = True,
    ended: bool = True,
) -> bytes:
    """The form before 2013; a name that ends with a slash is a folder's."""
    content = OLD_MARK + _old_block(0x73, main_flags, bytes(6))
    for name, part in files.items():
        content += old_member(name, part, file_flags=file_flags, unicode=unicode)
    return content + (_old_block(0x7B, 0x4000, b"") if ended else b"")


def old_member(
    name: str, part: bytes, *, file_flags: int = 0, unicode: bool = True, checksum: int | None = None
) -> bytes:
    flags = 0x8000 | file_flags | (0xE0 if name.endswith("/") else 0)
    written = name.rstrip("/").encode("gb18030")
    if unicode and not name.isascii():
        flags |= 0x200
        written += b"\0" + _old_unicode(name.rstrip("/"))
    fields = struct.pack(
        "<LLBLLBBHL", len(part), len(part), 2, crc32(part) if checksum is None else checksum, 0x50000000, 20, 0x30,
        len(written), 0x20,
    )  # fmt: skip
    return _old_block(0x74, flags, fields + written, part)


def new_rar(
    files: dict[str, bytes], *, main_flags: int = 0, extra: bytes = b"", block_flags: int = 0
) -> bytes:
    """The form since 2013, stored; a name that ends with a slash is a folder's."""
    content = NEW_MARK + _new_block(_numbers(1, 0, main_flags))
    for name, part in files.items():
        content += new_member(name, part, part, extra=extra, block_flags=block_flags)
    return content + _new_block(_numbers(5, 0, 0))


def new_member(
    name: str, packed: bytes, part: bytes | None, *, how: int = 0, extra: bytes = b"", block_flags: int = 0,
    size: int | None = None, checksum: int | None = None,
) -> bytes:  # fmt: skip
    """`how` tells the method and the window; the sum and the size are those of `part` where none are given."""
    flags = 2 | (1 if extra else 0) | block_flags
    summed = crc32(part or b"") if checksum is None else checksum
    header = _numbers(2, flags, *((len(extra),) if extra else ()), len(packed))
    header += _numbers(4 | name.endswith("/"), len(part or b"") if size is None else size, 0x20)
    written = name.rstrip("/").encode()
    header += struct.pack("<L", summed) + _numbers(how, 0, len(written)) + written + extra
    return _new_block(header, packed)


def locked_record() -> bytes:
    """The record of a member with a password."""
    record = _numbers(1, 0, 1) + bytes([15]) + bytes(16) + bytes(16) + bytes(12)
    return _numbers(len(record)) + record


def locked_headers() -> bytes:
    """A rar whose very list of names has a password."""
    return NEW_MARK + _new_block(_numbers(4, 0, 0, 0) + bytes([15]) + bytes(16)) + bytes(64)


def packed_rar(name: str, beginning: bytes, runs: int) -> bytes:
    """The beginning letter by letter, then its last letter repeated in so many runs, one bit each."""
    packed = _packed(beginning, runs)
    repeated = beginning[-1:] * RUN
    checksum = crc32(beginning)
    for _ in range(runs):
        checksum = crc32(repeated, checksum)
    size = len(beginning) + RUN * runs
    member = new_member(name, packed, None, how=3 << 7, size=size, checksum=checksum)
    return NEW_MARK + _new_block(_numbers(1, 0, 0)) + member + _new_block(_numbers(5, 0, 0))


def _old_block(kind: int, flags: int, body: bytes, behind: bytes = b"") -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", crc32(head) & 0xFFFF) + head + behind


def _old_unicode(name: str) -> bytes:
    """Each letter with both its bytes, which is the plainest of four ways."""
    letters = name.encode("utf-16-le")
    written = bytearray([0])
    for start in range(0, len(letters), 8):
        written += b"\xaa" + letters[start : start + 8]
    return bytes(written)


def _new_block(header: bytes, behind: bytes = b"") -> bytes:
    sized = _numbers(len(header)) + header
    return struct.pack("<L", crc32(sized)) + sized + behind


def _numbers(*numbers: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    written = bytearray()
    for number in numbers:
        while number > 0x7F:
            written.append(number & 0x7F | 0x80)
            number >>= 7
        written.append(number)
    return bytes(written)


_REPEAT, _LONGEST = 257, 305  # what stands beside the letters: once more the same, and the longest stretch
_LENGTHS = {**dict.fromkeys(range(256), 9), _REPEAT: 2, _LONGEST: 2}  # bits of each
_DISTANCES, _OTHERS = 64, 16 + 44
_SHORT = {0: "00", 1: "01", 2: "10", 9: "11"}  # how the lengths themselves are written


def _packed(beginning: bytes, runs: int) -> bytes:
    """One block: how the lengths are written, the lengths, and then the letters and runs."""
    bits = "".join(f"{2 if length in _SHORT else 0:04b}" for length in range(20))
    bits += "".join(_SHORT[_LENGTHS.get(symbol, 0)] for symbol in range(306))
    bits += "01" + "00" * (_DISTANCES - 1 + _OTHERS)  # one distance: the letter before
    bits += "".join(f"{0x100 + letter:09b}" for letter in beginning)
    if runs:
        bits += "01" + "1" * 9 + "0" + "00" * (runs - 1)
    return _in_block(bits)


def _in_block(bits: str) -> bytes:
    used = (len(bits) - 1) % 8 + 1
    body = int(bits.ljust((len(bits) + 7) // 8 * 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big")
    size = len(body).to_bytes(3, "little")
    flags = used - 1 | 2 << 3 | 0x40 | 0x80
    return bytes([flags, 0x5A ^ flags ^ size[0] ^ size[1] ^ size[2]]) + size + body
