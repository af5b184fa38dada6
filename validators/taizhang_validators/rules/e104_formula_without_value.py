"""E104: a formula in a cell carries the value it was computed to.

| 任务编号 | 完成值       | 完成率    |
| T01     | 92         |         |
| T02     | [=SUM(A1:A3)] | =A1/B1 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Fault, Ledger
from taizhang_validators.answers import COMPUTED_FIELDS
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E104",
    title="公式没有保存结果",
    says="{column}是公式，文件里没有保存它的结果",
    fix="请在表格软件中打开、重新计算并保存，或者直接填写结果。",
    source="填报说明：数字栏目",
    waivable=False,
)
def formula_carries_its_value(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Our own formula columns are not the filler's to mend."""
    for row in ledger.rows:
        for field, fault in row.faults.items():
            if fault is Fault.NO_VALUE and field not in COMPUTED_FIELDS:
                yield hit(row, field, column=COLUMN_TITLES[field])
