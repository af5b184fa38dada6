"""E102: a number can be read in one way only.

| 任务编号 | 目标值 | 完成值  |
| T01     | ≥90% | 85    |
| T02     | ≥90% | [0.85] |
| T03     | ≥90% | [2/3] |
| T04     | ≥90% | [1] |
| T05     | ≥90% | [80-90] |
| T06     | ≥90% | 0.85% |
| T07     | ≥90个 | [5（3）] |
| T08     | ≥90个 | 5-10月 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledgers.values import read_number
from taizhang.model.grid import plain
from taizhang.model.ledger import COLUMN_TITLES, Fault, Ledger
from taizhang_validators.answers import asks_yes_no, measured_in
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.retold import shortened
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_answers import two_readings

_PARTS = ("numerator", "denominator")  # counts, whatever the unit of the ratio


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    doubt = two_readings(asked.row) if asked.asks_number else ""
    if doubt:
        yield wrong("actual", "有两种读法，百分之八十五请填85", doubt)


@rule(
    "E102",
    title="数字有两种读法",
    says="{column}填的是“{text}”，可以读作{first}，也可以读作{second}",
    fix="请按计量单位写成唯一的数，如百分之八十五请填85。",
    source="填报说明：数字栏目",
    waivable=False,
    live=in_the_sheet,
    after=("E027", "E029"),
)
def number_has_one_reading(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """An unreadable answer of a yes-no row, and one number for several rows, are left to other rules."""
    for row in ledger.rows:
        for field, fault in row.faults.items():
            if fault is Fault.AMBIGUOUS and field not in row.merged and not asks_yes_no(row, field):
                text = row.raw.get(field, "")
                first, second = _readings(text, "" if field in _PARTS else measured_in(row))
                yield hit(row, field, column=COLUMN_TITLES[field], text=text, first=first, second=second)


def _readings(text: str, unit: str) -> tuple[str, str]:
    """What the reader makes of the cell: a share as it stands or times 100, a fraction, the ends of a range."""
    readings = read_number(text, unit).readings
    if len(readings) < 2:
        return f"原样的“{text}”", "换算成计量单位后的数"
    first, second = (plain(shortened(reading)) + unit for reading in readings[:2])
    return first, second
