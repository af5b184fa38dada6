"""E111: 同上 is no number and no status: rows are sorted, moved and added up each by itself.

| 任务编号 | 目标值  | 完成值   | 完成状态  |
| T01     | ≥90个 | 95    | 序时推进  |
| T02     | ≥90个 | [同上]  | 序时推进  |
| T03     | ≥90个 | 95    | [〃]   |
| T04     | ≥90个 | /     | 未启动   |

| 任务编号 | 问法 | 分子   | 分母   | 完成值 | 完成状态 | 进展情况 |
| T01    | 比率  | [同上] | 10   | 90  | 序时推进 | 同上   |

| 任务编号 | 问法 | 完成值  |
| T01    | 是否  | [同上] |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Blank, Ledger, LedgerRow
from taizhang.model.plan import Answer
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import is_ditto

_NUMBERS = {
    Answer.NUMBER: ("actual",),
    Answer.RATIO: ("numerator", "denominator", "actual"),
    Answer.YES_NO: ("actual",),
    Answer.STATUS: (),
}

_ASKED = {answer: (*numbers, "status", "clearing") for answer, numbers in _NUMBERS.items()}


def in_the_sheet(asked: SheetRow) -> Iterator[Live]:
    for field in _own(asked.row):
        yield wrong(field, "请不写“同上”，写这一行自己的内容", is_ditto(field))


@rule(
    "E111",
    title="数字或状态写成“同上”",
    says="{column}填的是“{text}”，每一行单独汇总，看不出是哪一行的内容",
    fix="请填这一行自己的内容，与上一行相同的也请重填一遍。",
    source="填报说明：数字栏目",
    waivable=False,
    live=in_the_sheet,
    after=("E027", "E029"),
)
def each_row_speaks_for_itself(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """In a column of texts 同上 does tell something."""
    for row in ledger.rows:
        for field in _own(row):
            if field in row.raw and row.blank(field) is Blank.DITTO:
                yield hit(row, field, column=COLUMN_TITLES[field], text=row.raw[field].strip())


def _own(row: LedgerRow) -> tuple[str, ...]:
    return _ASKED[row.answer] if row.asked else ()
