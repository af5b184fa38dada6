"""N030: what the filler writes into 校验提示 or 较上期变化 stands in a column of ours, is not adopted, and is told.

| 任务编号 | 校验提示                  |
| T01     | √                     |
| T02     | 误：【累计完成值】只填数字；        |
| T03     | √请核对：【完成状态】再看一看；      |
| T04     | [已向省局说明情况]            |
| T05     |                       |

| 任务编号 | 较上期变化             |
| T01     | 目标值由90%改为95%      |
| T02     | 新增任务行             |
| T03     | [本季度无变化]          |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger
from taizhang_validators.our_words import WORDED_FIELDS, words_of_another
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N030",
    title="提示栏里写了字",
    says="“{column}”由系统填写，这里写的“{text}”未采用",
    fix="如需上报，请写入“进展情况”或“备注”列。",
    source="填报说明：表格格式",
)
def our_columns_hold_our_words(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        for field in WORDED_FIELDS:
            if text := words_of_another(row, field):
                yield hit(row, field, column=COLUMN_TITLES[field], text=text)
