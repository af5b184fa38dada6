"""How classes of numbers are written in one cell, and read back: ≥90得10分；≥80且＜90得8分；＜80得0分."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from taizhang.model.grid import plain
from taizhang.model.scoring import Bound, Scale
from taizhang.plans.changing.forms import Unreadable

_NUMBER = r"(-?\d+(?:\.\d+)?)[%分名]?"
_LOWER = re.compile(rf"(?:(>=|≥|不低于|达到)|(>|高于|超过)){_NUMBER}|{_NUMBER}(及?以上)")
_UPPER = re.compile(rf"(?:(<=|≤|不超过|不高于)|(<|低于|不足)){_NUMBER}|{_NUMBER}(及?以下)")
_RANGE = re.compile(rf"{_NUMBER}(?:-|~|至|到|—+){_NUMBER}")
_BETWEEN = re.compile(r"[;；。\n]")
_SPLIT = re.compile(r"(.*?)\s*[得:：→]\s*(.+)")  # 得 before points, a colon before words


@dataclass(frozen=True, slots=True)
class _Class:
    """One class as it was written; None where a side is open, or where it is not said whose the number itself is."""

    low: Decimal | None
    high: Decimal | None
    low_in: bool | None
    high_in: bool | None
    gives: str
    words: str  # as they were written


def shown_scale(scale: Scale, gives: Sequence[str], link: str, *, rising: bool = False) -> str:
    """Each class with what it gives, the highest first unless they are to rise."""
    told = [f"{words}{link}{given}" for words, given in zip(scale.words(), gives, strict=True)]
    return "；".join(told if rising else reversed(told))


def read_scale(text: str, fix: str) -> tuple[Scale, tuple[str, ...]]:
    """The scale that a cell's words say, and what each class gives, the lowest first.

    Raises:
        Unreadable: a class cannot be read, or they leave a gap or overlap; `fix` is an example of what to write.
    """
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    classes = sorted((_class(part, fix) for part in parts), key=_from_below)
    if len(classes) < 2:
        raise Unreadable("至少要写两档", fix)
    _check_ends(classes, fix)
    bounds = _closed([_bound(one, other, fix) for one, other in pairwise(classes)])
    try:
        return Scale(bounds), tuple(one.gives for one in classes)
    except ValueError:
        raise Unreadable("各档的界限没有从低到高排开", fix) from None


def _class(part: str, fix: str) -> _Class:
    match = _SPLIT.fullmatch(part)
    if match is None:
        raise Unreadable(f"“{part[:30]}”没有写明得什么", fix)
    low = high = low_in = high_in = None
    for words in _plain(match[1]).replace("并且", "且").split("且"):
        if found := _RANGE.fullmatch(words):
            low, high = Decimal(found[1]), Decimal(found[2])
        elif found := _LOWER.fullmatch(words):
            low, low_in = Decimal(found[3] or found[4]), found[2] is None
        elif found := _UPPER.fullmatch(words):
            high, high_in = Decimal(found[3] or found[4]), found[2] is None
        else:
            raise Unreadable(f"“{part[:30]}”的界限看不懂", fix)
    return _Class(low, high, low_in, high_in, match[2], part)


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).replace("–", "—").split())


def _from_below(one: _Class) -> tuple[Decimal, Decimal]:
    lowest, highest = Decimal("-Infinity"), Decimal("Infinity")
    return (lowest if one.low is None else one.low, highest if one.high is None else one.high)


def _check_ends(classes: Sequence[_Class], fix: str) -> None:
    first, last = classes[0], classes[-1]
    if first.low is not None:
        raise Unreadable(f"没有规定低于{plain(first.low)}的怎样算", fix)
    if last.high is not None:
        raise Unreadable(f"没有规定高于{plain(last.high)}的怎样算", fix)


def _bound(one: _Class, other: _Class, fix: str) -> tuple[Decimal, bool | None]:
    """Where the class ends and the next begins, and whether the number itself is still its own; None where open."""
    if one.high is None or other.low is None or one.high > other.low:
        raise Unreadable(f"“{one.words[:20]}”与“{other.words[:20]}”有重叠", fix)
    if one.high < other.low:
        raise Unreadable(f"{plain(one.high)}与{plain(other.low)}之间没有规定", fix)
    if one.high_in is not None and one.high_in is other.low_in:
        says = "同时落在两档里" if one.high_in else "哪一档也没有写进去"
        raise Unreadable(f"恰好{plain(one.high)}{says}", fix)
    if one.high_in is not None:
        return one.high, one.high_in
    return one.high, None if other.low_in is None else not other.low_in


def _closed(bounds: Sequence[tuple[Decimal, bool | None]]) -> tuple[Bound, ...]:
    """The bounds; one that is left open (80-90) falls as the others do, else to the class above."""
    said = {below for _, below in bounds if below is not None}
    usual = said == {True}
    return tuple(Bound(at, usual if below is None else below) for at, below in bounds)
