"""A Stated number is one that a paper says, with the cells of the rollup workbook that it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from taizhang.rollups.how import How

_PREFIX = "TZ"
_LONGEST = 34  # characters; Word takes 40, and a number that is said again gets an ending
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """One number, or the quoted words of a reporter."""

    mark: str  # the bookmark's name in Word: TZ_rank_990101
    title: str  # what the number is, in Chinese
    value: Decimal | None  # None for quoted words
    printed: str
    how: How
    origins: str  # cells and ranges of the workbook, parted by blanks; 取自 in 来源索引
    parameter: str = ""  # 参数 there
    clause: str = ""  # the plan's words


def mark_of(*words: str) -> str:
    """A name that Word takes for a bookmark: letters, digits and underscores, the same for the same words."""
    text = "_".join((_PREFIX, *words))
    name = _UNFIT.sub("_", text)
    if text.isascii() and len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9].rstrip('_')}_{sha256(text.encode()).hexdigest()[:8]}"
