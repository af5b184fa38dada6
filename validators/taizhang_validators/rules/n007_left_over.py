"""N007: whatever stands in the sheet is part of the ledger, or the filler is told.

表外内容：无

表外内容：[另附说明一份]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N007",
    title="有内容未采用",
    says="表格以外的内容“{text}”未采用",
    fix="如需上报，请写入“进展情况”或“备注”列。",
    source="填报说明：表格格式",
)
def nothing_is_left_over(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for leftover in ledger.leftovers:
        if not leftover.table:
            yield hit(leftover.place, text=leftover.raw)
