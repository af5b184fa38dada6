"""Our formulas that count the table are worked out again from the cells they look at, and held against what they show.

Only those that still say what we wrote, and from what 校验提示 shows: where that is out of date, a rule says so, and what
follows from it is not told once more. 完成率 is a rule's business too, and so is what 填报自检 says of the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from taizhang.ledgers.draw_checks import marked_by, to_mend_formula
from taizhang.ledgers.draw_total import counted, total_formula
from taizhang.ledgers.find_tables import FoundTable
from taizhang.ledgers.formula_prints import Prints, formulas_in, key_of_cell, print_of, prints_by_cell
from taizhang.ledgers.lists import draw_lists
from taizhang.ledgers.same_cells import for_same_cells
from taizhang.ledgers.self_check import VERDICT_LINK
from taizhang.ledgers.self_check_cells import (
    TABLE_ROW,
    VERDICT_ROW,
    Cell,
    RowShown,
    formulas,
    tasks_of,
    values,
    verdict,
)
from taizhang.ledgers.sheet_layout import FIRST_ROW, HEAD_ROW, LISTS, SELF_CHECK, TOTAL_LABEL, column_of
from taizhang.model.grid import Formula, Grid, Workbook, shown
from taizhang.model.ledger import COLUMN_TITLES, Ledger, LedgerRow, Notice, Noticed
from taizhang.model.place import Place, parse_address
from taizhang.model.verdict import Flag

Texts = tuple[str, ...]
Numbered = tuple[tuple[str, int], ...]  # a mapping that can be remembered

_TELLING = ("xlsx", "xlsm")  # an .xls may hold 0 for a formula that comes to a text
_VERDICT, _OF_TABLE = (VERDICT_ROW, 2), (TABLE_ROW, 2)  # of 填报自检
_MOST_ROWS = 5_000  # of a table that is counted; no ledger has as many
_LONGEST = 20_000  # characters of 校验提示 in a table of which the counts are remembered
_NO_FIELDS: Mapping[int, str] = {}
_REFERENCE = re.compile(r"!(\$?[A-Z]{1,3}\$?[1-9]\d*)")
_COUNTED = ("id", "status", "check", "to_mend")  # the columns that formulas look at by their names


@dataclass(frozen=True, slots=True)
class OurSheets:
    """The sheets 填报自检 and 选项 as they came back, and the prints of their formulas: as sent, and as found."""

    self_check: Grid
    lists: Grid
    sent: Prints
    found: Prints

    def are_as_sent(self, *cells: Cell) -> bool:
        """Whether these cells of 填报自检 still hold the formulas with which they went out."""
        keys = [key_of_cell(SELF_CHECK, cell) for cell in cells]
        return all(key in self.sent and self.sent[key] == self.found.get(key) for key in keys)


@dataclass(frozen=True, slots=True)
class _Differs:
    """A formula that shows something else than it should."""

    place: Place
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the table's rows show, over which the defined names reach."""

    grid: Grid
    columns: Mapping[str, int]
    lines: range
    ids: Texts
    statuses: Texts
    said: Texts  # 校验提示
    to_mend: Texts

    def marked(self, differing: Iterable[_Differs]) -> _Shown:
        """With what 待改任务 should show in these rows."""
        marks = {one.place.row: one.expected for one in differing}
        if not marks:
            return self
        to_mend = tuple(marks.get(line, mark) for line, mark in zip(self.lines, self.to_mend, strict=True))
        return replace(self, to_mend=to_mend)


