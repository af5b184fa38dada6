"""E303: 超额完成 means that the number lies beyond the target, not at it.

| 任务编号 | 目标值  | 完成值 | 完成状态   |
| T01     | ≥90  | 92  | 超额完成   |
| T02     | ≥90  | 90  | [超额完成] |
| T03     | ≥90  | 81  | [超额完成] |
| T04     | ≤5   | 4   | 超额完成   |
| T05     | ≤5   | 5   | [超额完成] |
| T06     | ≥90  | 90  | 已完成    |
| T07     | 约90  | 90  | 超额完成   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.grid import plain
from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer, Comparator
from taizhang.model.words.status import Status
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_answers import has_number
from taizhang_validators.sheet_formulas import every, is_one_of

_NOT_EXCEEDABLE = (Comparator.ABOUT, Comparator.RANGE)


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    target = asked.row.asked.target if asked.row.asked else None
    if target is None or not asked.shows_number or target.comparator in _NOT_EXCEEDABLE:
        return
    sign = ">=" if target.comparator.is_upper_limit else "<="
    not_beyond = f"{{actual}}{sign}{plain(target.value)}"
    exceeded = is_one_of("status", (Status.EXCEEDED,))
    yield wrong(
        "status", "没有超出目标，不能填“超额完成”", every(exceeded, has_number(asked.row), not_beyond)
    )


@rule(
    "E303",
    title="未超目标却填“超额完成”",
    says="累计完成值{actual}没有超出目标值{target}，状态不能填“超额完成”",
    fix="请核对累计完成值；恰好达到目标的，请改为“已完成”，未达到的请按实际进度选择。",
    source="填报说明：完成状态",
    live=in_the_sheet,
    after=("E302",),
)
def exceeded_means_beyond_target(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A row without a target or a number, a range and 约 are not judged."""
    for row in ledger.rows:
        if row.status is Status.EXCEEDED and row.answer is not Answer.YES_NO and _is_not_beyond(row):
            yield hit(row, "status", actual=row.actual, target=row.asked and row.asked.target)


def _is_not_beyond(row: LedgerRow) -> bool:
    target = row.asked.target if row.asked else None
    if target is None or row.actual is None or target.comparator in _NOT_EXCEEDABLE:
        return False
    return row.actual >= target.value if target.comparator.is_upper_limit else row.actual <= target.value
