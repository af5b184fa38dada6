"""W216: evidence is named, so that it can be looked up.

| 任务编号     | 完成状态 | 佐证材料           |
| T01.M01.I1 | 已完成  | 县卫健〔2022〕3号 |
| T02.M01.I1 | 已完成  | [见附件]         |
| T03.M01.I1 | 已完成  | [有]           |
| T04.M01.I1 | 序时推进 | 有             |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.empty_talk import proves_nothing
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W216",
    title="佐证材料没有写名称",
    says="佐证材料只写了“{text}”，看不出是什么材料",
    fix="请写明文件名称或文号、验收单或照片的名称。",
    source="填报说明：佐证材料",
    after=("E205",),
)
def evidence_has_a_name(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        done = row.asked is not None and row.status is not None and row.status.finished
        if done and proves_nothing(row.evidence):
            yield hit(row, "evidence", text=row.evidence)
