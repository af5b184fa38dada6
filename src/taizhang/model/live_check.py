"""A LiveCheck is what the ledger sheet itself says of a row, by a plain cell formula that every client computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """How a live check counts in the sheet 填报自检, by the word that begins its sentence."""

    MISSING = "缺"
    WRONG = "误"
    CONFIRM = "请核对"


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """One condition on one row or on the whole table, written by the rule that demands the same of what comes back.

    `when` is a cell formula without the leading `=`. Names in braces stand for cells: `{status}` for the row's own
    cell of that LedgerRow field, `{status:all}` for that field's cells of all rows, `{nothing_to_report}` for the
    statement at the foot.
    """

    code: str  # of the rule
    field: str  # the LedgerRow field that is to be mended; "" where no single one is
    says: str  # a few words behind the column's title; "" where the title alone says it
    weight: Weight
    when: str

    def sentence(self, title: str) -> str:
        """As 校验提示 shows it: 误：【累计完成值】只填数字；"""
        return f"{self.weight}：【{title}】{self.says}；"


@dataclass(frozen=True, slots=True)
class SheetChecks:
    """The live checks of a ledger's rows by row id, those on the whole table, and which hold for what stands in it."""

    rows: Mapping[str, tuple[LiveCheck, ...]] = field(default_factory=dict)
    overall: tuple[LiveCheck, ...] = ()
    fired: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)  # row id: code and field

    def of(self, row_id: str) -> tuple[LiveCheck, ...]:
        return self.rows.get(row_id, ())

    def holding(self, row_id: str) -> tuple[LiveCheck, ...]:
        """Those of the row that hold; a check on a whole row holds wherever in the row its rule fired."""
        fired = self.fired.get(row_id, frozenset())
        codes = {code for code, _ in fired}
        return tuple(
            check
            for check in self.of(row_id)
            if (check.code, check.field) in fired or (not check.field and check.code in codes)
        )

    def holding_overall(self) -> tuple[LiveCheck, ...]:
        codes = {code for fired in self.fired.values() for code, _ in fired}
        return tuple(check for check in self.overall if check.code in codes)
