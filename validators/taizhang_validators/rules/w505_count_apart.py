"""W505: a count is not ten times the largest of all other places, unless as much was asked.

| 任务编号 | 目标值    | 完成值    | 其他县完成值          |
| T01    | ≥50人  | 300    | 40 45 50 60 90  |
| T02    | ≥50人  | [4500] | 40 45 50 60 90  |
| T03    | ≥4000人 | 4500   | 40 45 50 60 90  |
| T04    | ≥1个   | 40     | 1 1 1 2 2       |
| T05    | ≥50人  | 4500   | 40 45 50 60     |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.neighbours import Neighbours, Spread
from taizhang.model.plan import Answer
from taizhang.model.quantity import rounded
from taizhang_validators.answers import measured_in
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 5
_TIMES = 10
_SMALL = 100  # below, a large place may well have ten times as many
_WANTED = 2  # times the place's own target


@rule(
    "W505",
    title="数字大于其他填报单位十倍以上",
    says="累计完成值{actual}{unit}，比同级其他{count}个填报单位中最大的还大十倍以上（中位数{median}{unit}）",
    fix="请核对计量单位和位数；确实如此的，请在备注中说明。",
    source="填报说明：累计完成值",
    after=("E410", "E102", "W423", "W424", "W425", "W429", "W501"),
)
def count_is_of_the_others_size(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Places differ in size, so that only what no size explains is asked about."""
    if given.neighbours is None or given.neighbours.others < _FEWEST:
        return
    for row in ledger.rows:
        spread = _spread(row, given.neighbours)
        if spread and row.actual is not None and row.actual > spread.most * _TIMES:
            yield hit(
                row, "actual", actual=row.actual, count=str(spread.count), median=rounded(spread.median),
                unit=measured_in(row) or " ",
            )  # fmt: skip


def _spread(row: LedgerRow, neighbours: Neighbours) -> Spread | None:
    """The others' numbers where enough of them have one, and this one is large enough to be judged."""
    if (
        row.answer is not Answer.NUMBER
        or row.actual is None
        or row.actual < _SMALL
        or _was_wanted(row, row.actual)
    ):
        return None
    spread = neighbours.spread(row.id)
    return spread if spread and spread.count >= _FEWEST and spread.most > 0 else None


def _was_wanted(row: LedgerRow, actual: Decimal) -> bool:
    target = row.asked.target if row.asked else None
    return target is not None and actual <= target.value * _WANTED
