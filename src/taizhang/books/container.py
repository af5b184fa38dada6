"""A zip opened with suspicion: every byte is counted, every checksum held, nothing is unpacked to a path."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from zlib_ng import zlib_ng as zlib  # the same, more than twice as fast

from taizhang.books.declarations import declares
from taizhang.books.refusal import Refusal, corrupt, dangerous, locked, too_many, unsupported
from taizhang.model.file_limits import FileLimits
from taizhang.model.last_asked import LastAsked
from taizhang.model.verdict import Flag
from taizhang.model.words.sizes import megabytes

_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_END_64, _LOCATOR_SIZE, _BIG = struct.Struct("<4sQ2H2L4Q"), 20, 0xFFFFFFFF
_END_MARK, _LOCKED = b"PK\x05\x06", 0x1
_CHUNK = 4 * 1024 * 1024
_KEPT = 48 * 1024 * 1024  # inflated bytes held in memory; what is beyond is inflated again when asked for
_DOCTYPE = b"<!DOCTYPE"
_DOCTYPE_UTF16 = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-16-le", "utf-16-be"))
_OF_MACROS = re.compile(
    rb"<!DOCTYPE (?:library:library|library:libraries|script:module|dlg:window) "
    rb"PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"[a-z]{1,20}.dtd\">"
)
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii")
_EBCDIC = b"\x4c\x6f\xa7\x94"
_EBCDIC_UTF32 = (_EBCDIC, b"<\0\0\0", b"\0\0\0<", b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_OVERLAP = 18  # bytes of the longest of these marks
_NOT_SAID = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"  # what may stand before the first mark of an XML part
_XML_NAMES = (".xml", ".rels", ".vml", ".rdf")
_ENTRY, _UNICODE_PATH = b"PK\x01\x02", 0x7075
_SMALL_PACKED, _SMALL = 64 * 1024, 512 * 1024  # bytes of a part that is remembered


class _Packed(NamedTuple):
    """What a part is found by; equal packed bytes inflate to equal parts, and the name decides how it is looked through."""

    name: str
    method: int
    checksum: int
    size: int


class _Common(NamedTuple):
    """A part that an earlier file held, packed and as it is."""

    packed: bytes
    part: bytes


_common: LastAsked[_Common] = LastAsked(room=4 * 1024 * 1024)


class Container:
    """The parts of a zip by name."""

    def __init__(
        self,
        content: bytes,
        limits: FileLimits,
        entries: dict[str, zipfile.ZipInfo],
        kept: dict[str, bytes],
        common: frozenset[str] = frozenset(),
        total: int = 0,
    ) -> None:
        self._content = content
        self._entries = entries
        self._kept = kept
        self.limits = limits  # that hold for whatever is read in it
        # Inflated far beyond its size, which is told and no reason: honest files are, with a sheet of blanks (INTAKE 10).
        self.swollen = total > limits.ratio_warning * len(content)
        self.common = common  # the parts that stood in an earlier file as they stand here: the same object

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def part(self, name: str) -> bytes:
        """The inflated bytes of a part; empty where there is none of this name."""
        if name not in self._entries:
            return b""
        if name in self._kept:
            return self._kept[name]
        whole = BytesIO()  # which gives its bytes away without a second copy of them
        for chunk in _inflate(self._content, self._entries[name], self._entries[name].file_size + _CHUNK):
            whole.write(chunk)
        return whole.getvalue()


def open_container(content: bytes, limits: FileLimits) -> Container:
    """The zip's parts, after all of them have been inflated once within the limits.

    Raises:
        Refusal: the zip is damaged, locked, larger than allowed, or built to be read in two ways.
    """
    entries = _list_entries(content, limits)
    opening = _Opening(content, limits)
    for name, entry in entries.items():
        opening.take(name, entry)
    return Container(content, limits, entries, opening.kept, frozenset(opening.common), opening.total)


class _Opening:
    """Takes part after part, and counts the bytes of all of them together."""

    def __init__(self, content: bytes, limits: FileLimits) -> None:
        self._content = content
        self._limits = limits
        self.total = 0  # inflated bytes
        self.kept: dict[str, bytes] = {}
        self.common: set[str] = set()

    def take(self, name: str, entry: zipfile.ZipInfo) -> None:
        """Keep the part, where there is room, after it was looked through: now, or in an earlier file."""
        key = _Packed(name, entry.compress_type, entry.CRC, entry.compress_size)
        packed = _packed(self._content, entry) if entry.compress_size <= _SMALL_PACKED else None
        known = None if packed is None else self._known(key, packed)
        part = self._looked_through(name, entry) if known is None else known
        if self.total > _KEPT:
            return
        self.kept[name] = part
        if known is not None:
            self.common.add(name)
        elif packed is not None and len(part) <= _SMALL:
            _common.keep(key, _Common(packed, part), len(packed) + len(part))

    def _known(self, key: _Packed, packed: bytes) -> bytes | None:
        """The part as an earlier file held it, counted like any other; None where it has to be looked through."""
        common = _common.find(key)
        if common is None or common.packed != packed or len(common.part) > self._limits.part:
            return None
        self._count(len(common.part))
        return common.part

    def _looked_through(self, name: str, entry: zipfile.ZipInfo) -> bytes:
        """The part's bytes; not all of them where there is no room to keep them."""
        chunks: list[bytes] = []
        tail, is_xml = b"", name.lower().endswith(_XML_NAMES)
        for chunk in _inflate(self._content, entry, self._limits.part):
            self._count(len(chunk))
            is_xml = is_xml or _begins_like_xml(chunk)
            if is_xml:
                _refuse_doctype(tail + chunk)
                _refuse_odd_encoding(b"" if tail else chunk)
            tail = chunk[-_OVERLAP:]
            chunks.append(chunk)
            if self.total > _KEPT:
                chunks.clear()
        return b"".join(chunks)

    def _count(self, size: int) -> None:
        self.total += size
        if self.total > self._limits.total:
            raise dangerous(
                f"解压后超过{megabytes(self._limits.total)}，未读取。请删除多余内容后重新保存",
                Flag.OVER_LIMIT,
            )


