"""W312: what is answered with 是 has been started.

| 任务编号 | 问法 | 完成值 | 完成状态  |
| T01    | 是否  | 是   | 已完成   |
| T02    | 是否  | 是   | [未启动] |
| T03    | 是否  | 否   | 未启动   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W312",
    title="填了“是”却是“未启动”",
    says="累计完成值填的是“是”，完成状态却是“未启动”",
    fix="请核对两处，已经完成的，请把完成状态改为“已完成”。",
    source="填报说明：完成状态",
    after=("E027", "E029", "W304"),
)
def yes_means_started(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.answer is Answer.YES_NO and row.actual == 1 and row.status is Status.NOT_STARTED:
            yield hit(row, "status")
