"""N413: what the plan wrote is there in other words, and is taken for the same.

| 任务编号 | 目标值       | 下发的目标值 | 完成时限         | 下发的完成时限      |
| T01     | ≥90%      | ≥90%    | 2022年9月30日前  | 2022年9月30日前 |
| T02     | [≥90.0%] | ≥90%    | [2022-09-30] | 2022年9月30日前 |
| T03     | ≥60%      | ≥90%    | 2022-12-31   | 2022年9月30日前 |

| 任务编号 | 重点任务       | 下发的重点任务   |
| T01     | [完善机制，落实] | 完善机制、落实。 |
| T02     | 占比15%      | 占比1.5%    |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.prefilled import reworded_cells
from taizhang_validators.rulebook import Given, Hit, rule

_FIELDS = ("task", "measure", "indicator", "target", "unit", "duties", "lead", "support", "deadline")


@rule(
    "N413",
    title="下发内容换了写法",
    says="{column}写成了“{found}”，与下发的“{expected}”意思相同，按下发的内容采用",
    fix="不影响接收；下次请保留下发时的写法。",
    source="填报说明：表格格式",
    after=("W004", "E006", "W016", "E402"),
)
def other_words_are_the_same(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """Programs turn 2022年9月30日前 into a date, and people write 90%以上 for ≥90%, or replace 、 everywhere."""
    yield from reworded_cells(ledger, given, _FIELDS)
