"""Comparators: the words before and after a number that say how it is to be held against."""

from __future__ import annotations

import re

from taizhang.model.plan import Comparator
from taizhang.model.words.targets import AFTER, BEFORE

_BEFORE = tuple((Comparator(sign), re.compile(words), gap) for sign, words, gap in BEFORE)
_AFTER = tuple((Comparator(sign), re.compile(words)) for sign, words in AFTER)
_FARTHEST = 36  # characters


def comparator_before(text: str, start: int) -> tuple[Comparator | None, int]:
    """The comparator whose words stand nearest before the number in its part, and where they start."""
    window_start = max(0, start - _FARTHEST)
    for index in range(start - 1, window_start - 1, -1):
        if text[index] in ",，;；。、":
            window_start = index + 1
            break
    window = text[window_start:start]
    best: tuple[int, Comparator, int] | None = None
    for sign, pattern, gap in _BEFORE:
        for found in pattern.finditer(window):
            if len(window) - found.end() <= gap and not re.search(r"\d", window[found.end() :]):
                candidate = (found.end(), sign, window_start + found.start())
                best = max(best, candidate, key=lambda c: c[0]) if best else candidate
    return (best[1], best[2]) if best else (None, start)


def comparator_after(text: str, end: int) -> tuple[Comparator | None, int]:
    """The comparator right after the number and its unit, and where its words end."""
    for sign, pattern in _AFTER:
        found = pattern.match(text, end)
        if found:
            return sign, found.end()
    return None, end
