"""N130: a number read without doubt from another way of writing it is shown, and proposed.

| 任务编号 | 目标值 | 分子      | 完成值      |
| T01     | ≥90  |         | 95       |
| T02     | ≥90  |         | [９５]     |
| T03     | ≥90  | [1,300] | [九十五]    |
| T04     | ≥90  |         | 约95      |
| T05     | ≥90  |         | 95（含市直） |
| T06     | ≥90  |         | 若干       |
| T07     | ≥90  |         | /        |
| T08     | ≥90% |         | [三分之二]   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.grid import plain
from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang_validators.retold import retold_numbers, shortened
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N130",
    title="数字栏目不是纯数字",
    says="{column}填的是“{text}”，读作{value}",
    fix="读得对的，不用改；读得不对的，请只填数字。",
    source="填报说明：数字栏目",
)
def number_is_written_plainly(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """What was taken for granted in the reading is no certain proposal."""
    for row, field, reading in retold_numbers(ledger):
        if not reading.note and reading.value is not None:
            value = plain(shortened(reading.value))
            column = COLUMN_TITLES[field]
            yield hit(row, field, proposal=value, column=column, text=row.raw[field], value=value)
