"""W120: a number is exact; about so many is asked for the exact one.

| 任务编号 | 目标值 | 分子     | 完成值      |
| T01     | ≥90  |        | 95       |
| T02     | ≥90  |        | [约95]    |
| T03     | ≥90  |        | [95左右]   |
| T04     | ≥90  | [90余]  | 95       |
| T05     | ≥90  |        | 95（含市直） |
| T06     | ≥90  |        | 九十五      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang_validators.retold import ABOUT, retold_numbers
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W120",
    title="数字栏目填的是约数",
    says="{column}填的是约数“{text}”，暂读作{value}",
    fix="请填准确的数。",
    source="填报说明：数字栏目",
)
def number_is_exact(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row, field, reading in retold_numbers(ledger):
        if ABOUT in reading.note:
            yield hit(row, field, column=COLUMN_TITLES[field], text=row.raw[field], value=reading.value)
