"""N506: a zero where all other places have a number is worth a look, unless the row is said to be behind.

| 任务编号 | 目标值  | 完成值 | 其他县完成值      | 完成状态 |
| T01    | ≥50人 | [0] | 40 45 50 60 90 | 序时推进 |
| T02    | ≥50人 | 0   | 40 0 50 60 90  | 序时推进 |
| T03    | ≥50人 | 0   | 40 45 50 60    | 序时推进 |
| T04    | ≤5人  | 0   | 1 2 2 3 4      | 序时推进 |
| T05    | ≥50人 | 1   | 40 45 50 60 90 | 序时推进 |
| T06    | ≥50人 | 0   | 40 45 50 60 90 | 滞后   |
| T07    | ≥50人 | 0   | 40 45 50 60 90 | 未启动  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.last_time import LATE, only_grows
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 5
_NUMBERS = (Answer.NUMBER, Answer.RATIO)
_EXPLAINED = (*LATE, Status.NOT_STARTED, Status.NOT_APPLICABLE)


@rule(
    "N506",
    title="其他单位都有进展而本单位为0",
    says="累计完成值是0，同级其他{count}个填报单位都已大于0",
    fix="请核对是否漏填；确无进展的，不用修改。",
    source="填报说明：累计完成值",
    after=("W405",),
)
def zero_is_meant(ledger: Ledger, given: Given) -> Iterator[Hit]:
    if given.neighbours is None or given.neighbours.others < _FEWEST:
        return
    for row in ledger.rows:
        spread = given.neighbours.spread(row.id) if _is_a_smooth_zero(row) else None
        if spread and spread.count >= _FEWEST and spread.least > 0:
            yield hit(row, "actual", count=str(spread.count))


def _is_a_smooth_zero(row: LedgerRow) -> bool:
    """Nothing has been reached of what there should be more of, and the row does not say that it is behind."""
    if row.actual is None or row.actual or row.answer not in _NUMBERS or row.status in _EXPLAINED:
        return False
    return row.concerns and only_grows(row)
