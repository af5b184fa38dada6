"""Batches handed out to a crew, their results taken back in order, none lost and none doubled."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Generic, TypeVar

from taizhang.desk.spreading.crew import Crew
from taizhang.desk.spreading.here import Here
from taizhang.errors import CannotRead

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_LOOK_EVERY = 1.0  # seconds


def in_order(
    crew: Crew, work: Callable[[Batch], Result], batches: Iterable[Batch], *, tries: int = 3
) -> Iterator[Result]:
    """`work(batch)` for each batch, in the order of the batches.

    `work` must be importable by name, batches and results picklable. A batch whose worker was killed is done again, so
    `work` must leave nothing behind but its result. Only so many batches and results are held as the crew works on at
    once. What `work` raises is raised here, when its batch's turn comes.

    Raises:
        CannotRead: a batch was handed out `tries` times and its worker killed each time; or nobody is left to work.
    """
    coming = iter(batches)
    ahead = list(islice(coming, 2))
    if len(ahead) < 2 and crew.worth_starting:
        crew = Here()
    queue = _Queue(crew, work, tries)
    try:
        yield from queue.results(chain(ahead, coming))
    finally:
        queue.give_up()


@dataclass(slots=True, eq=False)
class _Turn(Generic[Batch, Result]):
    """A batch that was handed out."""

    position: int  # from 1
    batch: Batch
    future: Future[Result]


@dataclass(slots=True)
class _Queue(Generic[Batch, Result]):
    """The batches that are handed out and whose results were not taken yet, in order."""

    crew: Crew
    work: Callable[[Batch], Result]
    tries: int
    turns: deque[_Turn[Batch, Result]] = field(default_factory=deque)

    def results(self, batches: Iterable[Batch]) -> Iterator[Result]:
        numbered = enumerate(batches, 1)
        while True:
            room = self.crew.at_once() - len(self.turns)
            for position, batch in islice(numbered, max(room, 0)):
                self.turns.append(_Turn(position, batch, self._handed_out(batch)))
            if not self.turns:
                return
            self._settle([self.turns[0]])
            if self._is_lost(self.turns[0]):
                self._redo_the_lost()
            yield self.turns.popleft().future.result()

    def give_up(self) -> None:
        for turn in self.turns:
            turn.future.cancel()

    def _handed_out(self, batch: Batch) -> Future[Result]:
        return self.crew.submit(self.work, batch)

    def _settle(self, turns: Iterable[_Turn[Batch, Result]]) -> None:
        """Wait until each has its result or was lost."""
        futures = [turn.future for turn in turns]
        while wait(futures, timeout=_LOOK_EVERY).not_done:
            self.crew.look_after()

    def _is_lost(self, turn: _Turn[Batch, Result]) -> bool:
        return turn.future.cancelled() or isinstance(turn.future.exception(), self.crew.lost)

    def _redo_the_lost(self) -> None:
        """One at a time with nothing beside it, so that it shows which batch its workers die of."""
        self._settle(self.turns)
        for turn in self.turns:
            for _ in range(self.tries - 1):
                if self._is_lost(turn):
                    self.crew.look_after()
                    turn.future = self._handed_out(turn.batch)
                    self._settle([turn])
            if self._is_lost(turn):
                raise CannotRead(
                    f"第{turn.position}批交出{self.tries}次，计算它的进程每次都中止了；"
                    "请检查内存是否够用，减少同时计算的进程后重新执行。"
                )
