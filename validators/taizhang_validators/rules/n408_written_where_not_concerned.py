"""N408: what stands in a row that the plan gives to other places by name is kept, and noted.

| 任务编号   | 涉及 | 完成值 | 完成状态  | 进展情况 |
| T01     | 否  |     | 不适用   |      |
| T02     | 否  | [3] | 不适用   | 已建成  |
| T03     | 否  |     | [已完成] |      |
| T04     | 是  | 3   | 已完成   | 已建成  |
| T05     | 否  |     |       | 无    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Filler, Ledger, LedgerRow, ledger_columns
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, Hit, hit, rule

_ANSWERS = tuple(
    column.field
    for column in ledger_columns()
    if column.filler is Filler.COUNTY and column.field not in ("status", "remarks")
)


@rule(
    "N408",
    title="不涉及的行填了内容",
    says="本行由计划点名的{names}承担，不涉及本单位，{column}填的“{text}”予以保留，不计入汇总",
    fix="如确由本单位承担，请告知下发单位；否则请清空本行所填内容。",
    source="填报说明：不适用",
)
def row_of_others_is_left_alone(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Said once a row; remarks are free."""
    for row in ledger.rows:
        field = "" if row.concerns else _first_written(row)
        if field:
            names = row.asked.named if row.asked else ()
            yield hit(row, field, names=names, column=COLUMN_TITLES[field], text=row.raw.get(field, ""))


def _first_written(row: LedgerRow) -> str:
    """The first answer in the row; 完成状态 counts where it is another word than the one that went out."""
    answers = (field for field in _ANSWERS if row.blank(field) is None)
    status = "status" if row.status not in (None, Status.NOT_APPLICABLE) else ""
    return next(answers, status)
