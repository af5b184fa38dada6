"""What differs between two workbooks outside their tables; done in a worker, told as bytes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from typing import Any

from taizhang.model.grid import CellValue, Formula, Grid, Workbook, shown
from taizhang.model.place import column_letters
from taizhang.model.verdict import FileClass

_MOST_CELLS = 2_000  # told one by one; the rest is counted
_MOST_ROWS = 1_000  # set beside one another by what stands in them; more of them by their number
_LONGEST_TEXT = 2_000  # characters of one cell

Cells = Mapping[int, CellValue]


@dataclass(frozen=True, slots=True)
class TableRows:
    """Where a ledger's rows stand in one of the workbook's sheets."""

    sheet: str
    lines: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two files."""

    name: str
    content: bytes
    tables: tuple[TableRows, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Both files, and which lines of their tables are the same task's: (sheet, line) of each."""

    one: Side
    other: Side
    lines: tuple[tuple[tuple[str, int], tuple[str, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell that is not the same in both; "" stands for a cell that is not there."""

    sheet: str
    one_cell: str  # address, as K12
    one: str
    other_cell: str
    other: str
    computed: bool = False  # the same formula comes to something else


@dataclass(slots=True)
class SheetsCompared:
    """What was found; a reason on either side says that its file could not be read."""

    one_why: str = ""
    other_why: str = ""
    cells: list[SheetCell] = field(default_factory=list)
    more: int = 0  # cells beyond those that are told
    notes: list[str] = field(default_factory=list)  # how the sheets are made up, one Chinese sentence each

    def add(self, cell: SheetCell) -> None:
        """Keep a cell, or only count it."""
        if len(self.cells) < _MOST_CELLS:
            self.cells.append(cell)
        else:
            self.more += 1


def compare_pair(pair: Pair) -> bytes:
    """Read both files and compare them; see `parse_compared`."""
    from taizhang.books import read_workbook

    one, other = (read_workbook(side.content, side.name) for side in (pair.one, pair.other))
    text = json.dumps(asdict(compare_workbooks(one, other, pair)), ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace")


def parse_compared(answer: bytes) -> SheetsCompared:
    """What `compare_pair` told."""
    facts: dict[str, Any] = json.loads(answer)
    return SheetsCompared(**facts | {"cells": [SheetCell(**cell) for cell in facts["cells"]]})


def compare_workbooks(one: Workbook, other: Workbook, pair: Pair) -> SheetsCompared:
    """The cells outside the tables, and how the sheets are made up."""
    found = SheetsCompared(_why(one), _why(other))
    if found.one_why or found.other_why:
        return found
    couples = _couples(one, other, pair)
    found.notes += _lone_sheets("前一件", one, {ours.sheet for ours, _ in couples})
    found.notes += _lone_sheets("后一件", other, {theirs.sheet for _, theirs in couples})
    for ours, theirs in couples:
        found.notes += _notes(ours, theirs)
        for cell in _cells(ours, theirs, pair):
            found.add(cell)
    return found


def _why(book: Workbook) -> str:
    if book.file_class != FileClass.READABLE:
        return book.note or "文件读不出来"
    return "" if book.grids else "文件里没有工作表"


def _couples(one: Workbook, other: Workbook, pair: Pair) -> list[tuple[Grid, Grid]]:
    """The sheets that are each other's: by name, the tables' by what stands in them."""
    twins = {ours[0]: theirs[0] for ours, theirs in pair.lines}
    taken = set(twins.values())
    couples = []
    for grid in one.grids:
        name = twins.get(grid.sheet, "" if grid.sheet in taken else grid.sheet)
        twin = other.grid(name)
        if twin is not None:
            couples.append((grid, twin))
    return couples


def _lone_sheets(which: str, book: Workbook, coupled: Collection[str]) -> Iterator[str]:
    for grid in book.grids:
        if grid.sheet not in coupled:
            yield f"工作表“{grid.sheet}”只在{which}中，有内容的单元格{len(grid.cells)}个"


def _notes(one: Grid, other: Grid) -> Iterator[str]:
    name = f"工作表“{one.sheet}”"
    if one.sheet != other.sheet:
        yield f"{name}在后一件中叫“{other.sheet}”"
    if one.visible != other.visible:
        yield f"{name}{'由显示改为隐藏' if one.visible else '由隐藏改为显示'}"
    for what, ours, theirs in (
        ("行", one.hidden_rows, other.hidden_rows),
        ("列", one.hidden_columns, other.hidden_columns),
    ):
        if ours != theirs:
            yield f"{name}隐藏的{what}不同：前一件{_listed(ours, what)}，后一件{_listed(theirs, what)}"
    if len(one.merges) != len(other.merges):
        yield f"{name}合并单元格：前一件{len(one.merges)}处，后一件{len(other.merges)}处"


def _listed(numbers: Iterable[int], what: str) -> str:
    """The first ten, and how many there are."""
    names = [column_letters(one) if what == "列" else str(one) for one in sorted(numbers)]
    if not names:
        return "没有"
    return f"{'、'.join(names[:10])}{f'等{len(names)}{what}' if len(names) > 10 else what}"


def _cells(one: Grid, other: Grid, pair: Pair) -> Iterator[SheetCell]:
    """Beside the matched lines of the table first, then everything above and below it."""
    inside, theirs = _inside(pair.one, one.sheet), _inside(pair.other, other.sheet)
    for (sheet, line), (twin, other_line) in pair.lines:
        if (sheet, twin) == (one.sheet, other.sheet):
            columns = {*inside[line], *theirs[other_line]}
            yield from _row(one, line, other, other_line, without=columns)
    ours = [number for number, _ in one.rows() if number not in inside]
    for number, twin_number in _beside(
        ours, [number for number, _ in other.rows() if number not in theirs], one, other
    ):
        yield from _row(one, number, other, twin_number)


def _inside(side: Side, sheet: str) -> dict[int, tuple[int, ...]]:
    """The table's columns by its lines."""
    return {line: table.columns for table in side.tables if table.sheet == sheet for line in table.lines}


def _row(
    one: Grid, line: int, other: Grid, other_line: int, *, without: Collection[int] = ()
) -> Iterator[SheetCell]:
    """The cells of two rows that differ; line 0 is a row that is not there."""
    ours, theirs = one.row(line), other.row(other_line)
    for column in sorted({*ours, *theirs}.difference(without)):
        value, twin = ours.get(column), theirs.get(column)
        if _told(value) != _told(twin):
            yield SheetCell(
                one.sheet, _address(line, column), _text(value), _address(other_line, column), _text(twin),
                _is_computed(value, twin),
            )  # fmt: skip


def _address(line: int, column: int) -> str:
    return f"{column_letters(column)}{line}" if line else ""


def _text(value: CellValue | None) -> str:
    """As a person reads it, a formula behind its value."""
    text = shown(value)
    if isinstance(value, Formula):
        text = f"{text}（公式：{value.text}）"
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"


def _told(value: CellValue | None) -> tuple[str, str]:
    return shown(value), value.text if isinstance(value, Formula) else ""


def _is_computed(one: CellValue | None, other: CellValue | None) -> bool:
    return isinstance(one, Formula) and isinstance(other, Formula) and one.text == other.text


def _beside(ours: Sequence[int], theirs: Sequence[int], one: Grid, other: Grid) -> Iterator[tuple[int, int]]:
    """The rows that belong together, 0 for none: those that say the same first, the rest between them in their order."""
    if max(len(ours), len(theirs)) > _MOST_ROWS:
        yield from ((number, number) for number in sorted({*ours, *theirs}))
        return
    told = [_row_told(one.row(number)) for number in ours]
    matcher = SequenceMatcher(None, told, [_row_told(other.row(number)) for number in theirs], autojunk=False)
    for tag, top, bottom, other_top, other_bottom in matcher.get_opcodes():
        if tag == "equal":
            continue
        block, twin_block = ours[top:bottom], theirs[other_top:other_bottom]
        for at in range(max(len(block), len(twin_block))):
            yield block[at] if at < len(block) else 0, twin_block[at] if at < len(twin_block) else 0


def _row_told(cells: Cells) -> tuple[tuple[int, str, str], ...]:
    return tuple((column, *_told(value)) for column, value in sorted(cells.items()))
