"""Pair the tasks of two plans by what they speak of; a doubtful task stays without a partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.model.plan import Plan, Task
from taizhang.plans.aligning.weigh import Said, Scale, said_by

_ALIKE = 0.2  # tasks less alike than this are two tasks
_ALIKE_ACROSS = 0.27  # the same between languages, where no words but terms can be compared
_RARELY_ALIKE = 0.13  # enough where nothing else comes near
_NEAR = 0.67  # of a pair's likeness: what comes near it
_AS_NEAR = 0.95  # of a pair's likeness: a rival that could as well be the partner
_BEYOND_DOUBT = 0.6  # a likeness that no rival shakes
_SURE, _LIKELY = 0.5, 0.3
_COVERED = 0.3  # a task without partner that is so like a paired one may have been merged into it


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks that want the same."""

    upper: Task
    lower: Task
    likeness: float  # from 0 to 1
    shared: tuple[str, ...]  # the terms both speak of, those that say most first

    @property
    def confidence(self) -> str:
        if self.likeness >= _SURE:
            return "很有把握"
        return "较有把握" if self.likeness >= _LIKELY else "请核对"


@dataclass(frozen=True, slots=True)
class Hint:
    """A task without a partner, and the task of the other plan that may cover it: split, or merged."""

    task: Task
    within: Task
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every task of both plans: in a pair, or alone."""

    pairs: tuple[Pair, ...]  # in the order of the upper plan
    upper_alone: tuple[Task, ...]
    lower_alone: tuple[Task, ...]
    upper_hints: tuple[Hint, ...]  # for tasks of the upper plan
    lower_hints: tuple[Hint, ...]


def pair_tasks(upper: Plan, lower: Plan) -> Pairing:
    """The pairs do not depend on the order of the tasks in either plan."""
    words = upper.language == lower.language
    above, below = said_by(upper, words=words), said_by(lower, words=words)
    table = _Table(above, below, _ALIKE if words else _ALIKE_ACROSS)
    chosen = sorted(table.pairs())
    pairs = tuple(
        Pair(
            above[row].task,
            below[column].task,
            table.of[row][column],
            table.scale.shared(above[row], below[column]),
        )
        for row, column in chosen
    )
    rows = {row for row, _ in chosen}
    columns = {column for _, column in chosen}
    return Pairing(
        pairs,
        tuple(one.task for row, one in enumerate(above) if row not in rows),
        tuple(one.task for column, one in enumerate(below) if column not in columns),
        tuple(table.hints(above, below, rows, table.of)),
        tuple(table.hints(below, above, columns, [list(line) for line in zip(*table.of, strict=True)])),
    )


class _Table:
    """The likeness of each task of one plan to each of the other."""

    def __init__(self, above: Sequence[Said], below: Sequence[Said], alike: float) -> None:
        self._enough = alike
        self.scale = Scale([*above, *below])
        self._above, self._below = above, below
        self.of = [[self.scale.likeness(one, other) for other in below] for one in above]
        # Tasks of equal likeness are taken by their words, so that no order decides.
        self._names = [[(one.task.span.words, other.task.span.words) for other in below] for one in above]

    def pairs(self) -> set[tuple[int, int]]:
        """The most alike first, each task once; then those are dropped that have a rival as good."""
        cells = [(row, column) for row, line in enumerate(self.of) for column in range(len(line))]
        cells.sort(key=lambda cell: (-self._at(cell), self._names[cell[0]][cell[1]]))
        taken: set[tuple[int, int]] = set()
        rows: set[int] = set()
        columns: set[int] = set()
        for row, column in cells:
            if row in rows or column in columns or not self._alike((row, column)):
                continue
            taken.add((row, column))
            rows.add(row)
            columns.add(column)
        return {cell for cell in taken if not self._contested(cell, rows, columns)}

    def _at(self, cell: tuple[int, int]) -> float:
        return self.of[cell[0]][cell[1]]

    def _alike(self, cell: tuple[int, int]) -> bool:
        likeness = self._at(cell)
        if likeness < _LIKELY and self.scale.strange(self._above[cell[0]], self._below[cell[1]]):
            return False
        if likeness >= self._enough:
            return True
        return likeness >= _RARELY_ALIKE and max(self._beside(cell), default=0.0) < _NEAR * likeness

    def _beside(self, cell: tuple[int, int]) -> Iterator[float]:
        """The likeness of everything else to either task of the pair."""
        yield from (value for column, value in enumerate(self.of[cell[0]]) if column != cell[1])
        yield from (line[cell[1]] for row, line in enumerate(self.of) if row != cell[0])

    def _contested(self, cell: tuple[int, int], rows: set[int], columns: set[int]) -> bool:
        """Whether a task that found no partner could as well stand in this pair."""
        row, column = cell
        if self._at(cell) >= _BEYOND_DOUBT:
            return False
        rivals = [value for other, value in enumerate(self.of[row]) if other not in columns]
        rivals += [line[column] for other, line in enumerate(self.of) if other not in rows]
        return max(rivals, default=0.0) >= _AS_NEAR * self._at(cell)

    def hints(
        self, alone: Sequence[Said], others: Sequence[Said], paired: set[int], of: Sequence[Sequence[float]]
    ) -> Iterator[Hint]:
        """For each task without a partner the one of the other plan that it is most like, if it is like any."""
        for place, one in enumerate(alone):
            if place in paired or not others:
                continue
            nearest = max(
                range(len(others)), key=lambda other: (of[place][other], others[other].task.span.words)
            )
            if of[place][nearest] >= _COVERED:
                yield Hint(one.task, others[nearest].task, self.scale.shared(one, others[nearest]))
