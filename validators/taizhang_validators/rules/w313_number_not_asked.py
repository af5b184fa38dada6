"""W313: a number where none is asked enters no rollup.

| 任务编号 | 问法 | 目标值 | 分子 | 完成值 |
| T01    | 数   | ≥10 |    | 8    |
| T02    | 状态  |     |    | [8]  |
| T03    | 数   | ≥10 | [5] | 8    |
| T04    | 比率  | ≥9% | 5  | 8    |
| T05    | 状态  |     |    | /    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger, LedgerRow
from taizhang.model.plan import Answer
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W313",
    title="不要求填数的格填了数",
    says="本行不用填{column}，填了“{text}”，不计入汇总",
    fix="请核对是否填错了行；要说明的数字请写入进展情况。",
    source="填报说明：数字栏目",
    after=("E027", "E029"),
)
def numbers_stand_where_they_count(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        for field in _not_asked(row):
            text = row.raw.get(field, "").strip()
            if text and row.blank(field) is None and field not in row.faults:
                yield hit(row, field, column=COLUMN_TITLES[field], text=text)


def _not_asked(row: LedgerRow) -> tuple[str, ...]:
    """What the sheet shows grey in this row."""
    if row.asked is None or not row.concerns or row.asked.rolled_up:
        return ()
    match row.answer:
        case Answer.RATIO:
            return ()
        case Answer.STATUS:
            return ("numerator", "denominator", "actual")
        case _:
            return ("numerator", "denominator")
