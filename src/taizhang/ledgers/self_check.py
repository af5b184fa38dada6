"""The sheet 填报自检: what is still to be done, counted, named and linked, all by formulas over 校验提示."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from taizhang.ledgers.draw_checks import (
    WHOLE_TABLE,
    as_term,
    in_row,
    said_in_row,
    sentence,
    task_mark,
    to_mend_in_row,
)
from taizhang.ledgers.lists import column_positions
from taizhang.ledgers.self_check_cells import (
    BAD,
    BAD_TABLE,
    COMPLETE,
    FIRST_TASK,
    GOOD,
    LINK,
    MISTAKEN,
    OPEN,
    ROWS_LACK,
    TABLE_ROW,
    TO_COLUMN,
    TO_DO,
    TO_DO_ROW,
    TO_ROW,
    VERDICT_ROW,
    RowShown,
    formulas,
    tasks_of,
    values,
    verdict,
)
from taizhang.ledgers.sheet_layout import FIRST_ROW, SELF_CHECK
from taizhang.model.grid import Formula
from taizhang.model.ledger import Ledger
from taizhang.model.live_check import SheetChecks, Weight
from taizhang.model.picture import Look, Sheet, Tint
from taizhang_templates import instruction_texts

VERDICT = f"'{SELF_CHECK}'!$B${VERDICT_ROW}"  # 可报送 or 不可报送; the head of the table shows it too
VERDICT_LINK = f"HYPERLINK(\"#'{SELF_CHECK}'!A1\",{VERDICT})"

_WIDTHS = (8.0, 44.0, 8.0, 8.0, 8.0, 8.0, 9.0, 10.0, 9.0, 8.0, 8.0)
_HEADING = 30.0  # height, in points
_OF_A_TASK = frozenset(range(1, TO_COLUMN + 1))
_OF_A_ROW = {
    **dict.fromkeys((1, 2, TO_DO_ROW - 1, FIRST_TASK - 2), frozenset((1,))),
    **dict.fromkeys((VERDICT_ROW, TABLE_ROW), frozenset((1, 2))),
    **dict.fromkeys(range(TO_DO_ROW, TO_DO_ROW + TO_DO + 1), frozenset((1, 2, LINK, TO_ROW, TO_COLUMN))),
    FIRST_TASK - 1: frozenset(range(1, LINK + 1)),
}  # above the tasks: titles, the verdict, what is to be done first


def columns_of_row(row: int, *, counts: bool) -> frozenset[int]:
    """The columns in which something of ours stands in a row; `counts` is whether a task's rows are counted there."""
    if row >= FIRST_TASK:
        return _OF_A_TASK if counts else frozenset()
    return _OF_A_ROW.get(row, frozenset())


def draw_self_check(ledger: Ledger, checks: SheetChecks) -> Sheet:
    """The sheet, with every formula's value for what the ledger holds now."""
    rows, tasks = _rows_shown(ledger, checks), tasks_of([row.id for row in ledger.rows])
    words = instruction_texts().self_check
    sheet = Sheet(SELF_CHECK, _WIDTHS, last_printed_column=LINK)
    sheet.hidden_columns = frozenset((TO_ROW, TO_COLUMN))
    sheet.put_title(words["title"], words["subtitle"])
    _draw_to_do(sheet)
    _draw_tasks(sheet, _titles(ledger))
    _draw_verdict(sheet, rows, checks)
    come_to = values(rows, tasks, column_positions())
    for (row, at), formula in formulas(tasks).items():
        of_words = row < FIRST_TASK and at == 2
        sheet.put(row, at, come_to[row, at], Look.TEXT if of_words else Look.CENTRED, formula=formula)
    sheet.fit_rows(TABLE_ROW)
    return sheet


def verdict_link(ledger: Ledger, checks: SheetChecks) -> Formula:
    """The verdict as the head of the table shows it; it leads to the sheet."""
    return Formula(VERDICT_LINK, verdict(_rows_shown(ledger, checks), said_of_table(checks)))


def said_of_table(checks: SheetChecks) -> str:
    """What the sheet says of the whole table now."""
    return "".join(sentence(check, WHOLE_TABLE) for check in checks.holding_overall())


