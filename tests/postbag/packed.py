"""Packages that nobody compresses twice: rar (both formats), 7z, tar and gz, stored and written by hand."""

from __future__ import annotations

import gzip
import struct
import tarfile
import zlib
from collections.abc import Sequence
from io import BytesIO

Files = Sequence[tuple[str, bytes]]
_MOMENT = 1_665_190_800  # seconds; the eighth of October 2022
_DOS = (2022 - 1980) << 25 | 10 << 21 | 8 << 16 | 9 << 11


def rar4_of(files: Files) -> bytes:
    """RAR 3 and 4, members stored; names in ASCII."""
    written = b"Rar!\x1a\x07\x00" + _block4(0x73, 0, bytes(6))
    for name, content in files:
        said = name.encode("ascii")
        body = struct.pack(
            "<IIBIIBBHI", len(content), len(content), 2, zlib.crc32(content), _DOS, 20, 0x30, len(said), 0x20
        )
        written += _block4(0x74, 0x8000, body + said) + content
    return written + _block4(0x7B, 0x4000, b"")


def _block4(kind: int, flags: int, body: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


def rar5_of(files: Files, *, locked: bool = False) -> bytes:
    """RAR 5, members stored, names in UTF-8; locked: the headers themselves are encrypted, and nothing can be listed."""
    written = b"Rar!\x1a\x07\x01\x00"
    if locked:
        secret = b"".join(content for _, content in files)
        return written + _block5(4, _vint(0) + _vint(0) + bytes([15]) + bytes(range(16))) + secret
    written += _block5(1, _vint(0))
    for name, content in files:
        said = name.encode()
        body = _vint(4) + _vint(len(content)) + _vint(0o100644) + struct.pack("<I", zlib.crc32(content))
        body += _vint(0) + _vint(1) + _vint(len(said)) + said
        written += _block5(2, body, content)
    return written + _block5(5, _vint(0))


def _block5(kind: int, body: bytes, content: bytes = b"") -> bytes:
    flags, size = (2, _vint(len(content))) if content else (0, b"")
    head = _vint(kind) + _vint(flags) + size + body
    rest = _vint(len(head)) + head
    return struct.pack("<I", zlib.crc32(rest)) + rest + content


def _vint(number: int) -> bytes:
    written = bytearray()
    while number >= 0x80:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def sevenzip_of(files: Files, *, locked: bool = False) -> bytes:
    """7z with one folder that copies; locked: the folder says that it is enciphered, and the bytes are chance."""
    packed = b"".join(content for _, content in files)
    if locked:
        packed = packed[: len(packed) // 16 * 16]
    head = _header7(files, packed, locked=locked)
    start = struct.pack("<QQI", len(packed), len(head), zlib.crc32(head))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start + packed + head


def _header7(files: Files, packed: bytes, *, locked: bool) -> bytes:
    sizes = [len(content) for _, content in files]
    whole = len(packed) if locked else sum(sizes)
    coder = b"\x24\x06\xf1\x07\x01\x0a\x53\x07" + bytes(8) if locked else b"\x01\x00"
    streams = b"\x06" + _number(0) + _number(1) + b"\x09" + _number(len(packed)) + b"\0"
    folder = b"\x07\x0b" + _number(1) + b"\0" + _number(1) + coder + b"\x0c" + _number(whole) + b"\0"
    subs = b"\x08\x0d" + _number(len(files))
    if len(files) > 1:
        subs += b"\x09" + b"".join(map(_number, sizes[:-1]))
    subs += b"\x0a\x01" + b"".join(struct.pack("<I", zlib.crc32(content)) for _, content in files) + b"\0"
    names = b"\0" + b"".join(name.encode("utf-16-le") + b"\0\0" for name, _ in files)
    listed = b"\x05" + _number(len(files)) + b"\x11" + _number(len(names)) + names + b"\0"
    return b"\x01\x04" + streams + folder + subs + b"\0" + listed + b"\0"


def _number(value: int) -> bytes:
    """7z's own numbers: the first byte's leading ones tell how many follow."""
    for more in range(8):
        if value < 1 << 7 * (more + 1):
            first = 0xFF00 >> more & 0xFF | value >> 8 * more
            return bytes([first]) + (value & (1 << 8 * more) - 1).to_bytes(more, "little")
    return b"\xff" + value.to_bytes(8, "little")


def tar_of(files: Files) -> bytes:
    target = BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as package:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), _MOMENT
            package.addfile(info, BytesIO(content))
    return target.getvalue()


def gz_of(content: bytes, name: str = "") -> bytes:
    """As gzip writes it, with the name in its head."""
    plain = gzip.compress(content, 6, mtime=_MOMENT)
    said = name.encode("latin-1") + b"\0" if name else b""
    return plain[:3] + bytes([8 if name else 0]) + plain[4:10] + said + plain[10:]
