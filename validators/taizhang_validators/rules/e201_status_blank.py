"""E201: every row that the plan asks has a status; — and 无 are none.

| 任务编号 | 完成状态   |
| T01     | 序时推进   |
| T02     | []      |
| T03     | [—]     |
| T04     | 差不多了   |
| T05     | 同上     |
|         |         |

零报告：是
| 任务编号 | 完成状态 |
| T01     |       |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Blank, Ledger, LedgerRow
from taizhang.model.words.status import Status
from taizhang_validators.answers import stands_blank
from taizhang_validators.live import Live, SheetRow, missing
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import every, gives_nothing, is_one_of, never


def in_the_sheet(_asked: SheetRow) -> Iterator[Live]:
    """不适用 and 不涉及 say nothing elsewhere; here they are answers."""
    answered = is_one_of("status", (Status.NOT_APPLICABLE, Blank.NOT_INVOLVED))
    asked = 'TRIM({nothing_to_report})<>"是"'
    yield missing("status", "", every(gives_nothing("status"), never(answered), asked))


@rule(
    "E201",
    title="完成状态未填",
    says="完成状态{stands}",
    fix="请从下拉列表中选一项；本单位不涉及的请选“不适用”。",
    source="填报说明：完成状态",
    live=in_the_sheet,
    after=("E006", "E105"),
)
def status_is_given(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A word that is not in the list, and 同上, are left to other rules; 零报告 asks for nothing."""
    if ledger.nothing_to_report:
        return
    for row in ledger.rows:
        if row.status is None and row.asked and "status" not in row.faults and not _is_ditto(row):
            yield hit(row, "status", stands=stands_blank(row, "status"))


def _is_ditto(row: LedgerRow) -> bool:
    return row.blank("status") is Blank.DITTO
