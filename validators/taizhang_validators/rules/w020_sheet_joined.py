"""W020: all rows stand in one sheet.

分在两张表：无

分在两张表：[续表]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W020",
    title="任务行分在两张工作表",
    says="有{count}行任务在工作表“{sheet}”里，已一并读取",
    fix="请核对这些行都要上报，并尽量移回“任务台账”一张表中。",
    source="填报说明：表格格式",
)
def rows_stand_in_one_sheet(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for notice in ledger.noticed(Noticed.SHEET_JOINED):
        yield hit(notice.place, sheet=notice.words[0], count=notice.words[1])
