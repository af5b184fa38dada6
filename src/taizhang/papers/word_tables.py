"""Rows of a Word table as lines; a table that only lays out the page is read as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from taizhang.papers.word_paragraphs import Paragraphs

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FEWEST_CELLS = 3
_LONGEST_CELL = 600  # characters


@dataclass(frozen=True)
class _Cell:
    lines: tuple[str, ...]
    goes_on: bool  # it is the lower part of a cell merged downwards

    @property
    def text(self) -> str:
        return "".join(line.strip() for line in self.lines)


def read_rows(table: Any, paragraphs: Paragraphs) -> Iterator[str]:
    """A line a row, tabs between its cells; long or few cells are paragraphs one after another."""
    above: dict[int, str] = {}
    for row in _of(table, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        placed = [(column, _cell(cell, paragraphs)) for column, cell in _placed(row)]
        if _lays_out(cell for _, cell in placed):
            yield from (line for _, cell in placed for line in cell.lines if line.strip())
        else:
            yield "\t".join(_texts(placed, above))
        above.update((column, cell.text) for column, cell in placed if not cell.goes_on)


def _texts(placed: list[tuple[int, _Cell]], above: dict[int, str]) -> Iterator[str]:
    """A cell merged over several rows is said once where only such cells stand left of it, else in each row."""
    leading = True
    for column, cell in placed:
        leading = leading and cell.goes_on
        if not leading:
            yield above.get(column, "") if cell.goes_on else cell.text


def _of(holder: Any, tag: str) -> Iterator[Any]:
    """The rows or cells, also those that a content control holds."""
    for child in holder:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _of(child, tag)


def _placed(row: Any) -> Iterator[tuple[int, Any]]:
    """Each cell with the column of the grid where it starts."""
    column = 0
    for cell in _of(row, "tc"):
        yield column, cell
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        column += int(span.get(f"{_W}val", "1")) if span is not None else 1


def _cell(cell: Any, paragraphs: Paragraphs) -> _Cell:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    goes_on = merged is not None and merged.get(f"{_W}val", "continue") != "restart"
    return _Cell(tuple(_cell_lines(cell, paragraphs)), goes_on)


def _cell_lines(cell: Any, paragraphs: Paragraphs) -> Iterator[str]:
    for block in cell:
        if block.tag == f"{_W}p":
            yield from paragraphs.lines(block)
        elif block.tag == f"{_W}tbl":
            yield from read_rows(block, paragraphs)
        elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _cell_lines(block, paragraphs)
    yield from paragraphs.left()


def _lays_out(cells: Iterator[_Cell]) -> bool:
    told = list(cells)
    few = len(told) < _FEWEST_CELLS and any(len(cell.lines) > 1 for cell in told)
    return len(told) == 1 or few or any(len(cell.text) > _LONGEST_CELL or _holds_rows(cell) for cell in told)


def _holds_rows(cell: _Cell) -> bool:
    return any("\t" in line for line in cell.lines)
