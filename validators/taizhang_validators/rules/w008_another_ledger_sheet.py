"""W008: one table of the workbook is the ledger; where another one is filled too, the filler says which counts.

另有台账：无

另有台账：[上季度]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledgers.sheet_layout import TABLE
from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W008",
    title="还有一张台账未采用",
    says="{sheet}也是一张台账，内容与“{read}”不同，只采用了“{read}”",
    fix="请核对应报的是哪一张，把要报的内容填在“{read}”里，并删除另一张。",
    source="填报说明：表格格式",
)
def ledger_stands_on_one_sheet(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    read = next((row.sheet.sheet for row in ledger.rows if row.sheet), TABLE)
    for leftover in ledger.leftovers:
        if leftover.table:
            same = leftover.place.sheet == read
            where = f"第{leftover.place.row}行起" if same else f"工作表“{leftover.place.sheet}”"
            yield hit(leftover.place, sheet=where, read=read)
