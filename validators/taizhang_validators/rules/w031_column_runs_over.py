"""W031: a column ends with the table; one that runs over its last row, and has a gap, slipped a row.

| 任务编号 | 重点任务 | 进展情况     |
| T01    | 培训   | 已开展两期    |
| T02    | 建站   |          |
| T03    | 联网   | 建成三个站点   |
|        |       | 已接通网络    |
整栏贴错：[进展情况]

| 任务编号 | 重点任务 | 进展情况     |
| T01    | 培训   | 已开展两期    |
| T02    | 建站   | 建成三个站点   |
|        |       | 续：又建成一个  |

| 任务编号 | 重点任务 | 进展情况     | 备注   |
| T01    | 培训   |          |      |
| T02    | 建站   | 建成三个站点   |      |
|        |       | 已接通网络    | 县里自设 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import ANSWER_FIELDS, COLUMN_TITLES, Ledger, LedgerRow
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W031",
    title="一栏的内容像是下移了一行",
    says="“{column}”一栏在最后一行任务下面还写着“{text}”，上面却有空着的格，各行内容可能下移了一行",
    fix="请逐行核对这一栏的内容是否对应本行任务；下移了的请移回原行，另加的话请写入备注。",
    source="填报说明：表格格式",
    after=("E027",),
)
def columns_end_with_the_table(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Where several columns go on there, somebody added a row of his own."""
    rows = [row for row in ledger.rows if row.asked and row.sheet]
    if not rows:
        return
    last = max(rows, key=lambda row: row.line)
    below = dict(_below(ledger, last))
    for field, text in below.items() if len(below) == 1 else ():
        if any(not row.raw.get(field, "").strip() for row in rows):
            yield hit(None, field, column=COLUMN_TITLES[field], text=text)


def _below(ledger: Ledger, last: LedgerRow) -> Iterator[tuple[str, str]]:
    """The answers' columns in which something stands right below the last row, be it taken for a row or left over."""
    sheet = last.sheet
    if sheet is None:
        return
    fields = {at: field for field, at in sheet.columns.items()}
    for row in ledger.rows:
        if row.asked is None and row.sheet == sheet and row.line == last.line + 1:
            yield from (
                (field, text) for field, text in row.raw.items() if field in ANSWER_FIELDS and text.strip()
            )
    for left in ledger.leftovers:
        field = fields.get(left.place.column, "")
        if (left.place.sheet, left.place.row) == (sheet.sheet, last.line + 1) and field in ANSWER_FIELDS:
            yield field, left.raw
