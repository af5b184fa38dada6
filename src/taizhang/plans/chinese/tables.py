"""Plans printed as a table: a row a task, with columns for the task, who answers for it, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from taizhang.plans.chinese.stacked_tables import read_stacked_rows
from taizhang.plans.chinese.table_rows import DUTIES, FEWEST, Row, column_kind
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch

_TABBED = re.compile(r"[^\t\n]*(?:\t|$)")
_RULED = re.compile(r"[^|｜\n]*(?:[|｜]|$)")
_RULE = re.compile(r"[\s:—–-]*")
_WORD = re.compile(r"\S+")
_MOST_COLUMNS = 20


def read_table_items(source: Squeezed) -> tuple[Item, ...]:
    """The tasks of every table that has a column for units; a line is a row, tabs or bars part its cells."""
    return _items(source, _rows(source))


def read_stacked_items(source: Squeezed) -> tuple[Item, ...]:
    """The tasks of tables copied one cell a line."""
    return _items(source, read_stacked_rows(source))


def _items(source: Squeezed, rows: Iterator[Row]) -> tuple[Item, ...]:
    found: list[Item] = []
    for row in rows:
        if row.of("text") and row.of(*DUTIES):
            found.append(_item(source, row, str(len(found) + 1)))
    return tuple(found)


def _rows(source: Squeezed) -> Iterator[Row]:
    kinds: tuple[str, ...] = ()
    for cells in _lines(source):
        heads = tuple(column_kind(cell.text) for cell in cells)
        if "text" in heads and any(kind in DUTIES for kind in heads):
            kinds = heads
        elif kinds and len(cells) <= len(kinds):
            yield Row(tuple(zip(_columns_of(cells, kinds), cells, strict=True)))


def _columns_of(cells: list[Stretch], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """A cell merged over several rows stands on the left and is printed once; behind a number the last cells are empty."""
    numbered = kinds[0] == "number" and cells[0].text.rstrip("、.．").isdigit()
    return kinds[: len(cells)] if numbered else kinds[-len(cells) :]


def _lines(source: Squeezed) -> Iterator[list[Stretch]]:
    """The cells of each line of the printed text that has several; blanks part them under heads that blanks part."""
    start = columns = 0
    for line in source.origin.splitlines(keepends=True):
        ruled = "\t" in line or "|" in line or "｜" in line
        columns = 0 if ruled else _columns(line) or columns
        if ruled or (columns and len(line.split()) == columns):
            spans = _ruled_cells(line) if ruled else [word.span() for word in _WORD.finditer(line)]
            cells = [_stretch(source, start + first, start + last) for first, last in spans]
            if sum(bool(cell.text) for cell in cells) >= FEWEST and not _RULE.fullmatch(
                line.replace("|", "")
            ):
                yield cells
        start += len(line)


def _ruled_cells(line: str) -> list[tuple[int, int]]:
    """Start and end of each cell, empty ones too; bars around a row open none."""
    line = line.rstrip("\n")
    cell = _TABBED if "\t" in line else _RULED
    found = [match.span() for match in cell.finditer(line)]
    spans = [(start, end - (line[end - 1 : end] in ("\t", "|", "｜"))) for start, end in found]
    while spans and not line[slice(*spans[-1])].strip() and (cell is _RULED or spans[-1][0] == len(line)):
        spans.pop()
    return spans[1:] if cell is _RULED and spans and not line[slice(*spans[0])].strip() else spans


def _columns(line: str) -> int:
    """How many columns the line heads, where blanks part its heads; 0 where it is no such line."""
    heads = line.split(maxsplit=_MOST_COLUMNS)
    return len(heads) if len(heads) >= FEWEST and all(map(column_kind, heads)) else 0


def _stretch(source: Squeezed, start: int, end: int) -> Stretch:
    """What the squeezed text holds of a stretch of the printed one."""
    return Stretch(source, bisect_left(source.places, start), bisect_left(source.places, end))


def _item(source: Squeezed, row: Row, ordinal: str) -> Item:
    """The first text column holds the title; a row with one such column has it up to the first stop."""
    first, *others = row.of("text")
    stop = first.text.find("。")
    alone = not others and 0 <= stop < len(first) - 1
    title = first.part(0, stop) if alone else first.stripped("。")
    number = next((cell.text for cell in row.of("number")), ordinal)
    last = next(cell for kind, cell in reversed(row.cells) if cell.text and kind != "remark")
    whole = Stretch(source, row.cells[0][1].start, last.end)
    body = Stretch(source, title.end, whole.end)
    labels = _labels(row)
    untitled = not others and not alone
    return Item(number, row.section, whole, title, body, row.of(*DUTIES), untitled, labels, row.of("when"))


def _labels(row: Row) -> tuple[str, ...]:
    """What the column of each clause says; beside a column of leads the units answering support."""
    labels = [kind for kind, cell in row.cells if kind in DUTIES and cell.text]
    return tuple("support" if label == "listed" and "lead" in labels else label for label in labels)
