"""The whole notice of a wide rollup: its provinces are ranked, whoever did not report in time is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from taizhang.model.figure import Light
from taizhang.model.picture import Sheet
from taizhang.model.verdict import ReportingState
from taizhang.rollups.brief import Bar, Brief, brief_with
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.lights import worst
from taizhang.rollups.notice import IndicatorLine, Notice, PlaceLine, Problem, RedTask, ReportLine
from taizhang.rollups.noticing.annexes import indicator_line, report_line
from taizhang.rollups.noticing.compose import addressees, notice_with
from taizhang.rollups.noticing.overall import LIGHTS, names_by_state, overall_of, reporting_of
from taizhang.rollups.noticing.places import RankedCells
from taizhang.rollups.noticing.problems import WORST_FIRST, issues_told, quoted
from taizhang.rollups.stated import Stated, mark_of
from taizhang.rollups.wide.figures import Concluding
from taizhang.rollups.wide.lines import issues
from taizhang.rollups.wide.noticing.paper_sheets import Lines, open_reports
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup
from taizhang.rollups.wide.rollup import PlaceLine as WidePlace
from taizhang.rollups.wide.sheets import overview, places, progress, reporting
from taizhang.rollups.wide.trace_lines import whose

_TITLES = {
    **{light.value: title for light, title in zip(LIGHTS, places.TASK_LIGHTS, strict=True)},
    "未亮灯": places.TASKS_UNLIT,
    "未报（家）": ReportingState.MISSING.value,
}  # of 各地情况, by those of a ranking

RedIn = Mapping[str, tuple[str, ...]]  # by task: the names of the places right below in which somebody is red


def wide_notice_of(rollup: WideRollup, sheets: Sequence[Sheet], issue_lines: Lines, red_in: RedIn) -> Notice:
    """The notice; `sheets` are those of `paper_sheets`, which its numbers are read from."""
    cells, below = DrawnCells(sheets), _below(rollup)
    return notice_with(
        rollup,
        addressees=addressees([one.place.name for one in below]),
        overall=overall_of(cells, _tasks_by_light(rollup, cells)),
        reporting=reporting_of(cells, names_by_state(rollup.states, rollup.names())),
        places=tuple(_place(one, cells) for one in below),
        fillers=(),
        red_tasks=tuple(_red_tasks(rollup, cells, red_in)),
        indicators=tuple(_indicators(rollup, cells)),
        reports=tuple(_reports(rollup, cells)),
        issues=issues_told(cells),
        for_leader=_for_leader(cells),
        problems=tuple(_problems(cells, issue_lines)),
        scores=None,
        filler_scores=None,
    )


def wide_brief_of(rollup: WideRollup, notice: Notice) -> Brief:
    return brief_with(notice, tuple(map(_bar, _below(rollup))), summed=True)


def _bar(line: WidePlace) -> Bar:
    green, yellow, red = (line.brief.tasks.get(light, 0) for light in LIGHTS)
    return Bar(line.place.name, (green, yellow, red))


def _below(rollup: WideRollup) -> list[WidePlace]:
    """The places right below the whole from the first rank down, those without one last."""
    found = [(line, rank) for line, rank in places.ranked(rollup) if line.depth == 1]
    return [line for line, _ in sorted(found, key=lambda one: (one[1] is None, one[1] or 0))]


def _place(line: WidePlace, cells: DrawnCells) -> PlaceLine:
    name = line.place.name
    told_by = {"省": name, "市": ""}
    return RankedCells(cells, name, ("place", line.place.code), told_by, places.NAME, _TITLES).place_line()


def _tasks_by_light(rollup: WideRollup, cells: DrawnCells) -> dict[Light, list[str]]:
    """The cells with the titles of tasks by their worst light."""
    found: dict[Light, list[str]] = {light: [] for light in (*LIGHTS, Light.NONE)}
    for row in range(FIRST_ROW, progress.last_row(rollup) + 1):
        given = cells.text(cells.cell(progress.NAME, "任务标识", row))
        stands = rollup.whole.tasks.get(given, Counter())
        light = worst([light for (_, light), number in stands.items() if number])
        found[light].append(cells.cell(progress.NAME, "重点任务", row))
    return found


def _red_tasks(rollup: WideRollup, cells: DrawnCells, red_in: RedIn) -> Iterator[RedTask]:
    """The task that most are red in first; equal ones in the plan's order."""
    tasks = {task.id: task for task in rollup.plan.tasks}
    found: list[tuple[int, RedTask]] = []
    for given, stands in rollup.whole.tasks.items():
        red = sum(number for (_, light), number in stands.items() if light is Light.RED)
        if red:
            row = cells.row(progress.NAME, {"任务标识": given})
            title = cells.text(cells.cell(progress.NAME, "重点任务", row))
            count = _stated(
                cells, mark_of("red", given), f"{title}：红灯的单位数", progress.NAME, Light.RED.value, row
            )
            number = tasks[given].number if given in tasks else ""
            found.append((red, RedTask(number, title, count, red_in.get(given, ()))))
    yield from (task for _, task in sorted(found, key=lambda one: -one[0]))


