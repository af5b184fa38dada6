"""W210: 进展情况 is not the plan's own sentence over again.

| 任务编号     | 工作举措        | 进展情况            |
| T01.M01.I1 | 建设县域检验中心    | 已完成选址           |
| T02.M01.I1 | 建设县域检验中心。   | [建设县域检验中心]      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.empty_talk import same_words
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W210",
    title="进展情况照抄工作举措",
    says="进展情况写的是计划里的原话，看不出做了什么",
    fix="请写明本单位本期围绕这项举措做了哪些事、取得什么结果。",
    source="填报说明：进展情况",
)
def progress_is_the_countys_own(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.asked and same_words(row.progress, row.measure):
            yield hit(row, "progress")
