"""N022: cells merged over several rows are read in each of them.

| 任务编号 | 进展情况   | 合并到上行 |
| T01    | 已开展    |         |
| T02    | [已开展]  | 进展情况  |
| T03    | 已培训    |         |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Content, Filler, Ledger, ledger_columns
from taizhang_validators.rulebook import Given, Hit, hit, rule

_TOLD = frozenset(
    column.field
    for column in ledger_columns()
    if column.filler is Filler.COUNTY and column.content is not Content.NUMBER
)


@rule(
    "N022",
    title="合并单元格逐行读取",
    says="{column}与上面的行合并成一格，本行按同样内容读取",
    fix="如本行内容不同，请取消合并后分别填写。",
    source="填报说明：表格格式",
)
def merged_cells_are_read_in_each_row(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """What the plan wrote may be merged as one likes; one number for several rows is another rule's."""
    for row in ledger.rows:
        for field in sorted(_TOLD & row.merged) if row.merged else ():
            yield hit(row, field, column=COLUMN_TITLES[field])
