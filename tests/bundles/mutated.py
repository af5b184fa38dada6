"""A bundle with a few bytes changed, taken away or put in, the same ones in every run."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from random import Random
from zlib import crc32

_ODD = (b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f", b"PK\x03\x04", b"PK\x05\x06")


def mutations(contents: list[bytes], seed: int, count: int) -> Iterator[bytes]:
    """So many, of one of the contents each; most of those of a 7z or rar with their header's checksum mended."""
    rng = Random(seed)
    for _ in range(count):
        content = bytearray(rng.choice(contents))
        for _ in range(rng.choice((1, 1, 2, 5, 20))):
            _change(content, rng)
        yield _mended(bytes(content)) if rng.random() < 0.8 else bytes(content)


def _change(content: bytearray, rng: Random) -> None:
    at = rng.randrange(len(content) or 1)
    match rng.randrange(6):
        case 0:
            del content[at : at + rng.randrange(8)]
        case 1:
            content[at:at] = rng.randbytes(rng.randrange(8))
        case 2:
            content[at : at + 4] = rng.choice(_ODD)
        case 3 if rng.random() < 0.3:
            del content[at:]
        case _:
            content[at : at + 1] = rng.randbytes(1)


def _mended(content: bytes) -> bytes:
    """With checksums that fit, so that what stands behind them is met."""
    if content.startswith(b"7z") and len(content) > 32:
        return _mended_7z(content)
    if content.startswith(b"Rar!\x1a\x07\x00"):
        return _mended_old_rar(bytearray(content))
    if content.startswith(b"Rar!\x1a\x07\x01"):
        return _mended_new_rar(bytearray(content))
    return content


def _mended_7z(content: bytes) -> bytes:
    offset, size = struct.unpack_from("<QQ", content, 12)
    start = content[12:28] + struct.pack("<L", crc32(content[32 + offset : 32 + offset + size]))
    return content[:8] + struct.pack("<L", crc32(start)) + start + content[32:]


def _mended_old_rar(content: bytearray) -> bytes:
    at = 7
    while at + 11 <= len(content):
        _, kind, flags, size = struct.unpack_from("<HBHH", content, at)
        if size < 7:
            break
        content[at : at + 2] = struct.pack("<H", crc32(content[at + 2 : at + size]) & 0xFFFF)
        behind = struct.unpack_from("<L", content, at + 7)[0] if flags & 0x8000 or kind == 0x74 else 0
        at += size + behind
    return bytes(content)


def _mended_new_rar(content: bytearray) -> bytes:
    """The first headers, whose sizes and numbers take one or two bytes."""
    at = 8
    while at + 8 <= len(content) and content[at + 4] < 0x80:
        end = at + 5 + content[at + 4]
        content[at : at + 4] = struct.pack("<L", crc32(content[at + 4 : end]))
        flags, behind = content[at + 6], content[at + 7 : at + 9]
        if not flags & 2 or flags & 1:
            at = end
        else:
            at = end + (behind[0] if behind[0] < 0x80 else behind[0] & 0x7F | behind[1] << 7)
    return bytes(content)
