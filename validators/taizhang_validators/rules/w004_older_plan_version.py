"""W004: the ledger was laid out from the version of the plan that is in force.

计划版本：v2

计划版本：[v1]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W004",
    title="台账按计划的旧版本下发",
    says="《{plan}》在本表下发后有过调整，本表仍是调整前的任务和目标",
    fix="请核对新下发的台账，有变化的任务请按新台账补报。",
    source="填报说明：报送文件",
)
def ledger_has_the_version_in_force(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A ledger whose stamp is lost states no version; the foot gives the first digits of it."""
    if ledger.version and given.expected.version and not given.expected.version.startswith(ledger.version):
        yield hit(plan=given.plan.title)
