"""E314: nothing is divided by zero.

| 任务编号 | 问法 | 目标值  | 分子 | 分母  | 完成值 | 完成状态 |
| T01    | 比率  | ≥90% | 9  | 10  | 90   | 序时推进 |
| T02    | 比率  | ≥90% | 0  | [0] | 0    | 序时推进 |
| T03    | 比率  | ≥90% | 9  | [0] | 90   | 序时推进 |
| T04    | 比率  | ≥90% | 0  | 0   | 0    | 不适用  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, is_number, is_one_of, never


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.row.answer is Answer.RATIO and asked.row.concerns:
        concerned = never(is_one_of("status", (Status.NOT_APPLICABLE,)))
        yield wrong("denominator", "不能是0", every(is_number("denominator"), "{denominator}=0", concerned))


@rule(
    "E314",
    title="分母是零",
    says="分母填的是0，算不出比率",
    fix="请填写分母的实际数；确实没有对象的，请把完成状态改为“不适用”并在备注中说明。",
    source="填报说明：比率指标",
    live=in_the_sheet,
    after=("E027", "E029", "E302"),
)
def denominator_is_not_zero(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Who has nobody to count says so by 不适用."""
    for row in ledger.rows:
        asked = row.answer is Answer.RATIO and row.concerns and row.status is not Status.NOT_APPLICABLE
        if asked and row.denominator == 0:
            yield hit(row, "denominator")
