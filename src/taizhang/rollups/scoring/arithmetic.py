"""Arithmetic: a number together with how it was worked out, as it is printed: 20×18÷25."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.model.grid import plain
from taizhang.model.quantity import half_up

_SIGNS = "+-×÷("


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """An exact number and the arithmetic behind it, in + - × ÷ ( ) MIN( , ) MAX( , )."""

    shown: str
    exact: Fraction

    def __str__(self) -> str:
        """As a part of more arithmetic: in brackets where it is more than one number."""
        return f"({self.shown})" if any(sign in self.shown for sign in _SIGNS) else self.shown

    def comes_to(self, places: int) -> str:
        """With its result: 20×18÷25=14.4, or ≈ where it is rounded; a mere number stands alone."""
        result = half_up(self.exact, places)
        if self.shown == plain(result):
            return self.shown
        return f"{self.shown}{'=' if Fraction(result) == self.exact else '≈'}{plain(result)}"


def number(value: Decimal | int) -> Arithmetic:
    """A number as it stands."""
    held = Decimal(value)
    return Arithmetic(plain(held), Fraction(held))


def times(worked: Arithmetic, share: Decimal) -> Arithmetic:
    """That times a share of 1; the same for a whole."""
    if share == 1:
        return worked
    shown = f"({worked.shown})" if _adds(worked.shown) else worked.shown
    return Arithmetic(f"{shown}×{plain(share)}", worked.exact * Fraction(share))


def _adds(shown: str) -> bool:
    """Whether something is added or taken away outside all brackets."""
    depth = 0
    for sign in shown:
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign in "+-":
            return True
    return False
