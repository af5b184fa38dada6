"""N041: macros, links to other files and embedded files are neither run nor followed nor passed on, and are named.

文件情况：无

文件情况：[宏]

文件情况：[指向其他文件或网络的链接]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.verdict import Flag
from taizhang_validators.file_words import FLAG_TITLES
from taizhang_validators.rulebook import Given, Hit, hit, rule

_ACTIVE = (Flag.MACRO, Flag.EXTERNAL_LINK, Flag.EMBEDDED_OBJECT)


@rule(
    "N041",
    title="宏、链接和嵌入内容未采用",
    says="文件里有{what}，没有运行，也没有采用，退回件只保留数值",
    fix="请使用原下发的台账填报，不要加入这些内容。",
    source="填报说明：报送文件",
)
def nothing_active_is_taken(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    found = [FLAG_TITLES[flag] for flag in _ACTIVE if flag in ledger.file_flags]
    if found:
        yield hit(what="、".join(found))
