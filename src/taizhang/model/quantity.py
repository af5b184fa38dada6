"""A Quantity is a Decimal with the measure word or unit it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from taizhang.model.grid import plain


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of something: 93 个, 40 %, 1.2 亿元."""

    value: Decimal
    unit: str = ""

    def __str__(self) -> str:
        return f"{plain(self.value)}{self.unit}"


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """The value rounded half up (四舍五入) to so many decimal places."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def half_up(value: Fraction, places: int = 1) -> Decimal:
    """The exact value rounded half up to so many decimal places; below 0 the half goes away from 0."""
    tenths = abs(value) * 10**places + Fraction(1, 2)
    whole = tenths.numerator // tenths.denominator
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)
