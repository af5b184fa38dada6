"""E102: a number can be read in one way only.

| 任务编号 | 目标值 | 完成值  |
| T01     | ≥90% | 85    |
| T02     | ≥90% | [0.85] |
| T03     | ≥90% | [2/3] |
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from taizhang.model.grid import plain
from taizhang.model.ledger import Fault, Ledger
from taizhang.model.plan import Answer
from taizhang.model.quantity import rounded
from taizhang_validators.answers import COLUMN_TITLES, measured_in
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "E102",
    title="数字有两种读法",
    says="{column}填的是“{text}”，可以读作{first}，也可以读作{second}",
    fix="请按计量单位写成唯一的数，如百分之八十五请填85。",
    source="填报说明：数字列",
)
def number_has_one_reading(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """An unreadable answer of a yes-no row is left to another rule."""
    for row in ledger.rows:
        for field, fault in row.faults.items():
            asks_yes_no = field == "actual" and row.answer is Answer.YES_NO
            if fault is Fault.AMBIGUOUS and not asks_yes_no:
                text = row.raw.get(field, "")
                first, second = _readings(text, measured_in(row))
                yield hit(row, field, column=COLUMN_TITLES[field], text=text, first=first, second=second)


def _readings(text: str, unit: str) -> tuple[str, str]:
    """The two ways to read the cell: a share as it stands or times 100, a fraction as rate or as parts."""
    written = unicodedata.normalize("NFKC", text).replace(" ", "").removesuffix("%")
    upper, slash, lower = written.partition("/")
    try:
        number = Decimal(upper) / Decimal(lower) if slash else Decimal(written)
    except (InvalidOperation, ZeroDivisionError):
        return f"原样的“{text}”", "换算成计量单位后的数"
    if slash:
        return f"{plain(rounded(number * 100))}%", f"{lower}项中的{upper}项"
    return f"{plain(number)}{unit}", f"{plain(number * 100)}{unit}"
