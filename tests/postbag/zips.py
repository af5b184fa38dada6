"""Zip files to the byte: names in any encoding, locked members, the same bytes for the same parts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_DATE = (2022 - 1980) << 9 | 10 << 5 | 8  # the eighth of October
UTF8, LOCKED = 0x800, 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """One member as it stands in the zip."""

    name: bytes
    packed: bytes
    size: int
    checksum: int
    method: int = 8
    flags: int = 0
    extra: bytes = b""
    central_name: bytes | None = None  # where the directory calls it otherwise


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An everyday zip, as of a workbook: deflated, names in ASCII or marked as UTF-8."""
    return zip_of(
        [member(name.encode(), part, flags=0 if name.isascii() else UTF8) for name, part in parts.items()]
    )


def member(name: bytes, content: bytes, *, method: int = 8, flags: int = 0, extra: bytes = b"") -> Member:
    packed = deflated(content) if method == 8 else content
    return Member(name, packed, len(content), zlib.crc32(content), method, flags, extra)


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(4, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def zip_of(members: Sequence[Member], before: bytes = b"", comment: bytes = b"") -> bytes:
    """The members one after the other, then the directory; `before` stands in front of all and is counted."""
    body, directory = before, b""
    for one in members:
        directory += central(one, len(body))
        body += local(one)
    return body + directory + end(len(members), len(directory), len(body), comment)


def local(one: Member) -> bytes:
    head = _LOCAL.pack(
        b"PK\x03\x04", 20, one.flags, one.method, 0, _DATE, one.checksum, len(one.packed), one.size, len(one.name), len(one.extra)
    )  # fmt: skip
    return head + one.name + one.extra + one.packed


def central(one: Member, offset: int) -> bytes:
    name = one.name if one.central_name is None else one.central_name
    head = _CENTRAL.pack(
        b"PK\x01\x02", 20, 20, one.flags, one.method, 0, _DATE, one.checksum, len(one.packed), one.size,
        len(name), len(one.extra), 0, 0, 0, 0, offset,
    )  # fmt: skip
    return head + name + one.extra


def end(count: int, size: int, offset: int, comment: bytes = b"") -> bytes:
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, len(comment)) + comment


def locked_member(name: bytes, content: bytes, password: bytes, head: bytes) -> Member:
    """A member under the old cipher of zip (APPNOTE 6.1); `head` are the eleven bytes of chance before it."""
    packed = deflated(content)
    checksum = zlib.crc32(content)
    cipher = _Cipher(password)
    hidden = cipher.hide(head[:11] + bytes([checksum >> 24]) + packed)
    return Member(name, hidden, len(content), checksum, flags=LOCKED)


class _Cipher:
    """Three keys that each byte of the plain text changes."""

    def __init__(self, password: bytes) -> None:
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self._change(byte)

    def hide(self, plain: bytes) -> bytes:
        hidden = bytearray()
        for byte in plain:
            mask = self.keys[2] | 2
            hidden.append(byte ^ ((mask * (mask ^ 1) >> 8) & 0xFF))
            self._change(byte)
        return bytes(hidden)

    def _change(self, byte: int) -> None:
        keys = self.keys
        keys[0] = _TABLE[(keys[0] ^ byte) & 0xFF] ^ keys[0] >> 8
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _TABLE[(keys[2] ^ keys[1] >> 24) & 0xFF] ^ keys[2] >> 8


def _crc_table() -> list[int]:
    table = []
    for number in range(256):
        for _ in range(8):
            number = number >> 1 ^ (0xEDB88320 if number & 1 else 0)
        table.append(number)
    return table


_TABLE = _crc_table()


def unicode_path(name: bytes, shown: str) -> bytes:
    """The extra field that says a name again in UTF-8 (APPNOTE 4.6.9)."""
    body = b"\x01" + struct.pack("<I", zlib.crc32(name)) + shown.encode()
    return struct.pack("<HH", 0x7075, len(body)) + body
