"""N420: who was behind and still is says how far the old problem has been dealt with.

| 任务编号 | 完成状态 | 上期完成状态 | 存在问题      | 上期存在问题 |
| T01    | 滞后   | 滞后     | [资金未到位]  | 资金未到位 |
| T02    | 滞后   | 滞后     | 资金已到位一半 | 资金未到位 |
| T03    | 序时推进 | 滞后     | 资金未到位    | 资金未到位 |
| T04    | 滞后   | 滞后     | 同上        | 同上    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.last_time import LATE, with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N420",
    title="存在问题与上期相同",
    says="上期和本期都没有跟上进度，存在问题仍是上期的“{problem}”",
    fix="请补充这个问题本期解决到了哪一步。",
    source="填报说明：存在问题",
    after=("W414",),
)
def old_problem_is_followed_up(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """The text is carried over into the new ledger, so that leaving it is an answer, and no fault."""
    for row, before in with_last(ledger, given):
        late = row.status in LATE and before.status in LATE
        if late and row.problems == before.problems and row.blank("problems") is None:
            yield hit(row, "problems", problem=row.problems[:30])
