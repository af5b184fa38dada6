"""N509: a row that is not started where nearly all other places are done is worth a look.

| 任务编号 | 完成状态  | 其他县完成状态                        |
| T01    | [未启动] | 已完成 已完成 超额完成 已完成 已完成          |
| T02    | 未启动   | 已完成 已完成 滞后 已完成 序时推进          |
| T03    | 序时推进  | 已完成 已完成 已完成 已完成 已完成          |
| T04    | 未启动   | 已完成 已完成 已完成 已完成              |
| T05    | [未启动] | 已完成 已完成 已完成 已完成 已完成 不适用      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 5
_NEARLY_ALL = 9, 10  # nine of ten


@rule(
    "N509",
    title="其他单位多已完成而本单位未启动",
    says="完成状态是“未启动”，同级其他{count}个填报单位中有{done}个已经完成",
    fix="请核对完成状态是否漏改；确未启动的，请在存在问题里写明原因。",
    source="填报说明：完成状态",
    after=("W304", "W306", "W415", "W428"),
)
def unstarted_is_meant(ledger: Ledger, given: Given) -> Iterator[Hit]:
    if given.neighbours is None or given.neighbours.others < _FEWEST:
        return
    part, whole = _NEARLY_ALL
    for row in ledger.rows:
        if row.status is not Status.NOT_STARTED or not row.concerns:
            continue
        counts = given.neighbours.statuses_of(row.id)
        count = sum(number for status, number in counts.items() if status is not Status.NOT_APPLICABLE)
        done = sum(number for status, number in counts.items() if status.finished)
        if count >= _FEWEST and done * whole >= count * part:
            yield hit(row, "status", count=str(count), done=str(done))
