"""Conditions on a row's number as the sheet holds it, which several rules share."""

from __future__ import annotations

from taizhang.model.ledger import LedgerRow
from taizhang_validators.sheet_formulas import either, every, is_number, never

_PARTS = "{numerator}*100/{denominator}"
_ROUNDED = "0.05"  # percentage points: a share written with one decimal place


def two_readings(row: LedgerRow) -> str:
    """A share of up to 1 in a row of %, which its own parts do not settle; "" where no number has two readings."""
    if row.unit != "%" or (row.asked is not None and row.asked.rolled_up):
        return ""
    small = (is_number("actual"), "{actual}<>0", "ABS({actual})<=1")
    settled = every(
        is_number("numerator"),
        is_number("denominator"),
        "N({denominator})<>0",
        either(
            *(
                f"ABS({reading}-N({{numerator}})*100/(N({{denominator}})+(N({{denominator}})=0)))<={_ROUNDED}"
                for reading in ("{actual}", "{actual}*100")
            )
        ),
    )
    return every(*small, never(settled))


def has_number(row: LedgerRow) -> str:
    """累计完成值 holds a number that can be read in one way only."""
    doubt = two_readings(row)
    return every(is_number("actual"), never(doubt)) if doubt else is_number("actual")
