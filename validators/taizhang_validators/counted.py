"""Which rows count whole things: 个, 家, 人次; no share, no money, no length."""

from __future__ import annotations

from taizhang.model.ledger import LedgerRow
from taizhang.model.plan import Answer
from taizhang.model.words.units import MEASURE_WORDS
from taizhang_validators.answers import measured_in, measured_target

COUNTED_IN = frozenset(MEASURE_WORDS) - {"岁", "平方米", "公里", "元", "级", "分", "倍"}


def counts_things(row: LedgerRow) -> bool:
    """The number in 累计完成值 says of how many."""
    return row.answer is Answer.NUMBER and measured_in(row) in COUNTED_IN


def counts_whole_things(row: LedgerRow) -> bool:
    """Of so many wholes: where the target itself has a fraction, a mean is asked."""
    target = measured_target(row)
    return counts_things(row) and (target is None or target.value == target.value.to_integral_value())
