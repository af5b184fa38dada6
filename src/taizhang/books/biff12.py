"""The records of an xlsb part ([MS-XLSB]): a kind and a length in seven-bit bytes, then the body."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from taizhang.books.record_counts import refuse_many_records


def records(part: bytes, most: int) -> Iterator[tuple[int, bytes]]:
    """The part's records.

    Raises:
        struct.error or IndexError: the last one is cut short.
        Refusal: there are more than `most`.
    """
    at = count = 0
    while at < len(part):
        count += 1
        refuse_many_records(count, most)
        kind, at = _kind(part, at)
        length, at = _length(part, at)
        if at + length > len(part):
            raise struct.error("a record is cut short")
        yield kind, part[at : at + length]
        at += length


def _kind(part: bytes, at: int) -> tuple[int, int]:
    """Two bytes where the first has its high bit set."""
    if part[at] < 0x80:
        return part[at], at + 1
    return (part[at] & 0x7F) | (part[at + 1] & 0x7F) << 7, at + 2


def _length(part: bytes, at: int) -> tuple[int, int]:
    length = 0
    for shift in range(0, 28, 7):
        byte = part[at]
        length |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            break
    return length, at


def text_at(body: bytes, at: int) -> tuple[str, int]:
    """A counted text and where it ends; "" for the count that says there is none."""
    count = struct.unpack_from("<I", body, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(body):
        raise struct.error("a text is cut short")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
