"""E401: every row that went out came back.

应有任务：T01、T02
| 任务编号 | 完成值 |
| T01     | 92   |
| T02     | 81   |

应有任务：T01、[T02]
| 任务编号 | 完成值 |
| T01     | 92   |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.live import Live, missing
from taizhang_validators.rulebook import Given, Hit, hit, rule


def on_the_sheet(ledger: Ledger) -> Iterator[Live]:
    """Counts the hidden ids, which are not for the filler to change; a row that is there twice is another rule's."""
    count = len(ledger.rows)
    yield missing("", f"任务行应有{count}行，有的不见了", f'COUNTIF({{id:all}},"?*")<{count}')


@rule(
    "E401",
    title="缺少任务行",
    says="下发的任务“{task}”（行标识{id}）在表中找不到",
    fix="请从原下发的台账中补回这一行，不涉及的也请保留并填“不适用”。",
    source="填报说明：表格格式",
    live_once=on_the_sheet,
)
def every_row_came_back(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """The row has no place in the file; its id says which one is meant."""
    present = {row.id for row in ledger.rows}
    for row_id, row in given.expected_rows.items():
        if row_id not in present:
            yield hit(row, "", task=row.indicator or row.measure or row.task, id=row_id)
