"""N034: 合计, the verdict and what 填报自检 counts are of the table as it stands; a sheet may not have been computed again.

没有重新计算的汇总格：无
| 任务编号 | 完成状态 |
| T01     | 已完成  |

没有重新计算的汇总格：[合计/1/共1行：已完成0/共1行：已完成1]
| 任务编号 | 完成状态 |
| T01     | 已完成  |

没有重新计算的汇总格：[合计/1/共1行：已完成0/共1行：已完成1]、填报自检/12/0/1
| 任务编号 | 完成状态 |
| T01     | 已完成  |

下发的公式：校验提示
没有重新计算的汇总格：合计/1/共1行：已完成0/共1行：已完成1
| 任务编号   | 问法 | 目标值  | 完成值 | 完成状态 | 进展情况 | 佐证材料 | 校验提示           | 校验提示的公式 |
| T01.M01 | 状态 |      |     | 已完成  | 已建成  | 验收单  | 缺：【完成状态】请选；    | 原样      |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.counts_of_now import StaleCount, stale_counts
from taizhang_validators.rulebook import Given, Hit, Spoken, hit, look_back


@look_back(
    "N034",
    title="汇总格没有重新计算",
    says="{cells}显示“{shown}”，按表内现在的内容应为“{expected}”",
    fix="请在表格软件中重新计算并保存，再看表内的合计和结论；校验时按所填内容重新核对，不受影响。",
    source="填报说明：表格格式",
    after=("E002", "E003", "E006", "E010", "W011"),
)
def counts_are_of_now(ledger: Ledger, given: Given, spoken: Spoken) -> Iterator[Hit]:
    """One for the file: that a sheet was not computed again is one cause, and stale hints or rates tell of it too."""
    if spoken.keys() & {"N033", "W309"}:
        return
    stale = list(stale_counts(ledger, given, spoken))
    if stale:
        first = stale[0]
        yield hit(first.place, cells=_in_words(stale), shown=first.shown, expected=first.expected)


def _in_words(stale: list[StaleCount]) -> str:
    """The finding names the first cell alone; how many there are is said before it."""
    if sum(one.cells for one in stale) == 1:
        return f"“{stale[0].name}”"
    cells: dict[str, int] = {}
    for one in stale:
        cells[one.name] = cells.get(one.name, 0) + one.cells
    told = "、".join(f"“{name}”{count}格" for name, count in cells.items())
    return f"{told}没有重新计算，如这一格"
