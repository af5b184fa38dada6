"""N427: a number that has not moved for a period while the row is said to be on schedule is worth a look.

| 任务编号 | 目标值 | 完成值  | 上期完成值 | 完成状态 | 上期完成状态 |
| T01    | ≥90 | 62   | 60    | 序时推进 | 序时推进   |
| T02    | ≥90 | [60] | 60    | 序时推进 | 序时推进   |
| T03    | ≥90 | 60   | 60    | 滞后   | 序时推进   |
| T04    | ≥90 | 95   | 95    | 序时推进 | 序时推进   |
| T05    | ≤5  | 4    | 4     | 序时推进 | 序时推进   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.last_time import with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N427",
    title="数字未动却填“序时推进”",
    says="累计完成值{actual}与上期相同，没有达到目标值{target}，完成状态仍是“序时推进”",
    fix="请核对累计完成值是否漏记本期数；确无新增的，请考虑改为“滞后”并写明原因。",
    source="填报说明：完成状态",
    after=("W414", "W419"),
)
def schedule_means_movement(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row, before in with_last(ledger, given):
        if row.answer is not Answer.NUMBER or row.actual is None or row.actual != before.actual:
            continue
        if row.status is Status.ON_SCHEDULE is before.status and row.falls_short():
            yield hit(row, "actual", actual=row.actual, target=row.asked and row.asked.target)
