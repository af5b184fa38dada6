"""E001: the ledger belongs to the plan that is being checked.

计划：plan-2022

计划：[plan-2021]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E001",
    title="不是本计划的台账",
    says="本表是按另一份计划（{found}）下发的，不是《{plan}》的台账",
    fix="请打开《{plan}》下发的台账，填好后重新报送。",
    source="填报说明：报送文件",
    final=True,
)
def ledger_is_of_this_plan(ledger: Ledger, given: Given) -> Iterator[Hit]:
    if ledger.plan != given.plan.id:
        yield hit(found=ledger.plan, plan=given.plan.title)
