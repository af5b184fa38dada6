"""Two plan files, clause beside clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import read_plan
from taizhang.model.plan_change import Amendment, Change

if TYPE_CHECKING:
    from taizhang.plans.differences import Differences


def diff_plans(one: Path, other: Path, day: date | None = None) -> Differences:
    """How the second plan differs from the first; with a day, as both are in force on it.

    Raises:
        CannotRead: a file is no plan.
    """
    from taizhang.plans.differences import differences

    return differences(read_plan(one), read_plan(other), day)


def differences_as_json(found: Differences) -> dict[str, Any]:
    """The differences for other programs; `equal` says whether there are none."""
    return {
        "equal": not found,
        "fields": [
            {
                "id": one.id, "field": one.field, "title": one.title, "one": one.one, "other": one.other,
                "quote": one.quote, "other_quote": one.other_quote,
            }
            for one in found.fields
        ],
        "only_in_one": [{"id": given, "quote": words} for given, words in found.only_in_one],
        "only_in_other": [{"id": given, "quote": words} for given, words in found.only_in_other],
        "amendments": [_amendment(one) for one in found.amendments],
        "other_amendments": [_amendment(one) for one in found.other_amendments],
        "text_differs": found.text,
    }  # fmt: skip


def change_line(change: Change) -> tuple[str, str, str, str]:
    """Id, column, before and after, as a table shows them."""
    from taizhang.plans.changing.fields import field_named

    return change.id, field_named(change.field).title, change.before or "—", change.after or "—"


def _amendment(one: Amendment) -> dict[str, Any]:
    return {
        "from": one.from_day.isoformat(), "basis": one.basis, "by": one.by, "on": one.on.isoformat(),
        "changes": [
            {"id": change.id, "field": change.field, "before": change.before, "after": change.after}
            for change in one.changes
        ],
    }  # fmt: skip
