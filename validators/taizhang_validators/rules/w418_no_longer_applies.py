"""W418: what was reported on last period does not cease to apply unnoticed, for it leaves the rollup.

| 任务编号 | 完成状态   | 上期完成状态 | 备注           |
| T01    | [不适用]  | 序时推进   |              |
| T02    | [不适用]  | 已完成    | 无            |
| T03    | 不适用    | 不适用    |              |
| T04    | 不适用    |        |              |
| T05    | 不适用    | 未启动    |              |
| T06    | 序时推进   | 不适用    |              |
| T07    | 不适用    | 序时推进   | 8月起划归高新区承担 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.last_time import UNDER_WAY, with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W418",
    title="上期有进展而本期填“不适用”",
    says="上期填的是“{before}”，本期完成状态改成了“不适用”，将不再计入汇总，备注里没有写原因",
    fix="请核对是否选错；确实不再涉及的，请在备注中写明从何时起、依据什么文件不再承担。",
    source="填报说明：不适用",
)
def what_applied_still_applies(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row, before in with_last(ledger, given):
        reported = before.status in UNDER_WAY or (before.status is not None and before.status.finished)
        if row.status is Status.NOT_APPLICABLE and reported and row.blank("remarks") is not None:
            yield hit(row, "status", before=before.status)
