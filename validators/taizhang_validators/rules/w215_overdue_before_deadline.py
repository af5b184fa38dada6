"""W215: nothing is overdue before its deadline.

| 任务编号     | 完成时限       | 完成状态    |
| T01.M01.I1 | 2022-06-30 | 逾期未完成   |
| T02.M01.I1 | 2022-12-31 | [逾期未完成] |
| T03.M01.I1 | 2022-12-31 | 滞后      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W215",
    title="未到完成时限却填“逾期未完成”",
    says="完成时限是{deadline}，本期结束时还没有到，完成状态却是“逾期未完成”",
    fix="请核对完成状态；慢于进度的，请改为“滞后”。",
    source="填报说明：完成状态",
)
def overdue_is_past_the_deadline(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if (
            row.status is Status.OVERDUE
            and row.asked
            and row.asked.deadline > max(given.period.end, given.as_of)
        ):
            yield hit(row, "status", deadline=row.asked.deadline)
