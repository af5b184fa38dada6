"""W219: an item is cleared, or sent back, by the office that issued the ledger.

| 任务编号 | 完成状态 | 销号    | 上期销号 |
| T01    | 已完成  | 申请中   | 未申请  |
| T02    | 已完成  | [已销号] | 申请中  |
| T03    | 已完成  | 已销号   | 已销号  |
| T04    | 滞后   | [退回]  | 未申请  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Clearing
from taizhang_validators.rulebook import Given, Hit, hit, rule

_BY_THE_OFFICE = (Clearing.CLEARED, Clearing.REFUSED)


@rule(
    "W219",
    title="自行填写了销号结果",
    says="销号选了“{clearing}”，上期接收的台账里还不是",
    fix="销号由下发单位办理，请改为“申请中”，并写明佐证材料；已经办理的，请在备注中写明办理时间。",
    source="填报说明：销号",
    after=("E105",),
)
def clearing_is_the_offices(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        before = given.previous_rows.get(row.id)
        if (
            row.asked
            and row.clearing in _BY_THE_OFFICE
            and (before is None or before.clearing != row.clearing)
        ):
            yield hit(row, "clearing", clearing=row.clearing)
