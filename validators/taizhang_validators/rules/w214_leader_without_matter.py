"""W214: who asks a leader to step in says in what.

| 任务编号     | 是否需领导协调 | 存在问题     |
| T01.M01.I1 | 是       | 用地指标没有落实 |
| T02.M01.I1 | [是]     | 无        |
| T03.M01.I1 | 否       | 无        |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W214",
    title="需领导协调而没有写事项",
    says="是否需领导协调选了“是”，存在问题里没有写要协调什么",
    fix="请在存在问题里写明需要协调的事项和建议的单位。",
    source="填报说明：是否需领导协调",
    after=("E206",),
)
def leaders_are_told_what_is_needed(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.asked and row.needs_leader.strip() == "是" and row.blank("problems") is not None:
            yield hit(row, "needs_leader")
