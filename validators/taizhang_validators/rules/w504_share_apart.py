"""W504: a share lies where those of other places lie, as far as five of them and their quartiles tell.

| 任务编号 | 目标值  | 分子 | 分母  | 完成值    | 其他县完成值                |
| T01    | ≥90% | 88 | 100 | 88     | 85 88 90 91 93 95     |
| T02    | ≥90% | 35 | 100 | [35]   | 85 88 90 91 93 95     |
| T03    | ≥90% | 70 | 100 | 70     | 40 55 60 75 85 95     |
| T04    | ≥90% | 3  | 9   | 33.3   | 85 88 90 91 93 95     |
| T05    | ≥90% | 35 | 100 | 35     | 85 88 90 91           |
| T06    | ≤10% | 60 | 100 | [60]   | 5 6 7 8 8 9           |
| T07    | ≥90% | 99 | 100 | 99     | 90 90 90 90 90 90     |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.ledgers.place_answers import has_weight
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.neighbours import COMPARABLE_DENOMINATOR, Spread
from taizhang.model.plan import Answer
from taizhang.model.quantity import rounded
from taizhang_validators.answers import measured_in
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 5
_FENCE = 3  # times the distance of the quartiles, beyond either of them
_LEAST_DISTANCE = Decimal(10)  # percentage points: the quartiles of a few places lie close together by chance


@rule(
    "W504",
    title="比率明显偏离其他填报单位",
    says="累计完成值{actual}%，同级其他{count}个填报单位多在{low}%至{high}%之间，中位数{median}%，明显偏离（分母小于{small}的不参加比较）",
    fix="请核对分子、分母的口径和数字；确实如此的，请在备注中说明。",
    source="填报说明：比率指标",
    after=("E102", "E301", "E302", "W422", "W426", "W501"),
)
def share_lies_among_others(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Robust: quartiles, not the mean, so that another's slip does not make this one look odd."""
    if given.neighbours is None or given.neighbours.others < _FEWEST:
        return
    for row in ledger.rows:
        if row.answer is not Answer.RATIO or row.actual is None or measured_in(row) != "%":
            continue
        spread = given.neighbours.spread(row.id) if row.denominator and has_weight(row) else None
        if spread and spread.count >= _FEWEST and _lies_apart(row, spread):
            yield hit(row, "actual", actual=row.actual, count=str(spread.count), small=COMPARABLE_DENOMINATOR,
                      low=rounded(spread.low), high=rounded(spread.high), median=rounded(spread.median))  # fmt: skip


def _lies_apart(row: LedgerRow, spread: Spread) -> bool:
    """Beyond the fences, and beyond every other value too."""
    assert row.actual is not None
    reach = _FENCE * max(spread.high - spread.low, _LEAST_DISTANCE)
    below = row.actual < min(spread.low - reach, spread.least)
    return below or row.actual > max(spread.high + reach, spread.most)
