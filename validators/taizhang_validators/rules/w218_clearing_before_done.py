"""W218: only what is done can be cleared.

| 任务编号 | 完成状态   | 销号    |
| T01    | 已完成   | 申请中   |
| T02    | [序时推进] | 申请中   |
| T03    | 超额完成  | 申请中   |
| T04    | 序时推进  | 未申请   |
| T05    |        | 申请中   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Clearing
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W218",
    title="没有完成就申请销号",
    says="销号选了“申请中”，完成状态却是“{status}”",
    fix="请核对完成状态；没有完成的，请把销号改为“未申请”。",
    source="填报说明：销号",
    after=("E105", "E201"),
)
def what_is_not_done_is_not_cleared(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        asked = row.asked is not None and row.clearing is Clearing.REQUESTED
        if asked and row.status is not None and not row.status.finished:
            yield hit(row, "status", status=row.status)
