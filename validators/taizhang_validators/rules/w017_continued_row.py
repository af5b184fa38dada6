"""W017: an answer stands in the row of its task; a row without a task says nothing that is taken.

| 任务编号 | 重点任务 | 工作举措 | 进展情况       |
| T01    | 培训   | 办班   | 已开展        |
|        |       |       | [续：已培训两期] |
|        | 自设   | 建站   | 已开展        |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule

_WORDS = ("task", "measure", "indicator")
_ANSWERS = ("progress", "problems", "next_steps", "evidence", "remarks", "actual")


@rule(
    "W017",
    title="没有任务的行写了内容",
    says="本行没有任务和举措，写了“{text}”，没有采用",
    fix="如是上一行任务的内容，请并入那一行；如是自行增加的任务，请写明任务。",
    source="填报说明：表格格式",
)
def answers_stand_in_the_row_of_their_task(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.asked is not None or any(getattr(row, field) for field in _WORDS):
            continue
        field = next((field for field in _ANSWERS if row.raw.get(field, "").strip()), "")
        if field:
            yield hit(row, field, text=row.raw[field])
