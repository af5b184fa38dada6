"""E003: the ledger speaks of the period that is due, not of the last one.

报告期：2022Q3

报告期：[2022Q2]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E003",
    title="不是本期的台账",
    says="本表是{found}的台账，本次应报{due}",
    fix="请用{due}下发的台账填写后重新报送。",
    source="填报说明：报送文件",
    final=True,
)
def ledger_is_of_this_period(ledger: Ledger, given: Given) -> Iterator[Hit]:
    if ledger.period != given.period:
        yield hit(found=ledger.period.title, due=given.period.title)
