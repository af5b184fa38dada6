"""W429: one place's part is not more than what all places together are to reach.

| 任务编号    | 全域目标值 | 完成值   |
| T01.M01.I1 | ≥93个  | 12    |
| T02.M01.I1 | ≥93个  | [120] |
| T03.M01.I1 | ≤5个   | 7     |
| T04.M01.I1 | ≥2个   | 3     |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang.model.plan import Answer, Method, Scope, Target
from taizhang_validators.last_time import only_grows
from taizhang_validators.rulebook import Given, Hit, hit, rule

_SMALL = 10  # a whole of a few, one place may well exceed


@rule(
    "W429",
    title="本单位完成数超过合计目标",
    says="累计完成值{actual}超过了各地合计的目标{whole}，像是填了全域的数，或单位不对",
    fix="请核对是否只填了本单位完成的数量；确实如此的，请在备注中说明。",
    source="填报说明：累计完成值",
    after=("E410", "E102", "W423", "W424"),
)
def part_is_within_the_whole(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        whole = _whole(row)
        most = (whole.value_max or whole.value) if whole else None
        if most and row.actual is not None and row.actual > most >= _SMALL:
            yield hit(row, "actual", actual=row.actual, whole=whole)


def _whole(row: LedgerRow) -> Target | None:
    """The target of all places together, where this one was given none of its own."""
    indicator = row.asked.row.indicator if row.asked and row.concerns else None
    if indicator is None or row.answer is not Answer.NUMBER or not only_grows(row):
        return None
    summed = indicator.scope is Scope.TOTAL and indicator.method is Method.SUM
    own = row.asked.target if row.asked else None
    return indicator.target if summed and own is None else None
