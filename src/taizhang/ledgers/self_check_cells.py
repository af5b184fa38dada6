"""The formulas of 填报自检 below its verdict, and what they and the verdict come to for what the table shows.

They count the hidden column 待改任务, which holds the mark of its task in each row that has something to be mended, and
find it with wildcards: those of COUNTIF and MATCH are the same in every client, while functions over ranges are not.
Columns J and K are hidden: the row and the column to which the link in I leads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from taizhang.ledgers.draw_checks import task_mark
from taizhang.ledgers.sheet_layout import TABLE, column_of
from taizhang.model.live_check import Weight
from taizhang.model.place import column_letters
from taizhang_templates import instruction_texts

GOOD, BAD = "可报送", "不可报送"
BAD_TABLE = f"{BAD}：见填报自检“整表”一行"
COMPLETE, OPEN, MISTAKEN, ROWS_LACK = "完整", "缺项", "有误", "缺行"

LINK, TO_ROW, TO_COLUMN = 9, 10, 11
VERDICT_ROW, TABLE_ROW, TO_DO_ROW = 3, 4, 6
TO_DO = 10  # problems listed one by one, from the top of the table
FIRST_TASK = TO_DO_ROW + TO_DO + 4  # the row of all tasks together; below it one each
ANY = "?*"  # the mark that stands for every task's
MARKS = _MISSING, _WRONG, _CONFIRM = tuple(f"{weight}：" for weight in Weight)

_TITLE = re.compile("【(.*?)】", re.DOTALL)
_ABOVE_TABLE = "ROW(INDEX(tz_to_mend,1))-1"

Cell = tuple[int, int]


class RowShown(NamedTuple):
    """What one row of the table shows of itself."""

    row: int  # of the sheet
    id: str
    said: str  # 校验提示
    to_mend: str  # 待改任务: the mark of its task; "" where nothing must be mended


def tasks_of(ids: Iterable[str]) -> Mapping[str, int]:
    """How many rows each task has, by what their ids begin with: T03. for all of task T03, G01. for a goal."""
    return Counter(map(task_mark, ids))


def formulas(tasks: Mapping[str, int]) -> dict[Cell, str]:
    """Every formula below the verdict; `tasks` is how many rows each task went out with, by its mark."""
    cells: dict[Cell, str] = {}
    for position in range(1, TO_DO + 1):
        row = TO_DO_ROW + position
        cells[row, 1] = f"$J{row}"
        cells[row, 2] = f'IF($J{row}="","",INDEX({_column("check")},$J{row}))'
        cells |= _link(row, _nth_to_mend(position, row))
    for row, (mark, sent) in enumerate(_all_and_each(tasks), FIRST_TASK):
        cells |= _counts(row, mark, sent)
        cells |= _link(row, _first_to_mend(mark))
    return cells


def values(
    rows: Sequence[RowShown], tasks: Mapping[str, int], columns: Mapping[str, int]
) -> dict[Cell, str | int]:
    """What these formulas come to; `columns` is where the column of each title stands, as 选项 says."""
    cells: dict[Cell, str | int] = {}
    to_mend = [row for row in rows if row.to_mend]
    for position in range(TO_DO):
        at, row = TO_DO_ROW + 1 + position, to_mend[position] if position < len(to_mend) else None
        cells[at, 1], cells[at, 2] = (row.row, row.said) if row else ("", "")
        cells |= _leads_to(at, row, columns)
    said, marked = _said_by_task(rows), _by_mark(to_mend)
    for at, (mark, sent) in enumerate(_all_and_each(tasks), FIRST_TASK):
        in_task = marked.get(mark, ())
        cells |= _counted(at, said.get(mark, ()), len(in_task), sent)
        cells |= _leads_to(at, in_task[0] if in_task else None, columns)
    return cells


def _said_by_task(rows: Sequence[RowShown]) -> Mapping[str, Sequence[str]]:
    """What the rows of each task say, by its mark, and under ANY what all rows with an id say."""
    said: dict[str, list[str]] = {ANY: [row.said for row in rows if row.id]}
    for row in rows:
        if "." in row.id:  # as the wildcard wants it
            said.setdefault(task_mark(row.id), []).append(row.said)
    return said


def _by_mark(to_mend: Sequence[RowShown]) -> Mapping[str, Sequence[RowShown]]:
    rows: dict[str, list[RowShown]] = {}
    for row in to_mend:
        rows.setdefault(row.to_mend, []).append(row)
    return {**rows, ANY: to_mend}


def verdict(rows: Sequence[RowShown], of_table: str) -> str:
    """What the verdict comes to; `of_table` is what the sheet says of the whole table."""
    to_mend = sum(row.to_mend != "" for row in rows)
    if to_mend:
        return f"{BAD}：还有{to_mend}行要改"
    if _MISSING in of_table or _WRONG in of_table:
        return BAD_TABLE
    to_confirm = sum(_CONFIRM in row.said for row in rows if row.id)
    return f"{GOOD}（有{to_confirm}行请核对）" if to_confirm else GOOD


def _all_and_each(tasks: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(ANY, sum(tasks.values())), *tasks.items()]


def _counts(row: int, mark: str, sent: int) -> dict[Cell, str]:
    """How many of a task's rows there are, how many are complete, lack something, are mistaken; and its state."""
    ids = mark if mark == ANY else f"{mark}*"
    told = {at: f'COUNTIFS(tz_id,"{ids}",tz_check,"*{one}*")' for at, one in enumerate(MARKS, 5)}
    state = f'IF($C{row}<{sent},"{ROWS_LACK}",IF($F{row}>0,"{MISTAKEN}",IF($E{row}>0,"{OPEN}","{COMPLETE}")))'
    cells = {3: f'COUNTIF(tz_id,"{ids}")', 4: f'$C{row}-COUNTIF(tz_to_mend,"{mark}")', **told, 8: state}
    return {(row, at): formula for at, formula in cells.items()}


