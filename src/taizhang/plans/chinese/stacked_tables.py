"""Tables copied off a page one cell a line: a run of column heads, then the cells of each row on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from taizhang.model.words.numerals import CHINESE
from taizhang.plans.chinese.table_rows import DUTIES, FEWEST, Row, column_kind
from taizhang.plans.squeezed import Squeezed, Stretch

_LONGEST_HEAD = 14  # characters
_MOST_COLUMNS = 20
_HEADING = re.compile(f"(?:[{CHINESE}]{{1,3}}、|[(（][{CHINESE}]{{1,3}}[)）])(?=.{{2,40}}$)")
_NUMBER = re.compile(r"\d{1,3}")


def read_stacked_rows(source: Squeezed) -> Iterator[Row]:
    """The rows of every such table; numbers in the first column part them, else the count of columns does."""
    lines, at = list(source.lines()), 0
    every = [_kind(line.text) for line in lines]
    while at < len(lines):
        kinds = _heads(every, at)
        if not kinds:
            at += 1
            continue
        start = at + len(kinds)
        end = next((i for i in range(start, len(lines)) if _heads(every, i)), len(lines))
        read = _numbered if kinds[0] == "number" else _counted
        yield from read(kinds, lines[start:end])
        at = end


def _kind(line: str) -> str:
    return column_kind(line) if len(line) <= _LONGEST_HEAD and not _NUMBER.fullmatch(line) else ""


def _heads(every: list[str], at: int) -> tuple[str, ...]:
    """What the columns hold, where a run of heads starts at this line; () where none does."""
    kinds = list(takewhile(bool, every[at : at + _MOST_COLUMNS]))
    numbered = "number" not in kinds[1:]  # else a title stands before the first head
    whole = len(kinds) >= FEWEST and numbered and "text" in kinds and any(kind in DUTIES for kind in kinds)
    return tuple(kinds) if whole else ()


def _numbered(kinds: tuple[str, ...], lines: list[Stretch]) -> Iterator[Row]:
    """A row from each number to the next; a heading between rows is their section."""
    section: tuple[str, ...] = ()
    cells: list[Stretch] = []
    last = 0
    for line in lines:
        number = int(line.text) if _NUMBER.fullmatch(line.text) else 0
        heading = bool(_HEADING.match(line.text)) and len(cells) in (0, *range(len(kinds), len(kinds) + 9))
        if number == last + 1 or heading:
            yield from _row(kinds, cells, section)
            cells = [line] if number else []
            last = number or last
            section = (line.text,) if heading else section
        elif cells:
            cells.append(line)
    yield from _row(kinds, cells[: len(kinds)], section)


def _counted(kinds: tuple[str, ...], lines: list[Stretch]) -> Iterator[Row]:
    """As many lines a row as there are columns."""
    for start in range(0, len(lines) - len(kinds) + 1, len(kinds)):
        yield from _row(kinds, lines[start : start + len(kinds)], ())


def _row(kinds: tuple[str, ...], cells: list[Stretch], section: tuple[str, ...]) -> Iterator[Row]:
    """Lines beyond the columns go on with the last text; cells merged over rows are missing on the left."""
    if len(cells) < FEWEST:
        return
    extra = len(cells) - len(kinds)
    if extra < 0:
        kinds = (kinds[0], *kinds[1 - len(cells) :])
    elif extra:
        text = len(kinds) - 1 - kinds[::-1].index("text")
        joined = Stretch(cells[0].source, cells[text].start, cells[text + extra].end)
        cells = [*cells[:text], joined, *cells[text + extra + 1 :]]
    yield Row(tuple(zip(kinds, cells, strict=True)), section)
