"""The report on a compilation (编制报告) as a picture: five sheets."""

from __future__ import annotations

from datetime import datetime

from taizhang.model.picture import Sheet
from taizhang.model.plan import Plan
from taizhang.plans.accounting.mentions import Accounting
from taizhang.plans.accounting.sheets.notes import draw_notes, notes_of
from taizhang.plans.accounting.sheets.overview import draw_overview
from taizhang.plans.accounting.sheets.sentences import draw_sentences
from taizhang.plans.accounting.sheets.unmapped import draw_unmapped
from taizhang.plans.accounting.sheets.unresolved import draw_unresolved


def draw_accounting(plan: Plan, accounting: Accounting, made: datetime) -> tuple[Sheet, ...]:
    """The sheets in the order of the workbook; `made` is when the plan was compiled."""
    notes = notes_of(plan)
    return (
        draw_overview(plan, accounting, len(notes), made),
        draw_sentences(plan, accounting),
        draw_unmapped(plan, accounting),
        draw_unresolved(plan),
        draw_notes(notes),
    )
