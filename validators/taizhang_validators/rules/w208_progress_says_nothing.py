"""W208: 进展情况 tells what was done and what came of it.

| 任务编号     | 完成状态 | 进展情况               |
| T01.M01.I1 | 序时推进 | 印发方案，召开推进会2次       |
| T02.M01.I1 | 序时推进 | [正在推进]             |
| T03.M01.I1 | 序时推进 | [目前，该项工作正在有序推进中。] |
| T04.M01.I1 | 序时推进 | [见附件]              |
| T05.M01.I1 | 未启动  | 无                  |
| T06.M01.I1 | 序时推进 | 正在推进门诊楼建设，主体已封顶   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.empty_talk import says_nothing
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W208",
    title="进展情况没有实际内容",
    says="进展情况只写了“{text}”，看不出做了什么、结果如何",
    fix="请写明本期做了哪些事、取得什么结果，有数字的写数字。",
    source="填报说明：进展情况",
    after=("E204",),
)
def progress_says_something(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.asked and row.concerns and says_nothing(row.progress):
            yield hit(row, "progress", text=row.progress)
