"""Where everything stands in a ledger workbook; the writer and the reader both build on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from taizhang.model.grid import Box, Grid
from taizhang.model.ledger import Content, Stamp, ledger_columns
from taizhang.model.picture import Sheet

TABLE, SELF_CHECK, INSTRUCTIONS, LISTS, STAMP = "任务台账", "填报自检", "填报说明", "选项", "_taizhang"
MOVES = "移动清单"  # of a return that was filled in an older template
ERRORS, PROPOSALS = OUR_COLUMNS = ("错误信息", "建议填写")  # beside the table of a return

TITLE_ROW, HEAD_ROW, GROUP_ROW, HEADER_ROW, KEY_ROW, FIRST_ROW = range(1, 7)

# Row 1: the title, and right of it the head of a statistical form, where the plan has one, over these columns.
TITLE_BESIDE_FORM_TO, FORM_FROM, FORM_TO = "next_steps", "evidence", "remarks"

# Row 2: Head field, its label, the label's column and the columns of its value, by the field they stand over.
HEAD_CELLS = (
    ("reporter_name", "填报单位（盖章）：", "task", ("measure", "measure")),
    ("filled_by", "填报人：", "duties", ("lead", "support")),
    ("phone", "联系电话：", "deadline", ("numerator", "denominator")),
    ("filled_on", "填报日期：", "status", ("progress", "progress")),
    ("self_check", "填报自检：", "problems", ("next_steps", "evidence")),
)

# Under the table, row by row: the same for the foot.
ZERO_REPORT_LABEL = "零报告（本期确无进展需要报告）："
FOOT_CELLS = (
    (("nothing_to_report", ZERO_REPORT_LABEL, "measure", ("indicator", "indicator")),),
    (
        ("checked_by", "审核人：", "task", ("measure", "measure")),
        ("unit_head", "单位负责人：", "duties", ("lead", "support")),
    ),
)

TOTAL_LABEL = "合计"  # right under the table, before the foot's answers
STAMP_LABEL = "台账标识："  # the last row of the sheet
STAMP_DIGITS = 8  # of the plan's fingerprint, as the foot shows it

YES_NO = ("是", "否")
NO_RATE = "—"  # what the rate shows while there is nothing to compute


class LineKind(StrEnum):
    """What a row of the 填报说明 is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    TABLE_HEAD = "table-head"
    TABLE_ROW = "table-row"
    CHECKS = "checks"  # what is checked under the line above
    EXAMPLE_HEAD = "example-head"
    EXAMPLE_ROW = "example-row"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the filler may put into a cell; a cell without an Entry is given and stays as it is."""

    content: Content
    asked: bool = True  # False: shown grey, nothing is asked here
    hint: str = ""
    choices: str = ""  # the list on the sheet 选项, by its header


@dataclass(frozen=True, slots=True)
class LedgerSheets:
    """A ledger workbook without Excel: its five sheets and what their cells are for."""

    table: Grid
    self_check: Sheet
    instructions: Grid
    lists: Grid
    stamp: Grid
    said: Stamp  # what the hidden sheet, the part of its own and the foot say
    entries: Mapping[tuple[int, int], Entry]  # of the table, by (row, column)
    repeats: frozenset[str]  # fields whose text is greyed where the row above says the same
    line_kinds: Mapping[int, LineKind]  # of the 填报说明, by row
    last_row: int  # of the table's rows; the first is FIRST_ROW

    @property
    def grids(self) -> tuple[Grid, ...]:
        return (self.table, self.instructions, self.lists, self.stamp)

    @property
    def total_row(self) -> int:
        return total_row_of(self.last_row)

    @property
    def foot_row(self) -> int:
        """The first row of the foot's answers."""
        return foot_row_of(self.last_row)

    @property
    def note_row(self) -> int:
        return note_row_of(self.last_row)

    @property
    def stamp_row(self) -> int:
        return stamp_row_of(self.last_row)

    def foot_cell(self, name: str) -> tuple[int, int]:
        """Row and column of an answer under the table."""
        return foot_cells_of(self.last_row)[name]

    def body(self, field: str) -> Box:
        """The cells of a column's rows."""
        column = column_of(field)
        return Box(FIRST_ROW, column, self.last_row, column)


def total_row_of(last_row: int) -> int:
    """The row 合计, by the last row of the table."""
    return last_row + 1


def foot_row_of(last_row: int) -> int:
    """The first row of the foot's answers."""
    return total_row_of(last_row) + 1


def foot_cells_of(last_row: int) -> dict[str, tuple[int, int]]:
    """Row and column of each answer under the table, by its name."""
    return {
        name: (row, column_of(first))
        for row, foot in enumerate(FOOT_CELLS, foot_row_of(last_row))
        for name, _, _, (first, _) in foot
    }


def note_row_of(last_row: int) -> int:
    return foot_row_of(last_row) + len(FOOT_CELLS)


def stamp_row_of(last_row: int) -> int:
    return note_row_of(last_row) + 1


@cache
def column_of(field: str) -> int:
    """The sheet's column, from 1, of a LedgerRow field."""
    return 1 + next(at for at, column in enumerate(ledger_columns()) if column.field == field)


@cache
def first_visible_column() -> int:
    return 1 + next(at for at, column in enumerate(ledger_columns()) if not column.hidden)


def last_column() -> int:
    return len(ledger_columns())


def last_printed_column() -> int:
    """The column before 校验提示, which speaks to the filler alone and is not printed."""
    return column_of("check") - 1
