"""W019: the answers stand in the sheet that went out.

填在别的表：无

填在别的表：[Sheet1]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W019",
    title="内容填在另一张工作表",
    says="内容填在工作表“{sheet}”里，“{empty}”是空的，已读取“{sheet}”",
    fix="请核对“{sheet}”就是要报的台账，并删除空表。",
    source="填报说明：表格格式",
)
def answers_stand_in_the_ledger_sheet(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for notice in ledger.noticed(Noticed.OTHER_SHEET):
        yield hit(notice.place, sheet=notice.words[0], empty=notice.words[1])
