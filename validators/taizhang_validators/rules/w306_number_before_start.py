"""W306: what has not started has no number yet.

| 任务编号 | 问法 | 目标值 | 完成值 | 完成状态  |
| T01     | 数   | ≥90 | 0   | 未启动   |
| T02     | 数   | ≥90 | 12  | [未启动] |
| T03     | 数   | ≥90 | 12  | 序时推进  |
| T04     | 比率 | ≥90% | 60 | 未启动   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.live import Live, SheetRow, confirm
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_answers import has_number
from taizhang_validators.sheet_formulas import every, is_one_of


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.row.answer is Answer.NUMBER:
        begun = every(is_one_of("status", (Status.NOT_STARTED,)), has_number(asked.row), "{actual}<>0")
        yield confirm("status", "已有完成数", begun)


@rule(
    "W306",
    title="已有完成数却填“未启动”",
    says="累计完成值是{actual}，完成状态却是“未启动”",
    fix="请核对完成状态；已经开展的，请改为“序时推进”或“滞后”。",
    source="填报说明：完成状态",
    live=in_the_sheet,
    after=("W304",),
)
def number_means_started(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A rate stands somewhere before any work begins."""
    for row in ledger.rows:
        if row.status is Status.NOT_STARTED and row.answer is Answer.NUMBER and row.actual:
            yield hit(row, "status", actual=row.actual)
