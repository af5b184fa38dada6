"""7z files as py7zr writes them, and a header of any content in the shell of one."""

from __future__ import annotations

import lzma
import struct
from io import BytesIO
from zlib import crc32

import py7zr

LZMA2 = [{"id": py7zr.FILTER_LZMA2, "preset": 1}]
LZMA = [{"id": py7zr.FILTER_X86}, {"id": py7zr.FILTER_LZMA, "preset": 1}]
DEFLATE = [{"id": py7zr.FILTER_DEFLATE}]
BZIP2 = [{"id": py7zr.FILTER_BZIP2}]
COPY = [{"id": py7zr.FILTER_COPY}]
ZSTD = [{"id": py7zr.FILTER_ZSTD, "level": 3}]
PPMD = [{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24}]

_MARK = b"7z\xbc\xaf\x27\x1c\x00\x04"


def sevenzip_of(
    files: dict[str, bytes],
    filters: list[dict[str, int]] | None = None,
    password: str | None = None,
    **options: bool,
) -> bytes:
    """One stream with all files; `header_encryption=True` locks the names too."""
    content = BytesIO()
    with py7zr.SevenZipFile(content, "w", filters=filters, password=password, **options) as archive:  # type: ignore[arg-type]
        for name, part in files.items():
            archive.writestr(part, name)
    return content.getvalue()


def in_streams_of_their_own(files: dict[str, bytes]) -> bytes:
    """Each file packed by itself."""
    content = BytesIO()
    for name, part in files.items():
        content.seek(0)
        with py7zr.SevenZipFile(content, "a" if content.getvalue() else "w", filters=LZMA2) as archive:
            archive.writestr(part, name)
    offset, size = struct.unpack_from("<QQ", content.getvalue(), 12)
    return content.getvalue()[: 32 + offset + size]  # py7zr leaves the longer header of before behind it


def with_header(header: bytes, packed: bytes = b"") -> bytes:
    """The shell of a 7z around it, with the right checksums."""
    start = struct.pack("<QQL", len(packed), len(header), crc32(header))
    return _MARK + struct.pack("<L", crc32(start)) + start + packed + header


def with_packed_header(size: int) -> bytes:
    """A header of zeros that stands packed in the file, tightly."""
    how = {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}
    packed = lzma.compress(bytes(size), lzma.FORMAT_RAW, filters=[how])
    folder = b"\x01" + b"\x21\x21\x01" + bytes([16])
    sizes = b"\x0c" + _number(size)
    header = b"\x17\x06" + _number(0) + _number(1) + b"\x09" + _number(len(packed)) + b"\x00"
    header += b"\x07\x0b" + _number(1) + b"\x00" + folder + sizes + b"\x00\x00"
    return with_header(header, packed)


def _number(number: int) -> bytes:
    return bytes([number]) if number < 0x80 else b"\xff" + struct.pack("<Q", number)
