"""W014: one column answers what is asked once.

重复的栏目：无

重复的栏目：[累计完成值]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, Noticed
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W014",
    title="有两栏同名而内容不同",
    says="{at}栏也叫“{column}”，内容与{used}栏不同，只采用了{used}栏",
    fix="请核对应报的是哪一栏，把要报的内容填在{used}栏，另一栏请改名或删除。",
    source="填报说明：表格格式",
)
def column_comes_once(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A column of the same words says nothing else, and is only listed."""
    for notice in ledger.noticed(Noticed.COLUMN_TWICE):
        yield hit(notice.place, column=notice.words[0], at=notice.words[1], used=notice.words[2])
