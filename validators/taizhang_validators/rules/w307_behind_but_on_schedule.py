"""W307: a number far behind the time that is over is not on schedule.

| 任务编号 | 问法 | 目标值 | 完成值 | 完成状态   |
| T01    | 数   | ≥100 | 70   | 序时推进   |
| T02    | 数   | ≥100 | 40   | [序时推进] |
| T03    | 数   | ≥100 | 40   | 滞后     |
| T04    | 数   | ≤100 | 40   | 序时推进   |
| T05    | 比率  | ≥90% | 40   | 序时推进   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.grid import plain
from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.schedule import Standing, percent, standings


@rule(
    "W307",
    title="数字明显慢于序时却填“序时推进”",
    says="到本期末{elapsed}，按序时应达{due}，实际{actual}，落后{behind}个百分点，超过{allowed}个百分点，完成状态却是“序时推进”",
    fix="请核对累计完成值和完成状态；确实慢于序时的，请改为“滞后”并写明原因。",
    source="填报说明：完成状态",
    after=("E027", "E029", "E305"),
)
def on_schedule_is_not_far_behind(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Behind by up to the plan's threshold for 黄 a filler may call it as it looks to him.

    A number that fell since last period is doubted itself, by another rule.
    """
    allowed = given.plan.settings.lights.allowed
    for one in standings(ledger, given, Status.ON_SCHEDULE):
        sent = given.expected_rows.get(one.row.id)
        before = sent.previous if sent else None
        fell = before is not None and one.row.actual is not None and one.row.actual < before
        if one.behind > allowed and not fell:
            yield hit(
                one.row, "status", elapsed=_elapsed(one), due=one.due, actual=one.row.actual,
                behind=percent(one.elapsed - one.done), allowed=allowed,
            )  # fmt: skip


def _elapsed(one: Standing) -> str:
    share = plain(percent(one.elapsed))
    return f"里程碑要求达到{share}%" if one.by_milestones else f"时间已过{share}%"
