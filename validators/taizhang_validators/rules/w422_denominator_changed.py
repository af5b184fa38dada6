"""W422: the whole that a share is taken of does not double, or shrink by half, from one period to the next.

| 任务编号 | 问法 | 分子 | 分母   | 上期分母 |
| T01    | 比率 | 30 | 42   | 40   |
| T02    | 比率 | 30 | [90] | 40   |
| T03    | 比率 | 15 | [20] | 40   |
| T04    | 比率 | 4  | 8    | 4    |
| T05    | 比率 | 30 |      | 40   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.last_time import with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule

_TIMES = 2
_SMALL = 20  # where the larger of the two is less, a few cases make the difference


@rule(
    "W422",
    title="分母与上期相差一倍以上",
    says="分母是{denominator}，上期是{before}，相差一倍以上，两期的比率不好比较",
    fix="请核对分母的口径是否与上期一致；口径确有变化的，请在备注中说明。",
    source="填报说明：分母",
    after=("E301",),
)
def whole_stays_about_the_same(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row, before in with_last(ledger, given):
        if row.answer is not Answer.RATIO or not row.denominator or not before.denominator:
            continue
        less, more = sorted((row.denominator, before.denominator))
        if more >= _SMALL and more >= less * _TIMES:
            yield hit(row, "denominator", denominator=row.denominator, before=before.denominator)
