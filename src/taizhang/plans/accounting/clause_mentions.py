"""Responsibility clauses as mentions, and what in a clause was not read as a unit, a role or a note."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from taizhang.model.plan import Plan
from taizhang.plans.accounting.fields import Places
from taizhang.plans.squeezed import Stretch

_WORD = re.compile(r"[一-龥A-Za-z][一-龥A-Za-z' -]+")


class ClauseMentions:
    """The clauses of a document, those of its tasks and those that stand elsewhere."""

    def __init__(self, plan: Plan, places: Places, clauses: Iterable[Stretch], read: re.Pattern[str]) -> None:
        stretches = sorted({(clause.start, clause.end) for clause in clauses})
        self._clauses = [one for at, one in enumerate(stretches) if not at or one[0] >= stretches[at - 1][1]]
        self._starts = [start for start, _ in self._clauses]
        self._unread = sorted(set(_unread(plan, places, read)))
        self._unread_at = frozenset(self._unread)

    def starting_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The clauses that start there, and the unread words there."""
        for stretches in (self._clauses, self._unread):
            first, last = bisect_left(stretches, (start, 0)), bisect_left(stretches, (end, 0))
            yield from stretches[first:last]

    def holds(self, position: int) -> bool:
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._clauses[at][1]

    def is_unread(self, start: int, end: int) -> bool:
        return (start, end) in self._unread_at


def _unread(plan: Plan, places: Places, read: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Words of the tasks' clauses that stand in no field."""
    notes = [one.span for one in (plan.default_duty, plan.role_rule) if one]
    for task in plan.tasks:
        times = {places.words(deadline.span) for deadline in task.deadlines}
        for index, clause in enumerate(task.clauses):
            duties = [duty.span for duty in task.duties if duty.clause == index]
            start, end = places.of(clause)
            known = [places.of(span) for span in (*notes, *duties)]
            known += [found for words in times for found in places.find(words, start, end)]
            left = read.sub(_blot, _without(places.source.text, start, end, known))
            yield from ((start + word.start(), start + word.end()) for word in _WORD.finditer(left))


def _without(text: str, start: int, end: int, known: Iterable[tuple[int, int]]) -> str:
    left = text[start:end]
    for first, last in known:
        first, last = max(first, start) - start, min(last, end) - start
        if first < last:
            left = left[:first] + "▁" * (last - first) + left[last:]
    return left


def _blot(found: re.Match[str]) -> str:
    return "▁" * len(found[0])
