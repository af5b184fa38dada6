"""E109: one number answers one row; where a cell is merged over several, nobody knows whose it is.

| 任务编号 | 完成值 | 合并到上行 |
| T01    | 92   |         |
| T02    | [2/3]  | 累计完成值 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Content, Filler, Ledger, ledger_columns
from taizhang_validators.rulebook import Given, Hit, hit, rule

NUMBER_FIELDS = frozenset(
    column.field
    for column in ledger_columns()
    if column.filler is Filler.COUNTY and column.content is Content.NUMBER
)


@rule(
    "E109",
    title="几行合并填一个数",
    says="{column}与上面的行合并成一格，填的是“{text}”，分不清是哪一行的数",
    fix="请取消合并，每行分别填写自己的数。",
    source="填报说明：数字栏目",
    waivable=False,
)
def one_number_for_one_row(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Blank words and the sheet's own rate are no answers."""
    for row in ledger.rows:
        for field in NUMBER_FIELDS & row.merged if row.merged else ():
            if field in row.faults:
                yield hit(row, field, column=COLUMN_TITLES[field], text=row.raw.get(field, ""))
