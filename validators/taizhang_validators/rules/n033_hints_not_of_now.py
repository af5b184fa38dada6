"""N033: 校验提示 shows what the row's cells come to now; a sheet that was not computed again shows what was so before.

下发的公式：校验提示
| 任务编号   | 问法 | 目标值  | 完成值 | 完成状态 | 进展情况 | 佐证材料 | 校验提示            | 校验提示的公式 |
| T01.M01 | 状态 |      |     | 已完成  | 已建成  | 验收单  | √               | 原样      |
| T02.M01 | 状态 |      |     | 已完成  | 已建成  | 验收单  | [缺：【完成状态】请选；]  | 原样      |
| T03.M01 | 状态 |      |     | 已完成  | 已建成  |      | [√]             | 原样      |
| T04.M01 | 状态 |      |     | 已完成  | 已建成  |      | √               | 改动      |
| T05.M01 | 状态 |      |     | 已完成  | 已建成  |      |                 | 原样      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang.model.verdict import Flag
from taizhang_validators.hints_of_now import stale_hints
from taizhang_validators.rulebook import Given, Hit, Spoken, hit, look_back


@look_back(
    "N033",
    title="校验提示没有重新计算",
    says="校验提示显示“{shown}”，按这一行现在的内容应为“{expected}”",
    fix="请在表格软件中重新计算并保存，再看表内的提示；校验时各行都按所填内容重新核对，不受影响。",
    source="填报说明：表格格式",
    after=("E002", "E003", "E006", "E010", "E027", "E029", "E402", "W011", "N030"),
)
def hints_are_of_now(ledger: Ledger, given: Given, spoken: Spoken) -> Iterator[Hit]:
    """Signs that nobody sees are read away; the sheet's formulas stumble over them, and nothing can be compared."""
    if Flag.CONTROL_CHARACTERS in ledger.file_flags:
        return
    for row, expected in stale_hints(ledger, given, spoken):
        yield hit(row, "check", shown=row.check, expected=expected)
