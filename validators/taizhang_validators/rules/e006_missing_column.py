"""E006: every column that is asked came back.

缺少栏目：无
| 任务编号 | 完成值 |
| T01     | 92   |

缺少栏目：[完成状态]、备注
| 任务编号 | 完成值 |
| T01     | 92   |

缺少栏目：[分子]、[分母]
| 任务编号 | 问法 | 分子 | 分母 |
| T01     | 比率 | 9   | 10  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Filler, Ledger, ledger_columns
from taizhang.model.plan import Answer
from taizhang_validators.rulebook import Given, Hit, hit, rule

_PARTS = {"numerator", "denominator"}
_ASKED = tuple(
    column for column in ledger_columns() if column.filler is Filler.COUNTY and column.field != "remarks"
)


@rule(
    "E006",
    title="缺少栏目",
    says="表中找不到“{column}”这一栏",
    fix="请在原下发的台账中填写，不要删除栏目或改写表头。",
    source="填报说明：表格格式",
)
def every_asked_column_is_there(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """分子 and 分母 are asked only where a row wants a ratio; a ledger not read from a sheet has no columns."""
    sheet = ledger.rows[0].sheet if ledger.rows else None
    if sheet is None:
        return
    ratios = any(row.answer is Answer.RATIO for row in given.expected.rows)
    for column in _ASKED:
        if column.field not in sheet.columns and (ratios or column.field not in _PARTS):
            yield hit(None, column.field, column=column.title)
