"""E314: nothing is divided by zero.

| 任务编号 | 问法 | 目标值  | 分子 | 分母  | 完成值 |
| T01    | 比率  | ≥90% | 9  | 10  | 90   |
| T02    | 比率  | ≥90% | 0  | [0] | 0    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E314",
    title="分母是零",
    says="分母填的是0，算不出比率",
    fix="请填写分母的实际数；确实没有对象的，请把完成状态改为“不适用”并在备注中说明。",
    source="填报说明：比率指标",
    after=("E027", "E029", "E301", "E302"),
)
def denominator_is_not_zero(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.answer is Answer.RATIO and row.denominator == 0 and row.concerns:
            yield hit(row, "denominator")
