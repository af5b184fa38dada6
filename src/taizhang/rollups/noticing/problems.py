"""三、存在问题: what the reporters say stands in the way, in their own words."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.how import How
from taizhang.rollups.notice import Problem
from taizhang.rollups.rollup import Detail, Rollup
from taizhang.rollups.sheets import issues, overview
from taizhang.rollups.stated import Stated, mark_of

_LONGEST_QUOTE = 120  # characters
_WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE)
_UNSAID = "未写明具体问题"


def issues_told(cells: DrawnCells) -> Stated:
    """How many issues were named."""
    title = "问题（条）"
    stated = cells.shown(mark_of("issues"), title, cells.headline(overview.NAME, title))
    if stated is None:
        raise ValueError(title)
    return stated


def leader_told(rollup: Rollup, cells: DrawnCells) -> Stated:
    """How many of them ask for a leader."""
    rows = [_row(one, rollup, cells) for one in rollup.issues if _asks_leader(one)]
    found = [cells.cell(issues.NAME, "序号", row) for row in sorted(rows)]
    return cells.counted(mark_of("for_leader"), "需领导协调的问题", found)


def problems_of(rollup: Rollup, cells: DrawnCells) -> tuple[Problem, ...]:
    """Those that ask for a leader first, then the red ones; each in the order of the rollup."""
    ordered = sorted(rollup.issues, key=lambda one: (not _asks_leader(one), _WORST_FIRST.index(one.light)))
    return tuple(_problem(one, rollup, cells) for one in ordered)


def _problem(one: Detail, rollup: Rollup, cells: DrawnCells) -> Problem:
    name, row = rollup.names()[one.reporter], one.row
    asked = row.indicator or row.measure
    said = " ".join(row.problems.split()) or _UNSAID
    words = Stated(
        mark=mark_of("issue", str(one.reporter), row.id or f"L{row.line}"),
        title=f"{name}“{row.task}”的问题",
        value=None,
        printed=said if len(said) <= _LONGEST_QUOTE else f"{said[:_LONGEST_QUOTE]}……",
        how=How.QUOTED,
        origins=cells.cell(issues.NAME, "存在问题", _row(one, rollup, cells)),
    )
    return Problem(name, row.task, asked, words, row.next_steps, _asks_leader(one), one.light)


def _row(one: Detail, rollup: Rollup, cells: DrawnCells) -> int:
    """The issue's row in 问题清单."""
    row = one.row
    told = {
        "填报单位": rollup.names()[one.reporter],
        "重点任务": row.task,
        "工作举措或指标": row.indicator or row.measure,
        "出处": str(row.at("problems") or ""),
    }
    return cells.row(issues.NAME, told)


def _asks_leader(one: Detail) -> bool:
    return one.row.needs_leader.strip() == "是"
