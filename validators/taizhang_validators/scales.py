"""Numbers that are ten, a thousand or ten thousand times another: a unit mixed up, or a digit too many."""

from __future__ import annotations

from decimal import Decimal

_MIXED_UP = (4, 3)  # 元 for 万元, 元 for 千元: powers of ten
_TOO_MANY_DIGITS = (2, 1)  # noughts
_SMALLEST = 10  # below, 1 may well have become 10


def scale_apart(number: Decimal, base: Decimal, *, growth: Decimal) -> int | None:
    """By which power of ten the number seems to be written too large; None where it does not.

    Args:
        number: As it was reported.
        base: What it is held against.
        growth: How many times the base the number may truly be.
    """
    if base <= 0 or number < base * 9:
        return None
    times = number / base
    for power in _MIXED_UP:
        one = Decimal(10) ** power
        if one * 4 / 5 <= times <= one * growth:
            return power if number >= _SMALLEST * one / 10 else None
    exact = (power for power in _TOO_MANY_DIGITS if times == Decimal(10) ** power)
    return next(exact, None) if base >= _SMALLEST else None


def times_words(power: int) -> str:
    """1万, 1000, 100 or 10."""
    return "1万" if power == 4 else str(10**power)
