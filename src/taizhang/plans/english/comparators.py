"""Comparators: the words before and behind a number that say from where to where it may go."""

from __future__ import annotations

import re

from taizhang.model.plan import Comparator

_LESS, _MORE = "(?:less|lower|fewer|smaller|shorter)", "(?:more|higher|greater|larger|longer|later)"
_GROWS = r"(?:increas\w*|rais\w*|ris(?:e|es|en|ing)|grow\w*|improv\w*|expand\w*|enhanc\w*|upgrad\w*|promot\w*|climb\w*|add\w*)"
_SHRINKS = r"(?:reduc\w*|decreas\w*|drop\w*|fall\w*|fell|declin\w*|lower\w*|shorten\w*|compress\w*|cut|limit\w*|narrow\w*)"
_HELD = r"(?:control\w*|kept|keep|limit\w*|maintained|restrict\w*)"
_LEVEL_HELD = r"(?:kept|keep|maintained|stable|stabili[sz]ed|remains?|consolidated)"
_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = tuple(
    (sign, re.compile(rf"\b(?:{words}) ?(?:the |a |an |its |level |standard |of |rate of |grade )*$", re.I))
    for sign, words in (
        (Comparator.ABOUT, rf"{_LEVEL_HELD} at (?:about|around|approximately)"),
        (Comparator.AT_MOST, rf"(?:not|never|no)(?: to)?(?: be)? {_MORE} than|not(?: to)? (?:be )?(?:exceed\w*|above|over)|(?:not|without) exceed\w*|no {_MORE} than|"
                             rf"{_HELD} (?:at|within|below|under|to|in)(?: (?:about|around|less than|no more than))?|within|{_SHRINKS} (?:[^,;]{{0,60}} )?(?:to|below|within|under)|at most|a maximum of|maximum of|down to|limited to"),
        (Comparator.AT_LEAST, rf"(?:not|never|no)(?: to)?(?: be)? {_LESS} than|not(?: to)? be (?:below|under)|no {_LESS} than|not below|at (?:the )?least|(?:a )?minimum of|"
                              rf"reach\w*(?: (?:to|up to|or exceed\w*|a level of))?|{_GROWS} (?:[^,;]{{0,60}} )?to|up to|attain\w*|achiev\w*|hit|arriv\w* at|_+ to|come to|comes to"),
        (Comparator.ABOVE, rf"{_MORE} than|over|exceed\w*|above|in excess of|beyond|surpass\w*|better than|up by more than"),
        (Comparator.BELOW, rf"{_LESS} than|below|under"),
        (Comparator.ABOUT, "about|around|approximately|nearly|some|roughly|almost|close to"),
    )
)  # fmt: skip
_NOUN = r"(?: (?!or |and |of |in |for )[a-z]+)?"
_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (Comparator.AT_LEAST, re.compile(rf"{_NOUN},? ?(?:or|and) (?:more|above|higher|over|greater|better|longer|upwards?)\b|^ ?(?:above|upwards?)\b", re.I)),
    (Comparator.AT_MOST, re.compile(rf"{_NOUN},? ?(?:or|and) (?:less|below|lower|fewer|under|within|shorter)\b|^ ?below\b", re.I)),
    (Comparator.ABOUT, re.compile(r"^ ?(?:or so|left and right|around|about)\b", re.I)),
)  # fmt: skip


def comparator_before(before: str) -> Comparator | None:
    return next((sign for sign, pattern in _BEFORE if pattern.search(before)), None)


def comparator_after(after: str) -> Comparator | None:
    return next((sign for sign, pattern in _AFTER if pattern.match(after)), None)


def comparator_of(before: str, after: str) -> Comparator | None:
    """What stands behind the number counts first: reach 95% or more, controlled at 5 days or less."""
    ahead, behind = comparator_before(before), comparator_after(after)
    if ahead is Comparator.AT_MOST and behind is Comparator.ABOUT:
        return ahead
    return behind or ahead
