"""E105: a cell with a drop-down holds one of its words; known aliases count as the word.

| 任务编号 | 完成状态   | 是否需领导协调 | 销号     |
| T01     | 序时推进   | 否         | 未申请   |
| T02     | [差不多了] | [可能需要]  | [快销了] |
| T03     | 推进中    | 无         |        |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Fault, Ledger, LedgerRow, ledger_columns
from taizhang_validators.live import Live, SheetRow, wrong
from taizhang_validators.rulebook import Given, Hit, hit, rule
from taizhang_validators.sheet_formulas import is_off_the_list

_CHOICES = {column.field: column.choices for column in ledger_columns() if column.choices}
_NEEDS_LEADER = _CHOICES["needs_leader"]


def in_the_sheet(_asked: SheetRow) -> Iterator[Live]:
    """The sheet asks for the list's own word, also for one that the reader understands."""
    for field in _CHOICES:
        yield wrong(field, "请从下拉列表中选", is_off_the_list(field))


@rule(
    "E105",
    title="不是下拉列表中的选项",
    says="{column}填的是“{text}”，不在下拉列表中",
    fix="请从列表中选一项：{choices}。",
    source="填报说明：下拉列表",
    waivable=False,
    live=in_the_sheet,
)
def choice_is_in_its_list(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    for row in ledger.rows:
        if row.faults or (row.needs_leader and row.needs_leader not in _NEEDS_LEADER):
            for field, choices in _CHOICES.items():
                if _is_off_the_list(row, field):
                    text = row.raw.get(field, "")
                    yield hit(row, field, column=COLUMN_TITLES[field], text=text, choices=choices)


def _is_off_the_list(row: LedgerRow, field: str) -> bool:
    """是否需领导协调 is kept as text, so its words are looked at here."""
    if row.faults.get(field) is Fault.NOT_IN_LIST:
        return True
    if field != "needs_leader" or field in row.faults or row.blank(field) is not None:
        return False
    return row.needs_leader.strip() not in _NEEDS_LEADER
