"""E402: a row of the plan comes back once.

| 任务编号 | 重点任务   | 完成值 |
| T01     | 培训     | 92   |
| T02     | 建站     | 81   |
| T02     | [建站]   | 85   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule


def in_the_sheet(_asked: SheetRow) -> Iterator[Live]:
    """The sheet says it of each of the rows, since it cannot know which of them was copied."""
    yield wrong("", "有重复的任务行，只留一行", "COUNTIF({id:all},{id})>1")


@rule(
    "E402",
    title="任务行重复",
    says="本行与第{line}行是同一项任务（行标识{id}）",
    fix="请只保留一行；新增内容请另起空行填写，不要复制原有的行。",
    source="填报说明：表格格式",
    waivable=False,
    live=in_the_sheet,
)
def row_comes_once(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    first: dict[str, LedgerRow] = {}
    for row in ledger.rows:
        if row.id and first.setdefault(row.id, row) is not row:
            yield hit(row, "task", line=str(first[row.id].line), id=row.id)
