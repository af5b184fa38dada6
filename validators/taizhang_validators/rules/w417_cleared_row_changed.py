"""W417: what has been cleared keeps the number that it was cleared with.

| 任务编号 | 销号   | 上期销号 | 完成值  | 上期完成值 | 备注      |
| T01    | 已销号  | 已销号  | 12   | 12    |         |
| T02    | 已销号  | 已销号  | [10] | 12    |         |
| T03    | 已销号  | 已销号  | 14   | 12    | 又新增两处   |
| T04    | 申请中  | 未申请  | 14   | 12    |         |
| T05    | 已销号  | 已销号  |      | 12    |         |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang.model.words.status import Clearing
from taizhang_validators.last_time import asks_more, with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W417",
    title="已销号事项的数字变了",
    says="本行上期已销号，累计完成值由{before}变为{actual}",
    fix="请核对累计完成值；销号后确有变化的，请在备注中说明。",
    source="填报说明：销号",
    after=("E416", "W405"),
)
def cleared_number_stays(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A cleared row of which the plan has since asked more may grow."""
    for row, before in with_last(ledger, given):
        cleared = before.clearing is Clearing.CLEARED is row.clearing
        if not cleared or row.answer is Answer.YES_NO or asks_more(row, before):
            continue
        if row.blank("remarks") is None:
            continue
        if row.actual is not None and before.actual is not None and row.actual != before.actual:
            yield hit(row, "actual", before=before.actual, actual=row.actual)
