"""What an IMAP server answers to a FETCH, as imaplib hands it out, made into numbers, moments and bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

Answer = Sequence[
    object
]  # bytes for a line, (bytes, bytes) for a line that ends in a literal, None for nothing

_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_INTERNAL_DATE = re.compile(
    rb'\bINTERNALDATE "([ \d]?\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"'
)
_BODY = rb"\bBODY\[[A-Z]*\](?:<\d+>)? ?"
_LITERAL = re.compile(_BODY + rb"\{\d+\}$")
_IN_LINE = re.compile(_BODY + rb'(?:NIL|"((?:[^"\\]|\\.)*)")')
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the server says of a mail before it is fetched."""

    uid: int
    size: int  # in bytes; 0 when it does not say
    received: datetime | None  # with zone; None when it says nothing readable


def facts_of(answer: Answer) -> Iterator[Facts]:
    """Of each mail that the answer speaks of."""
    for line in map(_line, answer):
        uid, size = _UID.search(line), _SIZE.search(line)
        if uid:
            yield Facts(int(uid[1]), int(size[1]) if size else 0, _moment(line))


def contents_of(answer: Answer) -> Iterator[tuple[int, bytes]]:
    """The UID and the bytes of each mail or header; lines about changed flags are none."""
    for place, piece in enumerate(answer):
        content = _content(piece)
        after = answer[place + 1] if place + 1 < len(answer) else None
        uid = _UID.search(_line(piece)) or (_UID.search(after) if isinstance(after, bytes) else None)
        if content is not None and uid:
            yield int(uid[1]), content


def _content(piece: object) -> bytes | None:
    if isinstance(piece, tuple):
        return piece[1] if _LITERAL.search(piece[0]) else None
    in_line = _IN_LINE.search(_line(piece))
    return re.sub(rb"\\(.)", rb"\1", in_line[1] or b"") if in_line else None


def _line(piece: object) -> bytes:
    if isinstance(piece, tuple):
        return bytes(piece[0])
    return piece if isinstance(piece, bytes) else b""


def _moment(line: bytes) -> datetime | None:
    """INTERNALDATE; month names are not the computer's language, so `strptime` is not asked."""
    found = _INTERNAL_DATE.search(line)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = (
        one.decode() for one in found.groups()
    )
    east = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    try:
        zone = timezone(-east if sign == "-" else east)
        number = MONTHS.index(month.title()) + 1
        return datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except ValueError:
        return None
