"""E029: numbers stand where numbers are asked; a column pasted one row too low answers everywhere but there.

| 任务编号 | 问法 | 完成值 |
| T01    | 数   |      |
| T02    | 状态 | 5    |
| T03    | 数   |      |
| T04    | 状态 | 7    |
| T05    | 数   |      |
| T06    | 状态 | 9    |
整栏贴错：[累计完成值]

| 任务编号 | 问法 | 完成值 |
| T01    | 数   | 5    |
| T02    | 状态 |      |
| T03    | 数   | 7    |
| T04    | 状态 | 3    |
| T05    | 数   | 9    |
| T06    | 状态 |      |

| 任务编号 | 问法 | 完成值 |
| T01    | 数   |      |
| T02    | 状态 |      |
| T03    | 数   |      |
| T04    | 状态 |      |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.model.ledger import BLANK_WORDS, COLUMN_TITLES, Ledger, LedgerRow
from taizhang.model.plan import Answer
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 3  # cells that stand where nothing of the kind is asked
_WORDS = ("是", "否")
_SHIFTS = {-1: "上移一行", 1: "下移一行"}  # where each answer belongs, seen from where it stands


@rule(
    "E029",
    title="一栏的数字像是贴错了行",
    says="“{column}”一栏从第{line}行起有{count}格不是本行要填的，{how}就都对得上",
    fix="请核对这一栏是否整体贴错了行，移回后逐行再看一遍。",
    source="填报说明：数字栏目",
    after=("E006", "E027"),
    waivable=False,
)
def numbers_stand_where_they_are_asked(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Blank cells fit anywhere: what is not there is another rule's. Rows that were added or doubled ask nothing."""
    rows = [row for row in ledger.rows if row.asked]
    for field in ("numerator", "denominator", "actual"):
        told = [at for at, row in enumerate(rows) if field in row.raw]
        wrong = [at for at in told if not _fits(rows[at], field, _text(rows[at], field))]
        if len(wrong) < _FEWEST:
            continue
        how = next((how for by, how in _SHIFTS.items() if _fit_moved(rows, wrong[0], by, field)), "")
        if how:
            line = str(rows[wrong[0]].line)
            yield hit(None, field, column=COLUMN_TITLES[field], line=line, count=str(len(wrong)), how=how)


def _fit_moved(rows: Sequence[LedgerRow], first: int, by: int, field: str) -> bool:
    """Whether every answer from the first misplaced one on is what the row above or below it asks for."""
    for at in range(first, len(rows)):
        text = _text(rows[at], field)
        if text and not (0 <= at + by < len(rows) and _fits(rows[at + by], field, text)):
            return False
    return True


def _text(row: LedgerRow, field: str) -> str:
    text = row.raw.get(field, "").strip()
    return "" if text in BLANK_WORDS else text


def _fits(row: LedgerRow, field: str, text: str) -> bool:
    if not text:
        return True
    if row.asked and row.asked.rolled_up:
        return True
    if field != "actual":
        return row.answer is Answer.RATIO
    if row.answer is Answer.YES_NO:
        return text in _WORDS
    return row.answer in (Answer.NUMBER, Answer.RATIO) and text not in _WORDS
