"""W426: a share over many does not move by 40 points from one period to the next.

| 任务编号 | 目标值   | 分子  | 分母  | 完成值  | 上期完成值 | 上期分母 |
| T01    | ≥90%  | 60  | 100 | 60   | 45    | 100  |
| T02    | ≥90%  | 92  | 100 | [92] | 45    | 100  |
| T03    | ≥90%  | 30  | 100 | [30] | 85    | 100  |
| T04    | ≥90%  | 9   | 10  | 90   | 40    | 10   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledgers.place_answers import has_weight
from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.answers import measured_in
from taizhang_validators.last_time import with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule

_POINTS = 40


@rule(
    "W426",
    title="比率与上期相差40个百分点以上",
    says="累计完成值{actual}%，上期是{before}%，一期之内相差{points}个百分点",
    fix="请核对分子、分母的口径是否与上期一致；确有变化的，请在备注中说明。",
    source="填报说明：比率指标",
    after=("E102", "E301", "E302", "W422"),
)
def share_moves_by_degrees(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Small denominators are left out: there one case more moves the share by many points."""
    for row, before in with_last(ledger, given):
        if (
            row.answer is not Answer.RATIO
            or measured_in(row) != "%"
            or not (has_weight(row) and has_weight(before))
        ):
            continue
        if row.actual is None or before.actual is None:
            continue
        points = abs(row.actual - before.actual)
        if points >= _POINTS:
            yield hit(row, "actual", actual=row.actual, before=before.actual, points=points)
