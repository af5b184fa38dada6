"""W122: 不涉及 says that the task is not this unit's, 未启动 that it is, and has not begun.

| 任务编号 | 目标值  | 完成值   | 完成状态 |
| T01     | ≥90个 | [不涉及] | 未启动  |
| T02     | ≥90个 | 不涉及   | 不适用  |
| T03     | ≥90个 | 不涉及   | 序时推进 |
| T04     | ≥90个 | 不涉及   |      |
| T05     | ≥90个 | /     | 未启动  |
| T06     | ≥90个 | 无     | 未启动  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Blank, Ledger
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FIELDS = ("numerator", "denominator", "actual")


@rule(
    "W122",
    title="填“不涉及”而状态是“未启动”",
    says="{column}填的是“{text}”，完成状态却是“{status}”",
    fix="确不涉及的，请把完成状态改为“不适用”；只是还没有开始的，请把{column}填0或者留空。",
    source="填报说明：完成状态",
    after=("E027", "E029"),
)
def what_is_not_involved_does_not_apply(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Once a row; where work has begun a number is missing, which another rule says."""
    for row in ledger.rows:
        if row.status is not Status.NOT_STARTED or row.answer is Answer.STATUS:
            continue
        field = next((field for field in _FIELDS if row.blank(field) is Blank.NOT_INVOLVED), None)
        if field:
            text = row.raw[field].strip()
            yield hit(row, field, column=COLUMN_TITLES[field], text=text, status=row.status)
