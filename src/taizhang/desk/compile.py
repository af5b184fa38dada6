"""Compile a plan document into a Plan, and outline a Plan in the simple format."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import read_file, read_plan, write_file
from taizhang.desk.office import office_at_hand
from taizhang.errors import BadUsage
from taizhang.model.divisions import divisions
from taizhang.model.plan import Jurisdiction, Plan
from taizhang.model.region import Region

if TYPE_CHECKING:
    from taizhang.plans.recompiling.carry import Recompiled as Recompiled


def compile_document(document: Path, *, place: str = "", year: int | None = None) -> Plan:
    """The plan of a document (txt, html, docx, pdf; doc, wps, rtf, odt through LibreOffice), its place looked up.

    `place` is a name or a GB/T 2260 code; "" takes the place that the title names.

    Raises:
        CannotRead: the document cannot be read, or holds no tasks.
        BadUsage: no place has this name or code.
    """
    return compile_content(read_file(document), document.name, place=place, year=year)


def compile_content(content: bytes, name: str, *, place: str = "", year: int | None = None) -> Plan:
    """The plan of a document's bytes; arguments and errors as in compile_document."""
    from taizhang.papers import read_document
    from taizhang.plans import compile_plan

    with office_at_hand() as office:
        text = read_document(content, name, office)
    if place:
        return compile_plan(text, place=look_up(place, year), year=year)
    plan = compile_plan(text, year=year)
    region = _region_of(plan.jurisdiction, plan.year)
    return compile_plan(text, place=region, year=year) if region else plan


def recompile(plan: Plan, basis: Path) -> Recompiled:
    """A plan compiled again from a mended document: ids and decisions of the old plan file carried over.

    Raises:
        CannotRead: the old plan cannot be read.
    """
    from taizhang.plans.recompiling.carry import carry_over

    return carry_over(plan, read_plan(basis))


def recompiled_as_json(made: Recompiled) -> dict[str, Any]:
    """What was kept, added, retired and left for a person."""
    return {
        "kept": made.kept,
        "added": list(made.added),
        "vanished": list(made.vanished),
        "left_over": [
            {
                "id": one.change.id, "field": one.change.field, "before": one.change.before,
                "after": one.change.after, "by": one.by, "why": one.why, "from": one.amends_from or None,
            }
            for one in made.left_over
        ],
    }  # fmt: skip


def left_over_table(made: Recompiled) -> list[tuple[str, str, str, str]]:
    """Id, column, what a person had decided, and why it could not be carried over."""
    from taizhang.plans.changing.fields import field_named

    return [
        (one.change.id, field_named(one.change.field).title, one.change.after or "—", one.why)
        for one in made.left_over
    ]


def look_up(place: str, year: int | None = None) -> Region:
    """The region with this name or code.

    Raises:
        BadUsage: there is none, or several have the name.
    """
    known = divisions(year or 2022)
    region = known.region(place) if place.isdigit() else known.find(place)
    if region is None:
        raise BadUsage(
            f"行政区划中没有唯一对应“{place}”的地方，请改用六位代码，如 130100；自设的地方请写进通讯录。"
        )
    return region


def _region_of(jurisdiction: Jurisdiction, year: int) -> Region | None:
    name = jurisdiction.canonical or jurisdiction.name
    return divisions(year).find(name, level=jurisdiction.level) if name else None


def account_as_json(plan: Plan) -> dict[str, Any]:
    """How much of the text became fields, in numbers: mentions by kind, and unmapped ones by reason."""
    from taizhang.plans.accounting import MentionKind, account_for

    accounting = account_for(plan)
    kinds = {
        kind.value: {
            "mapped": accounting.count(kind, mapped=True),
            "unmapped": accounting.count(kind, mapped=False),
        }
        for kind in MentionKind
    }
    return {
        "mentions": sum(1 for _ in accounting.mentions()),
        "unmapped": len(accounting.unmapped()),
        "kinds": kinds,
        "reasons": {reason.word: count for reason, count in accounting.by_reason().items() if count},
        "share_of_other": round(accounting.share_of_other, 2),
    }


def report_compilation(plan: Plan, out: Path, made: datetime) -> Path:
    """Write the report on the compilation (编制报告): what each sentence became, and what did not; its path comes back.

    Raises:
        CannotWrite: the file cannot be written.
    """
    from taizhang.books import paint_sheets
    from taizhang.plans.accounting import account_for, draw_accounting

    sheets = draw_accounting(plan, account_for(plan), made)
    return write_file(out, paint_sheets(sheets, f"{plan.title}编制报告", made))


def outline_file(plan_file: Path) -> dict[str, Any]:
    """The plan in the simple outline format, which people and scorers read."""
    from taizhang.plans import outline_plan

    return outline_plan(read_plan(plan_file))
