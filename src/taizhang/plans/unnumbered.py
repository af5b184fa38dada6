"""Tasks without numbers: paragraphs that each end with a clause, under a heading of their own or a first sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch

_FEWEST = 2  # clauses: one alone may be an aside
_MOST_PARAGRAPHS = 4  # lines between a heading and the clause under it
_STOPS = " .。；;●•·◆■▲★※"


def read_unnumbered_items(
    source: Squeezed, clauses: tuple[Stretch, ...], is_heading: Callable[[str], bool], stop: str
) -> Iterator[Item]:
    """A task for each clause that closes a line, from the heading or the line that opens its paragraph.

    `stop` ends a sentence in the language of the text, and `is_heading` tells a heading from a paragraph.
    """
    if len(clauses) < _FEWEST:
        return
    lines = list(source.lines())
    at = start = 0
    for number, line in enumerate(lines):
        own = []
        while at < len(clauses) and clauses[at].start < line.end:
            own.append(clauses[at])
            at += 1
        if not own or own[-1].end < line.stripped(_STOPS).end:
            continue
        first = number - 1 if own[0].start == line.start else number
        if first >= start:  # else the clause stands under nothing
            above = range(first, max(start, first - _MOST_PARAGRAPHS) - 1, -1)
            heading = next((one for one in above if is_heading(lines[one].text)), None)
            opening = lines[first if heading is None else heading]
            yield _item(opening, line.end, tuple(own), stop, headed=heading is not None)
        start = number + 1


def _item(first: Stretch, end: int, clauses: tuple[Stretch, ...], stop: str, *, headed: bool) -> Item:
    source = first.source
    stopped = source.text.find(stop, first.start, clauses[0].start)
    title_end = first.end if headed else stopped if stopped >= 0 else clauses[0].start
    title = Stretch(source, first.start, title_end).stripped(_STOPS)
    body = Stretch(source, min(title_end + (stopped == title_end), end), end)
    bare = not any(one.isalnum() for one in source.text[title_end : clauses[0].start])
    return Item("", (), Stretch(source, first.start, end), title, body, clauses, untitled=bare)
