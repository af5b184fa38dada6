"""W207: past its deadline a row is finished, called overdue, or explained.

核对日期：2022-10-08
| 任务编号     | 完成时限       | 完成状态 | 存在问题   |
| T01.M01.I1 | 2022-12-31 | 序时推进 | 无      |
| T02.M01.I1 | 2022-06-30 | 已完成  | 无      |
| T03.M01.I1 | 2022-06-30 | 序时推进 | [无]    |
| T04.M01.I1 | 2022-09-30 | 未启动  | []     |
| T05.M01.I1 | 2022-06-30 | 序时推进 | 资金未到位 |
| T06.M01.I1 | 2022-10-01 | 序时推进 |        |

核对日期：2022-09-25
| 任务编号     | 完成时限       | 完成状态 | 存在问题 |
| T01.M01.I1 | 2022-09-30 | 序时推进 |       |
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.live import Live, SheetRow, confirm
from taizhang_validators.measures import measures
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import UNDER_WAY, every

_UNDER_WAY = (Status.NOT_STARTED, Status.ON_SCHEDULE)


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    """The sheet is filled when the period is over: a deadline in it or before has passed."""
    due = [row for row in asked.measure.rows if row.asked and row.asked.deadline <= asked.ends_on]
    if asked.leads and due:
        under_way = asked.any_status(UNDER_WAY, due)
        yield confirm("problems", "已过完成时限，请写原因", every(under_way, asked.leaves_blank("problems")))


@rule(
    "W207",
    title="已过完成时限而未说明原因",
    says="完成时限{deadline}已过，完成状态还是“{status}”，存在问题里没有写原因",
    fix="请核对完成状态；确未完成的，请改为“逾期未完成”并写明原因。",
    source="填报说明：存在问题",
    live=in_the_sheet,
    after=("E006", "E206"),
)
def passed_deadline_is_explained(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A deadline has passed when it lies in the period or before, and before the day of the check."""
    last = min(given.period.end, given.as_of - timedelta(days=1))
    for measure in measures(ledger):
        for row in measure.rows:
            if row.status in _UNDER_WAY and row.asked and row.asked.deadline <= last:
                if measure.leaves_blank("problems"):
                    yield hit(measure.first, "problems", deadline=row.asked.deadline, status=row.status)
                break
