"""What is no aim: the parts of a sentence that tell what has been reached, or from where a number starts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.times import AIMS, DONE, GONE_BY
from taizhang.plans.chinese.sentences import pieces

_GONE_BY = re.compile(GONE_BY)
_SINCE = re.compile("20\\d\\d年以来")
_DONE = re.compile(DONE)
_AIMS = re.compile(AIMS)
_AHEAD = re.compile("20\\d\\d年")
_BASES = re.compile(
    "在[^,，;；。]{0,40}基础上|[由从][^,，;；。由从]{1,30}?(?=[逐稳]?步?(?:提[高升]|增[加长]|上升|[下压]降|降[低至到]|压[减缩]|扩大|减少|缩[短减]|调整))"
    "|[较比][^,，;；。较比]{1,16}[%％‰](?=[提增降下上])"
)


def read_bases(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the words that say from where a number starts (由30%提高, 在60%的基础上)."""
    return (found.span() for found in _BASES.finditer(text))


def read_past(text: str, year: int) -> Iterator[tuple[int, int]]:
    """Start and end of what has been reached, in a plan for `year`.

    What is said of a time gone by holds until the next stop, aim or time to come.
    """
    past = False
    for start, end in pieces(text):
        piece = text[start:end]
        past = past and text[start - 1] not in ";；。"
        done = _DONE.search(piece)
        if _opens_past(piece, year):
            past = True
        elif _AIMS.search(piece) or any(int(found[0][:4]) >= year for found in _AHEAD.finditer(piece)):
            past = False
            continue
        if past or done:
            yield start + (done.start() if done and not past else 0), end
        past = past or bool(done)


def _opens_past(piece: str, year: int) -> bool:
    found = _GONE_BY.match(piece)
    return bool(found and (not found["year"] or int(found["year"]) < year)) or bool(_SINCE.match(piece))
