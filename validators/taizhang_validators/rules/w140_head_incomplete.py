"""W140: who filled the ledger in, when, and how to reach them stands in its head.

填报人：医改专班
联系电话：0311-00000000
填报日期：2022-10-08
| 任务编号 | 完成状态 |
| T01    | 序时推进 |

填报人：[]
联系电话：0311-00000000
填报日期：2022-10-08
| 任务编号 | 完成状态 |
| T01    | 序时推进 |

| 任务编号 | 完成状态 |
| T01    |        |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule

_ASKED = {"filled_by": "填报人", "phone": "联系电话", "filled_on": "填报日期"}


@rule(
    "W140",
    title="表头没有填全",
    says="表头的{blank}没有填写",
    fix="请在表头补填，方便核对时联系。",
    source="填报说明：表头",
)
def head_is_filled_in(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """A ledger in which nothing is answered yet has more to be told."""
    if not any(row.status for row in ledger.rows) and not ledger.nothing_to_report:
        return
    blank = [title for field, title in _ASKED.items() if not getattr(ledger.head, field).strip()]
    if blank:
        yield hit(blank=blank)
