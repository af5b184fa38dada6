"""N026: rows are known by their hidden id; where it is gone, by the words of the task.

行标识丢失：无

行标识丢失：[3]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N026",
    title="按任务文字认出的行",
    says="有{count}行的隐藏标识已丢失，已按任务和举措的文字认出",
    fix="请在原下发的台账中填写，不要删除隐藏的列。",
    source="填报说明：表格格式",
)
def rows_carry_their_ids(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A table that was pasted by its visible cells has lost more than that, and is told so by another rule."""
    if any(notice.what is Noticed.LONE_WITNESS for notice in ledger.notices):
        return
    for notice in ledger.noticed(Noticed.IDS_LOST):
        yield hit(notice.place, count=notice.words[0])
