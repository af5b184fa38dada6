"""W016: a column that went out filled comes back; the plan tells what stood in it.

缺少栏目：无
| 任务编号 | 完成值 |
| T01     | 92   |

缺少栏目：[配合单位]、序号、完成率
| 任务编号 | 完成值 |
| T01     | 92   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Filler, Ledger, ledger_columns
from taizhang_validators.rulebook import Given, Hit, hit, rule

_SENT = tuple(
    column
    for column in ledger_columns()
    if column.filler is Filler.PLAN and not column.hidden and column.field != "number"
)


@rule(
    "W016",
    title="缺少下发时填好的栏目",
    says="表中找不到“{column}”这一栏，已按下发的内容认定",
    fix="请在原下发的台账中填写，不要删除栏目或改写表头。",
    source="填报说明：表格格式",
)
def every_prefilled_column_is_there(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """序号 is no key, and what the sheet computes is computed again."""
    sheet = ledger.rows[0].sheet if ledger.rows else None
    for column in _SENT if sheet else ():
        if sheet and column.field not in sheet.columns:
            yield hit(None, column.field, column=column.title)
