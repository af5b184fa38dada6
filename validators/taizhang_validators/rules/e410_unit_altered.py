"""E410: numbers are told in the unit that went out; 名 and 人 are one.

| 任务编号 | 计量单位 | 下发的计量单位 |
| T01     | 个    | 个       |
| T02     | [万元] | 元       |
| T03     | []    | 人次      |
| T04     | 名    | 人       |
|         | 个    |         |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.prefilled import altered_cells
from taizhang_validators.rulebook import Given, Hit, rule


@rule(
    "E410",
    title="计量单位被改动",
    says="下发的{column}是“{expected}”，表中是“{found}”",
    fix="请恢复为“{expected}”，并核对累计完成值是否按这个单位填写。",
    source="填报说明：计量单位",
    after=("W004", "E006", "W016", "E402"),
)
def unit_is_the_plans(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A number in another unit would be added to those of the other places."""
    yield from altered_cells(ledger, given, ("unit",))
