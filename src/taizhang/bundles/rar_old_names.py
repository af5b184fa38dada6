"""Names in a rar of the form before 2013: plain ones, and those that tell how Unicode differs from the plain one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from taizhang.bundles.member_names import guessed_name
from taizhang.bundles.rar_member import LONGEST_NAME


def old_name(written: bytes, in_unicode: bool) -> str:
    """A plain name, or one followed by how its letters differ from it in Unicode."""
    plain, zero, packed = written.partition(b"\0")
    if not (in_unicode and zero and packed):
        return guessed_name(plain)
    return _unpacked_name(plain, packed[0], packed[1:])


def _unpacked_name(plain: bytes, high: int, packed: bytes) -> str:
    """Four letters at a time: a byte that tells in what way each is written, and then the letters."""
    letters = bytearray()
    rest = iter(packed)
    with suppress(StopIteration):
        while len(letters) < 2 * LONGEST_NAME:
            ways = next(rest)
            for shift in (6, 4, 2, 0):
                letters += _next_letters(ways >> shift & 3, plain[len(letters) // 2 :], high, rest)
    return letters.decode("utf-16-le", errors="replace")


def _next_letters(way: int, plain: bytes, high: int, rest: Iterator[int]) -> bytes:
    """The low byte alone, that under the common high byte, both bytes, or so many letters as in the plain name."""
    match way:
        case 0:
            return bytes((next(rest), 0))
        case 1:
            return bytes((next(rest), high))
        case 2:
            return bytes((next(rest), next(rest)))
        case _:
            return _as_plain(plain, high, rest)


def _as_plain(plain: bytes, high: int, rest: Iterator[int]) -> bytes:
    """As they are, or all moved by so much under the common high byte."""
    length = next(rest)
    is_moved = bool(length & 0x80)
    shift = next(rest) if is_moved else 0
    part = plain[: (length & 0x7F) + 2]
    return b"".join(bytes(((letter + shift) & 0xFF, high if is_moved else 0)) for letter in part)
