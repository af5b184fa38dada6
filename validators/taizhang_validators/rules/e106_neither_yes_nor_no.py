"""E106: a question of yes or no is answered by 是 or 否.

| 任务编号 | 问法 | 完成值    |
| T01     | 是否 | 是      |
| T02     | 是否 | 否      |
| T03     | 是否 | [基本完成] |
| T04     | 是否 | [12]    |
| T05     | 数   | 12     |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Fault, Ledger
from taizhang.model.plan import Answer
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import is_off_the_list

_YES_OR_NO = (Decimal(0), Decimal(1))
_UNREADABLE = (Fault.NOT_A_NUMBER, Fault.AMBIGUOUS, Fault.NOT_IN_LIST)


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.row.answer is Answer.YES_NO:
        yield wrong("actual", "请填“是”或“否”", is_off_the_list("actual"))


@rule(
    "E106",
    title="没有用“是”或“否”回答",
    says="本行问是否完成，累计完成值填的是“{text}”",
    fix="请填“是”或“否”。",
    source="填报说明：下拉列表",
    waivable=False,
    live=in_the_sheet,
    after=("E027", "E029"),
)
def question_is_answered_by_yes_or_no(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.answer is not Answer.YES_NO:
            continue
        odd = row.actual is not None and row.actual not in _YES_OR_NO
        if odd or row.faults.get("actual") in _UNREADABLE:
            yield hit(row, "actual", text=row.raw.get("actual", ""))
