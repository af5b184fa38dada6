"""W419: the progress of a new period is told in new words while work goes on.

| 任务编号 | 完成状态 | 进展情况            | 上期进展情况          |
| T01    | 序时推进 | 第二批培训已办完，共120人 | 第一批培训已办完，共60人 |
| T02    | 序时推进 | [第一批培训已办完，共60人] | 第一批培训已办完，共60人 |
| T03    | 滞后   | [正在办理用地手续。]     | 正在办理用地手续      |
| T04    | 已完成  | 两处均已建成          | 两处均已建成        |
| T05    | 序时推进 | 推进中             | 推进中           |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.last_time import UNDER_WAY, with_last
from taizhang_validators.rulebook import Given, Hit, hit, rule

_SIGNS = re.compile(r"[\W_]+")
_SHORTEST = 6  # characters: fewer tell nothing, in either period


@rule(
    "W419",
    title="进展情况照抄上期",
    says="完成状态是“{status}”，进展情况却与上期一字不差",
    fix="请写明本期新做了什么、取得什么结果；本期没有新进展的，请如实写明原因。",
    source="填报说明：进展情况",
    after=("W414",),
)
def progress_is_told_anew(ledger: Ledger, given: Given) -> Iterator[Hit]:
    for row, before in with_last(ledger, given):
        if (
            row.status in UNDER_WAY
            and row.progress
            and before.progress
            and _same(row.progress, before.progress)
        ):
            yield hit(row, "progress", status=row.status)


def _same(text: str, other: str) -> bool:
    """Signs and blanks do not count."""
    letters = _SIGNS.sub("", text)
    return len(letters) >= _SHORTEST and (text == other or letters == _SIGNS.sub("", other))
