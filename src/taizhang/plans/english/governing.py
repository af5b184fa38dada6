"""Which time governs which number of a sentence."""

from __future__ import annotations

import re
from datetime import date

from taizhang.plans.draft import Timed
from taizhang.plans.english.reading import ReadSentence

_Times = list[tuple[int, Timed]]

_JOINERS = re.compile(r"[\s_]*(?:and |but |then |while |of which,? |among them,? )?[\s_]*$", re.I)
_VERB = re.compile(
    r"\b(?:shall|will|should|must|is|are|was|were|has|have|reach\w*|account\w*|exceed\w*|increas\w*|complet\w*|guide|carry|promot\w*|achiev\w*|reali[sz]\w*|goes|publish|start)\b",
    re.I,
)


def governing_days(read: ReadSentence, numbers: list[int]) -> list[date | None]:
    """The day of each number: a time at the head of a clause holds for what follows, one behind a number for what it closes."""
    heads: _Times = []
    tails: _Times = []
    for timed in read.times:
        at, _ = read.place(timed)
        head = _opens(read, at) or not any(number < at for number in numbers)
        (heads if head else tails).append((at, timed))
    return [_day(read, number, heads, tails) for number in numbers]


def _opens(read: ReadSentence, at: int) -> bool:
    """Whether a time is the first thing that its clause says."""
    start, _ = read.clause(at)
    return bool(_JOINERS.match(read.text[start:at]))


def _day(read: ReadSentence, at: int, heads: _Times, tails: _Times) -> date | None:
    behind = next(((place, timed) for place, timed in tails if place > at), None)
    before = next(((place, timed) for place, timed in reversed(heads) if place < at), None)
    if (
        behind
        and not any(at < place < behind[0] for place, _ in heads)
        and _closes(read, at, behind[0], before)
    ):
        return behind[1].day
    if before:
        return before[1].day
    earlier = (timed for place, timed in reversed(tails) if place < at and ";" not in read.text[place:at])
    return next((timed.day for timed in earlier), None)


def _closes(read: ReadSentence, at: int, time: int, before: tuple[int, Timed] | None) -> bool:
    """Whether a time behind a number speaks of it: in the same clause, or behind the list that it stands in."""
    clause = read.clause(at)
    if clause == read.clause(time):
        return before is None or not clause[0] <= before[0] < clause[1]
    between = read.text[at:time]
    return before is None and ";" not in between and not _VERB.search(between[between.find(",") + 1 :])
