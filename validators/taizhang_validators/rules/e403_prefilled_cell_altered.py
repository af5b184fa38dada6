"""E403: the plan's own words come back as they went out; blanks and full-width signs do not count.

| 任务编号 | 重点任务 | 下发的重点任务 | 工作举措   | 下发的工作举措 |
| T01     | 培 训  | 培训      | （一）建站 | (一)建站   |
| T02     | 培训   | 培训      | [建一站]  | 建站      |
| T03     | [建房] | 建站      | 建站     | 建站      |
| T04     | []    | 建站      | 建站     | 建站      |
|         | 自设   |           |         |          |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.prefilled import altered_cells
from taizhang_validators.rulebook import Given, Hit, rule

_WORDS = ("task", "measure", "indicator")


@rule(
    "E403",
    title="下发内容被改动",
    says="{column}被改为“{found}”，下发时是“{expected}”",
    fix="请恢复下发时的内容；有不同意见的，请写入备注。",
    source="填报说明：表格格式",
    after=("W004", "E006", "W016", "E402"),
)
def plans_words_are_unaltered(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """序号 is never a key: it restarts, and people renumber it."""
    yield from altered_cells(ledger, given, _WORDS)
