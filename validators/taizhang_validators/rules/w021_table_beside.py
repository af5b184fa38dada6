"""W021: one table stands in the sheet; a second one beside it is not read.

右边另有一表：无

右边另有一表：[AE]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W021",
    title="表格右边还有一张表",
    says="从{at}栏起还有一张同样的表，没有采用",
    fix="请核对应报的是哪一张，把要报的内容填在左边的表里，并删除右边的表。",
    source="填报说明：表格格式",
)
def one_table_stands_in_the_sheet(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for notice in ledger.noticed(Noticed.TABLE_BESIDE):
        yield hit(notice.place, at=notice.words[0])
