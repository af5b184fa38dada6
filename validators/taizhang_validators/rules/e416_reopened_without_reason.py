"""E416: what has been cleared is opened again only with a reason.

| 任务编号 | 销号    | 下发的销号 | 备注         |
| T01    | 已销号   | 已销号   |            |
| T02    | [未申请] | 已销号   |            |
| T03    | 未申请   | 已销号   | 复核发现两处未达标 |
| T04    | [退回]  | 已销号   | 无          |
| T05    | 申请中   | 未申请   |            |
| T06    |       | 已销号   |            |
| T07    | 申请中   | 已销号   |            |
| T08    | 未申请   | 退回    |            |
| T09    | 未申请   | 申请中   |            |

What the county called cleared and the office did not, or has opened again itself, is no clearing to take back.

| 任务编号 | 销号  | 上期销号 | 下发的销号 |
| T01    | 未申请 | 已销号  |       |
| T02    | 未申请 | 已销号  | 未申请   |
| T03    | [未申请] | 申请中  | 已销号   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.last_time import cleared_before, reopens
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E416",
    title="已销号事项重新打开而未说明原因",
    says="上期已销号，本期销号改为“{clearing}”，备注里没有写原因",
    fix="请恢复为“已销号”；确需重新打开的，请在备注中写明原因。",
    source="填报说明：销号",
    after=("E105",),
)
def cleared_stays_cleared(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A blank cell reopens nothing, nor does 申请中: a ledger that went out before the approval shows either."""
    for row, _before in cleared_before(ledger, given):
        if reopens(row) and row.blank("remarks") is not None:
            yield hit(row, "clearing", clearing=row.clearing)
