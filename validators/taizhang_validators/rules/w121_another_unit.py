"""W121: what is counted is what the row asks; 3家 where 个 are counted is read as 3, and asked about.

| 任务编号 | 目标值  | 完成值   |
| T01     | ≥90个 | 95    |
| T02     | ≥90个 | 95个   |
| T03     | ≥90个 | [95家] |
| T04     | ≥90个 | [约95家] |
| T05     | ≥90个 | 95%   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang_validators.answers import measured_in
from taizhang_validators.retold import OTHER_UNIT, retold_numbers
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W121",
    title="填的单位与计量单位不同",
    says="{column}填的是“{text}”，单位与本行的计量单位“{unit}”不同，暂读作{value}",
    fix="请核对数的是不是同一样东西，再按本行的计量单位只填数字。",
    source="填报说明：数字栏目",
)
def number_is_in_the_unit_of_its_row(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row, field, reading in retold_numbers(ledger):
        if OTHER_UNIT in reading.note:
            column, text = COLUMN_TITLES[field], row.raw[field]
            yield hit(row, field, column=column, text=text, unit=measured_in(row), value=reading.value)
