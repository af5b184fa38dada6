"""N406: a row that the plan does not ask is kept, and named.

| 任务编号 | 重点任务       | 完成值 | 残留的行标识 |
| T01     | 培训         | 92   |           |
|         | [本县自设任务] | 3    |           |
|         |            |      | T01       |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N406",
    title="自行增加的行",
    says="本行“{task}”不是下发的任务，予以保留，不计入汇总",
    fix="如属本计划的任务，请填到下发的对应行里。",
    source="填报说明：表格格式",
    after=("W017", "E402"),
)
def added_row_is_named(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A row that the plan once asked and has retired is nobody's addition, nor is one in which nothing stands."""
    for row in ledger.rows:
        if row.asked is None and row.id not in given.plan.retired and not row.is_bare:
            yield hit(row, "task", task=row.task or row.measure or row.indicator)
