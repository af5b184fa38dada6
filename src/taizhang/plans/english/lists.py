"""Lists of numbers (reach 40% and 60% respectively): what stands once and holds for all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from taizhang.plans.draft import Timed
from taizhang.plans.english.counted import Amount
from taizhang.plans.english.reading import ReadSentence

_JOINS = re.compile(
    r"[ ,_]*(?:(?:in|of|for|among|at) (?:the )?(?:(?!and\b)[a-z'-]+ ){1,6}(?=and ))?(?:and )?(?:more than |over |at least |no less than |above |about )?"
)
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
_NAMES = rf"{_NAME}(?:(?:, ?(?:and )?| and ){_NAME}){{1,30}}"
_BEHIND = re.compile(
    rf" ?(?:[\w-]+ ){{0,5}}?[\w-]+(?: ?\([^)]*\))? ?[:(,]? ?(?:namely |including |such as )?(?P<names>{_NAMES})"
)
_AHEAD = re.compile(rf"(?P<names>{_NAMES}),? ?(?:and )?(?:other |etc\.? |these |the |the other )?$")
_CUT = re.compile(r", ?(?:and )?| and ")


def runs_of(text: str, amounts: list[Amount]) -> list[list[int]]:
    """Amounts of one kind that only commas and `and` part, by their place in the list."""
    runs: list[list[int]] = []
    for at, one in enumerate(amounts):
        last = amounts[at - 1] if at else None
        if last and _is_share(last) and _is_share(one) and _JOINS.fullmatch(text, last.end, one.start):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1]


def _is_share(one: Amount) -> bool:
    return one.share or one.unit[:1] in ("‰", "/")


def share_comparators(amounts: list[Amount], runs: list[list[int]]) -> list[Amount]:
    """In `reach 40% and 60%` the word stands once."""
    shared = list(amounts)
    for run in runs:
        said = shared[run[0]].sign
        for at in run[1:]:
            said = shared[at].sign or said
            shared[at] = replace(shared[at], sign=said)
    return shared


def days_of_runs(read: ReadSentence, amounts: list[Amount], runs: list[list[int]]) -> dict[int, date]:
    """The day of each number under several joined times (by 2033 and 2035 … 40% and 60% respectively)."""
    joined = [timed for timed in read.times if timed.day]
    days: dict[int, date] = {}
    for run in runs:
        first = amounts[run[0]].start
        ahead = [timed for timed in joined if read.place(timed)[0] < first][-len(run) :]
        if len(ahead) == len(run) and _are_joined(read, ahead):
            days |= {amounts[at].start: timed.day for at, timed in zip(run, ahead, strict=True) if timed.day}
    return days


def _are_joined(read: ReadSentence, ahead: list[Timed]) -> bool:
    places = [read.place(timed) for timed in ahead]
    return all(
        re.fullmatch(r"[ ,]*(?:and )?(?:by )?(?:the end of )?", read.stretch.text[end:start])
        for (_, end), (start, _) in pairwise(places)
    )


def names_of(text: str, one: Amount) -> tuple[str, ...]:
    """The names that a count lists, before or behind it; their number equals the count."""
    ahead = _AHEAD.search(text[max(0, one.start - 400) : one.start])
    behind = _BEHIND.match(text[one.end : one.end + 400])
    for found in (ahead, behind):
        if found:
            printed = found["names"]
            if found is ahead and one.start <= 400 and not text[: ahead.start()].strip():
                printed = re.sub(
                    rf"^[A-Z][a-z]+ (?={_NAME})", "", printed
                )  # the verb that opens the sentence
            names = tuple(name.strip() for name in _CUT.split(printed) if name.strip())
            if len(names) == one.low:
                return names
    return ()
