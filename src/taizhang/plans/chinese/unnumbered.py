"""Tasks without numbers: paragraphs that each end with a clause, under a heading of their own or a first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.clauses import PLAN_WORDS
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch

_FEWEST = 2  # clauses: one alone may be an aside
_MOST_PARAGRAPHS = 4  # lines between a heading and the clause under it
_LONGEST_HEADING = 40  # characters
_NO_HEADING = re.compile(
    f"[。；;：:，,!?！？)）〕]|{'|'.join(PLAN_WORDS)}|20\\d\\d年\\d|办公室$|政府$|委员会$"
)


def read_unnumbered_items(source: Squeezed, clauses: tuple[Stretch, ...]) -> Iterator[Item]:
    """A task for each clause that closes a line, from the heading or the line that opens its paragraph."""
    if len(clauses) < _FEWEST:
        return
    lines = list(source.lines())
    start = 0
    for at, line in enumerate(lines):
        own = tuple(clause for clause in clauses if line.start <= clause.start < line.end)
        if not own or own[-1].end < line.stripped(" 。；;").end:
            continue
        opened = _opening(lines, start, at, alone=own[0].start == line.start)
        start = at + 1
        if opened is not None:
            yield _item(lines[opened], line.end, own)


def _opening(lines: list[Stretch], least: int, at: int, *, alone: bool) -> int | None:
    """The line where the paragraph starts; None where a clause stands under nothing."""
    first = at - 1 if alone else at
    if first < least:
        return None
    above = range(first, max(least, first - _MOST_PARAGRAPHS) - 1, -1)
    return next((line for line in above if _is_heading(lines[line].text)), first)


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not _NO_HEADING.search(line)


def _item(first: Stretch, end: int, clauses: tuple[Stretch, ...]) -> Item:
    source = first.source
    stop = source.text.find("。", first.start, clauses[0].start)
    title_end = first.end if _is_heading(first.text) else stop if stop >= 0 else clauses[0].start
    title = Stretch(source, first.start, title_end).stripped(" 。")
    body = Stretch(source, min(title_end + (stop == title_end), end), end)
    bare = not any(one.isalnum() for one in source.text[title_end : clauses[0].start])
    return Item("", (), Stretch(source, first.start, end), title, body, clauses, untitled=bare)
