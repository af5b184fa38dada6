"""E002: the ledger is the reporter's own, not another place's file.

填报单位：130102

填报单位：[130104]

填报单位：[130102/县医院]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E002",
    title="不是本单位的台账",
    says="本表是发给{found}的台账，不是{reporter}的台账",
    fix="请用发给{reporter}的台账填写后重新报送。",
    source="填报说明：报送文件",
    final=True,
)
def ledger_is_of_this_reporter(ledger: Ledger, given: Given) -> Iterator[Hit]:
    if ledger.reporter != given.reporter:
        yield hit(
            found=given.expected.head.reporter_name or str(ledger.reporter), reporter=given.reporter_name
        )
