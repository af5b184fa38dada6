"""A 7z opened in memory: py7zr reads its header, and decodes in small steps that are counted here.

Its own ways of extracting decode up to 128 MB, and what deflate or zstd make of a whole megabyte, before they give
anything away to be counted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zlib import crc32

from taizhang.bundles.found import Found
from taizhang.bundles.refusal import (
    Refusal,
    corrupt,
    damaged_member,
    dangerous,
    locked,
    odd_method,
    over_limit,
    unsupported,
)
from taizhang.bundles.tally import Tally, too_many_entries
from taizhang.bundles.unpackers import sevenzip_library
from taizhang.model.words.sizes import megabytes

_TITLE = "7Z压缩包"
_SIGNATURE = struct.Struct("<6s2BLQQL")
_LARGEST_HEADER = 512 * 1024  # bytes, decoded; room for the names of 2,000 members
_STEP_IN, _STEP_OUT = 32 * 1024, 1024 * 1024  # bytes; deflate makes at the most a thousand of one
_LARGEST_DICTIONARY = 128 * 1024 * 1024  # bytes that a stream may ask for before it says anything
_AES = b"\x06\xf1\x07\x01"
_LZMA, _LZMA2, _COPY = b"\x03\x01\x01", b"\x21", b"\x00"
_OF_HEADERS = {_COPY, _LZMA, _LZMA2}
_METHODS = {
    *_OF_HEADERS,
    b"\x03",
    b"\x04",
    b"\x03\x03\x01\x03",
    b"\x04\x01\x08",
    b"\x04\x02\x02",
}  # and delta, bcj, deflate, bzip2
_ENCODED_HEADER = b"\x17"


def open_7z(content: bytes, tally: Tally) -> Iterator[Found]:
    """What is listed in the 7z, in its order.

    Raises:
        Refusal: it is damaged or locked altogether, or nothing is installed that opens it.
    """
    header = _header(content)
    library = sevenzip_library()
    if library is None:
        raise (
            locked(_TITLE)
            if _AES in header
            else unsupported(f"这是{_TITLE}，这里拆不开。请改用 zip 重新打包后报送")
        )
    if _decoded_size(library, header) > _LARGEST_HEADER:
        raise _long_header()
    archive = _opened(library, content)
    if len(archive.files) > tally.entries_left:
        raise too_many_entries(tally.limits)
    streams = _streams(library, content, archive)
    folders = _marked_folders(archive)
    for listed in archive.files:
        stream = streams.get(id(listed.folder))
        yield Found(
            listed.filename,
            iter(()) if listed.emptystream or stream is None else stream.chunks(listed),
            len(content),
            is_folder=listed.is_directory or listed.id in folders,
            is_link=bool(listed.is_symlink or listed.is_junction),
            in_stream=True,
            unchecked=not listed.emptystream and listed.crc32 is None,
        )


def _header(content: bytes) -> bytes:
    """The header as it stands in the file, maybe packed.

    Raises:
        Refusal: the file ends before it does, goes on behind it, or it is longer than any list of names.
    """
    if len(content) < _SIGNATURE.size:
        raise _cut_off()
    *_, offset, size, _ = _SIGNATURE.unpack_from(content)
    begin = _SIGNATURE.size + offset
    if begin + size > len(content):
        raise _cut_off()
    if content[begin + size :].strip(b"\0\r\n"):
        raise dangerous(f"{_TITLE}后面夹带了别的内容，未拆开。请重新打包后报送")
    if size > _LARGEST_HEADER:
        raise _long_header()
    return content[begin : begin + size]


def _decoded_size(library: Any, header: bytes) -> int:
    """How long a header is that stands packed in the file; 0 for one that stands there as it is."""
    if not header.startswith(_ENCODED_HEADER):
        return 0
    folders = library.read_header(BytesIO(header[1:])).unpackinfo.folders
    for folder in folders:
        _refuse_methods(folder, _OF_HEADERS)
    return sum(max(folder.unpacksizes) for folder in folders)


def _opened(library: Any, content: bytes) -> Any:
    try:
        return library.open(BytesIO(content))
    except library.locked as trouble:
        raise locked(_TITLE) from trouble
    except library.odd_method as trouble:
        raise odd_method() from trouble


def _streams(library: Any, content: bytes, archive: Any) -> dict[int, _Stream]:
    """By the identity of py7zr's folder: its packed bytes and the members in them."""
    main = archive.header.main_streams
    if main is None:
        return {}
    streams = {}
    first = 0
    for folder in main.unpackinfo.folders:
        begin = archive.afterheader + main.packinfo.packpos + main.packinfo.packpositions[first]
        packed = content[begin : begin + main.packinfo.packsizes[first]]
        is_one = len(folder.packed_indices) == 1
        streams[id(folder)] = _Stream(library, folder, packed if is_one else None)
        first += len(folder.packed_indices)
    return streams


