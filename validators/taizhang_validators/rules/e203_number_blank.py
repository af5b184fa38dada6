"""E203: a row that asks for an answer has one as soon as work has begun; — and 无 are none.

| 任务编号 | 问法 | 完成值   | 完成状态 |
| T01     | 数   | 0     | 序时推进 |
| T02     | 数   | []    | 序时推进 |
| T03     | 数   | [不涉及] | 已完成  |
| T04     | 数   |       | 未启动  |
| T05     | 数   |       | 不适用  |
| T06     | 状态 |       | 已完成  |
| T07     | 是否 | []    | 已完成  |
| T08     | 数   | 若干    | 序时推进 |
| T09     | 数   | [无]   | 序时推进 |
| T10     | 数   | [/]   | 序时推进 |
| T11     | 数   | [—]   | 滞后   |
| T12     | 数   | /     | 不适用  |
| T13     | 数   | 不涉及   | 不适用  |
| T14     | 数   | 无     | 未启动  |
| T15     | 数   | 同上    | 序时推进 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Blank, Ledger
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.answers import stands_blank
from taizhang_validators.live import Live, SheetRow, missing
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, gives_nothing, has_begun

_NOTHING_YET = (None, Status.NOT_STARTED, Status.NOT_APPLICABLE)


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.row.answer is not Answer.STATUS:
        yield missing("actual", "没有进展请填0", every(has_begun(), gives_nothing("actual")))


@rule(
    "E203",
    title="累计完成值未填",
    says="完成状态是“{status}”，累计完成值却{stands}",
    fix="请填自起算日起的累计数，一个也没有的请填0；确不涉及的，请把完成状态改为“不适用”。",
    source="填报说明：累计完成值",
    live=in_the_sheet,
    after=("E027", "E029", "E006", "E202"),
)
def begun_row_has_a_number(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Unreadable numbers and 同上 are left to other rules."""
    for row in ledger.rows:
        if row.actual is not None or row.status in _NOTHING_YET or row.answer is Answer.STATUS:
            continue
        if "actual" not in row.faults and row.blank("actual") is not Blank.DITTO:
            yield hit(row, "actual", status=row.status, stands=stands_blank(row, "actual"))
