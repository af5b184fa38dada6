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

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer, Comparator, Direction
from taizhang_validators.answers import measured_target
from taizhang_validators.live import Live, SheetRow, confirm
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_answers import has_number
from taizhang_validators.sheet_formulas import every, is_number

_UPPER_LIMITS = (Comparator.AT_MOST, Comparator.BELOW)


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    if asked.row.answer is Answer.NUMBER and _only_grows(asked.row):
        fell = every(has_number(asked.row), is_number("previous"), "{actual}<{previous}")
        yield confirm("actual", "比上期累计减少", fell)


@rule(
    "W405",
    title="累计完成值比上期减少",
    says="累计完成值{actual}比上期报送的{reported}减少{less}",
    fix="请核对是否误填了本期数；确需更正的，请在备注中说明原因。",
    source="填报说明：累计完成值",
    live=in_the_sheet,
)
def cumulative_does_not_fall(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Rates, and numbers of which fewer is better, may fall; a number in another unit is not carried forward."""
    for row in ledger.rows:
        sent = given.expected_rows.get(row.id)
        before = sent.previous if sent else None
        if before is None or row.actual is None or row.actual >= before:
            continue
        if row.answer is Answer.NUMBER and row.concerns and _only_grows(row):
            yield hit(row, "actual", actual=row.actual, reported=before, less=before - row.actual)


def _only_grows(row: LedgerRow) -> bool:
    target, indicator = measured_target(row), row.asked.row.indicator if row.asked else None
    fewer_is_better = target is not None and target.comparator in _UPPER_LIMITS
    return not fewer_is_better and (indicator is None or indicator.direction is Direction.HIGHER)
