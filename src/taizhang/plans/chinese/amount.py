"""An amount: one number of a sentence with its unit, where it stands, and how it is held against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.plan import Comparator
from taizhang.plans.chinese.comparators import comparator_after, comparator_before


@dataclass(frozen=True)
class Amount:
    """One number with its unit, where it stands, and how it is held against."""

    start: int
    end: int  # after the unit and what follows it (以上)
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    bare: bool  # no word says how it is held against
    opens: int  # where the words that belong to it start
    level: bool = False


def amount_at(text: str, match: re.Match[str], low: Decimal, high: Decimal | None, unit: str) -> Amount:
    """The amount that a match found, with the comparator around it."""
    before, opens = comparator_before(text, match.start())
    after, end = comparator_after(text, match.end())
    if high is not None and high > low:
        return Amount(match.start(), end, low, high, unit, Comparator.RANGE, False, opens)
    comparator = after or before  # what follows the number is nearer to it: 达到90%以上
    if comparator is None and "more" in match.groupdict() and match["more"]:
        comparator = Comparator.ABOVE
    return Amount(
        match.start(), end, low, None, unit, comparator or Comparator.EQUAL, comparator is None, opens
    )
