"""E206: who is behind or overdue says why, once per measure; 无 is no reason.

| 任务编号     | 完成状态    | 存在问题         |
| T01.M01.I1 | 滞后      | 设备招标尚未完成 |
| T02.M01.I1 | 滞后      | []           |
| T03.M01.I1 | 逾期未完成 | [无]          |
| T04.M01.I1 | 序时推进   | 无            |
| T05.M01.I1 | 序时推进   | []           |
| T05.M01.I2 | 滞后      |              |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.live import Live, SheetRow, missing
from taizhang_validators.measures import measures
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import LATE, every


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.leads:
        unexplained = every(asked.any_status(LATE), asked.leaves_blank("problems"))
        yield missing("problems", "滞后或逾期请写原因", unexplained)


@rule(
    "E206",
    title="滞后或逾期未说明原因",
    says="完成状态是“{status}”，存在问题里没有写原因",
    fix="请在存在问题里写明原因，并在下一步打算里写明补救时间。",
    source="填报说明：存在问题",
    live=in_the_sheet,
    after=("E006",),
)
def lag_has_a_reason(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for measure in measures(ledger):
        late = next((row for row in measure.rows if row.status in (Status.BEHIND, Status.OVERDUE)), None)
        if late and measure.leaves_blank("problems"):
            yield hit(measure.first, "problems", status=late.status)
