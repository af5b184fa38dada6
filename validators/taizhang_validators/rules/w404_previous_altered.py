"""W404: 上期累计 is what was accepted last period.

| 任务编号 | 上期累计 | 上期报送 |
| T01     | 60    | 60    |
| T02     | [50]  | 60    |
| T03     |       | 60    |
| T04     | 50    |       |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W404",
    title="上期累计与上期报送不符",
    says="上期累计填的是{found}，上期报送并接收的是{reported}",
    fix="请恢复为{reported}；上期数据需要更正的，请在备注中说明。",
    source="填报说明：上期累计",
)
def previous_is_what_was_reported(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A ledger that went out before the last one was accepted leaves it blank."""
    for row in ledger.rows:
        if row.previous is None:
            continue
        sent = given.expected_rows.get(row.id)
        if sent and sent.previous is not None and sent.previous != row.previous:
            yield hit(row, "previous", found=row.previous, reported=sent.previous)
