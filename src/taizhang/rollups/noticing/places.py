"""二、各地情况: the ranking, and the tasks that somebody is red in."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.model.reporter import Reporter
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.notice import PlaceLine, RedTask
from taizhang.rollups.noticing.overall import LIGHT_MARKS, LIGHTS
from taizhang.rollups.ranking import ranking
from taizhang.rollups.rollup import Rollup, TaskLine
from taizhang.rollups.sheets import overview, progress
from taizhang.rollups.stated import Stated, mark_of

_TITLES = {Light.GREEN: "绿", Light.YELLOW: "黄", Light.RED: "红", Light.NONE: "未亮灯"}
_SAID = {"绿": "绿灯任务", "黄": "黄灯任务", "红": "红灯任务", "未亮灯": "未亮灯任务", "问题（条）": "问题"}


def places_of(rollup: Rollup, cells: DrawnCells) -> tuple[PlaceLine, ...]:
    """Every reporter, in the order of the workbook's ranking."""
    names = rollup.names()
    reporters = [rollup.lines[one.position].reporter for one in ranking(rollup)]
    return tuple(_PlaceCells(cells, reporter, names[reporter]).line() for reporter in reporters)


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


class _PlaceCells:
    """One reporter's line of the ranking in 总览."""

    def __init__(self, cells: DrawnCells, reporter: Reporter, name: str) -> None:
        self.cells, self.key, self.name = cells, str(reporter), name
        self.row = cells.row(overview.NAME, {"填报单位": name})

    def line(self) -> PlaceLine:
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
            state=self.cells.text(self._cell("报送状态")),
            judged=self.cells.added(mark_of("judged", self.key), f"{self.name}已亮灯任务", lit),
        )

    def _cell(self, title: str) -> str:
        return self.cells.cell(overview.NAME, title, self.row)

    def _shown(self, mark: str, title: str, unit: str = "") -> Stated | None:
        said = f"{self.name}{_SAID.get(title, title.removesuffix('（%）'))}"
        return self.cells.shown(mark_of(mark, self.key), said, self._cell(title), unit)

    def _number(self, mark: str, title: str) -> Stated:
        stated = self._shown(mark, title)
        if stated is None:
            raise ValueError(title)
        return stated
