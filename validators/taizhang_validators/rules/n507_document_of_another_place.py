"""N507: a document that proves the work is one's own; what several places cite comes from above.

| 任务编号 | 佐证材料               | 其他县佐证材料                                          |
| T01    | 某县卫健〔2022〕3号方案    | 清卫健〔2022〕8号方案                                    |
| T02    | [清卫健〔2022〕8号方案]   | 清卫健〔2022〕8号方案                                    |
| T03    | 市医改办〔2022〕5号文件    | 市医改办〔2022〕5号文件 市医改办〔2022〕5号文件 市医改办〔2022〕5号文件 |
| T04    | 验收报告               | 验收报告                                             |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledgers.place_answers import documents_of
from taizhang.model.ledger import Ledger
from taizhang.model.neighbours import document_mark
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N507",
    title="佐证材料与另一填报单位同文号",
    says="佐证材料“{document}”，另一填报单位在同一行也报了这个文号",
    fix="请核对文号；属于上级文件的，请补充本单位自己的材料。",
    source="填报说明：佐证材料",
    after=("W501",),
)
def document_is_ones_own(ledger: Ledger, given: Given) -> Iterator[Hit]:
    if given.neighbours is None:
        return
    for row in ledger.rows:
        for document in documents_of(row) if row.id else ():
            if given.neighbours.sharing(document_mark(row.id, document)) == 1:
                yield hit(row, "evidence", document=document)
