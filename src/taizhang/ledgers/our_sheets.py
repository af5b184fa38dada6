"""The sheets of ours beside the table: told by what stands in them, and what somebody else wrote there.

What they say depends on the plan, the rules of the day and the style, so it is not held against one text: each row is
known by what opens it, and says in which columns something of ours may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache

from taizhang.ledgers.lists import draw_lists
from taizhang.ledgers.returned_list import FAULT_COLUMN, MARKER, MARKER_CELL, RESULTS
from taizhang.ledgers.same_cells import for_same_cells
from taizhang.ledgers.self_check import columns_of_row
from taizhang.ledgers.sheet_layout import INSTRUCTIONS, LISTS, MOVES, SELF_CHECK, STAMP
from taizhang.model.grid import CellValue, Formula, Grid, shown
from taizhang.model.ledger import STAMP_KEYS, ledger_columns
from taizhang_templates import instruction_texts

Columns = Collection[int]

# The row of the titles, and those that it begins with, of the sheets that a check adds.
RESULT_TITLES = 4, ("序号", "级别", "代码", "位置")
MOVE_TITLES = 3, ("序号", "原单元格", "现单元格")

_NOTHING: Columns = ()
_TEXT, _EXAMPLE, _TABLE_ROW = frozenset((1,)), frozenset((1, 3)), range(1, 7)
_NUMBERED = re.compile(r"(?:\d+\.)?")
_OPEN = re.compile(r"\\\{\w+\\\}")  # a word in braces, once it is escaped


def is_ours(grid: Grid) -> bool:
    """Whether the sheet is one of ours; one that a check adds is not so by its name alone."""
    if grid.sheet.startswith(RESULTS):
        return _begins(grid, *RESULT_TITLES)
    if grid.sheet == MOVES:
        return _begins(grid, *MOVE_TITLES)
    return grid.sheet in _COLUMNS


@for_same_cells
def strange_cells(grid: Grid) -> tuple[tuple[int, int], ...]:
    """The cells of a sheet of ours that hold something else, in reading order."""
    if grid.sheet == LISTS:
        return tuple(sorted(cell for cell, value in grid.cells.items() if not _is_listed(value)))
    columns = cache(_COLUMNS.get(grid.sheet, _columns_of_list)(grid))
    return tuple(sorted(cell for cell in grid.cells if cell[1] not in columns(cell[0])))


def _begins(grid: Grid, row: int, titles: tuple[str, ...]) -> bool:
    return all(grid.text(row, at).strip() == title for at, title in enumerate(titles, 1))


def _is_listed(value: CellValue) -> bool:
    """A word of a list, or where a column stands."""
    return isinstance(value, Formula) or shown(value).strip() in _list_words()


@cache
def _list_words() -> frozenset[str]:
    cells = draw_lists().cells.values()
    words = (shown(value.value if isinstance(value, Formula) else value).strip() for value in cells)
    return frozenset(("", *words))


def _columns_of_self_check(grid: Grid) -> Callable[[int], Columns]:
    """Rows that were put in above its title move all others down."""
    title = instruction_texts().self_check["title"]
    above = next((row for row, cells in grid.rows() if cells.get(1) == title), 1) - 1
    return lambda row: columns_of_row(row - above, counts=(row, 3) in grid.cells)


def _columns_of_stamp(grid: Grid) -> Callable[[int], Columns]:
    return lambda row: (1, 2) if grid.text(row, 1).strip() in STAMP_KEYS else _NOTHING


def _columns_of_list(grid: Grid) -> Callable[[int], Columns]:
    """校验结果 and 移动清单: a head, titles, and below them the lines that bear a number."""
    titled = (MOVE_TITLES if grid.sheet == MOVES else RESULT_TITLES)[0]
    titles = range(1, next(at for at in range(1, MARKER_CELL[1] + 1) if not grid.text(titled, at).strip()))
    marked = grid.text(*MARKER_CELL) == MARKER
    notes = range(MARKER_CELL[1], FAULT_COLUMN + 1) if marked else range(0)

    def columns(row: int) -> Columns:
        if row < titled:
            return (*_TEXT, *notes)
        return (*titles, *notes) if row == titled or grid.text(row, 1).strip() else notes

    return columns


def _columns_of_instructions(grid: Grid) -> Callable[[int], Columns]:
    return dict(_instruction_rows(grid)).__getitem__


def _instruction_rows(grid: Grid) -> Iterator[tuple[int, Columns]]:
    """What is new since the last period is told in words of no pattern, up to the next heading."""
    headings, changes = _headings(), instruction_texts().changes["heading"]
    telling = False
    for row, cells in grid.rows():
        opening, beside = shown(cells.get(1)).strip(), shown(cells.get(2)).strip()
        if opening in headings:
            telling = opening == changes
        columns = _columns_behind(opening, beside)
        yield row, columns or (_TEXT if telling and opening else _NOTHING)


@lru_cache(maxsize=1_024)
def _columns_behind(opening: str, beside: str) -> Columns:
    """The columns of a row of 填报说明 that opens so; none where it is no row of ours."""
    texts = instruction_texts()
    if opening == texts.column_headers[0] or (opening.isdecimal() and beside in _titles()):
        return _TABLE_ROW
    if opening == texts.example_headers[0] or opening in _titles():
        return _EXAMPLE
    return _TEXT if _standing().fullmatch(opening) else _NOTHING


@cache
def _headings() -> frozenset[str]:
    texts = instruction_texts()
    own = (texts.about, texts.how, texts.columns, texts.status, texts.legend, texts.example_heading)
    return frozenset((*own, texts.returning, texts.changes["heading"]))


@cache
def _titles() -> frozenset[str]:
    """Those of the columns, as the table of columns and the example say them."""
    alone = {column.title for column in ledger_columns()}
    return frozenset(alone | {f"{c.group}：{c.title}" for c in ledger_columns() if c.group})


@cache
def _standing() -> re.Pattern[str]:
    """The texts that stand alone in their row, whatever words they leave open."""
    texts = instruction_texts()
    meanings = (f"{word}：{meaning}" for word, meaning in texts.status_meanings.items())
    notes = (texts.unit_note, texts.own_note, texts.draft_note, texts.unresolved_note, texts.checks)
    lines = (*texts.about_lines, *texts.how_lines, *texts.legend_lines, *texts.return_lines)
    whole = (texts.title, *_headings(), *meanings, *notes, *lines, texts.example["intro"])
    patterns = [_OPEN.sub(".*", re.escape(text)) for text in whole]
    patterns.append(_OPEN.sub(".*", re.escape(texts.sources_note)) + ".*")  # and who is missing
    return re.compile(f"{_NUMBERED.pattern}(?:{'|'.join(patterns)})", re.DOTALL)


_COLUMNS: dict[str, Callable[[Grid], Callable[[int], Columns]]] = {
    SELF_CHECK: _columns_of_self_check,
    INSTRUCTIONS: _columns_of_instructions,
    STAMP: _columns_of_stamp,
    LISTS: _columns_of_list,  # told word by word
}
