"""The accepted ledgers of one round as they come in, indexed for the ledgers that are held against them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from decimal import Decimal

from taizhang.model.neighbours import Mark, Neighbours, PlaceAnswers
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Status


class RoundAnswers:
    """What all places of one level answered; the newest ledger of each."""

    def __init__(self) -> None:
        self._answers: dict[Reporter, PlaceAnswers] = {}
        self._ordered: defaultdict[str, list[Decimal]] = defaultdict(list)
        self._statuses: defaultdict[str, Counter[Status]] = defaultdict(Counter)
        self._marked: defaultdict[Mark, set[Reporter]] = defaultdict(set)

    def seen_by(self, reporter: Reporter) -> Neighbours:
        """The round as it stands, for one of the places."""
        return Neighbours(
            mine=reporter,
            answers=self._answers,
            ordered=self._ordered,
            statuses=self._statuses,
            marked=self._marked,
        )

    def add(self, new: PlaceAnswers) -> None:
        """Let it count; the place's former ledger does no more."""
        former = self._answers.pop(new.reporter, None)
        if former:
            self._leave_out(former)
        self._answers[new.reporter] = new
        for row, number in new.compared.items():
            insort(self._ordered[row], number)
        for row, status in new.statuses.items():
            self._statuses[row][status] += 1
        for mark in new.marks:
            self._marked[mark].add(new.reporter)

    def _leave_out(self, former: PlaceAnswers) -> None:
        for row, number in former.compared.items():
            del self._ordered[row][bisect_left(self._ordered[row], number)]
        for row, status in former.statuses.items():
            self._statuses[row][status] -= 1
        for mark in former.marks:
            self._marked[mark].discard(former.reporter)
