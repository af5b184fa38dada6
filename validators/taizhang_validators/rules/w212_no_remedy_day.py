"""W212: who is behind says by when it is made good, once per measure.

| 任务编号     | 完成状态   | 下一步打算           |
| T01.M01.I1 | 滞后     | 倒排工期，11月底前完成安装  |
| T02.M01.I1 | 滞后     | [倒排工期，加快推进]     |
| T03.M01.I1 | 逾期未完成  | []              |
| T04.M01.I1 | 滞后     | 四季度内补齐          |
| T05.M01.I1 | 序时推进   | 继续推进            |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.words.status import Status
from taizhang_validators.measures import measures
from taizhang_validators.rulebook import Given, Hit, hit, rule

_DAY = re.compile(
    r"\d{1,2}月|[一二三四五六七八九十]月|年底|年末|年内|月底|月末|季度|上半年|下半年|\d{1,2}日|\d+个?(?:天|日|周|月|工作日)|本周|下周|本月|下月|明年|今年|\d{4}[-./年]\d{1,2}"
)
_LATE = (Status.BEHIND, Status.OVERDUE)


@rule(
    "W212",
    title="滞后而没有补救时间",
    says="完成状态是“{status}”，下一步打算里没有写什么时候补上",
    fix="请在下一步打算里写明补救措施和完成时间，如“11月底前完成安装”。",
    source="填报说明：存在问题",
    after=("E006", "E206"),
)
def lag_has_a_remedy_day(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """The day may stand in the reason or in the remarks as well."""
    for measure in measures(ledger):
        late = [row for row in measure.rows if row.status in _LATE]
        if not late:
            continue
        texts = (text for row in measure.rows for text in (row.next_steps, row.problems, row.remarks))
        if not any(_DAY.search(text) for text in texts):
            yield hit(measure.first, "next_steps", status=late[0].status)
