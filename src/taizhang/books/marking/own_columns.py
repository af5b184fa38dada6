"""The columns 错误信息 and 建议填写 beside the table of a return: put there, known again, taken away (decision 0021)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from taizhang.books.marking.column_widths import describe_column, restore_column
from taizhang.books.marking.list_text import CENTRE, LEFT, list_fill, list_font, list_look
from taizhang.books.marking.own_words import RowWords
from taizhang.books.marking.sheet_filter import (
    drop_choices_right_of,
    drop_filter,
    filter_box,
    may_filter,
    set_filter,
)
from taizhang.books.marking.sheet_part import Cell, SheetPart
from taizhang.books.marking.styles_part import StyleTable
from taizhang.ledgers.our_columns import is_our_text
from taizhang.ledgers.sheet_layout import ERRORS, OUR_COLUMNS, PROPOSALS
from taizhang.model.finding import Severity
from taizhang.model.grid import Box
from taizhang.model.table_rows import TableRows

# By these two fills our columns are known again: sorting, inserted columns and other programs leave colours alone.
_HEAD, _BODY = "FFFCE4D5", "FFFFFBF9"
_WIDTHS = {ERRORS: 60, PROPOSALS: 18}
_COLOURS = {Severity.ERROR: "FFC00000", Severity.WARNING: "FF7F6000", Severity.NOTE: "FF595959"}
_BLACK = "FF000000"
_HEADER_SEARCHED = 40  # rows from the top in which a header may stand
_LAST_COLUMN = 16_384
_FEWEST_KEYS = 3  # of the hidden row of names
_MOST_BLANK = 50  # columns without content that we step over


@dataclass(slots=True)
class ColumnRecord:
    """What has to be known to take the columns away again; it stands hidden in the result sheet."""

    sheet: str = ""
    columns: list[dict[str, str]] = field(default_factory=list)  # what was said of each column before
    gap: int = 0  # columns between the sheet's own filter and ours
    printed: bool = False  # whether what is printed was set by us

    def text(self) -> str:
        return json.dumps([self.sheet, self.columns, self.gap, self.printed], ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> ColumnRecord:
        """The record, or an empty one: the text went through other hands."""
        try:
            sheet, columns, gap, printed = json.loads(text)
            told = [{str(key): str(value) for key, value in facts.items()} for facts in columns]
            return cls(str(sheet), told, int(gap), bool(printed))
        except (ValueError, TypeError, AttributeError):
            return cls()


@dataclass(frozen=True, slots=True)
class Beside:
    """Where our columns stand in a sheet."""

    first: int
    last: int
    filtered: Box | None  # what the sheet filters now
    own_filter: bool  # whether it filters only because of us


def used_right(sheet: SheetPart, more: Sequence[Box] = ()) -> int:
    """The last column in which something stands, is merged or is one of `more`, as of a table or what is printed."""
    boxes = (*sheet.merges, *more, *filter(None, [filter_box(sheet.root)]))
    return max(sheet.last_filled(), *(box.right for box in boxes), 0)


def free_column(sheet: SheetPart, rows: range, right: int, count: int) -> int:
    """The first column behind `right` in which these rows have no cell, blank ones included; 0 where there is none."""
    taken = sheet.columns_behind(right, rows)
    start = max(taken, default=right) + 1 if len(taken) < _MOST_BLANK else right + 1
    return start if start + count - 1 <= _LAST_COLUMN else 0


def header_rows(sheet: SheetPart, table: TableRows, texts: Mapping[Cell, str], keys: frozenset[str]) -> range:
    """The header's rows beside which ours stand: down from where its last line is merged to, to above the data."""
    bottom = table.first - 1
    filled: dict[int, list[str]] = {}
    for (row, _), text in texts.items():
        if row < table.first and text.strip():
            filled.setdefault(row, []).append(text.strip())

    def shows_words(row: int) -> bool:
        words = [word for word in filled.get(row, []) if not word.isdecimal()]  # nor does the row 栏次
        return not sheet.is_hidden(row) and bool(words) and sum(word in keys for word in words) < _FEWEST_KEYS

    row = next((row for row in range(bottom, 0, -1) if shows_words(row)), max(1, bottom))
    merged = [box.top for box in sheet.merges if box.bottom == row and box.left == box.right]
    return range(min((row, *merged)), row + 1)


