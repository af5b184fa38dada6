"""W421: a day that was promised last period has passed; the work is done by now, or the delay is explained.

| 任务编号     | 完成状态 | 上期下一步打算       | 存在问题       | 上期存在问题 |
| T01.M01.I1 | 序时推进 | 力争8月底前全部完成   | []         | 无      |
| T02.M01.I1 | 已完成  | 8月底前全部完成     |            | 无      |
| T03.M01.I1 | 序时推进 | 9月15日前建成投用   | 连续降雨，工期顺延 | 无      |
| T04.M01.I1 | 滞后   | 9月15日前建成投用   | [用地未批]    | 用地未批   |
| T05.M01.I1 | 序时推进 | 11月底前完成验收    |            | 无      |
| T06.M01.I1 | 序时推进 | 继续抓好落实      |            | 无      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.words.status import Status
from taizhang_validators.measures import MeasureRows, measures
from taizhang_validators.promises import promised_day
from taizhang_validators.rulebook import Given, Hit, hit, rule

_OVER = (Status.NOT_APPLICABLE, None)


@rule(
    "W421",
    title="上期承诺的时间已过",
    says="上期下一步打算写的是“{promise}”，{day}已过，完成状态还是“{status}”，存在问题里没有写新的原因",
    fix="请在存在问题里写明没有按期完成的原因，并在下一步打算里写明新的完成时间。",
    source="填报说明：下一步打算",
    after=("E206", "W207"),
)
def promise_is_kept_or_explained(ledger: Ledger, given: Given) -> Iterator[Hit]:
    if given.previous is None or ledger.nothing_to_report:
        return
    for measure in measures(ledger):
        before = given.previous_rows.get(measure.first.id)
        still = next((row for row in measure.rows if _is_open(row)), None)
        if still is None or before is None or _explained(measure, before):
            continue
        day = promised_day(before.next_steps, given.previous.period.end)
        if day and given.previous.period.start <= day <= given.period.end:
            promise = before.next_steps[:40]
            yield hit(measure.first, "problems", promise=promise, day=day, status=still.status)


def _is_open(row: LedgerRow) -> bool:
    return row.status not in _OVER and row.status is not None and not row.status.finished


def _explained(measure: MeasureRows, before: LedgerRow) -> bool:
    """Something stands under 存在问题 that did not stand there before."""
    return not measure.leaves_blank("problems") and measure.first.problems != before.problems
