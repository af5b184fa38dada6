"""N018: a title that was written anew is read as what the hidden marks say.

改写的表头：无

改写的表头：[本季度干了什么]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N018",
    title="表头被改写",
    says="表头“{found}”已按“{column}”读",
    fix="请恢复原来的表头。",
    source="填报说明：表格格式",
)
def titles_are_as_they_went_out(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for notice in ledger.noticed(Noticed.HEADER_STRANGE):
        yield hit(notice.place, found=notice.words[0], column=notice.words[1])
