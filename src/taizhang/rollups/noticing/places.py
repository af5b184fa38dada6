"""二、各地情况: the ranking, and the tasks that somebody is red in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from taizhang.model.figure import Light
from taizhang.model.reporter import Reporter
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.notice import PlaceLine, RedTask
from taizhang.rollups.noticing.overall import LIGHT_MARKS, LIGHTS
from taizhang.rollups.ranking import ranking, ranking_of_groups
from taizhang.rollups.rollup import Rollup, TaskLine
from taizhang.rollups.sheets import overview, progress
from taizhang.rollups.stated import Stated, mark_of

_TITLES = {Light.GREEN: "绿", Light.YELLOW: "黄", Light.RED: "红", Light.NONE: "未亮灯"}
_SAID = {
    "绿": "绿灯任务",
    "黄": "黄灯任务",
    "红": "红灯任务",
    "未亮灯": "未亮灯任务",
    "问题（条）": "问题",
    "未报（家）": "未报单位",
}


def places_of(rollup: Rollup, cells: DrawnCells) -> tuple[PlaceLine, ...]:
    """The direct reporters, in the order of the workbook's ranking: a province's cities, a city's counties."""
    return _groups(rollup, cells) if rollup.layered else _reporters(rollup, cells)


def fillers_of(rollup: Rollup, cells: DrawnCells) -> tuple[PlaceLine, ...]:
    """Who fills in, in the order of their ranking, where they report through those; else nobody."""
    return _reporters(rollup, cells) if rollup.layered else ()


def _groups(rollup: Rollup, cells: DrawnCells) -> tuple[PlaceLine, ...]:
    lines = [rollup.groups[one.position].line for one in ranking_of_groups(rollup)]
    return tuple(
        RankedCells(cells, line.name, ("place", str(line.reporter)), {"地区": line.name}).place_line()
        for line in lines
    )


def _reporters(rollup: Rollup, cells: DrawnCells) -> tuple[PlaceLine, ...]:
    names = rollup.names()
    reporters = [rollup.lines[one.position].reporter for one in ranking(rollup)]
    return tuple(
        RankedCells(cells, names[one], (str(one),), {"填报单位": names[one]}).reporter_line()
        for one in reporters
    )


def red_tasks_of(rollup: Rollup, cells: DrawnCells) -> tuple[RedTask, ...]:
    """The task that most are red in first; equal ones in the plan's order."""
    red = [task for task in rollup.tasks if any(state.light is Light.RED for state in task.states)]
    names = rollup.names()
    found = [_red_task(task, names, cells) for task in red]
    return tuple(sorted(found, key=lambda one: -len(one.names)))


def _red_task(task: TaskLine, names: dict[Reporter, str], cells: DrawnCells) -> RedTask:
    row = cells.row(progress.NAME, {"行标识": task.id})
    cell = cells.cell(progress.NAME, Light.RED.value, row)
    count = cells.shown(mark_of("red", task.id), f"{task.title}：红灯的单位数", cell)
    if count is None:
        raise ValueError(task.id)
    slow = tuple(names[state.reporter] for state in task.states if state.light is Light.RED)
    return RedTask(task.number, task.title, count, slow)


class RankedCells:
    """One line of a ranking, which stands in 总览; both rankings there have the same columns, up to the last."""

    def __init__(
        self,
        cells: DrawnCells,
        name: str,
        key: tuple[str, ...],
        told_by: Mapping[str, str],
        sheet: str = overview.NAME,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """`key` ends the name of each bookmark, `told_by` says what stands in the line.

        `titles` are those of another sheet that differ, by the ranking's own.
        """
        self.cells, self.key, self.name, self.sheet = cells, key, name, sheet
        self.titles = titles or {}
        self.row = cells.row(sheet, told_by)

    def reporter_line(self) -> PlaceLine:
        return replace(self._line(), state=self.cells.text(self._cell("报送状态")))

    def place_line(self) -> PlaceLine:
        return replace(self._line(), silent=self._shown("silent", "未报（家）"))

    def _line(self) -> PlaceLine:
        lit = [self._cell(_TITLES[light]) for light in LIGHTS]
        return PlaceLine(
            name=self.name,
            rank=self._shown("rank", "名次"),
            share=self._shown("share", "绿灯占比（%）", "%"),
            by_light={light: self._number(LIGHT_MARKS[light], _TITLES[light]) for light in LIGHTS},
            unlit=self._number("unlit", _TITLES[Light.NONE]),
            done=self._number("done", "已完成任务"),
            overdue=self._number("overdue", "逾期任务"),
            problems=self._number("problems", "问题（条）"),
            state="",
            judged=self.cells.added(mark_of("judged", *self.key), f"{self.name}已亮灯任务", lit),
        )

    def _cell(self, title: str) -> str:
        return self.cells.cell(self.sheet, self.titles.get(title, title), self.row)

    def _shown(self, mark: str, title: str, unit: str = "") -> Stated | None:
        said = f"{self.name}{_SAID.get(title, title.removesuffix('（%）'))}"
        return self.cells.shown(mark_of(mark, *self.key), said, self._cell(title), unit)

    def _number(self, mark: str, title: str) -> Stated:
        stated = self._shown(mark, title)
        if stated is None:
            raise ValueError(title)
        return stated
