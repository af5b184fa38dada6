"""Macros that run as soon as a workbook is opened or closed, told by the names of their procedures (INTAKE 39).

The names stand in the compressed source of a module and, apart from it, in what Excel has already compiled; either is enough.
Source: [MS-OVBA] 2.4.1 (compression), 2.3.4.1 (_VBA_PROJECT).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

_AUTO = rb"Auto_(?:Open|Close|Activate|Deactivate)|Workbook_(?:Open|Activate|WindowActivate|AddinInstall|BeforeClose|Deactivate)"
_RUNS = re.compile(rb"\b(?:%b)\b" % _AUTO, re.I)
_SOURCE_BEGINS = b"\0Attribut"  # the first eight letters of every module, packed
_BEFORE = 3  # bytes of the container that stand before them
_MOST = 4 * 1024 * 1024  # bytes of one module, unpacked
_MOST_STREAMS = 500
_CHUNK = 4096


def project_runs_by_itself(project: bytes) -> bool:
    """Whether the macros of a vbaProject part run by themselves; False for what is no such part."""
    try:
        with olefile.OleFileIO(BytesIO(project)) as ole:
            return any(map(runs_by_itself, streams_under(ole, "")))
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        return False


def streams_under(ole: olefile.OleFileIO, storage: str) -> Iterator[bytes]:
    """The streams within the storage whose name begins so, in lower case."""
    within = [path for path in ole.listdir() if "/".join(path).lower().startswith(storage)]
    for path in within[:_MOST_STREAMS]:
        yield ole.openstream(path).read()


def runs_by_itself(stream: bytes) -> bool:
    """Whether a stream of a macro project names a procedure that nobody has to start."""
    texts = (stream, stream.replace(b"\0", b""), *_sources(stream))
    return any(_RUNS.search(text) for text in texts)


def _sources(stream: bytes) -> Iterator[bytes]:
    at = stream.find(_SOURCE_BEGINS)
    if at >= _BEFORE:
        yield b"".join(_unpacked(stream[at - _BEFORE :]))


def _unpacked(container: bytes) -> Iterator[bytes]:
    """The chunks of a compressed container, as far as they can be unpacked."""
    at, total = 1, 0
    while at + 2 <= len(container) and total < _MOST:
        header = struct.unpack_from("<H", container, at)[0]
        end = at + 3 + (header & 0x0FFF)
        body = container[at + 2 : end]
        chunk = _chunk(body) if header & 0x8000 else body[:_CHUNK]
        total += len(chunk)
        yield chunk
        at = end


def _chunk(body: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(body):
        flags, at = body[at], at + 1
        for bit in range(8):
            if at >= len(body) or len(out) > _CHUNK:
                return bytes(out)
            if flags >> bit & 1:
                if at + 2 > len(body):
                    return bytes(out)
                _copy(out, struct.unpack_from("<H", body, at)[0])
                at += 2
            else:
                out.append(body[at])
                at += 1
    return bytes(out)


def _copy(out: bytearray, token: int) -> None:
    """Bytes that stood before; how a token is divided depends on how much there is already."""
    bits = max((len(out) - 1).bit_length(), 4)
    length = (token & (0xFFFF >> bits)) + 3
    start = len(out) - (token >> (16 - bits)) - 1
    for more in range(length if start >= 0 else 0):
        out.append(out[start + more])