def formulas_noticed(
    workbook: Workbook, table: FoundTable, read: Sequence[LedgerRow], blank: Ledger, ours: OurSheets
) -> Iterator[Notice]:
    """One notice for each sheet, row or column of formulas that shows something else than it should.

    And one that repeats what 填报自检 says of the whole table, for the rule that compares it; not where a row was moved
    out of reach of the defined names, and is missing for the sheet alone.
    """
    rows = _rows_shown(workbook, table, read)
    if rows is None or workbook.format not in _TELLING or Flag.CONTROL_CHARACTERS in workbook.flags:
        return  # formulas stumble over signs that the reader takes away
    marks = list(_to_mend(rows))
    rows, cell = rows.marked(marks), table.around.computed.get
    told: dict[str, Iterable[_Differs]] = {
        COLUMN_TITLES["to_mend"]: marks,
        TOTAL_LABEL: _total(rows, cell(TOTAL_LABEL)),
        SELF_CHECK: _self_check(rows, _tasks(tuple([row.id for row in blank.rows])), cell(SELF_CHECK), ours),
        LISTS: _positions(ours.lists),
    }
    for label, differing in told.items():
        if cells := list(differing):
            words: tuple[str, ...] = (label, str(len(cells)), cells[0].found, cells[0].expected)
            yield Notice(Noticed.NOT_COMPUTED, cells[0].place, words=words)
    said = ours.self_check.value(*_OF_TABLE)
    if isinstance(said, Formula) and said.value is not None and all(row.line in rows.lines for row in read):
        words = (shown(said), ours.found.get(key_of_cell(SELF_CHECK, _OF_TABLE), ""))
        yield Notice(Noticed.SAID_OF_TABLE, ours.self_check.place(*_OF_TABLE), words=words)


def _rows_shown(workbook: Workbook, table: FoundTable, read: Sequence[LedgerRow]) -> _Shown | None:
    """None where the names do not stand over our columns side by side, or something was never computed."""
    columns, grid = table.columns.columns, table.grid
    named = [workbook.names.get(f"tz_{field}") for field in _COUNTED]
    boxes = [name.box for name in named if name and name.sheet == grid.sheet]
    if [box.left for box in boxes] != [columns.get(field) for field in _COUNTED]:
        return None
    top, bottom = boxes[0].top, boxes[0].bottom
    if any((box.top, box.bottom) != (top, bottom) for box in boxes) or bottom > grid.last_row:
        return None
    if bottom - top >= _MOST_ROWS:
        return None  # a name may claim a whole sheet
    lines = range(top, bottom + 1)
    computed = ((line, columns[field]) for line in lines for field in ("check", "to_mend"))
    if grid.uncomputed and not grid.uncomputed.isdisjoint(computed):
        return None
    if [row.line for row in read] == [*lines] and not any(row.merged or row.covered for row in read):
        texts = [tuple([row.raw.get(field, "") for row in read]) for field in _COUNTED]  # nearly always
    else:
        texts = [tuple(grid.text(line, columns[field]) for line in lines) for field in _COUNTED]
    return _Shown(grid, columns, lines, *texts)


def _to_mend(rows: _Shown) -> Iterator[_Differs]:
    marks = [*map(marked_by, rows.said, rows.ids)]
    if marks == [*rows.to_mend]:
        return
    fields = {column: field for field, column in rows.columns.items()}
    for line, row_id, mark in zip(rows.lines, rows.ids, marks, strict=True):
        if "." in row_id:
            yield from _differs(rows.grid, (line, rows.columns["to_mend"]), _to_mend_print(), mark, fields)


def _total(rows: _Shown, cell: Cell | None) -> Iterator[_Differs]:
    yield from _differs(rows.grid, cell, _total_print(), counted(rows.ids, rows.statuses))


def _self_check(rows: _Shown, tasks: Numbered, in_head: Cell | None, ours: OurSheets) -> Iterator[_Differs]:
    """The verdict in the table's head, the verdict, then cell by cell what is counted and listed."""
    sheet = ours.self_check
    yield from _differs(rows.grid, in_head, _link_print(), sheet.text(*_VERDICT))
    counts = _counts(rows, tasks, _listed(ours.lists))
    if ours.are_as_sent(_VERDICT, _OF_TABLE):
        yield from _compared(sheet, {_VERDICT: verdict(counts.rows, sheet.text(*_OF_TABLE))})
    if _prints_for(tasks).items() <= ours.found.items():
        yield from _compared(sheet, counts.cells)


