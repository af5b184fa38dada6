"""E205: what is done is proven, once per measure.

| 任务编号     | 完成状态 | 佐证材料        |
| T01.M01.I1 | 已完成  | 县卫健〔2022〕3号 |
| T01.M01.I2 | 已完成  |             |
| T02.M01.I1 | 超额完成 | []          |
| T03.M01.I1 | 已完成  | [无]         |
| T04.M01.I1 | 序时推进 | []          |
| T04.M01.I2 | 已完成  |             |
| T05.M01.I1 | 滞后   |             |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.measures import measures
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E205",
    title="已完成但没有佐证材料",
    says="完成状态是“{status}”，佐证材料却没有写",
    fix="请写明佐证材料的文件名称或文号；没有材料的，请核对完成状态。",
    source="填报说明：佐证材料",
    after=("E006",),
)
def done_is_proven(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Evidence is asked on the first row of a measure and serves all its rows."""
    for measure in measures(ledger):
        done = next((row for row in measure.rows if row.status and row.status.finished), None)
        if done and measure.leaves_blank("evidence"):
            yield hit(measure.first, "evidence", status=done.status)
