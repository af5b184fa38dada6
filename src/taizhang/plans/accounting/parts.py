"""Parts of a document: where in it a sentence stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from taizhang.plans.squeezed import Squeezed


class Part(Enum):
    """What a stretch of the document is to the plan, in the words of the report."""

    HEAD = "文件头"  # the page and the notice, up to the plan's title
    OPENING = "引言"  # from the title to the first task
    TASK = "任务"
    BETWEEN = "标题"  # headings between tasks
    CLOSING = "任务之后"  # after the last task, or under a heading of that kind
    ANNEX = "附件"
    PAGE = "网页"  # what a web page prints after the document


@dataclass(frozen=True)
class PartWords:
    """The lines by which a language opens the parts after the tasks."""

    closing: re.Pattern[str]
    annex: re.Pattern[str]
    page: re.Pattern[str]


class _Stretches:
    """Stretches that do not overlap, asked which of them holds a position."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in stretches]
        self.ends = [end for _, end in stretches]

    def holding(self, position: int) -> int | None:
        """The one that holds the position, from 0."""
        at = bisect_right(self.starts, position) - 1
        return at if at >= 0 and position < self.ends[at] else None


@dataclass(frozen=True)
class Parts:
    """The document cut into parts; positions count in the squeezed text."""

    starts: tuple[int, ...]
    kinds: tuple[Part, ...]
    tasks: _Stretches

    def task_at(self, position: int) -> int | None:
        """The position of the task that holds a place, from 0."""
        return self.tasks.holding(position)

    def at(self, position: int) -> Part:
        return self.kinds[max(0, bisect_right(self.starts, position) - 1)]


def find_parts(source: Squeezed, tasks: Iterable[tuple[int, int]], starts_at: int, words: PartWords) -> Parts:
    """The parts in order; `tasks` are the stretches of the tasks, `starts_at` is where the title ends."""
    in_order = sorted(tasks)
    held = _Stretches(in_order)
    cuts = dict(_cuts(source, in_order, held, starts_at, words))
    starts = tuple(sorted(cuts))
    return Parts(starts, tuple(cuts[start] for start in starts), held)


def _cuts(
    source: Squeezed, tasks: list[tuple[int, int]], held: _Stretches, starts_at: int, words: PartWords
) -> Iterator[tuple[int, Part]]:
    yield 0, Part.HEAD if starts_at else Part.OPENING
    yield starts_at, Part.OPENING
    yield from ((end, Part.BETWEEN) for _, end in tasks)
    yield from ((start, Part.TASK) for start, _ in tasks)
    last = max((end for _, end in tasks), default=starts_at)
    if last < len(source.text):
        yield last, Part.CLOSING
    for line in source.lines():
        if line.start >= starts_at and held.holding(line.start) is None:
            yield from _opened_by(line.start, line.text, line.start >= last, words)


def _opened_by(start: int, line: str, after: bool, words: PartWords) -> Iterator[tuple[int, Part]]:
    if after and words.annex.match(line):
        yield start, Part.ANNEX
    elif after and words.page.search(line[:80]):
        yield start, Part.PAGE
    elif words.closing.match(line[:40]):
        yield start, Part.CLOSING
