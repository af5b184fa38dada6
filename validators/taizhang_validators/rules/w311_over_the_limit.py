"""W311: what exceeds its upper limit is not on schedule.

| 任务编号 | 问法 | 目标值 | 完成值 | 完成状态   |
| T01    | 数   | ≤10 | 8    | 序时推进   |
| T02    | 数   | ≤10 | 12   | [序时推进] |
| T03    | 数   | ≤10 | 12   | 滞后     |
| T04    | 数   | ≥10 | 8    | 序时推进   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W311",
    title="超过上限却填“序时推进”",
    says="目标是{target}，越低越好，累计完成值{actual}已超过，完成状态却是“序时推进”",
    fix="请核对累计完成值和完成状态；确已超过的，请改为“滞后”并写明原因。",
    source="填报说明：完成状态",
    after=("E027", "E029", "E305"),
)
def limits_are_kept(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        target = row.asked.target if row.asked else None
        over = target is not None and target.comparator.is_upper_limit and row.falls_short()
        if over and row.status is Status.ON_SCHEDULE:
            yield hit(row, "status", target=target, actual=row.actual)
