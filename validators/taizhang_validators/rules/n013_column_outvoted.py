"""N013: key row, names and titles agree; where hidden marks do not, and are outvoted, the others count.

一处标识不同：无

一处标识不同：[进展情况/存在问题]

一处标识不同：[进展情况/存在问题]、存在问题/下一步打算、下一步打算/佐证材料、佐证材料/销号
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.grouping import said_once
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N013",
    title="栏目的隐藏标识不一致",
    says="有隐藏标识说这一栏是“{hidden}”，表头和其他依据说是“{read}”，已按“{read}”读{more}",
    fix="如读法不对，请说明这一栏填的是什么。",
    source="填报说明：表格格式",
)
def marks_agree_on_a_column(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Where columns were put in or taken out beside the marks, many disagree at once: said with the first."""
    notices = list(ledger.noticed(Noticed.COLUMN_OUTVOTED))
    told, many = said_once(notices)
    more = f"，这样的栏共{len(notices)}个" if many else ""
    for notice in told:
        yield hit(notice.place, hidden=notice.words[1], read=notice.words[2], more=more)
