"""E103: no cell shows an Excel failure.

| 任务编号 | 完成值     | 完成率     |
| T01     | 92       |          |
| T02     | [#DIV/0!] | #DIV/0! |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Fault, Ledger
from taizhang_validators.answers import COMPUTED_FIELDS
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule


def in_the_sheet(_asked: SheetRow) -> Iterator[Live]:
    """Said once a row: any of its cells may hold the failure."""
    yield wrong("", "有单元格的公式算不出结果", 'ISERROR(SUMPRODUCT(--({number}:{remarks}="")))')


@rule(
    "E103",
    title="单元格公式算不出结果",
    says="{column}显示为“{text}”，是公式没有算出结果",
    fix="请删去公式，直接填写数字或文字。",
    source="填报说明：数字栏目",
    waivable=False,
    live=in_the_sheet,
)
def no_cell_shows_a_failure(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Our own formula columns are not the filler's to mend."""
    for row in ledger.rows:
        for field, fault in row.faults.items():
            if fault is Fault.CELL_ERROR and field not in COMPUTED_FIELDS:
                yield hit(row, field, column=COLUMN_TITLES[field], text=row.raw.get(field, ""))
