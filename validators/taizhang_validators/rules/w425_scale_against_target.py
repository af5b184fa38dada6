"""W425: a count that is ten, a thousand or ten thousand times its target was told in another unit than the target.

| 任务编号 | 目标值     | 完成值       | 备注     |
| T01    | ≥900万元  | 920       |        |
| T02    | ≥900万元  | [9200000] |        |
| T03    | ≥900人   | [9000]    |        |
| T04    | ≥1个     | 10        |        |
| T05    | ≥900人   | 2700      |        |
| T06    |         | 9000      |        |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.answers import measured_in
from taizhang_validators.last_time import only_grows
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.scales import scale_apart, times_words

_EXCESS = Decimal("1.5")  # times the target that a diligent place may reach


@rule(
    "W425",
    title="与目标值相差十倍以上，像是单位不对",
    says="累计完成值{actual}，目标值是{target}，相差约{times}倍，像是没有按“{unit}”填写，或多写了0",
    fix="请核对计量单位和位数，按“{unit}”填写；确实超额很多的，请在备注中说明。",
    source="填报说明：数字栏目",
    after=("E409", "E410", "E102", "W423", "W424"),
)
def number_is_in_the_units_of_the_target(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        target = row.asked.target if row.asked else None
        if target is None or row.actual is None or row.answer is not Answer.NUMBER or not only_grows(row):
            continue
        power = scale_apart(row.actual, target.value, growth=_EXCESS)
        if power:
            yield hit(
                row,
                "actual",
                actual=row.actual,
                target=target,
                times=times_words(power),
                unit=measured_in(row),
            )
