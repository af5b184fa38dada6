"""Plans printed as a table: a row a task, with columns for the task, who answers for it, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.model.words.clauses import ROLE_LABELS, TIME_LABELS
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch

_CELL = re.compile(r"[^\t|｜]+")
_COLUMNS = (
    *((name, re.compile(f"(?:{words})(?:及|和)?(?:{words})?")) for name, words in ROLE_LABELS),
    ("when", re.compile(f"(?:{TIME_LABELS})(?:要求)?")),
    ("number", re.compile("序号|编号|项次")),
    ("person", re.compile(".*(?:责任人|领导|联系人|电话)")),
    ("text", re.compile(".*(?:任务|工作|内容|举措|措施|目标|要求|事项|项目|指标)")),
)
_DUTIES = tuple(name for name, _ in ROLE_LABELS)
_FEWEST = 3  # cells: a row has at least a task and a unit beside its number


@dataclass(frozen=True)
class _Row:
    """The cells of a line, each with what its column holds."""

    cells: tuple[tuple[str, Stretch], ...]

    def of(self, *kinds: str) -> tuple[Stretch, ...]:
        return tuple(cell for kind, cell in self.cells if kind in kinds and cell.text)


def read_table_items(source: Squeezed) -> tuple[Item, ...]:
    """The tasks of every table that has a column for units; a line is a row, tabs or bars part its cells."""
    found: list[Item] = []
    for row in _rows(source):
        texts, units = row.of("text"), row.of(*_DUTIES)
        if texts and units:
            found.append(_item(source, row, str(len(found) + 1)))
    return tuple(found)


def _rows(source: Squeezed) -> Iterator[_Row]:
    kinds: tuple[str, ...] = ()
    for cells in _lines(source):
        heads = tuple(_kind(cell.text) for cell in cells)
        if "text" in heads and any(kind in _DUTIES for kind in heads):
            kinds = heads
        elif kinds and len(cells) <= len(kinds):
            # A cell merged over several rows stands on the left and is printed once.
            yield _Row(tuple(zip(kinds[-len(cells) :], cells, strict=True)))


def _lines(source: Squeezed) -> Iterator[list[Stretch]]:
    """The cells of each line of the printed text that has several."""
    start = 0
    for line in source.origin.splitlines(keepends=True):
        if "\t" in line or "|" in line or "｜" in line:
            cells = [
                _stretch(source, start + cell.start(), start + cell.end()) for cell in _CELL.finditer(line)
            ]
            cells = [cell for cell in cells if cell.text]
            if len(cells) >= _FEWEST:
                yield cells
        start += len(line)


def _stretch(source: Squeezed, start: int, end: int) -> Stretch:
    """What the squeezed text holds of a stretch of the printed one."""
    return Stretch(source, bisect_left(source.places, start), bisect_left(source.places, end))


def _kind(head: str) -> str:
    return next((name for name, words in _COLUMNS if words.fullmatch(head)), "")


def _item(source: Squeezed, row: _Row, ordinal: str) -> Item:
    """The first text column holds the title; a row with one such column has it up to the first stop."""
    first, *others = row.of("text")
    stop = first.text.find("。")
    alone = not others and 0 <= stop < len(first) - 1
    title = first.part(0, stop) if alone else first.stripped("。")
    number = next((cell.text for cell in row.of("number")), ordinal)
    whole = Stretch(source, row.cells[0][1].start, row.cells[-1][1].end)
    body = Stretch(source, title.end, whole.end)
    labels = tuple(kind for kind, cell in row.cells if kind in _DUTIES and cell.text)
    untitled = not others and not alone
    return Item(number, (), whole, title, body, row.of(*_DUTIES), untitled, labels)
