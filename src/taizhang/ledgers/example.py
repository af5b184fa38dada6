"""A row of the ledger filled in as an example: invented numbers that agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from taizhang.ledgers.draw_row import field_value
from taizhang.ledgers.entries import entry_for
from taizhang.model.grid import plain, shown
from taizhang.model.ledger import Filler, Ledger, LedgerRow, ledger_columns
from taizhang.model.plan import Answer
from taizhang.model.words.status import Clearing, Status
from taizhang.model.words.units import whole_of
from taizhang_templates import instruction_texts

_ORDER = (Answer.NUMBER, Answer.RATIO, Answer.YES_NO, Answer.STATUS)
_SOME, _SOME_SHARE = Decimal(6), Decimal("42.5")  # where the reporter has no target of its own
_PART = Decimal("0.6")  # of the target, so that the row is still under way
_OFTEN = 2  # a ratio's denominator is so many times what its unit counts over


def example_row(ledger: Ledger) -> LedgerRow | None:
    """The ledger's first row that asks for a number and the texts, filled in; else one that asks for less."""
    last = ledger.period.end
    rows = [row for row in ledger.rows if row.asked and row.concerns]
    return _filled(min(rows, key=lambda row: _less_telling(row, last)), ledger) if rows else None


def example_lines(row: LedgerRow) -> Iterator[tuple[str, str]]:
    """The columns of the row from the task to the remarks, each with what stands in it; "" for what stays empty."""
    for column in ledger_columns():
        asked = column.filler is Filler.COUNTY and _asks(row, column.field)
        if asked or (column.field in ("task", "measure", "indicator", "target", "unit", "deadline")):
            title = f"{column.group}：{column.title}" if column.group else column.title
            yield title, shown(field_value(column.field, row))


def _less_telling(row: LedgerRow, last: date) -> tuple[bool, bool, int]:
    assert row.asked is not None
    return not row.asked.row.leads, row.asked.deadline <= last, _ORDER.index(row.answer)


def _filled(row: LedgerRow, ledger: Ledger) -> LedgerRow:
    assert row.asked is not None
    late = row.asked.deadline <= ledger.period.end
    numbers = _numbers(row)
    words = instruction_texts().example
    reached = numbers.get("actual")
    done = plain(reached) + row.unit if isinstance(reached, Decimal) and row.answer is Answer.NUMBER else ""
    answers: dict[str, Any] = {
        **numbers,
        "person": words["person"],
        "status": Status.OVERDUE if late else Status.ON_SCHEDULE,
        "progress": words["progress_number" if done else "progress"].replace("{done}", done),
        "problems": words["problems_late" if late else "problems"],
        "next_steps": words["next_steps_late" if late else "next_steps"].replace(
            "{month}", str(ledger.period.following.first_month)
        ),
        "needs_leader": words["needs_leader"],
        "clearing": Clearing.NOT_REQUESTED,
    }
    return replace(row, **{field: value for field, value in answers.items() if _asks(row, field)})


def _asks(row: LedgerRow, field: str) -> bool:
    column = next(column for column in ledger_columns() if column.field == field)
    entry = entry_for(column, row, {})
    return entry is not None and entry.asked


def _numbers(row: LedgerRow) -> dict[str, Decimal]:
    match row.answer:
        case Answer.NUMBER:
            return {"actual": max(_on_the_way(row), row.previous or Decimal(0))}
        case Answer.RATIO:
            return _ratio(row)
        case Answer.YES_NO:
            return {"actual": Decimal(0)}
        case _:
            return {}


def _on_the_way(row: LedgerRow) -> Decimal:
    """A number that does not reach the target yet, whole where the target is."""
    target = row.asked.target if row.asked else None
    if target is None:
        return _SOME
    if target.comparator.is_upper_limit:
        return target.value + 1
    part = target.value * _PART
    return part.to_integral_value(ROUND_FLOOR) if target.value == target.value.to_integral_value() else part


def _ratio(row: LedgerRow) -> dict[str, Decimal]:
    """Parts whose ratio comes out even in the column's unit."""
    per = whole_of(row.unit) or Decimal(100)
    target = row.asked.target if row.asked else None
    wanted = _on_the_way(row) if target and target.unit == row.unit else _SOME_SHARE * per / 100
    numerator = (wanted * _OFTEN).to_integral_value(ROUND_FLOOR)
    return {"numerator": numerator, "denominator": per * _OFTEN, "actual": numerator / _OFTEN}
