"""W310: three times the target is rare enough to ask.

| 任务编号 | 问法 | 目标值 | 完成值  |
| T01    | 数   | ≥10 | 12    |
| T02    | 数   | ≥10 | [35]  |
| T03    | 数   | ≥2  | 7     |
| T04    | 数   | ≤10 | 35    |
| T05    | 数   | ≥10 | 100   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.rulebook import Given, Hit, hit, rule

_TIMES, _FEWEST = 3, 5
_SCALE = 10  # from here on it looks like another unit, which another rule says


@rule(
    "W310",
    title="完成数达到目标的三倍以上",
    says="累计完成值{actual}是目标值{target}的{times}倍",
    fix="请核对累计完成值的口径和单位；属实的，请在备注中说明。",
    source="填报说明：累计完成值",
    after=("E027", "E029"),
)
def target_is_not_passed_by_far(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        target = row.asked.target if row.asked else None
        if target is None or row.actual is None or row.answer is not Answer.NUMBER:
            continue
        if target.comparator.is_upper_limit or target.value < _FEWEST:
            continue
        if _TIMES * target.value <= row.actual < _SCALE * target.value:
            yield hit(
                row, "actual", actual=row.actual, target=target, times=str(int(row.actual / target.value))
            )
