"""W211: one text does not tell of many measures.

| 任务编号   | 进展情况            |
| T01.M01 | [已印发实施方案并召开会议] |
| T02.M01 | 已印发实施方案并召开会议   |
| T03.M01 | 已印发实施方案并召开会议   |
| T04.M01 | 已印发实施方案并召开会议   |
| T05.M01 | 已印发实施方案并召开会议   |
| T06.M01 | 已印发实施方案并召开会议   |
| T07.M01 | 门诊楼主体封顶         |

| 任务编号   | 进展情况          |
| T01.M01 | 已印发实施方案并召开会议 |
| T02.M01 | 已印发实施方案并召开会议 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger, LedgerRow
from taizhang_validators.empty_talk import says_nothing
from taizhang_validators.rulebook import Given, Hit, hit, rule

_MANY = 6  # rows
_LONG = 8  # characters: shorter texts are alike by nature


@rule(
    "W211",
    title="多项任务写同一句进展",
    says="有{count}行的进展情况写的是同一句话：“{text}”",
    fix="请分别写明各项任务本期做了什么、取得什么结果。",
    source="填报说明：进展情况",
)
def each_measure_has_its_own_progress(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A cell merged over several rows is one text by intention, and told by another rule."""
    alike: dict[str, list[LedgerRow]] = {}
    for row in ledger.rows:
        text = "".join(row.progress.split())
        if row.asked and len(text) >= _LONG and "progress" not in row.merged:
            alike.setdefault(text, []).append(row)
    for text, rows in alike.items():
        if len(rows) >= _MANY and not says_nothing(text):
            yield hit(rows[0], "progress", count=str(len(rows)), text=rows[0].progress)
