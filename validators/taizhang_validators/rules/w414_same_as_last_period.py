"""W414: a ledger in which nothing has moved since the last one was perhaps not filled in anew.

| 任务编号 | 完成状态 | 上期完成状态 | 完成值 | 上期完成值 | 进展情况   | 上期进展情况 |
| T01    | 序时推进 | 序时推进   | 12  | 12    | 已开展培训  | 已开展培训  |
| T02    | 序时推进 | 序时推进   | 30  | 30    | 正在招标   | 正在招标   |
| T03    | 滞后   | 滞后     | 5   | 5     | 等待批复   | 等待批复   |
| T04    | 序时推进 | 序时推进   | 8   | 8     | 已建成四处  | 已建成四处  |
| T05    | 序时推进 | 序时推进   | 9   | 7     | 已完成摸底  | 已完成摸底  |

本期全表：[与上期一样]
| 任务编号 | 完成状态 | 上期完成状态 | 完成值 | 上期完成值 | 进展情况   | 上期进展情况 |
| T01    | 序时推进 | 序时推进   | 12  | 12    | 已开展培训  | 已开展培训  |
| T02    | 序时推进 | 序时推进   | 30  | 30    | 正在招标   | 正在招标   |
| T03    | 滞后   | 滞后     | 5   | 5     | 等待批复   | 等待批复   |
| T04    | 序时推进 | 序时推进   | 8   | 8     | 已建成四处  | 已建成四处  |
| T05    | 序时推进 | 序时推进   | 7   | 7     | 已完成摸底  | 已完成摸底  |
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from taizhang.model.ledger import Ledger
from taizhang_validators.last_time import UNDER_WAY, with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule

_FEWEST = 5  # rows under way; of fewer, all may well stand still
_answers = attrgetter("status", "actual", "numerator", "denominator", "progress", "next_steps")


@rule(
    "W414",
    title="全表内容与上期完全相同",
    says="本表{rows}行的数字、完成状态和文字与{period}报送的完全相同，其中还在推进的有{moving}行",
    fix="请核对是否误用了上期的内容；本期确无变化的，请在备注中说明。",
    source="填报说明：报送文件",
    after=("E003",),
)
def something_has_moved(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """What is finished stays as it is; a ledger that says under 备注 why is believed."""
    pairs = list(with_last(ledger, given))
    moving = sum(row.status in UNDER_WAY for row, _ in pairs)
    if given.previous is None or moving < _FEWEST:
        return
    explained = any(row.remarks and row.remarks != before.remarks for row, before in pairs)
    if not explained and all(_answers(row) == _answers(before) for row, before in pairs):
        yield hit(rows=str(len(pairs)), moving=str(moving), period=given.previous.period.title)
