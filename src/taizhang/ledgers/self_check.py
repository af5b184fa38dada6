"""The sheet 填报自检: what is still to be done, counted, named and linked, all by formulas over 校验提示.

They count the hidden column 待改任务, which holds the mark of its task in each row that has something to be mended, and
find it with wildcards: those of COUNTIF and MATCH are the same in every client, while functions over ranges are not.
Columns J and K are hidden: the row and the column to which the link in I leads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from taizhang.ledgers.draw_checks import WHOLE_TABLE, as_term, in_row, said_in_row, sentence, task_mark
from taizhang.ledgers.sheet_layout import FIRST_ROW, SELF_CHECK, TABLE, column_of
from taizhang.model.grid import Formula
from taizhang.model.ledger import Ledger
from taizhang.model.live_check import LiveCheck, SheetChecks, Weight
from taizhang.model.picture import Look, Sheet, Tint
from taizhang.model.place import column_letters
from taizhang_templates import instruction_texts

VERDICT = f"'{SELF_CHECK}'!$B$3"  # 可报送 or 不可报送; the head of the table shows it too
GOOD, BAD = "可报送", "不可报送"
_BAD_TABLE = f"{BAD}：见填报自检“整表”一行"
COMPLETE, OPEN, MISTAKEN, ROWS_LACK = "完整", "缺项", "有误", "缺行"

_WIDTHS = (8.0, 44.0, 8.0, 8.0, 8.0, 8.0, 9.0, 10.0, 9.0, 8.0, 8.0)
_LINK, _TO_ROW, _TO_COLUMN = 9, 10, 11
_VERDICT_ROW, _TABLE_ROW, _TO_DO_ROW = 3, 4, 6
_HEADING = 30.0  # height, in points
_TO_DO = 10  # problems listed one by one, from the top of the table
_OF_A_TASK = frozenset(range(1, _TO_COLUMN + 1))
_OF_A_ROW = {
    **dict.fromkeys((1, 2, _TO_DO_ROW - 1, _TO_DO_ROW + _TO_DO + 2), frozenset((1,))),
    **dict.fromkeys((_VERDICT_ROW, _TABLE_ROW), frozenset((1, 2))),
    **dict.fromkeys(
        range(_TO_DO_ROW, _TO_DO_ROW + _TO_DO + 1), frozenset((1, 2, _LINK, _TO_ROW, _TO_COLUMN))
    ),
    _TO_DO_ROW + _TO_DO + 3: frozenset(range(1, _LINK + 1)),
}  # above the tasks: titles, the verdict, what is to be done first
_MARKS = tuple(f"{weight}：" for weight in (Weight.MISSING, Weight.WRONG, Weight.CONFIRM))
_ANY = "?*"
_ABOVE_TABLE = "ROW(INDEX(tz_to_mend,1))-1"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the ledger: where it stands, and what 校验提示 says there."""

    row: int
    id: str
    task: str
    said: str
    holding: tuple[LiveCheck, ...]

    def tells(self, mark: str) -> bool:
        return any(f"{check.weight}：" == mark for check in self.holding)

    @property
    def to_mend(self) -> bool:
        return any(self.tells(mark) for mark in _MARKS[:2])

    @property
    def column(self) -> int:
        """The column of the first thing to be mended, as the formula finds it."""
        field = self.holding[0].field
        return column_of(field or "check")


def columns_of_row(row: int, *, counts: bool) -> frozenset[int]:
    """The columns in which something of ours stands in a row; `counts` is whether a task's rows are counted there."""
    if row > _TO_DO_ROW + _TO_DO + 3:
        return _OF_A_TASK if counts else frozenset()
    return _OF_A_ROW.get(row, frozenset())


def draw_self_check(ledger: Ledger, checks: SheetChecks) -> Sheet:
    """The sheet, with every formula's value for what the ledger holds now."""
    lines = [
        _Line(number, row.id, row.task, said_in_row(checks, row.id), checks.holding(row.id))
        for number, row in enumerate(ledger.rows, FIRST_ROW)
    ]
    words = instruction_texts().self_check
    sheet = Sheet(SELF_CHECK, _WIDTHS, last_printed_column=_LINK)
    sheet.hidden_columns = frozenset((_TO_ROW, _TO_COLUMN))
    sheet.put_title(words["title"], words["subtitle"])
    first_task = _TO_DO_ROW + _TO_DO + 4
    _draw_to_do(sheet, lines)
    _draw_tasks(sheet, lines, first_task, len(ledger.rows))
    _draw_verdict(sheet, lines, checks, first_task)
    sheet.fit_rows(_TABLE_ROW)
    return sheet


