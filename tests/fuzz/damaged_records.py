"""Records with a kind, a length and a body, changed one by one: those of Excel's two binary formats."""

from __future__ import annotations

import struct
from collections.abc import Callable
from random import Random

from clients.biff12 import record as record_12

from fuzz.odd_values import INTEGERS, few

Records = list[tuple[int, bytes]]
_FORMS = ("<B", "<H", "<I", "<d")
_DOUBLES = (0.0, -1.0, 1e308, -1e308, float("nan"), float("inf"), 2958466.0, 60.0, 0.5, 1e-320)


def records_8(stream: bytes) -> Records:
    """Of an .xls."""
    found, at = [], 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        found.append((kind, stream[at + 4 : at + 4 + length]))
        at += 4 + length
    return found


def stream_8(records: Records) -> bytes:
    return b"".join(struct.pack("<HH", kind & 0xFFFF, len(body) & 0xFFFF) + body for kind, body in records)


def records_12(part: bytes) -> Records:
    """Of an .xlsb."""
    found, at = [], 0
    while at < len(part):
        kind, at = _seven_bits(part, at, 2)
        length, at = _seven_bits(part, at, 4)
        found.append((kind, part[at : at + length]))
        at += length
    return found


def stream_12(records: Records) -> bytes:
    return b"".join(record_12(kind & 0x3FFF, body) for kind, body in records)


def _seven_bits(part: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for turn in range(most):
        if at >= len(part):
            break
        number |= (part[at] & 0x7F) << 7 * turn
        at += 1
        if not part[at - 1] & 0x80:
            break
    return number, at


def damaged_records(chance: Random, records: Records) -> Records:
    """A few of them; every kind is as likely as another, however often it occurs."""
    damage = list(records)
    for _ in range(few(chance)):
        if not damage:
            break
        kind = chance.choice(sorted({one for one, _ in damage}))
        at = chance.choice([at for at, (one, _) in enumerate(damage) if one == kind])
        _change(chance, damage, at)
    return damage


def _change(chance: Random, damage: Records, at: int) -> None:
    kind, body = damage[at]
    match chance.randrange(12):
        case 0:
            del damage[at]
        case 1:
            damage[at:at] = [damage[at]] * (1 + chance.randrange(100))
        case 2:
            damage.insert(chance.randrange(len(damage)), damage.pop(at))
        case 3:
            damage[at] = (chance.choice(damage)[0], body)
        case 4:
            damage[at] = (kind, body[: chance.randrange(len(body) + 1)])
        case 5:
            damage[at] = (kind, body + body[: chance.randrange(len(body) + 1)])
        case _:
            damage[at] = (kind, _with_odd_field(chance, body))


def _with_odd_field(chance: Random, body: bytes) -> bytes:
    if not body:
        return bytes([chance.randrange(256)])
    form = chance.choice(_FORMS)
    size = struct.calcsize(form)
    odd = chance.choice(_DOUBLES) if form == "<d" else chance.choice(INTEGERS) & ((1 << 8 * size) - 1)
    at = min(2 * chance.randrange(len(body) // 2 + 1), len(body) - 1)
    return (body[:at] + struct.pack(form, odd) + body[at + size :])[: len(body)]


def changed_stream(
    read: Callable[[bytes], Records], write: Callable[[Records], bytes], chance: Random, stream: bytes
) -> bytes:
    return write(damaged_records(chance, read(stream)))
