"""W423: a count that is a thousand or ten thousand times the last one was told in another unit; ten times, it has a nought too many.

| 任务编号 | 目标值     | 完成值       | 上期报送 |
| T01    | ≥900万元  | 320       | 300  |
| T02    | ≥900万元  | [3200000] | 300  |
| T03    | ≥900千元  | [310000]  | 300  |
| T04    | ≥900人   | [3000]    | 300  |
| T05    | ≥90个    | 10        | 1    |
| T06    | ≥900人   | 2900      | 300  |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger
from taizhang_validators.answers import measured_in
from taizhang_validators.last_time import counts_with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.scales import scale_apart, times_words

_GROWTH = Decimal(5)  # times what it was, in one period


@rule(
    "W423",
    title="与上期相差十倍以上，像是单位不对",
    says="累计完成值{actual}，上期是{reported}，相差约{times}倍，像是没有按“{unit}”填写，或多写了0",
    fix="请核对计量单位和位数，按“{unit}”填写；确实增长的，请在备注中说明。",
    source="填报说明：数字栏目",
    after=("E410", "E102"),
)
def number_is_in_the_units_of_last_period(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row, actual, before in counts_with_last(ledger, given):
        power = scale_apart(actual, before, growth=_GROWTH)
        if power:
            yield hit(
                row, "actual", actual=actual, reported=before, times=times_words(power), unit=measured_in(row)
            )