def _stated(cells: DrawnCells, mark: str, said: str, sheet: str, title: str, row: int) -> Stated:
    stated = cells.shown(mark, said, cells.cell(sheet, title, row))
    if stated is None:
        raise ValueError(said)
    return stated


def _indicators(rollup: WideRollup, cells: DrawnCells) -> Iterator[IndicatorLine]:
    for one in Concluding(rollup.asked).figures(rollup.whole):
        yield indicator_line(cells, one.row, one.indicator.rolled_up_in, one.light, one.refused)


def _reports(rollup: WideRollup, cells: DrawnCells) -> Iterator[ReportLine]:
    """Whoever did not report in time; everybody stands in the workbook."""
    for row, line in open_reports(rollup):
        yield report_line(
            cells, row, whose(dict(zip(reporting.TITLES, map(str, line), strict=True))), f"r{row}"
        )


def _for_leader(cells: DrawnCells) -> Stated:
    title = places.ASKING
    stated = cells.shown(mark_of("for_leader"), "需领导协调的问题", cells.headline(overview.NAME, title))
    if stated is None:
        raise ValueError(title)
    return stated


def _problems(cells: DrawnCells, lines: Lines) -> Iterator[Problem]:
    """Those that ask for a leader first, then the red ones; each in the order of the sheet."""
    told = {
        row: dict(zip(issues.TITLES, (str(value or "") for value in line), strict=True))
        for row, line in lines.items()
    }
    lights = {light.value: light for light in Light}
    ordered = sorted(
        told, key=lambda row: (not _asks(told[row]), WORST_FIRST.index(lights[told[row]["亮灯"]]))
    )
    for row in ordered:
        one = told[row]
        cell = cells.cell(issues.NAME, "存在问题", row)
        words = quoted(
            mark_of("issue", f"r{row}"), f"{whose(one)}“{one['重点任务']}”的问题", one["存在问题"], cell
        )
        yield Problem(
            whose(one), one["重点任务"], one["工作举措或指标"], words, one["下一步打算"], _asks(one), lights[one["亮灯"]]
        )  # fmt: skip


def _asks(told: Mapping[str, str]) -> bool:
    return told["需领导协调"].strip() == "是"


def red_in_places(tasks_below: Mapping[str, Mapping[str, Mapping[tuple[str, Light], int]]]) -> RedIn:
    """By task, the names of the places in which somebody is red, most first; `tasks_below` are theirs by name."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name, tasks in tasks_below.items():
        for task, stands in tasks.items():
            red = sum(number for (_, light), number in stands.items() if light is Light.RED)
            if red:
                found.setdefault(task, []).append((red, name))
    return {
        task: tuple(name for _, name in sorted(some, key=lambda one: -one[0])) for task, some in found.items()
    }
