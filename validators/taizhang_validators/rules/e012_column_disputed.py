"""E012: a column's title and the hidden marks under it name the same column.

栏目两种说法：无

栏目两种说法：[进展情况/存在问题]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E012",
    title="栏目对不上",
    says="这一栏的表头是“{header}”，栏次行和单元格名称却是“{hidden}”，现按“{read}”读",
    fix="请核对这一栏填的是什么：表头改错的请改回，内容贴错栏的请移回原栏。",
    source="填报说明：表格格式",
    waivable=False,
)
def title_and_marks_name_one_column(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """The answers of both columns are in doubt, whichever is read."""
    for notice in ledger.noticed(Noticed.COLUMN_DISPUTED):
        yield hit(notice.place, header=notice.words[0], hidden=notice.words[1], read=notice.words[2])
