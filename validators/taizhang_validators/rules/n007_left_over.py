"""N007: whatever stands in the sheet is part of the ledger, or the filler is told; a whole column is told once.

表外内容：无

表外内容：[另附说明一份]

表外内容：[甲]、乙、丙、丁
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Leftover
from taizhang_validators.grouping import said_once
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N007",
    title="有内容未采用",
    says="表格以外的内容{text}未采用",
    fix="如需上报，请写入“进展情况”或“备注”列。",
    source="填报说明：表格格式",
)
def nothing_is_left_over(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    columns: dict[tuple[str, int], list[Leftover]] = {}
    for leftover in ledger.leftovers:
        if not leftover.table and not leftover.told:
            columns.setdefault((leftover.place.sheet, leftover.place.column), []).append(leftover)
    for leftovers in columns.values():
        told, many = said_once(leftovers)
        count = sum(leftover.cells for leftover in leftovers)
        more = f"等{count}格" if many or count > len(leftovers) else ""
        for leftover in told:
            yield hit(leftover.place, text=f"“{leftover.raw}”{more}")
