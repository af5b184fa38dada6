"""Cells that the sheet asks to be retyped while the reader understands them: ８０, 80个, 完成."""

from __future__ import annotations

from taizhang.model.ledger import LedgerRow
from taizhang.model.plan import Answer
from taizhang_validators.live import YES_NO

_UNDERSTOOD = ("numerator", "denominator", "actual", "status", "clearing")


def fields_read_otherwise(row: LedgerRow) -> set[str]:
    """The fields of the row that hold a text which the reader takes for a number, or for a word of the list."""
    return {name for name in _UNDERSTOOD if _is_read_otherwise(row, name)}


def _is_read_otherwise(row: LedgerRow, name: str) -> bool:
    value, raw = getattr(row, name), row.raw.get(name, "")
    if name == "actual" and row.answer is Answer.YES_NO:
        return value is not None and raw not in YES_NO
    return value is not None and raw not in ("", str(value))
