"""W424: a count does not become five times what it was in one period, unless that was the aim.

| 任务编号 | 目标值   | 完成值   | 上期报送 |
| T01    | ≥900人 | 280   | 100  |
| T02    | ≥300人 | [700] | 100  |
| T03    | ≥900人 | 700   | 100  |
| T04    |       | [700] | 100  |
| T05    |       | 50    | 4    |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang_validators.answers import measured_target
from taizhang_validators.last_time import counts_with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule

_TIMES = 5
_SMALL = 20  # of fewer, a single event makes five times as many
_BEYOND = Decimal("1.2")  # times the target: up to there the growth was wanted


@rule(
    "W424",
    title="一期之内增长五倍以上",
    says="累计完成值{actual}是上期{reported}的{times}倍，一期之内增长过快",
    fix="请核对是否多写了数字、重复累加或口径有变；确实如此的，请在备注中说明。",
    source="填报说明：累计完成值",
    after=("E410", "E102", "W423"),
)
def growth_is_plausible(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row, actual, before in counts_with_last(ledger, given):
        if before >= _SMALL and actual >= before * _TIMES and not _was_wanted(row, actual):
            yield hit(row, "actual", actual=actual, reported=before, times=actual // before)


def _was_wanted(row: LedgerRow, actual: Decimal) -> bool:
    """The number lies within what the plan asks of this place, or of all."""
    target = measured_target(row)
    return target is not None and actual <= target.value * _BEYOND
