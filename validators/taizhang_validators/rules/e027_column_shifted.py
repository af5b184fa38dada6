"""E027: every answer stands in the row of its task; a column that slipped gives each to its neighbour.

错位的栏：无

错位的栏：[完成状态]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E027",
    title="一栏的内容错位",
    says="“{column}”一栏从第{line}行起{how}，各行的内容对到了别的任务上",
    fix="请撤销对这一栏单个格子的删除或插入，使每行内容回到自己的任务；要删内容请只清空，不要删格。",
    source="填报说明：表格格式",
    waivable=False,
)
def answers_stand_beside_their_tasks(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """The formulas of the rows still know where their cells went."""
    for notice in ledger.noticed(Noticed.COLUMN_SHIFTED):
        yield hit(None, notice.field, column=notice.words[0], line=notice.words[1], how=notice.words[2])
