"""三、存在问题: what the reporters say stands in the way, in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.model.figure import Light
from taizhang.model.reporter import Reporter
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.how import How
from taizhang.rollups.notice import Problem
from taizhang.rollups.rollup import Detail, Rollup
from taizhang.rollups.sheets import issues, overview
from taizhang.rollups.stated import Stated, mark_of

_LONGEST_QUOTE = 120  # characters
WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE)
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
    held = _Issues(rollup.names(), cells)
    rows = sorted(held.row(one) for one in rollup.issues if _asks_leader(one))
    found = [cells.cell(issues.NAME, "序号", row) for row in rows]
    return cells.counted(mark_of("for_leader"), "需领导协调的问题", found)


def problems_of(rollup: Rollup, cells: DrawnCells) -> tuple[Problem, ...]:
    """Those that ask for a leader first, then the red ones; each in the order of the rollup."""
    held = _Issues(rollup.names(), cells)
    ordered = sorted(rollup.issues, key=lambda one: (not _asks_leader(one), WORST_FIRST.index(one.light)))
    return tuple(map(held.problem, ordered))


def quoted(mark: str, title: str, words: str, cell: str) -> Stated:
    """A reporter's own words, cut where they are long."""
    said = " ".join(words.split()) or _UNSAID
    printed = said if len(said) <= _LONGEST_QUOTE else f"{said[:_LONGEST_QUOTE]}……"
    return Stated(mark, title, None, printed, How.QUOTED, cell)


@dataclass(frozen=True, slots=True)
class _Issues:
    """The lines of 问题清单, found by what they say."""

    names: Mapping[Reporter, str]
    cells: DrawnCells

    def problem(self, one: Detail) -> Problem:
        name, row = self.names[one.reporter], one.row
        mark = mark_of("issue", str(one.reporter), row.id or f"L{row.line}")
        cell = self.cells.cell(issues.NAME, "存在问题", self.row(one))
        words = quoted(mark, f"{name}“{row.task}”的问题", row.problems, cell)
        asked = row.indicator or row.measure
        return Problem(name, row.task, asked, words, row.next_steps, _asks_leader(one), one.light)

    def row(self, one: Detail) -> int:
        row = one.row
        told = {
            "填报单位": self.names[one.reporter],
            "重点任务": row.task,
            "工作举措或指标": row.indicator or row.measure,
            "出处": str(row.at("problems") or ""),
        }
        return self.cells.row(issues.NAME, told)


def _asks_leader(one: Detail) -> bool:
    return one.row.needs_leader.strip() == "是"
