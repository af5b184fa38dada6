"""W405: a cumulative count does not fall from one period to the next.

| 任务编号 | 问法 | 目标值  | 完成值  | 上期报送 |
| T01     | 数   | ≥90  | 62   | 60    |
| T02     | 数   | ≥90  | [58] | 60    |
| T03     | 数   | ≥90  | 60   | 60    |
| T04     | 比率 | ≥90% | 58   | 60    |
| T05     | 数   | ≤5   | 3    | 4     |
| T06     | 数   | ≥90  |      | 60    |
| T07     | 数   | ≥90  | 5    |       |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.answers import measured_in
from taizhang_validators.last_time import counts_with_last, only_grows
from taizhang_validators.live import Live, SheetRow, confirm
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.scales import scale_apart
from taizhang_validators.sheet_answers import has_number
from taizhang_validators.sheet_formulas import every, is_number

_GROWTH = Decimal(2)  # times what it was, told in a larger unit


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.row.answer is Answer.NUMBER and only_grows(asked.row):
        fell = every(has_number(asked.row), is_number("previous"), "{actual}<{previous}")
        yield confirm("actual", "比上期累计减少", fell)


@rule(
    "W405",
    title="累计完成值比上期减少",
    says="累计完成值{actual}比上期报送的{reported}减少{less}",
    fix="请核对{likely}；确需更正的，请在备注中说明原因。",
    source="填报说明：累计完成值",
    live=in_the_sheet,
)
def cumulative_does_not_fall(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Rates, and numbers of which fewer is better, may fall; a number in another unit is not carried forward."""
    for row, actual, before in counts_with_last(ledger, given):
        if actual < before:
            likely = _likely(actual, before, measured_in(row))
            yield hit(row, "actual", actual=actual, reported=before, less=before - actual, likely=likely)


def _likely(actual: Decimal, before: Decimal, unit: str) -> str:
    """What probably happened: a thousandth or less of what it was is another unit."""
    power = scale_apart(before, actual, growth=_GROWTH)
    return f"是否没有按“{unit}”填写" if power and power > 2 else "是否误填了本期数"
