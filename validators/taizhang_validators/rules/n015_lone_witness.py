"""N015: the columns are known by two marks at least; where one alone is left, the filler is told which.

唯一的依据：无

唯一的依据：[表头]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N015",
    title="只凭一种标识认出各栏",
    says="表中只剩{by}可以辨认各栏，已据此读取",
    fix="请在原下发的台账中填写，不要粘贴到其他表格里。",
    source="填报说明：表格格式",
)
def columns_have_two_witnesses(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A text file has nothing but its header."""
    for notice in ledger.noticed(Noticed.LONE_WITNESS):
        yield hit(notice.place, by=notice.words[0])
