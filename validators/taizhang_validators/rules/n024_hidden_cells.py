"""N024: what is hidden is read like the rest, and named.

隐藏的行：无

隐藏的行：[3行]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N024",
    title="隐藏的内容也已读取",
    says="表中有隐藏的内容（{what}），已照常读取",
    fix="请取消隐藏，核对这些内容是否都要上报。",
    source="填报说明：表格格式",
)
def hidden_cells_are_read(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for notice in ledger.noticed(Noticed.HIDDEN):
        yield hit(notice.place, what=notice.words[0])
