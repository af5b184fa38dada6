"""N308: a number that is ahead of time is not behind, unless the filler knows more.

| 任务编号 | 问法 | 目标值 | 完成值 | 完成状态 |
| T01    | 数   | ≥100 | 90   | [滞后] |
| T02    | 数   | ≥100 | 70   | 滞后   |
| T03    | 数   | ≥100 | 90   | 序时推进 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.schedule import percent, standings


@rule(
    "N308",
    title="数字快于序时却填“滞后”",
    says="到本期末时间已过{elapsed}%，已完成{done}%，快于序时，完成状态却是“滞后”",
    fix="请核对完成状态；数字之外另有困难的，请在存在问题里写明。",
    source="填报说明：完成状态",
    after=("E027", "E029", "W304"),
)
def behind_is_not_ahead(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for one in standings(ledger, given):
        if one.row.status is Status.BEHIND and one.behind <= 0 and one.done < 1:
            yield hit(one.row, "status", elapsed=percent(one.elapsed), done=percent(one.done))
