"""A LiveCheck is what the ledger sheet itself says of a row, by a plain cell formula that every client computes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How a live check counts in the sheet 填报自检, by the word that begins its sentence."""

    MISSING = "缺"
    WRONG = "误"
    CONFIRM = "请核对"


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """One condition on one row, written by the rule that makes the same demand on the ledger that comes back.

    `when` is a cell formula without the leading `=`. Names in braces stand for cells: `{status}` for the row's own
    cell of that LedgerRow field, `{status:all}` for that field's cells of all rows, `{nothing_to_report}` for the
    statement at the foot.
    """

    code: str  # of the rule
    field: str  # the LedgerRow field that is to be mended
    says: str  # a few words behind the column's title; "" where the title alone says it
    weight: Weight
    when: str

    def sentence(self, title: str) -> str:
        """As 校验提示 shows it: 误：【累计完成值】只填数字；"""
        return f"{self.weight}：【{title}】{self.says}；"