def _counted(row: int, said: Sequence[str], marked: int, sent: int) -> dict[Cell, str | int]:
    lacking, mistaken, to_confirm = (sum(mark in text for text in said) for mark in MARKS)
    state = ROWS_LACK if len(said) < sent else MISTAKEN if mistaken else OPEN if lacking else COMPLETE
    told: tuple[str | int, ...] = (
        len(said), len(said) - marked, lacking, mistaken, to_confirm, state,
    )  # fmt: skip
    return {(row, at): value for at, value in enumerate(told, 3)}


def _nth_to_mend(position: int, row: int) -> str:
    """The sheet row of the next thing to be mended, below the one before; only looked for where there is one."""
    if position == 1:
        return _first_to_mend(ANY)
    below = f"INDEX({_column('to_mend')},$J{row - 1}+1):INDEX(tz_to_mend,ROWS(tz_to_mend))"
    return f'IF({position}>COUNTIF(tz_to_mend,"{ANY}"),"",$J{row - 1}+MATCH("{ANY}",{below},0))'


def _first_to_mend(mark: str) -> str:
    return f'IFERROR({_ABOVE_TABLE}+MATCH("{mark}",tz_to_mend,0),"")'


def _link(row: int, to_row: str) -> dict[Cell, str]:
    """A link to the first cell to be mended in the row that column J names."""
    said = f"INDEX({_column('check')},$J{row})"
    title = f'MID({said},FIND("【",{said})+1,FIND("】",{said})-FIND("【",{said})-1)'
    link = instruction_texts().self_check["go"]
    return {
        (row, LINK): f'IF($J{row}="","",HYPERLINK("#\'{TABLE}\'!"&ADDRESS($J{row},$K{row}),"{link}"))',
        (row, TO_ROW): to_row,
        (
            row,
            TO_COLUMN,
        ): f'IF($J{row}="","",IFERROR(VLOOKUP({title},tz_columns,2,FALSE),{column_of("check")}))',
    }


def _leads_to(at: int, row: RowShown | None, columns: Mapping[str, int]) -> dict[Cell, str | int]:
    if row is None:
        return dict.fromkeys(((at, LINK), (at, TO_ROW), (at, TO_COLUMN)), "")
    named = _TITLE.search(row.said)
    column = columns.get(named[1] if named else "", column_of("check"))
    return {(at, LINK): instruction_texts().self_check["go"], (at, TO_ROW): row.row, (at, TO_COLUMN): column}


def _column(field: str) -> str:
    letters = column_letters(column_of(field))
    return f"'{TABLE}'!${letters}:${letters}"
