"""E411: the deadline is the plan's; a date that a program turned it into is no alteration.

| 任务编号 | 完成时限         | 下发的完成时限      |
| T01     | 2022年9月30日前  | 2022年9月30日前 |
| T02     | [2022年12月31日前] | 2022年9月30日前 |
| T03     | 2022-9-30    | 2022年9月30日前 |
| T04     | 2022年9月底    | 2022年9月30日前 |
| T05     | [长期坚持]       | 2022年9月30日前 |
| T06     | []           | 2022年9月30日前 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.prefilled import altered_cells
from taizhang_validators.rulebook import Given, Hit, rule


@rule(
    "E411",
    title="完成时限被改动",
    says="下发的{column}是“{expected}”，表中是“{found}”",
    fix="请恢复为“{expected}”；需要延期的，请在备注中写明理由和拟完成的时间。",
    source="填报说明：完成时限",
    after=("W004", "E006", "W016", "E402"),
)
def deadline_is_the_plans(ledger: Ledger, given: Given) -> Iterator[Hit]:
    yield from altered_cells(ledger, given, ("deadline",))