def verdict_link(ledger: Ledger, checks: SheetChecks) -> Formula:
    """The verdict as the head of the table shows it; it leads to the sheet."""
    holding = [checks.holding(row.id) for row in ledger.rows]
    lines = [_Line(0, "", "", "", held) for held in holding]
    return Formula(f"HYPERLINK(\"#'{SELF_CHECK}'!A1\",{VERDICT})", _verdict_of(lines, checks))


def _verdict_of(lines: list[_Line], checks: SheetChecks) -> str:
    return verdict(
        sum(line.to_mend for line in lines),
        sum(line.tells(_MARKS[2]) for line in lines),
        overall=any(check.weight is not Weight.CONFIRM for check in checks.holding_overall()),
    )


def verdict(to_mend: int, to_confirm: int, *, overall: bool) -> str:
    """The words that the verdict's formula comes to."""
    if to_mend:
        return f"{BAD}：还有{to_mend}行要改"
    if overall:
        return _BAD_TABLE
    return f"{GOOD}（有{to_confirm}行请核对）" if to_confirm else GOOD


def _draw_verdict(sheet: Sheet, lines: list[_Line], checks: SheetChecks, total: int) -> None:
    words = instruction_texts().self_check
    must = [check for check in checks.overall if check.weight is not Weight.CONFIRM]
    overall = (
        f"OR({','.join(f'IFERROR({in_row(check.when, 0)},FALSE)' for check in must)})" if must else "FALSE"
    )
    to_mend, to_confirm = f"$C${total}-$D${total}", f"$G${total}"
    text = (
        f'IF({to_mend}>0,"{BAD}：还有"&({to_mend})&"行要改",'
        f'IF({overall},"{_BAD_TABLE}",IF({to_confirm}>0,"{GOOD}（有"&{to_confirm}&"行请核对）","{GOOD}")))'
    )
    held, value = checks.holding_overall(), _verdict_of(lines, checks)
    _put_wide(sheet, _VERDICT_ROW, words["verdict"], value, Look.BIG, text)
    said = "&".join(as_term(check, WHOLE_TABLE) for check in checks.overall) or '""'
    now = "".join(sentence(check, WHOLE_TABLE) for check in held)
    _put_wide(sheet, _TABLE_ROW, words["table"], now, Look.TEXT, in_row(said, 0))
    sheet.heights[_VERDICT_ROW] = 30.0
    sheet.tints += [
        Tint((_VERDICT_ROW, 2), (_VERDICT_ROW, 2), word, good=word == GOOD) for word in (GOOD, BAD)
    ]


def _put_wide(sheet: Sheet, row: int, label: str, value: str, look: Look, formula: str) -> None:
    sheet.put(row, 1, label, Look.LABEL)
    sheet.put(row, 2, value, look, formula=formula)
    sheet.merges[row, 2] = (row, _LINK)


def _draw_to_do(sheet: Sheet, lines: list[_Line]) -> None:
    """The first problems from the top of the table, each with its row, its words and a link."""
    words = instruction_texts().self_check
    sheet.put(_TO_DO_ROW - 1, 1, words["to_do"], Look.HEADING)
    sheet.merges[_TO_DO_ROW - 1, 1] = (_TO_DO_ROW - 1, _LINK)
    sheet.heights[_TO_DO_ROW - 1] = _HEADING
    sheet.put(_TO_DO_ROW, 1, words["row"], Look.HEADER)
    sheet.put(_TO_DO_ROW, 2, words["says"], Look.HEADER)
    sheet.merges[_TO_DO_ROW, 2] = (_TO_DO_ROW, _LINK - 1)
    sheet.put(_TO_DO_ROW, _LINK, words["link"], Look.HEADER)
    bad = [line for line in lines if line.to_mend]
    for position in range(1, _TO_DO + 1):
        row, line = _TO_DO_ROW + position, bad[position - 1] if position <= len(bad) else None
        sheet.put(row, 1, line.row if line else "", Look.CENTRED, formula=f"$J{row}")
        said = f'IF($J{row}="","",INDEX({_column("check")},$J{row}))'
        sheet.put(row, 2, line.said if line else "", Look.TEXT, formula=said)
        sheet.merges[row, 2] = (row, _LINK - 1)
        _put_link(sheet, row, line, _nth_to_mend(position, row))
        sheet.heights[row] = 24.0


