"""What a row answers and what was wanted, as a sentence says it: a yes-no row speaks of 是 and 否."""

from __future__ import annotations

from taizhang.model.ledger import Filler, LedgerRow, ledger_columns
from taizhang.model.plan import Answer, Target

COMPUTED_FIELDS = frozenset(column.field for column in ledger_columns() if column.filler is Filler.FORMULA)


def asks_yes_no(row: LedgerRow, field: str) -> bool:
    """Whether the cell wants 是 or 否 where other rows have a number."""
    return field == "actual" and row.answer is Answer.YES_NO


def answered(row: LedgerRow) -> object:
    """The number in 累计完成值; 是 or 否 where that was the question."""
    if row.answer is Answer.YES_NO and row.actual is not None:
        return row.actual > 0
    return row.actual


def wanted(row: LedgerRow) -> object:
    """The reporter's own target; 是 where 是 or 否 was the question."""
    if row.answer is Answer.YES_NO:
        return True
    return row.asked.target if row.asked else None


def stands_blank(row: LedgerRow, field: str) -> str:
    """What stands in a cell that gives nothing: 为空, or the word that was written for nothing."""
    return f"填的是“{row.raw[field].strip()}”，等于没有填" if row.blank(field) else "为空"


def measured_target(row: LedgerRow) -> Target | None:
    """The target that tells the row's unit: the reporter's own, else the indicator's; None without indicator."""
    if row.asked is None:
        return None
    if row.asked.target:
        return row.asked.target
    return row.asked.row.indicator.target if row.asked.row.indicator else None


def measured_in(row: LedgerRow) -> str:
    """The unit of the number in 累计完成值; a share of institutions is in % whatever its level's unit."""
    target = measured_target(row)
    return row.unit or (target.unit if target else "")
