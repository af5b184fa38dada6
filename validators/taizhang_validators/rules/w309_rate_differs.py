"""W309: 完成率 is 累计完成值 divided by 目标值; the sheet's own figure may be stale, or typed over.

| 任务编号 | 问法 | 目标值 | 完成值 | 完成率   |
| T01    | 数   | ≥100 | 60   | 0.6   |
| T02    | 数   | ≥100 | 60   | [0.9] |
| T03    | 数   | ≥3   | 2    | 0.667 |
| T04    | 数   | ≤100 | 60   | 0.9   |
| T05    | 数   | ≥100 |      | 0.9   |
| T06    | 数   | ≥100 | 60   |       |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.ledgers.targets import rate_target
from taizhang.model.ledger import Ledger
from taizhang.model.quantity import rounded
from taizhang_validators.rulebook import Given, Hit, hit, rule

_ROUNDED = Decimal("0.006")  # a share written with whole percents


@rule(
    "W309",
    title="完成率与累计完成值不符",
    says="完成率显示{found}%，累计完成值{actual}除以目标值{target}应为{expected}%，相差{difference}个百分点",
    fix="请核对累计完成值；完成率由表格自动计算，请恢复原来的公式，不要手工填写。",
    source="填报说明：完成率",
    after=("E027", "E029", "W011"),
)
def rate_is_what_the_numbers_give(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """The rollup computes its own; a formula without a value shows nothing to compare."""
    for row in ledger.rows:
        target = rate_target(row)
        if target is None or row.actual is None or row.rate is None or not target.value:
            continue
        if not row.rate and ledger.file_format == "xls":
            continue  # what some programs save in it for a formula that comes to a text
        expected = row.actual / target.value
        if abs(row.rate - expected) > _ROUNDED:
            yield hit(
                row, "rate", found=_percent(row.rate), actual=row.actual, target=target,
                expected=_percent(expected), difference=_percent(abs(row.rate - expected)),
            )  # fmt: skip


def _percent(share: Decimal) -> Decimal:
    return rounded(share * 100)
