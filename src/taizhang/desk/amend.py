"""Amend a plan from a day on: what holds until then stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import read_plan, write_plan
from taizhang.desk.review import TakenBack, read_returned, signature
from taizhang.errors import BadUsage
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment, Refusal

if TYPE_CHECKING:
    from taizhang.plans.review.returned import Returned


def amend_plan(
    plan_file: Path, book: Path, from_day: date, out: Path, *, by: str = "", basis: str = "", today: date
) -> TakenBack:
    """Add the changed cells of a review workbook to the plan as an amendment that holds from a day on.

    Cells that say what the plan in force on that day says already are no change, so that amending twice with one
    workbook adds nothing.

    Raises:
        CannotRead: the workbook is no review workbook, or the plan cannot be read.
        BadUsage: the workbook was printed of another plan.
        CannotWrite: the plan cannot be written.
    """
    from taizhang.plans import in_force
    from taizhang.plans.review.judge import judge_review

    kept, returned = read_plan(plan_file), read_returned(book)
    printed = returned.package.plan
    if printed.id != kept.id:
        raise BadUsage(f"变更表是《{printed.title}》的，“{plan_file}”却是《{kept.title}》，请核对文件。")
    refused = tuple(_without_checks(returned))
    judged = judge_review(returned, in_force(kept, from_day))
    who, when, missing = signature(returned, by, today, needed=bool(judged.changes))
    amendment = Amendment(from_day, basis, who, when, tuple(judged.changes))
    plan = _with(kept, amendment) if amendment.changes else kept
    refusals = (*refused, *judged.refusals, *missing)
    if not refusals:
        refusals = tuple(_later_contradictions(plan, amendment, returned))
    if not refusals:
        write_plan(plan, out)
    return TakenBack(plan, out, who, amendment.changes, refusals)


def _without_checks(returned: Returned) -> list[Refusal]:
    """Confirming a reading is no amendment: such cells are refused and left out of the rest."""
    checks = [edit for edit in returned.edits if edit.field == "checked"]
    returned.edits = [edit for edit in returned.edits if edit.field != "checked"]
    fix = "请恢复这一格；确认读法请用 taizhang plan accept"
    return [Refusal(edit.place, edit.text, "核对说的是原文怎么读，不是变更", fix) for edit in checks]


def _with(plan: Plan, amendment: Amendment) -> Plan:
    """The amendments in the order of their days; of one day, in the order in which they were made."""
    amendments = sorted((*plan.amendments, amendment), key=lambda one: one.from_day)
    return replace(plan, amendments=tuple(amendments))


def _later_contradictions(plan: Plan, amendment: Amendment, returned: Returned) -> list[Refusal]:
    """What the amendment says against those that hold from a later day on."""
    from taizhang.plans import in_force
    from taizhang.plans.changing.contradictions import contradictions

    changed: dict[str, set[str]] = {}
    for change in amendment.changes:
        changed.setdefault(change.id, set()).add(change.field)
    days = sorted({one.from_day for one in plan.amendments if one.from_day > amendment.from_day})
    return [
        Refusal(None, found.id, f"与{day.isoformat()}起的变更合在一起：{found.says}", found.fix)
        for day in days
        for found in contradictions(in_force(plan, day), changed, returned.package.places)
    ]
