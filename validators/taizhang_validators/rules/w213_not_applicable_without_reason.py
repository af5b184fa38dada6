"""W213: 不适用 is explained, since the row leaves the rollup.

| 任务编号 | 完成状态 | 目标值 | 备注         |
| T01    | [不适用] |     |            |
| T02    | 不适用   |     | 本县没有三级医院   |
| T03    | [不适用] | ≥3  | 无          |
| T04    | 序时推进 |     |            |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W213",
    title="不适用而没有写原因",
    says="完成状态选了“不适用”，{target}备注里没有写原因",
    fix="请在备注中写明为什么不涉及本单位；涉及的，请改选实际的完成状态。",
    source="填报说明：不适用",
)
def what_does_not_apply_is_explained(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """What applied last period is told with that, by another rule."""
    for row in ledger.rows:
        if row.status is not Status.NOT_APPLICABLE or row.asked is None or row.blank("remarks") is None:
            continue
        before = given.previous_rows.get(row.id)
        if before is None or before.status in (None, Status.NOT_APPLICABLE, Status.NOT_STARTED):
            own = row.asked.target
            yield hit(row, "status", target=f"而本单位的目标值是{own}，" if own else "但")
