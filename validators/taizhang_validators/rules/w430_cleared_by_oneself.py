"""W430: a row is cleared by the office above, not by whoever reports it.

| 任务编号 | 销号    | 下发的销号 |
| T01    | 已销号   | 已销号   |
| T02    | [已销号] | 申请中   |
| T03    | [已销号] |       |
| T04    | 申请中   |       |
| T05    | [已销号] | 退回    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Clearing
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W430",
    title="没有核准就填已销号",
    says="销号填了“已销号”，上级没有核准销号的记录",
    fix="请改为“申请中”并写明佐证材料，由上级核准；确已核准的，请与上级核对。",
    source="填报说明：销号",
    after=("E105",),
)
def nobody_clears_oneself(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Held against the record of today: who mends a ledger after the approval may well say so."""
    if given.cleared is None:
        return
    for row in ledger.rows:
        if row.asked and row.clearing is Clearing.CLEARED and row.id not in given.cleared:
            yield hit(row, "clearing")
