"""E412: who answers for a task is the plan's to say; order and the signs between names do not count.

| 任务编号 | 牵头单位      | 下发的牵头单位 | 配合单位        | 下发的配合单位   |
| T01     | 市卫生健康委   | 市卫生健康委  | 市财政局，市医保局 | 市医保局、市财政局 |
| T02     | [市医保局]   | 市卫生健康委  | 市财政局       | 市财政局      |
| T03     | 市卫生健康委   | 市卫生健康委  | []          | 市财政局      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.prefilled import altered_cells
from taizhang_validators.rulebook import Given, Hit, rule

_UNITS = ("duties", "lead", "support")


@rule(
    "E412",
    title="责任单位被改动",
    says="下发的{column}是“{expected}”，表中是“{found}”",
    fix="请恢复为“{expected}”；本地承担的部门不同的，请写在责任人及联系电话或备注里。",
    source="填报说明：责任单位（分工）",
    after=("W004", "E006", "W016", "E402"),
)
def units_are_the_plans(ledger: Ledger, given: Given) -> Iterator[Hit]:
    yield from altered_cells(ledger, given, _UNITS)
