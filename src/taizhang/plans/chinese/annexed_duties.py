"""Duties listed after the tasks, in a table or a list of its own: each task is given the clauses of its line there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Stretch

ANNEX = re.compile(r"附件[一二三四五六七八九十\d]{0,2}[:：]?|附[表录][一二三四五六七八九十\d]{0,2}[:：]?")

_FEWEST = 6  # characters: a title that another one holds says the same from this length on
_MOST_MATCH = 0.6  # share of the lines that name a task of the text, for the lines to be about it
_SPOKEN = re.compile(r"[\W_]+")


def give_annexed_duties(tasks: Sequence[Item], lines: Sequence[Item]) -> tuple[Item, ...]:
    """The tasks, each with the clauses of the line that bears its title; the lines alone where few of them do."""
    before = [_cut(task, _heads(lines[0])) for task in tasks if task.whole.start < lines[0].whole.start]
    given = {at: line for line in lines if (at := _named_by(line, before)) is not None}
    if not before or len(given) < _MOST_MATCH * len(lines):
        return tuple(lines)
    return tuple(
        replace(task, clauses=given[at].clauses, labels=given[at].labels, times=given[at].times)
        if at in given
        else task
        for at, task in enumerate(before)
    )


def join_listed_duties(items: Sequence[Item]) -> Iterator[Item]:
    """The items, each with a number and title that a later one repeats with its clauses given these."""
    listed = {_said(item): item for item in reversed(items) if item.clauses}
    joined = set()
    for item in items:
        line = listed.get(_said(item))
        if line and not item.clauses:
            joined.add(id(line))
            yield replace(item, clauses=line.clauses, labels=line.labels)
        elif id(item) not in joined:
            yield item


def _said(item: Item) -> tuple[str, str]:
    return item.number, item.title.text


def _heads(line: Item) -> int:
    """Where the heads above a table's first line start, with the word for an annex before them."""
    source, above = line.whole.source, bisect_right(line.whole.source.line_starts, line.whole.start) - 2
    while above > 0 and ANNEX.fullmatch(
        source.text[source.line_starts[above - 1] : source.line_starts[above]]
    ):
        above -= 1
    return source.line_starts[max(0, above)]


def _cut(task: Item, end: int) -> Item:
    """The last task of the text ends where the table begins."""
    if task.whole.end <= end:
        return task
    whole = Stretch(task.whole.source, task.whole.start, max(end, task.title.end))
    return replace(task, whole=whole, body=Stretch(task.whole.source, task.body.start, whole.end))


def _named_by(line: Item, tasks: Sequence[Item]) -> int | None:
    """Which task the line is about: the first that bears its title, or holds it, or is held by it."""
    title = _bare(line)
    titles = [_bare(task) for task in tasks]
    if title in titles:
        return titles.index(title)
    near = (
        at
        for at, other in enumerate(titles)
        if min(len(title), len(other)) >= _FEWEST and (title in other or other in title)
    )
    return next(near, None)


def _bare(item: Item) -> str:
    return _SPOKEN.sub("", item.title.text)
