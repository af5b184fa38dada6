"""W009: a ledger that says there is nothing to report reports nothing.

零报告：是
| 任务编号 | 完成状态 | 进展情况 |
| T01     | 序时推进 |         |
| T02     |         | 无      |

零报告：是
| 任务编号 | 完成状态 | 进展情况       |
| T01     | 序时推进 | [已开展两轮培训] |
| T02     | 序时推进 | 已印发方案      |

零报告：否
| 任务编号 | 完成状态 | 进展情况     |
| T01     | 序时推进 | 已开展两轮培训 |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.live import Live, confirm
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import blank_words, every, told_in


def on_the_sheet(_ledger: Ledger) -> Iterator[Live]:
    told = f"{told_in('progress', blank_words(tells=False))}>0"
    yield confirm("", "零报告选了“是”，又写了进展情况", every('TRIM({nothing_to_report})="是"', told))


@rule(
    "W009",
    title="选了零报告又填了进展",
    says="零报告选的是“是”，表中却有{count}行写了进展情况",
    fix="请核对：有进展的，把零报告改为“否”；确无进展的，请删去进展情况。",
    source="填报说明：零报告",
    live_once=on_the_sheet,
)
def nothing_is_reported_where_nothing_is_to_report(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Numbers and status stay as they were; only progress is of this period."""
    if not ledger.nothing_to_report:
        return
    written = [row for row in ledger.rows if row.progress and row.blank("progress") is None]
    if written:
        yield hit(written[0], "progress", count=str(len(written)))
