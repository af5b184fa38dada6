"""一、总体情况: how many tasks and indicators are on schedule, and who reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from taizhang.model.figure import Light
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import ReportingState
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.lights import worst
from taizhang.rollups.notice import Overall, Reporting
from taizhang.rollups.rollup import Rollup, TaskLine
from taizhang.rollups.sheets import overview, progress
from taizhang.rollups.stated import Stated, mark_of
from taizhang.rollups.timeliness import ReporterState

LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED)
LIGHT_MARKS = {Light.GREEN: "green", Light.YELLOW: "yellow", Light.RED: "red", Light.NONE: "unlit"}
_STATE_MARKS = {
    ReportingState.ON_TIME: "on_time", ReportingState.LATE: "late", ReportingState.NOTHING_TO_REPORT: "nothing",
    ReportingState.RETURNED: "returned", ReportingState.PENDING: "pending", ReportingState.MISSING: "missing",
}  # fmt: skip


def overall_of(cells: DrawnCells, tasks: Mapping[Light, Sequence[str]]) -> Overall:
    """A light is counted for each reporter in each task; `tasks` are the cells of their titles by their worst light."""
    everything = [cell for some in tasks.values() for cell in some]
    lit = [cells.headline(overview.NAME, f"各单位任务{light.value}灯") for light in LIGHTS]
    indicators = [cells.headline(overview.NAME, f"指标{light.value}灯") for light in LIGHTS]
    told = _Headlines(cells)
    return Overall(
        tasks=told.number("tasks", "重点任务"),
        on_schedule=cells.counted(mark_of("tasks_green"), "各单位均达到序时进度的任务", tasks[Light.GREEN]),
        on_schedule_share=cells.share_counted(
            mark_of("tasks_green_share"), "各单位均达到序时进度的任务占比", tasks[Light.GREEN], everything
        ),
        behind=cells.counted(mark_of("tasks_yellow"), "有单位亮黄灯、没有单位亮红灯的任务", tasks[Light.YELLOW]),
        red=cells.counted(mark_of("tasks_red"), "有单位亮红灯的任务", tasks[Light.RED]),
        unjudged=cells.counted(mark_of("tasks_unlit"), "没有单位亮灯的任务", tasks[Light.NONE]),
        lights=cells.added(mark_of("lights"), "亮灯项次", lit),
        by_light={
            light: told.number(f"lights_{LIGHT_MARKS[light]}", f"各单位任务{light.value}灯") for light in LIGHTS
        },
        green_share=told.share("green_share", "绿灯占比（%）"),
        indicators=told.number("indicators", "量化指标"),
        indicators_by_light={
            light: told.number(f"indicators_{LIGHT_MARKS[light]}", _indicator_title(light))
            for light in (*LIGHTS, Light.NONE)
        },
        indicators_green_share=cells.share(
            mark_of("indicators_green_share"), "已亮灯指标中绿灯占比", indicators[:1], indicators
        ),
    )  # fmt: skip


def reporting_of(cells: DrawnCells, names: Mapping[ReportingState, tuple[str, ...]]) -> Reporting:
    """`names` are those who stand in each state."""
    told = _Headlines(cells)
    return Reporting(
        expected=told.number("expected", "应报"),
        reported=told.number("reported", "已报"),
        by_state={state: told.number(mark, state.value) for state, mark in _STATE_MARKS.items()},
        names=names,
        on_time_rate=told.share("on_time_rate", "及时率（%）"),
        missing_rate=told.share("missing_rate", "缺报率（%）"),
    )


def names_by_state(
    standings: Iterable[ReporterState], names: Mapping[Reporter, str]
) -> dict[ReportingState, tuple[str, ...]]:
    """In the order of the standings."""
    found: dict[ReportingState, list[str]] = {state: [] for state in _STATE_MARKS}
    for one in standings:
        if one.state in found:
            found[one.state].append(names[one.line.reporter])
    return {state: tuple(some) for state, some in found.items()}


def tasks_by_light(rollup: Rollup, cells: DrawnCells) -> dict[Light, list[str]]:
    """A task stands where its worst light does; the cells with the titles, in the plan's order."""
    return {light: _tasks_at(rollup, cells, light) for light in (*LIGHTS, Light.NONE)}


class _Headlines:
    """The numbers of 总览 that stand under a title of their own."""

    def __init__(self, cells: DrawnCells) -> None:
        self.cells = cells

    def number(self, mark: str, title: str) -> Stated:
        stated = self.cells.shown(mark_of(mark), title, self.cells.headline(overview.NAME, title))
        if stated is None:
            raise ValueError(title)
        return stated

    def share(self, mark: str, title: str) -> Stated | None:
        """None where the workbook has a dash, since nothing is there to share."""
        if not self.cells.has_headline(overview.NAME, title):
            return None
        cell = self.cells.headline(overview.NAME, title)
        return self.cells.shown(mark_of(mark), title.removesuffix("（%）"), cell, "%")


def _indicator_title(light: Light) -> str:
    return "指标未亮灯" if light is Light.NONE else f"指标{light.value}灯"


def _tasks_at(rollup: Rollup, cells: DrawnCells, light: Light) -> list[str]:
    """The cells with the titles of the tasks whose worst light this is."""
    return [_task_cell(cells, task) for task in rollup.tasks if _light_of(task) is light]


def _light_of(task: TaskLine) -> Light:
    return worst([state.light for state in task.states])


def _task_cell(cells: DrawnCells, task: TaskLine) -> str:
    return cells.cell(progress.NAME, "重点任务", cells.row(progress.NAME, {"行标识": task.id}))
