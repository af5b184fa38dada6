"""Bytes changed wherever they stand."""

from __future__ import annotations

import struct
from random import Random

from fuzz.odd_values import INTEGERS, few

_STRETCHES = (1, 1, 2, 4, 40, 400)
_ODD = (
    b"\0" * 4,
    b"\xff" * 8,
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x01\x02",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"\r\n\r\n",
    b"\x80",
    b"<",
    b'"',
    b"\xed\xa0\x80",
)


def damaged_bytes(chance: Random, content: bytes, most: int = 12) -> bytes:
    """Some bytes flipped, some stretches cut out, doubled, moved or replaced."""
    damage = bytearray(content)
    for _ in range(few(chance, most)):
        _change(chance, damage)
    return bytes(damage)


def _change(chance: Random, damage: bytearray) -> None:
    at = chance.randrange(len(damage) + 1)
    end = min(len(damage), at + chance.choice(_STRETCHES))
    match chance.randrange(8):
        case 0:
            del damage[at:end]
        case 1:
            damage[at:at] = damage[at:end] * (1 + chance.randrange(3))
        case 2:
            to = chance.randrange(len(damage) + 1)
            damage[to:to] = damage[at:end]
        case 3:
            odd = chance.choice(_ODD)
            damage[at : at + len(odd)] = odd
        case 4:
            form = chance.choice(("<H", ">H", "<I", ">I"))
            odd = struct.pack(form, chance.choice(INTEGERS) & (0xFFFF if form[1] == "H" else 0xFFFFFFFF))
            damage[at : at + len(odd)] = odd
        case 5 if chance.random() < 0.2:
            del damage[at:]
        case _:
            damage[at : at + 1] = bytes([chance.randrange(256)])
