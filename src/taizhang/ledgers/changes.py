"""What has changed since the last period, in words: row by row, and all of it for the 填报说明."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from taizhang.model.clearing import CarriedClearing
from taizhang.model.ledger import Column, Ledger, LedgerRow, ledger_columns
from taizhang.model.words.status import Clearing
from taizhang_templates import instruction_texts

if TYPE_CHECKING:
    from taizhang.ledgers.carry_forward import LastPeriod

# The texts that tell of each decision.
_DECISIONS = {Clearing.CLEARED: "cleared", Clearing.REFUSED: "refused", Clearing.NOT_REQUESTED: "reopened"}


def row_changes(row: LedgerRow, asked: LedgerRow | None, clearing: CarriedClearing | None) -> str:
    """What stands in 较上期变化; "" where the row is asked as it was.

    `asked` is the row as it went out last period; None where there was none.
    """
    words = instruction_texts().changes
    said = [words["added"]] if asked is None else list(_altered(row, asked))
    return "；".join(filter(None, (*said, told_of(clearing))))


def told_of(clearing: CarriedClearing | None) -> str:
    """What the office decided on the row's clearing, and why; "" where it decided nothing."""
    name = _DECISIONS.get(clearing.state) if clearing else None
    return instruction_texts().changes[name].format(why=clearing.why) if clearing and name else ""


def altered_begins(column: Column) -> str:
    """How the words begin that tell of a change in the column, as 目标值由."""
    return instruction_texts().changes["altered"].partition("{before}")[0].format(column=column.title)


@cache
def change_begins() -> tuple[str, ...]:
    """How every text that stands in 较上期变化 begins."""
    words = instruction_texts().changes
    decided = (words[name].partition("{why}")[0] for name in _DECISIONS.values())
    return (words["added"], *decided, *map(altered_begins, ledger_columns()))


def change_lines(ledger: Ledger, last: LastPeriod | None) -> tuple[str, ...]:
    """The lines under 本期变化 in the 填报说明 of a ledger that was carried forward; none in a first period."""
    return tuple(_lines(ledger, last)) if last else ()


def _altered(row: LedgerRow, asked: LedgerRow) -> Iterator[str]:
    words = instruction_texts().changes
    told = {column.field for column in ledger_columns() if column.compared and _differs(column, row, asked)}
    if told & {"lead", "support"}:
        told.discard("duties")  # which lists them again
    for column in ledger_columns():
        if column.field in told:
            before, after = (getattr(one, column.field) or words["empty"] for one in (asked, row))
            yield words["altered"].format(column=column.title, before=before, after=after)


def _differs(column: Column, row: LedgerRow, asked: LedgerRow) -> bool:
    return bool(getattr(row, column.field) != getattr(asked, column.field))


def _lines(ledger: Ledger, last: LastPeriod) -> Iterator[str]:
    words = instruction_texts().changes
    if last.accepted:
        yield words["carried"]
    elif last.state:
        yield words["not_accepted"].format(state=last.state.value)
    changed = [row for row in ledger.rows if row.changes]
    for row in changed:
        yield words["row"].format(number=row.number, name=_name(row), changes=row.changes)
    kept = {row.id for row in ledger.rows}
    for row in last.asked.rows:
        if row.id not in kept:
            yield words["gone"].format(name=_name(row))


def _name(row: LedgerRow) -> str:
    """What a reader knows the row by."""
    return row.indicator or row.measure.rstrip("。") or row.task