class _Stream:
    """Members that are packed as one: each comes out after the one before it."""

    def __init__(self, library: Any, folder: Any, packed: bytes | None) -> None:
        """`packed` is None where the stream is put together of several, which is not read."""
        self._library = library
        self._folder = folder
        self._packed = packed
        self._source = BytesIO(packed or b"")
        self._decoder: Any = None
        self._is_broken = False

    def chunks(self, listed: Any) -> Iterator[bytes]:
        """The member's bytes, summed as they come; a Refusal where they do not come."""
        if self._packed is None:
            raise odd_method()
        _refuse_methods(self._folder, _METHODS)
        try:
            yield from self._decoded(listed.uncompressed, listed.crc32)
        except Refusal:
            self._is_broken = True
            raise
        except Exception as trouble:  # of six libraries
            self._is_broken = True
            raise damaged_member() from trouble

    def _decoded(self, left: int, checksum: int | None) -> Iterator[bytes]:
        if left < 0 or (
            self._is_broken and checksum is None
        ):  # nothing would tell what is wrong behind damage
            raise damaged_member()
        summed = 0
        while left:
            chunk = self._next(left)
            left -= len(chunk)
            summed = crc32(chunk, summed)
            yield chunk
        if checksum is not None and checksum != summed:
            raise damaged_member()

    def _next(self, left: int) -> bytes:
        """The next bytes of the stream, at the most as many as are left of the member."""
        if self._decoder is None:
            folder, packed = self._folder, len(self._packed or b"")
            self._decoder = self._library.decoder(
                folder.coders, packed, folder.unpacksizes, folder.crc, None, _STEP_IN
            )
        before = self._source.tell()
        chunk = bytes(self._decoder.decompress(self._source, min(left, _STEP_OUT)))
        while not chunk and self._source.tell() != before:
            before = self._source.tell()
            chunk = bytes(self._decoder.decompress(self._source, min(left, _STEP_OUT)))
        if not chunk:
            raise damaged_member()
        return chunk


def _refuse_methods(folder: Any, known: set[bytes]) -> None:
    methods = {coder["method"] for coder in folder.coders}
    if _AES in methods:
        raise locked(_TITLE)
    if methods - known or any(_dictionary(coder) > _LARGEST_DICTIONARY for coder in folder.coders):
        raise odd_method()


def _dictionary(coder: dict[str, Any]) -> int:
    """How many bytes the stream may point back, which its decoder asks for at once."""
    properties = coder["properties"] or b""
    if coder["method"] == _LZMA:
        return int.from_bytes(properties[1:5], "little")
    if coder["method"] == _LZMA2 and properties:
        return (2 | properties[0] & 1) << (properties[0] // 2 + 11)
    return 0


def _marked_folders(archive: Any) -> set[int]:
    """The numbers of folders that only the list of empty files tells from empty files."""
    info = archive.header.files_info
    empty = [listed for listed in archive.files if listed.emptystream]
    files = info.emptyfiles if info is not None and len(info.emptyfiles) == len(empty) else None
    return {
        listed.id
        for number, listed in enumerate(empty)
        if listed._get_property("attributes") is None and not (files and files[number])
    }


def _long_header() -> Refusal:
    return over_limit(f"{_TITLE}的目录超过{megabytes(_LARGEST_HEADER)}，未拆开。请分成几个压缩包报送")


def _cut_off() -> Refusal:
    return corrupt(f"{_TITLE}不完整，可能是分卷的一卷，或者没有传完。请重新打包成一个 zip 后报送")
