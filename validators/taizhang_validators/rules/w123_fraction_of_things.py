"""W123: things that are counted come in wholes.

| 任务编号 | 目标值    | 完成值   |
| T01     | ≥90家   | 95    |
| T02     | ≥90家   | [3.5] |
| T03     | ≥90.5人 | 91.5  |
| T04     | ≥90%   | 91.5  |
| T05     | ≥90万元  | 91.5  |
| T06     | ≥90家   | 95.0  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang_validators.answers import measured_in
from taizhang_validators.counted import counts_whole_things
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W123",
    title="按个数计的填了小数",
    says="{column}填的是{number}，“{unit}”按整数计，不会有小数",
    fix="请核对是不是折算数、平均数或者换了计量单位，并填整数。",
    source="填报说明：数字栏目",
    after=("E027", "E029"),
)
def counts_are_whole(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        number = row.actual
        if number is not None and counts_whole_things(row) and number != number.to_integral_value():
            yield hit(row, "actual", column=COLUMN_TITLES["actual"], number=number, unit=measured_in(row))