def table_formula(checks: SheetChecks) -> str:
    """The formula by which the sheet says that."""
    return in_row("&".join(as_term(check, WHOLE_TABLE) for check in checks.overall) or '""', 0)


def _titles(ledger: Ledger) -> list[str]:
    """Of each task, as its first row says it."""
    titles: dict[str, str] = {}
    for row in ledger.rows:
        titles.setdefault(task_mark(row.id), row.task)
    return list(titles.values())


def _rows_shown(ledger: Ledger, checks: SheetChecks) -> list[RowShown]:
    return [
        RowShown(number, row.id, said_in_row(checks, row.id), to_mend_in_row(checks, row.id))
        for number, row in enumerate(ledger.rows, FIRST_ROW)
    ]


def _draw_verdict(sheet: Sheet, rows: Sequence[RowShown], checks: SheetChecks) -> None:
    words = instruction_texts().self_check
    must = [check for check in checks.overall if check.weight is not Weight.CONFIRM]
    overall = (
        f"OR({','.join(f'IFERROR({in_row(check.when, 0)},FALSE)' for check in must)})" if must else "FALSE"
    )
    to_mend, to_confirm = f"$C${FIRST_TASK}-$D${FIRST_TASK}", f"$G${FIRST_TASK}"
    text = (
        f'IF({to_mend}>0,"{BAD}：还有"&({to_mend})&"行要改",'
        f'IF({overall},"{BAD_TABLE}",IF({to_confirm}>0,"{GOOD}（有"&{to_confirm}&"行请核对）","{GOOD}")))'
    )
    now = said_of_table(checks)
    _put_wide(sheet, VERDICT_ROW, words["verdict"], verdict(rows, now), Look.BIG, text)
    _put_wide(sheet, TABLE_ROW, words["table"], now, Look.TEXT, table_formula(checks))
    sheet.heights[VERDICT_ROW] = 30.0
    sheet.tints += [Tint((VERDICT_ROW, 2), (VERDICT_ROW, 2), word, good=word == GOOD) for word in (GOOD, BAD)]


def _put_wide(sheet: Sheet, row: int, label: str, value: str, look: Look, formula: str) -> None:
    sheet.put(row, 1, label, Look.LABEL)
    sheet.put(row, 2, value, look, formula=formula)
    sheet.merges[row, 2] = (row, LINK)


def _draw_to_do(sheet: Sheet) -> None:
    """What frames the first problems from the top of the table, each with its row, its words and a link."""
    words = instruction_texts().self_check
    sheet.put(TO_DO_ROW - 1, 1, words["to_do"], Look.HEADING)
    sheet.merges[TO_DO_ROW - 1, 1] = (TO_DO_ROW - 1, LINK)
    sheet.heights[TO_DO_ROW - 1] = _HEADING
    for at, word in ((1, "row"), (2, "says"), (LINK, "link")):
        sheet.put(TO_DO_ROW, at, words[word], Look.HEADER)
    for row in range(TO_DO_ROW, TO_DO_ROW + TO_DO + 1):
        sheet.merges[row, 2] = (row, LINK - 1)
        if row > TO_DO_ROW:
            sheet.heights[row] = 24.0


def _draw_tasks(sheet: Sheet, titles: Sequence[str]) -> None:
    """What frames the counts: all rows together, then each task by its number and title."""
    words = instruction_texts().self_check
    sheet.put(FIRST_TASK - 2, 1, words["tasks"], Look.HEADING)
    sheet.merges[FIRST_TASK - 2, 1] = (FIRST_TASK - 2, LINK)
    sheet.heights[FIRST_TASK - 2] = _HEADING
    headers = ("number", "task", "rows", "complete", "open", "mistaken", "confirm", "state", "link")
    sheet.put_row(FIRST_TASK - 1, [words[header] for header in headers], Look.HEADER)
    sheet.heights[FIRST_TASK - 1] = 26.0
    for number, title in enumerate((words["all"], *titles)):
        sheet.put(FIRST_TASK + number, 1, Decimal(number) if number else "", Look.CENTRED)
        sheet.put(FIRST_TASK + number, 2, title, Look.TEXT)
    last = sheet.last_row
    for word in (COMPLETE, OPEN, MISTAKEN, ROWS_LACK):
        sheet.tints.append(Tint((FIRST_TASK, 8), (last, 8), word, good=word == COMPLETE))
