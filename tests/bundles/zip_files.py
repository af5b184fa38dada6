"""A zip written byte by byte, so that every number and name in it can be another than it should be."""

from __future__ import annotations

import bz2
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from zlib_ng import zlib_ng

STORED, DEFLATED, DEFLATE64, BZIP2, LZMA, ZSTD, XZ, AES = 0, 8, 9, 12, 14, 93, 95, 99
UTF8, LOCKED = 0x800, 0x1


@dataclass
class Listed:
    """One file of the zip; what is None is as it should be."""

    name: bytes
    content: bytes = b""
    method: int = STORED
    flags: int = 0
    extra: bytes = b""
    mode: int = 0  # of Unix; 0 for a file made on Windows
    packed: bytes | None = None
    checksum: int | None = None
    size: int | None = None
    own_name: bytes | None = None  # in the file's own header
    own_method: int | None = None
    place: int | None = None  # where the directory says that it stands
    before: bytes = b""  # bytes in front of its own header
    in_directory: bool = True
    big: bool = False  # sizes and place in the field of Zip64


@dataclass
class Written:
    """The zip so far."""

    content: bytearray = field(default_factory=bytearray)
    directory: bytearray = field(default_factory=bytearray)
    entries: int = 0


def zip_of(
    listed: Iterable[Listed],
    *,
    comment: bytes = b"",
    before: bytes = b"",
    disk: int = 0,
    count: int | None = None,
) -> bytes:
    """A zip whose places count from its own first byte, wherever that stands."""
    written = Written()
    for one in listed:
        _write(written, one)
    entries = written.entries if count is None else count
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", disk, 0, entries & 0xFFFF, entries & 0xFFFF, len(written.directory),
        len(written.content), len(comment),
    )  # fmt: skip
    return before + bytes(written.content) + bytes(written.directory) + end + comment


def zip64_of(listed: Iterable[Listed]) -> bytes:
    """With the end of Zip64, and nothing but its numbers in the plain end."""
    written = Written()
    for one in listed:
        _write(written, one)
    start, size = len(written.content), len(written.directory)
    end_64 = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, written.entries, written.entries, size, start
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, start + size, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return bytes(written.content) + bytes(written.directory) + end_64 + locator + end


def plain_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """As any program writes it."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return content.getvalue()


def unicode_path(name: str, made_for: bytes) -> bytes:
    """The extra field that repeats a name in Unicode."""
    text = struct.pack("<BL", 1, zlib.crc32(made_for)) + name.encode()
    return struct.pack("<HH", 0x7075, len(text)) + text


def deflated_zeros(megabytes: int) -> tuple[bytes, int]:
    """So many megabytes of zeros as a deflate stream, and their checksum."""
    zeros = swollen(b"", bytes(1024 * 1024), megabytes)
    assert zeros.packed is not None
    assert zeros.checksum is not None
    return zeros.packed, zeros.checksum


def swollen(name: bytes, block: bytes, times: int, before: bytes = b"", behind: bytes = b"") -> Listed:
    """A file that holds a block so many times; neither is ever whole in memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + again * times + packer.compress(behind) + packer.flush()
    checksum = zlib_ng.crc32(before)
    for _ in range(times):
        checksum = zlib_ng.crc32(block, checksum)
    size = len(before) + len(block) * times + len(behind)
    return Listed(name, b"", DEFLATED, packed=packed, checksum=zlib_ng.crc32(behind, checksum), size=size)


def packed_under(method: int, content: bytes) -> bytes:
    """The content as it stands in a zip under the method."""
    match method:
        case 8:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            return packer.compress(content) + packer.flush()
        case 12:
            return bz2.compress(content)
        case 14:
            how = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 3, "lp": 0, "pb": 2}
            packed = lzma.compress(content, lzma.FORMAT_RAW, filters=[how])
            return b"\x09\x04\x05\x00\x5d" + struct.pack("<L", 1 << 20) + packed
        case 95:
            return lzma.compress(content)
        case _:
            return content


def _write(written: Written, one: Listed) -> None:
    packed = packed_under(one.method, one.content) if one.packed is None else one.packed
    checksum = zlib.crc32(one.content) if one.checksum is None else one.checksum
    size = len(one.content) if one.size is None else one.size
    flags = one.flags | (2 if one.method == LZMA else 0)
    own_name = one.name if one.own_name is None else one.own_name
    own_method = one.method if one.own_method is None else one.own_method
    written.content += one.before
    place = len(written.content) if one.place is None else one.place
    written.content += struct.pack(
        "<4s5H3L2H",
        b"PK\x03\x04",
        45,
        flags,
        own_method,
        0,
        33,
        checksum,
        len(packed),
        size,
        len(own_name),
        0,
    )
    written.content += own_name + packed
    if not one.in_directory:
        return
    extra = one.extra
    numbers = (len(packed), size, place)
    if one.big:
        extra = struct.pack("<HH3Q", 1, 24, size, len(packed), place) + extra
        numbers = (0xFFFFFFFF,) * 3
    written.entries += 1
    written.directory += struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 0x031E if one.mode else 0x002D, 45, flags, one.method, 0, 33, checksum,
        numbers[0], numbers[1], len(one.name), len(extra), 0, 0, 0, one.mode << 16, numbers[2],
    )  # fmt: skip
    written.directory += one.name + extra
