"""E101: a number cell holds a number.

| 任务编号 | 目标值 | 分子   | 完成值  |
| T01     | ≥90  |       | 约九十多 |
| T02     | ≥90  |       | [基本达到] |
| T03     | ≥90  | [若干] |       |
| T04     | ≥90个 |      | [增长5%] |
| T05     | ≥90个 |      | [13800000000] |
| T06     | ≥90个 |      | [130102199001011234] |
| T07     | ≥90个 |      | [5-10月] |
| T08     | ≥90个 |      | [95（预计）] |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledgers.unreadable import UNREADABLE
from taizhang.ledgers.values import read_number
from taizhang.model.ledger import COLUMN_TITLES, Fault, Ledger, LedgerRow
from taizhang_validators.answers import asks_yes_no, measured_in
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import either, every, never, says_nothing

_PARTS = ("numerator", "denominator")  # counts, whatever the unit of the ratio


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    """The sheet asks to retype whatever is no number, also 1300人, which the reader understands."""
    for field in asked.number_fields:
        other = either(f"ISTEXT({{{field}}})", f"ISLOGICAL({{{field}}})")
        yield wrong(field, "只填数字，不写单位和文字", every(other, never(says_nothing(field))))


@rule(
    "E101",
    title="数字栏目填了文字",
    says="{column}填的是“{text}”，{why}",
    fix="请只填数字，计量单位不用写；需要说明的请写入备注。",
    source="填报说明：数字栏目",
    waivable=False,
    live=in_the_sheet,
    after=("E027", "E029"),
)
def number_cell_holds_a_number(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """An unreadable answer of a yes-no row is left to another rule."""
    for row in ledger.rows:
        for field, fault in row.faults.items():
            if fault is Fault.NOT_A_NUMBER and not asks_yes_no(row, field):
                yield hit(
                    row, field, column=COLUMN_TITLES[field], text=row.raw.get(field, ""), why=_why(row, field)
                )


def _why(row: LedgerRow, field: str) -> str:
    """In the words of the reader."""
    reading = read_number(row.raw.get(field, ""), "" if field in _PARTS else measured_in(row))
    return (reading.note if reading.fault else "") or UNREADABLE
