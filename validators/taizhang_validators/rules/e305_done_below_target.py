"""E305: a task is not done while its number is below the target.

| 任务编号 | 问法 | 目标值  | 完成值  | 完成状态  |
| T01     | 数   | ≥90  | 92   | 已完成   |
| T02     | 数   | ≥90  | 81.5 | [已完成] |
| T03     | 数   | ≤5   | 7    | [已完成] |
| T04     | 数   |      | 3    | 已完成   |
| T05     | 数   | ≥90  |      | 已完成   |
| T06     | 数   | ≥90  | 81.5 | 序时推进  |
| T07     | 是否 | 是    | 否    | [已完成] |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.answers import answered, wanted
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, is_one_of


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    short = asked.falls_short
    if short:
        done = is_one_of("status", (Status.DONE,))
        yield wrong("status", "未达到目标，不能填“已完成”", every(done, short))


@rule(
    "E305",
    title="未达目标却填“已完成”",
    says="累计完成值{actual}未达到目标值{target}，状态不能填“已完成”",
    fix="请核对累计完成值，或把状态改为“序时推进”。",
    source="填报说明：完成状态",
    live=in_the_sheet,
    after=("E302",),
)
def done_means_target_reached(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Tasks without a target or a number are left to other rules."""
    for row in ledger.rows:
        if row.status is Status.DONE and row.falls_short():
            yield hit(row, "status", actual=answered(row), target=wanted(row))
