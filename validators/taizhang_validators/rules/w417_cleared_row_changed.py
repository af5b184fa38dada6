"""W417: what has been cleared keeps the number that it was cleared with.

| 任务编号 | 销号   | 下发的销号 | 完成值  | 上期完成值 | 备注      |
| T01    | 已销号  | 已销号   | 12   | 12    |         |
| T02    | 已销号  | 已销号   | [10] | 12    |         |
| T03    | 已销号  | 已销号   | 14   | 12    | 又新增两处   |
| T04    | 申请中  | 未申请   | 14   | 12    |         |
| T05    | 已销号  | 已销号   |      | 12    |         |
| T06    | 申请中  | 已销号   | [10] | 12    |         |
| T07    | 未申请  | 已销号   | 10   | 12    |         |
| T08    | 已销号  | 申请中   | 10   | 12    |         |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.plan import Answer
from taizhang_validators.last_time import cleared_before, reopens
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
    """Of a row that the ledger opens again another rule speaks."""
    for row, before in cleared_before(ledger, given):
        if before is None or reopens(row) or row.answer is Answer.YES_NO or row.blank("remarks") is None:
            continue
        if row.actual is not None and before.actual is not None and row.actual != before.actual:
            yield hit(row, "actual", before=before.actual, actual=row.actual)