def _nth_to_mend(position: int, row: int) -> str:
    """The sheet row of the next thing to be mended, below the one before; only looked for where there is one."""
    if position == 1:
        return _first_to_mend(_ANY)
    below = f"INDEX({_column('to_mend')},$J{row - 1}+1):INDEX(tz_to_mend,ROWS(tz_to_mend))"
    return f'IF({position}>COUNTIF(tz_to_mend,"{_ANY}"),"",$J{row - 1}+MATCH("{_ANY}",{below},0))'


def _first_to_mend(mark: str) -> str:
    return f'IFERROR({_ABOVE_TABLE}+MATCH("{mark}",tz_to_mend,0),"")'


def _draw_tasks(sheet: Sheet, lines: list[_Line], first: int, expected: int) -> None:
    """All rows together, then each task: how many of its rows are complete, open, mistaken, and where to begin."""
    words = instruction_texts().self_check
    sheet.put(first - 2, 1, words["tasks"], Look.HEADING)
    sheet.merges[first - 2, 1] = (first - 2, _LINK)
    sheet.heights[first - 2] = _HEADING
    headers = ("number", "task", "rows", "complete", "open", "mistaken", "confirm", "state", "link")
    sheet.put_row(first - 1, [words[header] for header in headers], Look.HEADER)
    sheet.heights[first - 1] = 26.0
    _draw_counts(sheet, first, ("", words["all"], _ANY), lines, expected)
    for position, (mark, rows) in enumerate(_by_task(lines).items(), 1):
        _draw_counts(sheet, first + position, (str(position), rows[0].task, mark), rows, len(rows))
    last = sheet.last_row
    for word in (COMPLETE, OPEN, MISTAKEN, ROWS_LACK):
        sheet.tints.append(Tint((first, 8), (last, 8), word, good=word == COMPLETE))


def _by_task(lines: Iterable[_Line]) -> dict[str, list[_Line]]:
    """The lines by what their ids begin with: T03. for all of task T03, G01. for a goal."""
    tasks: dict[str, list[_Line]] = {}
    for line in lines:
        tasks.setdefault(task_mark(line.id), []).append(line)
    return tasks


def _draw_counts(
    sheet: Sheet, row: int, named: tuple[str, str, str], lines: list[_Line], expected: int
) -> None:
    """One row of the table of tasks: its number, title and mark, and the ledger's lines that belong to it."""
    number, title, mark = named
    ids = mark if mark == _ANY else f"{mark}*"
    sheet.put(row, 1, Decimal(number) if number else "", Look.CENTRED)
    sheet.put(row, 2, title, Look.TEXT)
    sheet.put(row, 3, len(lines), Look.CENTRED, formula=f'COUNTIF(tz_id,"{ids}")')
    complete = sum(not line.to_mend for line in lines)
    sheet.put(row, 4, complete, Look.CENTRED, formula=f'$C{row}-COUNTIF(tz_to_mend,"{mark}")')
    told = [sum(line.tells(one) for line in lines) for one in _MARKS]
    for column, one, count in zip((5, 6, 7), _MARKS, told, strict=True):
        sheet.put(row, column, count, Look.CENTRED, formula=f'COUNTIFS(tz_id,"{ids}",tz_check,"*{one}*")')
    state = MISTAKEN if told[1] else OPEN if told[0] else COMPLETE
    words = (
        f'IF($C{row}<{expected},"{ROWS_LACK}",IF($F{row}>0,"{MISTAKEN}",IF($E{row}>0,"{OPEN}","{COMPLETE}")))'
    )
    sheet.put(row, 8, state, Look.CENTRED, formula=words)
    _put_link(sheet, row, next((line for line in lines if line.to_mend), None), _first_to_mend(mark))


def _put_link(sheet: Sheet, row: int, line: _Line | None, to_row: str) -> None:
    """A link to the first cell to be mended in the row that column J names."""
    said = f"INDEX({_column('check')},$J{row})"
    title = f'MID({said},FIND("【",{said})+1,FIND("】",{said})-FIND("【",{said})-1)'
    column = f'IF($J{row}="","",IFERROR(VLOOKUP({title},tz_columns,2,FALSE),{column_of("check")}))'
    sheet.put(row, _TO_ROW, line.row if line else "", Look.CENTRED, formula=to_row)
    sheet.put(row, _TO_COLUMN, line.column if line else "", Look.CENTRED, formula=column)
    link = instruction_texts().self_check["go"]
    jump = f'IF($J{row}="","",HYPERLINK("#\'{TABLE}\'!"&ADDRESS($J{row},$K{row}),"{link}"))'
    sheet.put(row, _LINK, link if line else "", Look.CENTRED, formula=jump)


def _column(field: str) -> str:
    letters = column_letters(column_of(field))
    return f"'{TABLE}'!${letters}:${letters}"
