"""N013: key row, names and titles agree; where one of the hidden marks does not, the others count.

一处标识不同：无

一处标识不同：[进展情况/存在问题]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N013",
    title="栏目的隐藏标识不一致",
    says="有一处隐藏标识说这一栏是“{hidden}”，表头和另一处标识说是“{read}”，已按“{read}”读",
    fix="如读法不对，请说明这一栏填的是什么。",
    source="填报说明：表格格式",
)
def marks_agree_on_a_column(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for notice in ledger.noticed(Noticed.COLUMN_OUTVOTED):
        yield hit(notice.place, hidden=notice.words[1], read=notice.words[2])
