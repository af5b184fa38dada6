"""W503: a text tells of the place that reports, not of another on the roster.

填报单位名单：某县、清河县、白石县
| 任务编号 | 进展情况                |
| T01    | 某县已建成两处             |
| T02    | [清河县已建成两处]          |
| T03    | 赴清河县学习后，方案已经印发      |
| T04    | 与白石县、清河县共建的中心已投用    |
| T05    | 某县与清河县都已建成，清河县代管一处 |
| T06    | 清河县级公立医院改革座谈会已召开 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule

_TEXTS = ("progress", "problems", "next_steps")
_ENDS = re.compile(r"[县市区旗州盟](?![级域区])")
_LENGTHS = range(3, 12)  # characters of a name; one of two is too often part of a word
# What stands before a place that is only visited, asked or met.
_BESIDE = tuple("赴与同和及跟到向由从对往邻、，以在原")


@rule(
    "W503",
    title="文字里写的是其他地方",
    says="{column}里写的是“{place}”，没有提到{own}",
    fix="请核对是否误贴了其他单位的内容；确与该地有关的，请写清本单位做了什么。",
    source="填报说明：进展情况",
    after=("W501", "W502"),
)
def text_is_about_ones_own_place(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Names are public; what the other place reported is not looked at."""
    places, own = given.place_names, given.reporter_name
    if not places:
        return
    every_text = "\n".join([f"{row.progress}\n{row.problems}\n{row.next_steps}" for row in ledger.rows])
    for row in ledger.rows if _may_name(every_text.replace(own, ""), places) else ():
        for field, text in zip(_TEXTS, (row.progress, row.problems, row.next_steps), strict=True):
            if len(text) < _LENGTHS.start or own in text or not row.concerns:
                continue
            if place := _named(text, places):
                yield hit(row, field, column=COLUMN_TITLES[field], place=place, own=own)


def _may_name(text: str, places: frozenset[str]) -> bool:
    """Whether any word in it ends as one of the places does; mostly none does."""
    endings = _endings(places)
    return any(text[match.end() - _LENGTHS.start : match.end()] in endings for match in _ENDS.finditer(text))


def _named(text: str, places: frozenset[str]) -> str:
    """The first place that the text, in which one's own does not stand, tells of; "" where it tells of none."""
    endings = _endings(places)
    for end in (match.end() for match in _ENDS.finditer(text)):
        if text[end - _LENGTHS.start : end] not in endings:  # nearly always
            continue
        for start in (end - length for length in _LENGTHS if length <= end):
            if text[start:end] in places and not text[:start].endswith(_BESIDE):
                return text[start:end]
    return ""


@lru_cache(maxsize=8)
def _endings(places: frozenset[str]) -> frozenset[str]:
    """How the names end that are long enough to be told of."""
    return frozenset(name[-_LENGTHS.start :] for name in places)
