"""W428: what was not started last period, and is not now that half its time has passed, is explained.

| 任务编号     | 完成状态 | 上期完成状态 | 完成时限       | 存在问题   |
| T01.M01.I1 | 未启动  | 未启动    | 2022-12-31 | []     |
| T02.M01.I1 | 未启动  | 未启动    | 2022-12-31 | 待省级文件 |
| T03.M01.I1 | 未启动  | 序时推进   | 2022-12-31 |        |
| T04.M01.I1 | 未启动  | 未启动    | 2024-12-31 |        |
| T05.M01.I1 | 序时推进 | 未启动    | 2022-12-31 |        |
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.pace import Pace
from taizhang.model.schedule import schedule_of
from taizhang.model.words.status import Status
from taizhang_validators.measures import measures
from taizhang_validators.rulebook import Given, Hit, hit, rule

_HALF = Fraction(1, 2)


@rule(
    "W428",
    title="连续两期未启动而未说明原因",
    says="上期和本期都是“未启动”，到完成时限{deadline}的时间已过{share}%，存在问题里没有写原因",
    fix="请在存在问题里写明没有启动的原因，在下一步打算里写明启动时间；已经启动的，请改完成状态。",
    source="填报说明：完成状态",
    after=("W207", "W414", "W421"),
)
def unstarted_is_explained(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Said once a measure, where its texts are asked."""
    if given.previous is None or ledger.nothing_to_report:
        return
    schedule = schedule_of(given.plan, given.period, given.as_of)
    for measure in measures(ledger):
        row = next((row for row in measure.rows if _still_unstarted(row, given)), None)
        if row is None or row.asked is None or not measure.leaves_blank("problems"):
            continue
        passed = given.period.elapsed(given.plan.starts_on, row.asked.deadline)
        if passed > _HALF and schedule.for_row(row.asked.row).pace is not Pace.LASTING:
            share = str(round(passed * 100))
            yield hit(measure.first, "problems", deadline=row.asked.deadline, share=share)


def _still_unstarted(row: LedgerRow, given: Given) -> bool:
    before = given.previous_rows.get(row.id)
    return row.status is Status.NOT_STARTED and before is not None and before.status is Status.NOT_STARTED
