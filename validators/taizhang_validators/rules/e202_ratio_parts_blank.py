"""E202: a ratio comes with its numerator and its denominator, or it cannot be rolled up.

| 任务编号 | 问法 | 分子 | 分母 | 完成值 | 完成状态 |
| T01     | 比率 | 9   | 10  | 90   | 序时推进 |
| T02     | 比率 | []  |     | 90   | 序时推进 |
| T03     | 比率 | 9   | []  | 90   | 已完成  |
| T04     | 比率 |     |     |      | 未启动  |
| T05     | 数   |     |     | 90   | 序时推进 |
| T06     | 比率 | [/] | 10  | 90   | 序时推进 |
| T07     | 比率 | 同上  | 10  | 90   | 序时推进 |
| T08     | 比率 | /   | /   |      | 不适用  |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Blank, Ledger, LedgerRow
from taizhang.model.plan import Answer
from taizhang.model.words.status import Status
from taizhang_validators.answers import stands_blank
from taizhang_validators.live import Live, SheetRow, missing
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, gives_nothing, has_begun, never

_NOTHING_YET = (None, Status.NOT_STARTED, Status.NOT_APPLICABLE)
_PARTS = ("numerator", "denominator")


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    """Said at the first missing part."""
    if asked.row.answer is Answer.RATIO:
        upper, lower = map(gives_nothing, _PARTS)
        yield missing(_PARTS[0], "", every(has_begun(), upper))
        yield missing(_PARTS[1], "", every(has_begun(), lower, never(upper)))


@rule(
    "E202",
    title="比率指标缺分子或分母",
    says="本行是比率指标，{missing}",
    fix="请填写分子和分母，汇总时按分子合计除以分母合计计算。",
    source="填报说明：比率指标",
    live=in_the_sheet,
    after=("E027", "E029", "E006"),
)
def ratio_has_both_parts(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Said once a row, at its first missing part; unreadable parts and 同上 are left to other rules."""
    for row in ledger.rows:
        if row.answer is not Answer.RATIO or row.status in _NOTHING_YET:
            continue
        missing = [part for part in _PARTS if _is_missing(row, part)]
        if missing:
            yield hit(
                row, missing[0], missing=[COLUMN_TITLES[part] + stands_blank(row, part) for part in missing]
            )


def _is_missing(row: LedgerRow, part: str) -> bool:
    return getattr(row, part) is None and part not in row.faults and row.blank(part) is not Blank.DITTO
