"""W209: 下一步打算 is not what was done already.

| 任务编号     | 进展情况       | 下一步打算        |
| T01.M01.I1 | 完成设备招标     | 10月底前完成安装     |
| T02.M01.I1 | 完成设备招标。    | [完成设备 招标]   |
| T03.M01.I1 |            |              |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.empty_talk import same_words
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W209",
    title="下一步打算照抄进展情况",
    says="下一步打算与进展情况写的是同一句话",
    fix="请在进展情况写已经做的，在下一步打算写接着要做的和完成时间。",
    source="填报说明：下一步打算",
)
def next_steps_are_still_to_come(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.asked and row.blank("progress") is None and same_words(row.next_steps, row.progress):
            yield hit(row, "next_steps")
