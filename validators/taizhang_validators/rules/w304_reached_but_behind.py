"""W304: whose number reaches the target is neither behind nor unstarted.

| 任务编号 | 问法 | 目标值 | 完成值 | 完成状态   |
| T01     | 数   | ≥90 | 92  | 已完成    |
| T02     | 数   | ≥90 | 92  | [滞后]   |
| T03     | 数   | ≥90 | 90  | [未启动]  |
| T04     | 数   | ≥90 | 92  | 序时推进   |
| T05     | 数   | ≤5  | 0   | 未启动    |
| T06     | 数   | ≥90 | 60  | 滞后     |
| T07     | 是否 | 是   | 是   | [滞后]   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.answers import answered, wanted
from taizhang_validators.live import Live, SheetRow, confirm
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, is_one_of


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    target = asked.row.asked.target if asked.row.asked else None
    if target is not None and asked.reached and not target.comparator.is_upper_limit:
        held = is_one_of("status", (Status.BEHIND, Status.NOT_STARTED))
        yield confirm("status", "已达到目标", every(held, asked.reached))


@rule(
    "W304",
    title="已达目标却填“未启动”或“滞后”",
    says="累计完成值{actual}已达到目标值{target}，完成状态却是“{status}”",
    fix="请核对累计完成值和完成状态；确已达到的，请改为“已完成”或“序时推进”。",
    source="填报说明：完成状态",
    live=in_the_sheet,
    after=("E302",),
)
def reached_is_not_behind(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """An upper limit is kept from the first day, which says nothing of the work."""
    for row in ledger.rows:
        if row.status not in (Status.BEHIND, Status.NOT_STARTED) or not row.reaches():
            continue
        if row.asked and row.asked.target and not row.asked.target.comparator.is_upper_limit:
            yield hit(row, "status", actual=answered(row), target=wanted(row), status=row.status)