def _packed(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The part's bytes as they stand in the zip."""
    *_, start = _local_entry(content, entry.header_offset)
    return content[start : start + entry.compress_size]


def _list_entries(content: bytes, limits: FileLimits) -> dict[str, zipfile.ZipInfo]:
    """The central directory's entries, held against the local headers."""
    _refuse_many(_directory(content).count(_ENTRY), limits)  # before each becomes an object
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        infos = archive.infolist()
    except (
        zipfile.BadZipFile,
        ValueError,
        EOFError,
        struct.error,
        NotImplementedError,
        OverflowError,
    ) as trouble:
        raise corrupt("文件不完整，打不开。请在表格软件中重新保存后再报送") from trouble
    _refuse_many(len(infos), limits)
    _refuse_second_archive(content, archive)
    _refuse_miscounted(content, len(infos))
    _refuse_doubled_names(infos)
    _refuse_overlaps(content, infos, archive.start_dir)
    if any(".." in info.filename.replace("\\", "/").split("/") for info in infos):
        raise dangerous("文件内部有指向文件夹以外的名称，未读取。请在表格软件中另存为新文件后再报送")
    if any(info.flag_bits & _LOCKED for info in infos):
        raise locked()
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise unsupported("文件使用了少见的压缩方法，读不出内容。请在表格软件中另存为 .xlsx 后再报送")
    return {info.filename: info for info in infos if not info.is_dir()}


def _directory(content: bytes) -> bytes:
    """The bytes that the end of the zip calls its directory; none where it has no end."""
    end = content.rfind(_END_MARK)
    if end < 0 or end + _END.size > len(content):
        return b""
    size = _END.unpack_from(content, end)[5]
    return content[max(0, end - size) : end]


def _refuse_many(entries: int, limits: FileLimits) -> None:
    if entries > limits.entries:
        raise too_many("内部文件", limits.entries, "个")


def _refuse_second_archive(content: bytes, archive: zipfile.ZipFile) -> None:
    """One zip and nothing else: no bytes in front of it, none behind it."""
    end = content.rfind(_END_MARK)
    fields = _END.unpack_from(content, end)
    behind = content[end + _END.size + fields[-1] :]
    if content[:4] not in (b"PK\x03\x04", b"PK\x05\x06") or behind.strip(b"\0\r\n"):
        raise dangerous("文件里夹带了别的内容，未读取。请在表格软件中另存为新文件后再报送")
    _, size, start, end = _told(content, end)
    if start + size > end or archive.start_dir != start:
        raise dangerous("文件由两个压缩包拼成，未读取。请在表格软件中另存为新文件后再报送")


def _told(content: bytes, end: int) -> tuple[int, int, int, int]:
    """What the end says: how many entries, size and place of the directory; and where that end begins, of Zip64 its own."""
    entries, size, start = _END.unpack_from(content, end)[4:7]
    big = end - _LOCATOR_SIZE - _END_64.size
    if start != _BIG or content[max(big, 0) : max(big, 0) + 4] != b"PK\x06\x06":
        return entries, size, start, end
    *_, entries, size, start = _END_64.unpack_from(content, big)
    return entries & 0xFFFF, size, start, big


def _refuse_miscounted(content: bytes, entries: int) -> None:
    """A reader that believes the end would leave out some of them."""
    if _told(content, content.rfind(_END_MARK))[0] != entries & 0xFFFF:
        raise dangerous("文件内部的目录与内容对不上，不同软件会读出不同内容，未读取。请另存为新文件后再报送")


def _refuse_doubled_names(infos: list[zipfile.ZipInfo]) -> None:
    """No two parts may be one for a reader that minds neither case nor slashes."""
    names = [info.filename.replace("\\", "/").casefold() for info in infos]
    if len(set(names)) != len(names):
        raise dangerous("文件内部有重名的部分，不同软件会读出不同内容，未读取。请另存为新文件后再报送")


def _refuse_overlaps(content: bytes, infos: list[zipfile.ZipInfo], directory: int) -> None:
    """Each part has its own stretch of the file, under the name that the directory gives it."""
    end = 0
    for info in sorted(infos, key=lambda entry: entry.header_offset):
        start = info.header_offset
        if start < end:
            raise dangerous("文件内部各部分相互重叠，未读取。请另存为新文件后再报送")
        _refuse_unlisted(content[end:start])
        name, method, locked_there, data = _local_entry(content, start)
        locked_here = bool(info.flag_bits & _LOCKED)
        same = (name, method, locked_there) == (_name_bytes(info), info.compress_type, locked_here)
        if not same or _has_second_name(info):
            raise dangerous("文件内部同一部分有两种说法，未读取。请另存为新文件后再报送")
        end = data + info.compress_size
    if end > directory:
        raise dangerous("文件内部各部分相互重叠，未读取。请另存为新文件后再报送")
    _refuse_unlisted(content[end:directory])


def _refuse_unlisted(between: bytes) -> None:
    """A reader that goes from part to part would find what the directory does not name."""
    if b"PK\x03\x04" in between:
        raise dangerous("文件里藏有未列出的内容，未读取。请另存为新文件后再报送")


def _local_entry(content: bytes, offset: int) -> tuple[bytes, int, bool, int]:
    """The name, the method and the lock in a part's local header, and where its packed bytes begin."""
    if content[offset : offset + 4] != b"PK\x03\x04" or offset + _LOCAL.size > len(content):
        raise corrupt("文件不完整，打不开。请在表格软件中重新保存后再报送")
    _, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack_from(content, offset)
    start = offset + _LOCAL.size
    name = content[start : start + name_length]
    return name, method, bool(flags & _LOCKED), start + name_length + extra_length


def _has_second_name(info: zipfile.ZipInfo) -> bool:
    """Whether some reader takes the part for another: it ends the name at a zero, or believes a field beside it."""
    extra = info.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and extra[9 : 4 + length] != info.orig_filename.encode("utf-8"):
            return True
        extra = extra[4 + length :]
    return "\0" in info.orig_filename


def _name_bytes(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")


def _inflate(content: bytes, entry: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """The part's bytes chunk by chunk, counted and summed as they come."""
    packed = _packed(content, entry)
    checksum = size = 0
    for chunk in _chunks(packed) if entry.compress_type == zipfile.ZIP_STORED else _inflated(packed):
        size += len(chunk)
        if size > most:
            raise part_too_large(most)
        checksum = zlib.crc32(chunk, checksum)
        yield chunk
    if checksum != entry.CRC:
        raise corrupt("文件内容与校验码不符，可能在传输中损坏。请重新报送")


def part_too_large(most: int) -> Refusal:
    """`most` in bytes, inflated."""
    return dangerous(
        f"解压后单个部分超过{megabytes(most)}，未读取。请删除多余内容后重新保存", Flag.OVER_LIMIT
    )


def _chunks(packed: bytes) -> Iterator[bytes]:
    for start in range(0, len(packed), _CHUNK):
        yield packed[start : start + _CHUNK]


def _inflated(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    try:
        chunk = inflater.decompress(packed, _CHUNK)
        while chunk:
            yield chunk
            chunk = b"" if inflater.eof else inflater.decompress(inflater.unconsumed_tail, _CHUNK)
    except zlib.error as trouble:  # type: ignore[misc] # the stub takes the class for an instance
        raise corrupt("文件内容解压不了，可能在传输中损坏。请重新报送") from trouble
    if not inflater.eof or inflater.unused_data:
        raise corrupt("文件内容不完整，可能在传输中损坏。请重新报送")


def _begins_like_xml(chunk: bytes) -> bool:
    """Whatever it is called, and however many blanks stand before its first mark."""
    return b"<" in chunk[:64] or chunk.lstrip(_NOT_SAID)[:1] == b"<" or chunk.startswith(_EBCDIC)


def _refuse_doctype(chunk: bytes) -> None:
    """Entities are declared in a DOCTYPE; a workbook never needs one but before LibreOffice's macros, which are not read."""
    declared = declares(chunk, _DOCTYPE) and _DOCTYPE in _OF_MACROS.sub(b"", chunk)
    if declared or (b"\0" in chunk and any(mark in chunk for mark in _DOCTYPE_UTF16)):
        raise dangerous(
            "文件里夹带了文档类型声明（可被用来攻击），未读取。请在表格软件中另存为新文件后再报送"
        )


def _refuse_odd_encoding(beginning: bytes) -> None:
    """A part of a workbook is UTF-8 or UTF-16; any other encoding could hide a DOCTYPE."""
    stated = _ENCODING.match(beginning)
    if beginning.startswith(_EBCDIC_UTF32) or (stated and stated[1].lower() not in _ENCODINGS):
        raise dangerous("文件里用了少见的文字编码，未读取。请在表格软件中另存为新文件后再报送")
