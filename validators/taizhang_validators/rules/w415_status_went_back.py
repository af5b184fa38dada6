"""W415: what was done, or under way, does not go back without a word under 备注.

| 任务编号 | 完成状态   | 上期完成状态 | 备注     |
| T01    | 已完成    | 序时推进   |        |
| T02    | [序时推进] | 已完成    |        |
| T03    | 序时推进   | 已完成    | 验收未通过 |
| T04    | [未启动]  | 序时推进   | 无      |
| T05    | 滞后     | 序时推进   |        |
| T06    | 不适用    | 已完成    |        |
| T07    | 已完成    | 超额完成   |        |

| 任务编号 | 完成状态   | 上期完成状态 | 销号  | 下发的销号 |
| T01    | [序时推进] | 已完成    | 已销号 | 已销号   |
| T02    | 序时推进   | 已完成    | 未申请 | 已销号   |
| T03    | 序时推进   | 已完成    | 未申请 | 未申请   |
| T04    | [序时推进] | 已完成    | 退回  | 退回    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.words.status import Status
from taizhang_validators.last_time import asks_more, is_reopened, with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule

_HOW_FAR = {Status.NOT_STARTED: 0, Status.ON_SCHEDULE: 1, Status.BEHIND: 1, Status.OVERDUE: 1,
            Status.DONE: 2, Status.EXCEEDED: 2}  # fmt: skip


@rule(
    "W415",
    title="完成状态比上期倒退",
    says="上期的完成状态是“{before}”，本期是“{status}”，备注里没有写原因",
    fix="请核对完成状态；确有反复的，请在备注中写明原因。",
    source="填报说明：完成状态",
    after=("E105", "W306"),
)
def status_does_not_go_back(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """不适用 is another rule's."""
    for row, before in with_last(ledger, given):
        now, then = _how_far(row), _how_far(before)
        if now is None or then is None or now >= then or _changed_by_right(row, before, given):
            continue
        if row.blank("remarks") is not None:
            yield hit(row, "status", before=before.status, status=row.status)


def _changed_by_right(row: LedgerRow, before: LedgerRow, given: Given) -> bool:
    """The plan has asked for more since; or what was cleared is open again, of which another rule asks the reason."""
    return is_reopened(row, given) or asks_more(row, before)


def _how_far(row: LedgerRow) -> int | None:
    return _HOW_FAR.get(row.status) if row.status else None
