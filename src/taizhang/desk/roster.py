"""Who reports under a plan: the default roster of its place, as a roster file overrides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from taizhang.desk.files import read_file
from taizhang.errors import BadUsage, CannotRead
from taizhang.model.divisions import default_roster, divisions
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster, RosterLine


def roster_of(plan: Plan, roster_file: Path | None = None) -> Roster:
    """Everyone who reports under the plan; lines of the file override the default of the plan's place.

    Raises:
        BadUsage: the plan's place is unknown and no file names it.
    """
    from taizhang.ledgers.roster import merge_roster

    code = plan.place_code
    default = default_roster(divisions(plan.year), code) if code else Roster(())
    roster = merge_roster(default, read_roster_file(roster_file, plan)) if roster_file else default
    roster = _without_circles(roster)
    if not direct_reporters(plan, roster):
        raise BadUsage(
            f"不知道《{plan.title}》由哪些单位填报，请用 --roster 给出通讯录（代码、名称、级别、上报对象）。"
        )
    return roster


def _without_circles(roster: Roster) -> Roster:
    """The roster in which a place with reporters of its own does not report to itself as well."""
    below = {line.reports_to for line in roster if line.reports_to != line.reporter.code}
    circles = (line.reporter.code == line.reports_to and line.reporter.code in below for line in roster)
    lines = (
        replace(line, reports_to="") if circle else line for line, circle in zip(roster, circles, strict=True)
    )
    return Roster(tuple(lines))


def read_roster_file(path: Path, plan: Plan) -> tuple[RosterLine, ...]:
    """The lines of a roster workbook or CSV.

    Raises:
        CannotRead: the file is no table, or a line of it cannot be used.
    """
    from taizhang.books import read_workbook
    from taizhang.ledgers.roster import read_roster

    workbook = read_workbook(read_file(path), path.name)
    if not workbook.grids:
        raise CannotRead(
            f"通讯录“{path}”读不出表格（{workbook.note or '没有工作表'}），请另存为 xlsx 后重试。"
        )
    parent = Region(plan.place_code, plan.jurisdiction.name, plan.jurisdiction.level)
    return tuple(read_roster(workbook.grids[0], parent, divisions(plan.year)))


def home_code(plan: Plan, roster: Roster) -> str:
    """The code of the plan's own place: its own, else that of the roster line with its name, else ""."""
    from taizhang.ledgers.offices import home_code as code_of

    return code_of(plan, roster)


def unit_lines(plan: Plan, roster: Roster) -> tuple[RosterLine, ...]:
    """A line for each responsible unit of the plan's own place, in the order of their parts."""
    from taizhang.ledgers.offices import line_of, offices_of

    offices = offices_of(plan, roster)
    return tuple(line_of(Reporter(offices.home, unit), plan, roster) for unit in offices.units)


def own_lines(plan: Plan, roster: Roster, codes: Sequence[str] = ()) -> tuple[RosterLine, ...]:
    """The line under which each of these places, the plan's own where none is named, reports for itself (本级).

    Raises:
        BadUsage: one of them has nobody reporting to it.
    """
    from taizhang.ledgers.offices import own_line

    wanted = tuple(code.strip() for code in codes) or (home_code(plan, roster),)
    alone = [code for code in wanted if not roster.reporting_to(code)]
    if alone:
        raise BadUsage(
            f"“{'、'.join(alone)}”没有下级填报单位，不能生成本级台账，请核对代码，或在通讯录中补上它的各县（市、区）。"
        )
    return tuple(own_line(Reporter(code), plan, roster) for code in wanted)


def direct_reporters(plan: Plan, roster: Roster) -> tuple[RosterLine, ...]:
    """Those who report straight to the plan's place, in the roster's order."""
    return roster.reporting_to(home_code(plan, roster))
