"""E205: what is done is proven, row by row; 同上 is an answer.

| 任务编号     | 完成状态  | 佐证材料           |
| T01.M01.I1 | 已完成   | 县卫健〔2022〕3号 |
| T01.M01.I2 | 已完成   | 同上            |
| T02.M01.I1 | 超额完成  | []            |
| T03.M01.I1 | 已完成   | [无]           |
| T04.M01.I1 | 序时推进  |               |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Blank, Ledger
from taizhang_validators.live import Live, SheetRow, missing
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import FINISHED, every, is_one_of, tells_nothing


def in_the_sheet(_asked: SheetRow) -> Iterator[Live]:
    unproven = every(is_one_of("status", FINISHED), tells_nothing("evidence"))
    yield missing("evidence", "已完成请写文号", unproven)


@rule(
    "E205",
    title="已完成但没有佐证材料",
    says="完成状态是“{status}”，佐证材料却没有写",
    fix="请写明佐证材料的文件名称或文号；没有材料的，请核对完成状态。",
    source="填报说明：佐证材料",
    live=in_the_sheet,
    after=("E006",),
)
def done_is_proven(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        done = row.asked is not None and row.status is not None and row.status.finished
        if done and row.blank("evidence") not in (None, Blank.DITTO):
            yield hit(row, "evidence", status=row.status)
