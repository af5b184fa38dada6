"""E409: the target is the plan's; another way of writing the same one is no alteration.

| 任务编号 | 目标值     | 下发的目标值 |
| T01     | ≥90     | ≥90     |
| T02     | [≥60]   | ≥90     |
| T03     | ≥90%    | ≥90％    |
| T04     | ≥90.0%  | ≥90%    |
| T05     | [≤90%]  | ≥90%    |
| T06     | [≥90]   | ≥90%    |
| T07     | []      | ≥90%    |
|         | ≥1      |         |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.prefilled import altered_cells
from taizhang_validators.rulebook import Given, Hit, rule


@rule(
    "E409",
    title="目标值被改动",
    says="下发的{column}是“{expected}”，表中是“{found}”",
    fix="请恢复为“{expected}”；认为目标应当调整的，请另行向下发单位提出，在备注中说明。",
    source="填报说明：表格格式",
    after=("W004", "E006", "W016", "E402"),
)
def target_is_the_plans(ledger: Ledger, given: Given) -> Iterator[Hit]:
    yield from altered_cells(ledger, given, ("target",))
