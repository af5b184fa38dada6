"""E2001: 滞后的任务，下一步打算里要写明何时补上。

| 任务编号 | 完成状态 | 下一步打算         |
| T01     | 滞后   | 11月底前完成招标    |
| T02     | 滞后   | [加快推进]        |
| T03     | 滞后   | 四季度补齐         |
| T04     | 序时推进 | 加快推进          |
| T05     | 滞后   |               |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule

_WHEN = re.compile(r"\d+\s*月|[一二三四]季度|年底|月底|旬|\d+\s*[日号]|\d{4}年")


@rule(
    "E2001",
    title="滞后而未写何时补上",
    says="下一步打算写的是“{next_steps}”，没有写明何时补上",
    fix="请在下一步打算中写明补上的时间，如“11月底前”。",
    source="某省医改台账填报补充要求第3条",
    trial=True,
    since="2022-10-01",
)
def behind_says_when(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """空白由自带规则提示，这里不再重复。"""
    for row in ledger.rows:
        if row.status is Status.BEHIND and row.next_steps and not _WHEN.search(row.next_steps):
            yield hit(row, "next_steps", next_steps=row.next_steps)
