"""E204: progress is told once per measure, as soon as work has begun.

| 任务编号     | 完成状态 | 进展情况        |
| T01.M01.I1 | 序时推进 | 已开展两轮培训 |
| T01.M01.I2 | 序时推进 |             |
| T02.M01.I1 | 已完成  | []          |
| T03.M01.I1 | 滞后   | [无]         |
| T04.M01.I1 | 未启动  |             |
| T05.M01.I1 | 不适用  |             |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.live import Live, SheetRow, missing
from taizhang_validators.measures import measures
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, has_begun

_NOTHING_YET = (None, Status.NOT_STARTED, Status.NOT_APPLICABLE)


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.leads:
        yield missing("progress", "", every(has_begun(), asked.leaves_blank("progress")))


@rule(
    "E204",
    title="进展情况未填",
    says="完成状态是“{status}”，进展情况却没有写",
    fix="请写明本期做了什么、取得什么结果。",
    source="填报说明：进展情况",
    live=in_the_sheet,
    after=("E006",),
)
def progress_is_told(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for measure in measures(ledger):
        first = measure.first
        if first.status not in _NOTHING_YET and measure.leaves_blank("progress"):
            yield hit(first, "progress", status=first.status)
