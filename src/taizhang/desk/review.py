"""Review a compiled plan in Excel, and take back what a person corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import read_file, read_plan, write_file, write_plan
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.errors import BadUsage, CannotRead
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Change, Correction, Refusal

if TYPE_CHECKING:
    from taizhang.plans.review.returned import Returned


@dataclass(frozen=True, slots=True)
class ReviewDrawn:
    """A review workbook that was written."""

    title: str
    path: Path
    lines: int
    unresolved: int  # lines that a person has to decide
    inferred: int  # lines on which something is not stated in so many words
    totals: int  # lines of the sheet 任务分解

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.title, "file": str(self.path), "lines": self.lines, "unresolved": self.unresolved,
            "inferred": self.inferred, "totals": self.totals,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a filled review workbook came to: changes taken over, or refusals and nothing written."""

    plan: Plan
    path: Path
    by: str
    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]

    @property
    def exit_code(self) -> int:
        return 1 if self.refusals else 0

    def table(self) -> list[tuple[str, str, str, str]]:
        """Id, column, and what it said and says, a row per change."""
        from taizhang.desk.differ import change_line

        return [change_line(one) for one in self.changes]

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan.title,
            "file": None if self.refusals else str(self.path),
            "by": self.by,
            "changes": [
                {"id": one.id, "field": one.field, "before": one.before, "after": one.after}
                for one in self.changes
            ],
            "refusals": [
                {
                    "place": str(one.place) if one.place else None,
                    "value": one.value,
                    "says": one.says,
                    "fix": one.fix,
                }
                for one in self.refusals
            ],
        }  # fmt: skip


def review_plan(
    plan_file: Path, out: Path, *, roster_file: Path | None = None, on: date | None = None, today: date
) -> ReviewDrawn:
    """Write the review workbook of a plan, as it was read, or as it is in force on a day.

    Raises:
        CannotRead: the plan or the roster cannot be read.
        CannotWrite: the workbook cannot be written.
    """
    from taizhang.books import paint_sheets
    from taizhang.plans.changing.spots import spots
    from taizhang.plans.changing.standing import is_inferred, is_unresolved
    from taizhang.plans.in_force import in_force
    from taizhang.plans.review.draw import draw_review
    from taizhang.plans.review.draw_splits import splittable

    kept = read_plan(plan_file)
    plan = in_force(kept, on) if on else kept
    reporters, places = _reporters(plan, roster_file)
    sheets = draw_review(plan, reporters, places=places, on=on)
    write_file(out, paint_sheets(sheets, f"{plan.title}审核表", datetime.combine(today, time())))
    lines = tuple(spots(plan))
    return ReviewDrawn(
        plan.title, out, len(lines), sum(map(is_unresolved, lines)), sum(map(is_inferred, lines)),
        sum(1 for _ in splittable(plan)),
    )  # fmt: skip


def accept_review(
    book: Path, out: Path, *, by: str = "", base_file: Path | None = None, today: date
) -> TakenBack:
    """Take the changed cells of a filled review workbook into the plan, and say who changed what and when.

    The plan is `base_file`, else the plan that stands at `out`, else the one the workbook carries. One refusal is
    enough that nothing is written.

    Raises:
        CannotRead: the workbook is no review workbook, or a plan cannot be read.
        BadUsage: the workbook was printed of another plan, or for an amendment.
        CannotWrite: the plan cannot be written.
    """
    from taizhang.plans.review.judge import judge_review

    returned = read_returned(book)
    if returned.package.on:
        day = returned.package.on.isoformat()
        raise BadUsage(
            f"这份审核表打印的是{day}起执行的内容，只能用 taizhang plan amend 变更，请改用该命令。"
        )
    base = _base(returned, base_file, out)
    judged = judge_review(returned, base)
    who, when, missing = signature(returned, by, today, needed=bool(judged.changes))
    refusals = (*judged.refusals, *missing)
    corrections = tuple(Correction(change, who, when) for change in judged.changes)
    plan = replace(judged.plan, review=(*base.review, *corrections)) if not refusals else base
    if not refusals:
        write_plan(plan, out)
    return TakenBack(plan, out, who, tuple(judged.changes), refusals)


def read_returned(book: Path) -> Returned:
    """What a person did to the review workbook in a file.

    Raises:
        CannotRead: it is no workbook, or no review workbook.
    """
    from taizhang.books import read_workbook
    from taizhang.plans.review.read import read_review

    workbook = read_workbook(read_file(book), book.name)
    if not workbook.grids:
        raise CannotRead(f"“{book}”读不出工作表（{workbook.note or '没有内容'}），请另存为 xlsx 后重试。")
    return read_review(workbook)


def signature(
    returned: Returned, by: str, today: date, *, needed: bool
) -> tuple[str, date, tuple[Refusal, ...]]:
    """Who changed the plan and when, as the call or the head of the sheet says; refused where nobody signs."""
    from taizhang.plans.changing.forms import MAYBE_DAY, Unreadable

    who = (by or returned.reviewer).strip()
    refusals = []
    if needed and not who:
        refusals.append(Refusal(returned.head, "", "没有写明审核人", "请填写审核人，或用 --by 给出姓名"))
    try:
        when = MAYBE_DAY.read(returned.reviewed_on, returned.package.plan)
    except Unreadable as why:
        refusals.append(Refusal(returned.head, returned.reviewed_on, f"审核日期：{why.says}", why.fix))
        when = None
    return who, when or today, tuple(refusals)


def _base(returned: Returned, base_file: Path | None, out: Path) -> Plan:
    """The plan that the changes are for."""
    printed = returned.package.plan
    standing = base_file or (out if out.exists() else None)
    if standing is None:
        return printed
    base = read_plan(standing)
    if base.id != printed.id:
        raise BadUsage(
            f"审核表是《{printed.title}》的，“{standing}”却是《{base.title}》，请核对文件，或换一个文件名。"
        )
    return base


def _reporters(plan: Plan, roster_file: Path | None) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Those who may take shares, and every place that the plan may name; nobody for a place that is not known."""
    if roster_file is None and not plan.place_code:
        return (), ()
    roster = roster_of(plan, roster_file)
    direct = tuple((str(line.reporter), line.name) for line in direct_reporters(plan, roster))
    return direct, tuple(dict.fromkeys(line.name for line in roster if not line.reporter.unit))
