"""The bytes of a zip's member, chunk by chunk, under every method that the standard library reads (INTAKE 9, 11, 12)."""

from __future__ import annotations

import bz2
import lzma
from collections.abc import Callable, Iterator
from typing import Protocol

from zlib_ng import zlib_ng as zlib  # the same, more than twice as fast

from taizhang.bundles.refusal import damaged_member, locked, odd_method
from taizhang.bundles.zip_directory import Entry

_CHUNK = 4 * 1024 * 1024
_LOCKED, _STRONGLY_LOCKED, _HIDDEN_DIRECTORY = 0x1, 0x40, 0x2000
_AES = 99
_LARGEST_DICTIONARY = 128 * 1024 * 1024  # bytes that a member may ask for before it says anything


class _Decoder(Protocol):
    """What bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def inflated(content: bytes, entry: Entry, begin: int, end: int) -> Iterator[bytes]:
    """The member's bytes, summed as they come.

    Raises:
        Refusal: it has a password, is packed in an odd way, or is damaged.
    """
    if entry.flags & (_LOCKED | _STRONGLY_LOCKED | _HIDDEN_DIRECTORY) or entry.method == _AES:
        raise locked("压缩包")
    method = _METHODS.get(entry.method)
    if method is None:
        raise odd_method()
    checksum = 0
    try:
        for chunk in method(content[begin:end], entry):
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as trouble:  # type: ignore[misc]
        raise damaged_member() from trouble
    if checksum != entry.checksum:
        raise damaged_member()


def _stored(packed: bytes, _entry: Entry) -> Iterator[bytes]:
    for start in range(0, len(packed), _CHUNK):
        yield packed[start : start + _CHUNK]


def _deflated(packed: bytes, _entry: Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    chunk = inflater.decompress(packed, _CHUNK)
    while chunk:
        yield chunk
        chunk = b"" if inflater.eof else inflater.decompress(inflater.unconsumed_tail, _CHUNK)
    if not inflater.eof or inflater.unused_data:
        raise damaged_member()


def _by_bzip2(packed: bytes, _entry: Entry) -> Iterator[bytes]:
    return _decoded(bz2.BZ2Decompressor(), packed)


def _by_xz(packed: bytes, _entry: Entry) -> Iterator[bytes]:
    return _decoded(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=2 * _LARGEST_DICTIONARY), packed)


def _by_lzma(packed: bytes, entry: Entry) -> Iterator[bytes]:
    """Its properties stand before it; where no mark ends it, it ends with the size that the directory gives."""
    properties = packed[4:9]
    if len(properties) < 5 or packed[2:4] != b"\x05\0" or properties[0] >= 225:
        raise damaged_member()
    rest, context = divmod(properties[0], 9)
    dictionary = int.from_bytes(properties[1:], "little")
    if dictionary > _LARGEST_DICTIONARY:
        raise odd_method()
    how = {"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": context, "lp": rest % 5, "pb": rest // 5}
    decoder = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[how])
    return _decoded(decoder, packed[9:], None if entry.flags & 2 else entry.size)


def _decoded(decoder: _Decoder, packed: bytes, size: int | None = None) -> Iterator[bytes]:
    """All that comes out up to the decoder's end mark, or up to the size where it is given."""
    left = size
    while not decoder.eof and left != 0:
        chunk = decoder.decompress(packed, _CHUNK if left is None else min(_CHUNK, left))
        packed = b""
        if not chunk and decoder.needs_input:
            raise damaged_member()
        left = None if left is None else left - len(chunk)
        yield chunk


_METHODS: dict[int, Callable[[bytes, Entry], Iterator[bytes]]] = {
    0: _stored,
    8: _deflated,
    12: _by_bzip2,
    14: _by_lzma,
    95: _by_xz,
}
