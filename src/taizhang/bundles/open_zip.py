"""A zip opened in memory: its directory held against what stands in it, then member by member."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from taizhang.bundles.found import Found
from taizhang.bundles.inflate import inflated
from taizhang.bundles.refusal import unsupported
from taizhang.bundles.tally import Tally, too_many_entries
from taizhang.bundles.zip_directory import Directory, Entry, find_directory, read_entries
from taizhang.bundles.zip_suspicion import packed_ranges

PARTED = "这是分卷压缩包的一卷，拆不开。请不要分卷，重新打包成一个 zip 后报送"
_UNIX = 3
_NOTHING_DEFLATED = 2  # bytes


def open_zip(content: bytes, tally: Tally) -> Iterator[Found]:
    """What is listed in the zip, in its order.

    Raises:
        Refusal: the zip is damaged, parted, or built to be read in two ways; nothing was taken out then.
    """
    directory = find_directory(content)
    if directory.is_parted:
        raise unsupported(PARTED)
    entries = _entries(content, directory, tally)
    ranges = packed_ranges(content, directory, entries)
    for entry in entries:
        begin, end = ranges[entry]
        yield Found(
            entry.name,
            inflated(content, entry, begin, end),
            entry.packed,
            is_folder=entry.name.endswith(("/", "\\")) and entry.packed <= _NOTHING_DEFLATED,
            is_link=entry.system == _UNIX and stat.S_ISLNK(entry.attributes >> 16),
            place=(begin, end),
        )


def _entries(content: bytes, directory: Directory, tally: Tally) -> tuple[Entry, ...]:
    """All of them, unless there are more than allowed."""
    entries: list[Entry] = []
    for entry in read_entries(content, directory):
        if len(entries) >= tally.entries_left:
            raise too_many_entries(tally.limits)
        entries.append(entry)
    return tuple(entries)
