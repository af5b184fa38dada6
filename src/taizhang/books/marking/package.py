"""An Open XML package that is changed part by part: what nobody touches keeps its compressed bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from taizhang.books.marking.part_xml import parse_part, part_bytes
from taizhang.errors import CannotRead
from taizhang.model.words.sizes import megabytes

_PART_LIMIT = 200 * 1024 * 1024  # bytes of one part, inflated
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20  # of the zip format: deflate and folders
_NAME_IS_UTF8 = 0x800
_SIZES_FOLLOW = 0x08


class Package:
    """The parts of one file by name, without the leading slash; names match in any case, as Office has it."""

    def __init__(self, content: bytes) -> None:
        """Open the package.

        Raises:
            CannotRead: the bytes are not a zip archive.
        """
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError) as broken:
            raise CannotRead("这个文件不是完整的xlsx工作簿，请重新保存后再试。") from broken
        self._content = content
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._spelling = {name.lower(): name for name in self._infos}
        self._changed: dict[str, bytes | etree._Element] = {}

    def names(self) -> tuple[str, ...]:
        return tuple(self._spelling.values())

    def has(self, name: str) -> bool:
        return name.lower() in self._spelling

    def read(self, name: str) -> bytes:
        """A part's bytes as they will be written.

        Raises:
            CannotRead: the part is missing, damaged, locked or too large.
        """
        spelled = self._spelling.get(name.lower(), name)
        if spelled in self._changed:
            return _written(self._changed[spelled])
        try:
            with self._zip.open(self._infos[spelled]) as stream:
                part = stream.read(_PART_LIMIT + 1)
        except (KeyError, BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as broken:
            raise CannotRead("这个工作簿缺少内容或已损坏，请重新保存后再试。") from broken
        if len(part) > _PART_LIMIT:
            raise CannotRead(
                f"这个工作簿有一个部分展开后超过{megabytes(_PART_LIMIT)}，请删去多余内容后再试。"
            )
        return part

    def root(self, name: str) -> etree._Element:
        """A part's root; one that was put in already is the same element again."""
        changed = self._changed.get(self._spelling.get(name.lower(), name))
        return parse_part(self.read(name)) if changed is None or isinstance(changed, bytes) else changed

    def put(self, name: str, part: bytes | etree._Element) -> None:
        """Replace a part, or add it at the end; an element is written out when all is done."""
        self._changed[self._spelling.setdefault(name.lower(), name)] = part

    def free_name(self, pattern: str) -> str:
        """The first name of the pattern, as `xl/comments{}.xml`, that no part has."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The package: its entries in their old order, new ones after them."""
        archive = BytesIO()
        directory = []
        for entry in self._entries():
            directory.append(_central_header(entry, archive.tell()))
            archive.write(_local_header(entry) + entry.packed)
        start = archive.tell()
        archive.writelines(directory)
        size, count = archive.tell() - start, len(directory)
        archive.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))
        return archive.getvalue()

    def _entries(self) -> Iterator[_Entry]:
        for name, info in self._infos.items():
            if name in self._changed:
                yield _packed(info, _written(self._changed[name]))
            else:
                yield _as_it_stands(info, self._content)
        for name in self._changed:
            if name not in self._infos:
                yield _packed(ZipInfo(name), _written(self._changed[name]))


def _written(part: bytes | etree._Element) -> bytes:
    return part if isinstance(part, bytes) else part_bytes(part)


@dataclass(frozen=True, slots=True)
class _Entry:
    info: ZipInfo
    method: int
    crc: int
    packed: bytes
    size: int


def _packed(info: ZipInfo, part: bytes) -> _Entry:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = deflate.compress(part) + deflate.flush()
    return _Entry(info, ZIP_DEFLATED, zlib.crc32(part), packed, len(part))


def _as_it_stands(info: ZipInfo, content: bytes) -> _Entry:
    name_length, extra_length = struct.unpack_from("<2H", content, info.header_offset + 26)
    start = info.header_offset + 30 + name_length + extra_length
    packed = content[start : start + info.compress_size]
    return _Entry(info, info.compress_type, info.CRC, packed, info.file_size)


def _local_header(entry: _Entry) -> bytes:
    name, facts = _common(entry)
    return _LOCAL.pack(b"PK\3\4", _VERSION, *facts, len(name), 0) + name


def _central_header(entry: _Entry, offset: int) -> bytes:
    name, facts = _common(entry)
    made_by = entry.info.create_system << 8 | _VERSION
    tail = (len(name), 0, 0, 0, entry.info.internal_attr, entry.info.external_attr, offset)
    return _CENTRAL.pack(b"PK\1\2", made_by, _VERSION, *facts, *tail) + name


def _common(entry: _Entry) -> tuple[bytes, tuple[int, ...]]:
    """The entry's name and what both of its headers say, from the flags to the size."""
    info = entry.info
    flags = info.flag_bits & ~_SIZES_FOLLOW
    try:
        name = info.orig_filename.encode("utf-8" if flags & _NAME_IS_UTF8 else "cp437")
    except UnicodeEncodeError:
        name, flags = info.orig_filename.encode(), flags | _NAME_IS_UTF8
    year, month, day, hour, minute, second = info.date_time
    day_word = (year - 1980) << 9 | month << 5 | day
    time_word = hour << 11 | minute << 5 | second // 2
    return name, (flags, entry.method, time_word, day_word, entry.crc, len(entry.packed), entry.size)
