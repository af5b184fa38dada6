"""A rar opened in memory: its headers are read here, its members inflated by the system's libarchive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from zlib import crc32

from taizhang.bundles.found import Found
from taizhang.bundles.open_zip import PARTED
from taizhang.bundles.rar_headers import read_rar_headers
from taizhang.bundles.rar_member import RarHeaders, RarMember
from taizhang.bundles.refusal import (
    Refusal,
    damaged,
    damaged_member,
    dangerous,
    locked,
    odd_method,
    unsupported,
)
from taizhang.bundles.tally import Tally, too_many_entries
from taizhang.bundles.unpackers import rar_library

_TITLE = "RAR压缩包"
_CHUNK = 256 * 1024
_NOT_THERE = ("unsupported", "not supported", "unavailable")  # what libarchive calls what it does not read


def open_rar(content: bytes, tally: Tally) -> Iterator[Found]:
    """What is listed in the rar, in its order.

    Raises:
        Refusal: it is damaged, locked or parted, or nothing is installed that opens it.
    """
    headers = read_rar_headers(content, tally.entries_left)
    _refuse(content, headers, tally)
    library = rar_library()
    if library is None:
        raise unsupported(f"这是{_TITLE}，这里拆不开。请改用 zip 重新打包后报送")
    try:
        yield from _members(library, content, headers)
    except library.ArchiveError as trouble:
        raise _refusal_of(trouble) from trouble


def _refuse(content: bytes, headers: RarHeaders, tally: Tally) -> None:
    if headers.is_locked:
        raise locked(_TITLE)
    if headers.is_parted:
        raise unsupported(PARTED)
    if headers.end is not None and content[headers.end :].strip(b"\0\r\n"):
        raise dangerous(f"{_TITLE}后面夹带了别的内容，未拆开。请重新打包后报送")
    if len(headers.members) > tally.entries_left:
        raise too_many_entries(tally.limits)
    if not headers.is_whole:
        raise damaged()


def _members(library: Any, content: bytes, headers: RarHeaders) -> Iterator[Found]:
    """What the headers say and what libarchive finds, one beside the other."""
    with library.memory_reader(content, headers.form, "none") as archive:
        for member, entry in zip_longest(headers.members, archive):
            if member is None or entry is None:
                raise damaged()
            yield Found(
                member.name,
                _chunks(library, entry, member),
                member.packed,
                is_folder=member.is_folder,
                is_link=member.is_link,
                in_stream=True,
                unchecked=member.checksum is None and not member.is_folder,
            )


def _chunks(library: Any, entry: Any, member: RarMember) -> Iterator[bytes]:
    """The member's bytes, summed as they come, and never more than its header says."""
    size = summed = 0
    try:
        for chunk in entry.get_blocks(block_size=_CHUNK):
            size += len(chunk)
            summed = crc32(chunk, summed)
            if member.size is not None and size > member.size:
                raise damaged_member()
            yield chunk
    except library.ArchiveError as trouble:
        raise _refusal_of(trouble) from trouble
    if member.size not in (None, size) or member.checksum not in (None, summed):
        raise damaged_member()


def _refusal_of(trouble: Any) -> Refusal:
    """What is not read is told in English; all else is damage."""
    says = str(trouble.msg).lower()
    return odd_method() if any(word in says for word in _NOT_THERE) else damaged()
