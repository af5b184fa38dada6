"""E110: what is counted is never fewer than none.

| 任务编号 | 目标值  | 完成值 |
| T01     | ≥90个 | 95  |
| T02     | ≥90个 | [-3] |
| T03     | ≥90个 | 0   |
| T04     | ≥3%  | -2  |
| T05     | ≥3万元 | -2  |

| 任务编号 | 问法 | 目标值  | 分子   | 分母   | 完成值 |
| T01    | 比率  | ≥90% | [-9] | 10   | 90  |
| T02    | 比率  | ≥90% | 9    | [-10] | 90  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger, LedgerRow
from taizhang.model.plan import Answer
from taizhang_validators.counted import counts_things
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, is_number

_PARTS = ("numerator", "denominator")


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    for field in _counts(asked.row):
        yield wrong(field, "个数不会是负数", every(is_number(field), f"{{{field}}}<0"))


@rule(
    "E110",
    title="个数是负数",
    says="{column}填的是{number}，个数不会是负数",
    fix="请核对后填到本期末的累计数；比上期少了的，也请填减少以后的数，不填减少了多少。",
    source="填报说明：数字栏目",
    live=in_the_sheet,
    after=("E027", "E029"),
)
def counts_are_not_negative(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        for field in _counts(row):
            number = getattr(row, field)
            if number is not None and number < 0:
                yield hit(row, field, column=COLUMN_TITLES[field], number=number)


def _counts(row: LedgerRow) -> tuple[str, ...]:
    """A share itself, and money, may fall below nothing."""
    if row.answer is Answer.RATIO:
        return _PARTS
    return ("actual",) if counts_things(row) else ()