def add_columns(
    sheet: SheetPart,
    styles: StyleTable,
    table: TableRows,
    header: range,
    first: int,
    words: Mapping[int, RowWords],
) -> tuple[Beside, list[dict[str, str]]]:
    """Write the columns; where they stand, and what was said of them before."""
    titles = OUR_COLUMNS if any(said.proposal for said in words.values()) else (ERRORS,)
    looks = _Looks(styles)
    for at, title in enumerate(titles, first):
        for row in range(header.start, table.first):
            sheet.put((row, at), title if row == header.start else "", looks.head)
        if len(header) > 1:
            sheet.merge(Box(header.start, at, header.stop - 1, at))
    for row in range(table.first, table.last + 1):
        said = words.get(row, RowWords())
        sheet.put((row, first), said.errors(sheet.row_points(row)), looks.body(said.worst))
        if len(titles) > 1:
            look = looks.number if said.is_number else looks.text
            sheet.put((row, first + 1), said.proposal, look, number=said.is_number)
    before = [
        describe_column(sheet.root, at, {"width": str(_WIDTHS[title]), "customWidth": "1"})
        for at, title in enumerate(titles, first)
    ]
    last = first + len(titles) - 1
    filtered, own = _stretch_filter(sheet, Box(table.first - 1, first, table.last, last))
    return Beside(first, last, filtered, own), before


def our_columns_in(sheet: SheetPart, styles: StyleTable, texts: Mapping[Cell, str]) -> dict[int, str]:
    """The title of each column of ours that the sheet has."""
    heads = _formats_filled(styles, _HEAD)
    return {
        column: texts.get((row, column), "")
        for (row, column), element in (sheet.cells() if heads else ())
        if row <= _HEADER_SEARCHED
        and int(element.get("s", "0")) in heads
        and texts.get((row, column), "") in OUR_COLUMNS
    }


def remove_columns(
    sheet: SheetPart,
    styles: StyleTable,
    texts: Mapping[Cell, str],
    ours: Mapping[int, str],
    record: ColumnRecord,
) -> Box | None:
    """Take our columns away, but for what the filler wrote there; what the sheet filters now."""
    heads, bodies = _formats_filled(styles, _HEAD), _formats_filled(styles, _BODY)
    for cell, element in list(sheet.cells()):
        title, style = ours.get(cell[1], ""), int(element.get("s", "0"))
        written = style in heads or (style in bodies and is_our_text(title, texts.get(cell, "")))
        if title and (written or not len(element)):
            sheet.clear(cell)
    first, last = min(ours), max(ours)
    sheet.split(first, last)
    for at, before in zip(range(first, last + 1), record.columns or [{}] * len(ours), strict=False):
        restore_column(sheet.root, at, before)
    return _shrink_filter(sheet, first, record.gap)


def _stretch_filter(sheet: SheetPart, ours: Box) -> tuple[Box | None, bool]:
    """Filter our columns with the table's own, else alone, where the sheet lets anybody filter."""
    box = filter_box(sheet.root)
    if box is None:
        if not may_filter(sheet.root):
            return None, False
        set_filter(sheet.root, ours)
        return ours, True
    wide = Box(box.top, box.left, box.bottom, ours.right)
    set_filter(sheet.root, wide)
    return wide, False


def _shrink_filter(sheet: SheetPart, first: int, gap: int) -> Box | None:
    box = filter_box(sheet.root)
    if box is None or box.right < first:
        return box
    right = first - 1 - gap
    if right < box.left:
        drop_filter(sheet.root)
        return None
    drop_choices_right_of(sheet.root, right)
    box = Box(box.top, box.left, box.bottom, right)
    set_filter(sheet.root, box)
    return box


def _formats_filled(styles: StyleTable, colour: str) -> frozenset[int]:
    """The cell formats with a fill of this colour."""
    return frozenset(at for at in range(styles.format_count()) if f'"{colour}"' in styles.fill(at))


class _Looks:
    """The formats of our cells, made as they are needed."""

    def __init__(self, styles: StyleTable) -> None:
        self._styles = styles
        self.head = list_look(styles, list_font(bold=True, size=10), CENTRE, fill=list_fill(_HEAD))
        self.text = self._cell(_BLACK)
        self.number = self._cell(_BLACK, number=True)
        self._bodies: dict[Severity | None, int] = {}

    def body(self, worst: Severity | None) -> int:
        if worst not in self._bodies:
            self._bodies[worst] = self._cell(_COLOURS[worst or Severity.NOTE])
        return self._bodies[worst]

    def _cell(self, colour: str, *, number: bool = False) -> int:
        font, fill = list_font(size=9, colour=colour), list_fill(_BODY)
        return list_look(self._styles, font, LEFT, fill=fill, quoted=not number, number=number)