def _counts(rows: _Shown, tasks: Numbered, positions: Numbered) -> _Counts:
    told = rows.lines, rows.ids, rows.said, rows.to_mend, tasks, positions
    return _known_counts(*told) if sum(map(len, rows.said)) <= _LONGEST else _counts_of(*told)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What 填报自检 should show for these rows."""

    rows: tuple[RowShown, ...]
    cells: Mapping[Cell, str]


def _counts_of(
    lines: range, ids: Texts, said: Texts, to_mend: Texts, tasks: Numbered, positions: Numbered
) -> _Counts:
    rows = tuple(map(RowShown, lines, ids, said, to_mend))
    cells = {cell: str(value) for cell, value in values(rows, dict(tasks), dict(positions)).items()}
    return _Counts(rows, cells)


# Where nothing is to be mended, the ledgers of a plan show the same.
_known_counts = lru_cache(maxsize=16)(_counts_of)


@lru_cache(maxsize=16)
def _tasks(ids: Texts) -> Numbered:
    return tuple(tasks_of(ids).items())


@lru_cache(maxsize=16)
def _prints_for(tasks: Numbered) -> Prints:
    return prints_by_cell(SELF_CHECK, formulas(dict(tasks)))


def _positions(lists: Grid) -> Iterator[_Differs]:
    """Where each column stands."""
    yield from _compared(lists, _columns_named(lists))


@for_same_cells
def _columns_named(lists: Grid) -> Mapping[Cell, str]:
    """By cell, where the formula is as we wrote it: the column that it names, which moves with that column."""
    prints = {cell: print_of(one.text, cell[0], _NO_FIELDS) for cell, one in formulas_in(draw_lists())}
    found = {
        cell: _REFERENCE.search(one.text)
        for cell, one in formulas_in(lists)
        if print_of(one.text, cell[0], _NO_FIELDS) == prints.get(cell)
    }
    return {cell: str(parse_address(named[1])[1]) for cell, named in found.items() if named}


@for_same_cells
def _listed(lists: Grid) -> Numbered:
    """The titles, and what the sheet shows beside each as the position of its column."""
    told = [(lists.text(row, at - 1), shown(held)) for (row, at), held in formulas_in(lists)]
    return tuple((title, int(position)) for title, position in told if position.isdecimal())


def _differs(
    grid: Grid, cell: Cell | None, print_: str, expected: str, fields: Mapping[int, str] = _NO_FIELDS
) -> Iterator[_Differs]:
    """The cell, where the formula of this print stands in it and came to something else."""
    held = grid.cells.get(cell) if cell else None
    if cell is None or not isinstance(held, Formula) or held.value is None:
        return  # what nobody computed shows nothing to compare
    if shown(held) != expected and print_of(held.text, cell[0], fields) == print_:
        yield _Differs(grid.place(*cell), shown(held), expected)


def _compared(grid: Grid, expected: Mapping[Cell, str]) -> Iterator[_Differs]:
    """The cells that came to something else."""
    found = _come_to(grid)
    if expected.items() <= found.items():  # nearly always
        return
    for cell, value in expected.items():
        if found.get(cell, value) != value:
            yield _Differs(grid.place(*cell), found[cell], value)


@for_same_cells
def _come_to(grid: Grid) -> Mapping[Cell, str]:
    """What each formula that was computed came to."""
    return {cell: shown(held) for cell, held in formulas_in(grid) if held.value is not None}


@cache
def _total_print() -> str:
    return print_of(total_formula(), FIRST_ROW, _NO_FIELDS)


@cache
def _link_print() -> str:
    return print_of(VERDICT_LINK, HEAD_ROW, _NO_FIELDS)


@cache
def _to_mend_print() -> str:
    fields = {column_of(field): field for field in _COUNTED}
    return print_of(to_mend_formula(FIRST_ROW), FIRST_ROW, fields)
