"""What is wrong with a zip that is built to be read in two ways (INTAKE 13, 20)."""

from __future__ import annotations

import struct

from taizhang.bundles.refusal import damaged, dangerous
from taizhang.bundles.zip_directory import Directory, Entry

_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MARK = b"PK\x03\x04"
_MARKS = (_LOCAL_MARK, b"PK\x01\x02", b"PK\x05\x06")
_MARK_OF_ONE_PART = b"PK00"  # of a zip that was to be parted and fitted into one file
_LOCKED = 0x1


def packed_ranges(
    content: bytes, directory: Directory, entries: tuple[Entry, ...]
) -> dict[Entry, tuple[int, int]]:
    """Where each entry's packed bytes begin and end.

    Raises:
        Refusal: entries lie over each other, are called otherwise in their own headers, or something is hidden between them.
    """
    ranges = {}
    end = 0
    for entry in sorted(entries, key=lambda one: one.start):
        if entry.start < end:
            raise dangerous("压缩包里的文件相互重叠，未拆开。请重新打包后报送")
        _refuse_hidden(content, end, entry.start)
        begin = _own_header(content, entry)
        end = begin + entry.packed
        ranges[entry] = (begin, end)
    if end > directory.start:
        raise dangerous("压缩包里的文件相互重叠，未拆开。请重新打包后报送")
    _refuse_hidden(content, end, directory.start)
    _refuse_second_zip(content, directory)
    return ranges


def _own_header(content: bytes, entry: Entry) -> int:
    """Where the packed bytes begin, after the entry's own header was held against the directory."""
    start = entry.start
    if content[start : start + 4] != _LOCAL_MARK or start + _LOCAL.size > len(content):
        raise damaged()
    _, _, flags, method, *_, name, extra = _LOCAL.unpack_from(content, start)
    begin = start + _LOCAL.size + name
    if content[start + _LOCAL.size : begin] != entry.written:
        raise dangerous("压缩包里同一个文件有两个名称，未拆开。请重新打包后报送")
    if method != entry.method or (flags ^ entry.flags) & _LOCKED:
        raise dangerous("压缩包里同一个文件有两种读法，未拆开。请重新打包后报送")
    packed: int = begin + extra
    return packed


def _refuse_hidden(content: bytes, begin: int, end: int) -> None:
    """Between two entries stand at the most a few numbers; a listed file never, and nothing before the first."""
    if any(content.find(mark, begin, end) >= 0 for mark in _MARKS):
        raise dangerous("压缩包里藏有没有列出的内容，未拆开。请重新打包后报送")
    if begin == 0 and content[:end] not in (b"", _MARK_OF_ONE_PART):
        raise dangerous("压缩包前面夹带了别的内容，未拆开。请重新打包后报送")


def _refuse_second_zip(content: bytes, directory: Directory) -> None:
    """A comment may say anything, but hold no files."""
    if any(content.find(mark, directory.end) >= 0 for mark in _MARKS[:2]):
        raise dangerous("文件由两个压缩包拼成，未拆开。请重新打包后报送")
