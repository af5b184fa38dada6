"""N131: a remark in brackets behind a number is shown, as it does not enter the number.

| 任务编号 | 目标值  | 完成值         |
| T01     | ≥90个 | 95          |
| T02     | ≥90个 | [95（含市直）]   |
| T03     | ≥90个 | [95个（其中新增3个）] |
| T04     | ≥90个 | 95（约）       |
| T05     | ≥90个 | 95（预计）      |
| T06     | ≥90个 | 95个         |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang_validators.retold import BESIDE, retold_numbers
from taizhang_validators.rulebook import Given, Hit, hit, rule

_REMARK = re.compile(r"[（(]([^()（）]*)[)）][。.;；,，\s]*$")


@rule(
    "N131",
    title="数字后括号里有说明",
    says="{column}填的是“{text}”，读作{value}，括号里的“{remark}”没有计入",
    fix="读得对的，不用改；括号里的话影响这个数的，请改数，并把说明写入备注。",
    source="填报说明：数字栏目",
)
def remark_stands_in_remarks(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row, field, reading in retold_numbers(ledger):
        text = row.raw[field]
        remark = _REMARK.search(text)
        if BESIDE in reading.note and remark:
            column = COLUMN_TITLES[field]
            yield hit(row, field, column=column, text=text, value=reading.value, remark=remark[1])
