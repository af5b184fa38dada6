"""What is asked in each cell of a ledger row, and the hint that the filler sees there."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.ledgers.fill_words import fill_words
from taizhang.ledgers.sheet_layout import Entry
from taizhang.ledgers.targets import SHARES
from taizhang.model.ledger import Column, Content, Filler, LedgerRow
from taizhang.model.plan import Answer
from taizhang_templates import instruction_texts

_ONCE_A_MEASURE = frozenset(("person", "progress", "problems", "next_steps"))
_NAMES_TOLD = 8
_PARTS = frozenset(("numerator", "denominator"))


def entry_for(column: Column, row: LedgerRow, words: Mapping[str, str]) -> Entry | None:
    """What the filler may put here; None for a cell that is given."""
    if column.filler is not Filler.COUNTY:
        return None
    closed = _why_closed(column.field, row)
    if closed:
        hint = fill_words(instruction_texts().hints[closed], {"names": _told(row)})
        return Entry(Content.TEXT, asked=False, hint=hint)
    if column.field == "actual" and row.answer is Answer.YES_NO:
        return Entry(Content.CHOICE, hint=instruction_texts().hints["yes_no"], choices="actual")
    if column.choices:
        return Entry(
            Content.CHOICE, hint=column.hint or instruction_texts().hints["choose"], choices=column.field
        )
    return Entry(column.content, hint=_hint(column, row, words))


def _why_closed(field: str, row: LedgerRow) -> str:
    """The name of the hint that says why nothing is asked here; "" where something is."""
    if row.asked is None:
        return ""
    if not row.concerns:
        return "not_concerned"
    if field in _ONCE_A_MEASURE and not row.asked.row.leads:
        return "asked_above"
    if field in _PARTS and row.asked.rolled_up:
        return "rolled_up"
    if field in _PARTS and row.answer is not Answer.RATIO:
        return "not_ratio"
    if field == "actual" and row.answer is Answer.STATUS:
        return "rolled_up" if row.asked.rolled_up else "status_only"
    return ""


def _told(row: LedgerRow) -> str:
    """Whom the plan names for the row; a hint's box is small."""
    names = row.asked.named if row.asked else ()
    more = f"等{len(names)}地" if len(names) > _NAMES_TOLD else ""
    return "、".join(names[:_NAMES_TOLD]) + more


def _hint(column: Column, row: LedgerRow, words: Mapping[str, str]) -> str:
    hints = instruction_texts().hints
    if column.field in _PARTS:
        return hints["parts"].format(part=column.title)
    if column.field == "actual":
        share = row.unit in SHARES
        return fill_words(hints["percent" if share else "number"], {**words, "unit": _spoken(row.unit)})
    return column.hint


def _spoken(unit: str) -> str:
    return {"%": "百分", "‰": "千分"}.get(unit, unit)
