"""W023: a cell merged over several columns leaves the covered ones blank.

| 任务编号 | 进展情况 | 存在问题 | 被盖住的栏 |
| T01    | 已开展  | []    | 存在问题   |
| T02    | 已开展  | 无     |         |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import ANSWER_FIELDS, COLUMN_TITLES, Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W023",
    title="几栏合并成一格",
    says="“{column}”与“{first}”合并成一格，“{column}”按没有填写读取",
    fix="请取消合并，把各栏内容分开填写。",
    source="填报说明：表格格式",
)
def columns_are_not_merged(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        for field, first in row.covered.items():
            if field in ANSWER_FIELDS and row.asked:
                yield hit(row, field, column=COLUMN_TITLES[field], first=COLUMN_TITLES[first])
