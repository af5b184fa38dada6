"""总览: headline numbers, two charts and the ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.picture import Chart, Look, Sheet, cells_in_words
from taizhang.model.place import parse_cell_name
from taizhang.model.reporter import RosterLine
from taizhang.model.verdict import ReportingState
from taizhang.model.words.status import Status
from taizhang.rollups.how import How
from taizhang.rollups.ranking import LEAST_JUDGED, ranking
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets import figures as figures_sheet
from taizhang.rollups.sheets.progress import FIRST_ROW as FIRST_TASK
from taizhang.rollups.sheets.progress import LIGHTS, ProgressSheet

NAME = "总览"
_WIDTH = 11
_FEW = 10  # so many places find room below the charts on the first page
_STATES = (
    ReportingState.ON_TIME, ReportingState.LATE, ReportingState.NOTHING_TO_REPORT,
    ReportingState.RETURNED, ReportingState.PENDING, ReportingState.MISSING,
)  # fmt: skip
_CHARTS_AT = 11
_RANKING = (
    "名次", "填报单位", "绿", "黄", "红", "未亮灯", "绿灯占比（%）", "已完成任务", "逾期任务", "问题（条）", "报送状态",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beneath:
    """The sheets whose cells the headline numbers add up."""

    progress: ProgressSheet
    figures: Sheet
    issues: Mapping[str, list[str]]  # cells of 问题清单 by reporter's key
    reports: Mapping[str, str]  # line of 来源 by reporter's key


def draw_overview(rollup: Rollup, beneath: Beneath) -> Sheet:
    sheet = Sheet(NAME, (_WIDTH,) * len(_RANKING))
    draft = "（征求意见稿）" if rollup.plan.status == "draft" else ""
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}重点任务进展汇总",
        f"依据：《{rollup.plan.title}》{draft}　　统计截至：{rollup.as_of:%Y年%m月%d日}",
    )
    _draw_reporting(sheet, rollup, beneath)
    _draw_results(sheet, rollup, beneath)
    _draw_ranking(sheet, rollup, beneath)
    _draw_charts(sheet, len(rollup.lines))
    return sheet


def _ranking_at(places: int) -> int:
    """The header row of the ranking: below smaller charts on the first page, or on a page of its own."""
    return 25 if places <= _FEW else 30


def _draw_reporting(sheet: Sheet, rollup: Rollup, beneath: Beneath) -> None:
    """Row 3 to 5: how many reporters stand where."""
    _heading(sheet, 3, "一、报送情况")
    lines = cells_in_words(list(beneath.reports.values()))
    total = _headline(sheet, 1, "应报", len(rollup.standings), How.COUNT_LINES, lines)
    cells = {}
    for column, state in enumerate(_STATES, 3):
        count = sum(standing.state is state for standing in rollup.standings)
        cells[state] = _headline(sheet, column, state.value, count, How.COUNT_LINES, lines, state.value)
    timely = [cells[ReportingState.ON_TIME], cells[ReportingState.NOTHING_TO_REPORT]]
    heard = cells_in_words([cells[state] for state in _STATES[:3]])
    reported = sum(standing.state in _STATES[:3] for standing in rollup.standings)
    _headline(sheet, 2, "已报", reported, How.ADD_CELLS, heard)
    for column, title, parts in (
        (9, "报送率（%）", [cells[state] for state in _STATES[:3]]),
        (10, "及时率（%）", timely),
        (11, "缺报率（%）", [cells[ReportingState.MISSING]]),
    ):
        _share(sheet, 5, column, title, parts, [total])


def _draw_results(sheet: Sheet, rollup: Rollup, beneath: Beneath) -> None:
    """Row 7 to 9: tasks, indicators and their lights."""
    _heading(sheet, 7, "二、任务与指标")
    tasks, figures = len(rollup.tasks), len(rollup.figures)
    listed = f"任务进展!A{FIRST_TASK}:A{FIRST_TASK + tasks - 1}" if tasks else ""
    first = figures_sheet.FIRST_ROW
    rows = f"{figures_sheet.NAME}!A{first}:A{first + figures - 1}" if figures else ""
    _headline(sheet, 1, "重点任务", tasks, How.COUNT_CELLS, listed, row=8)
    _headline(sheet, 2, "量化指标", figures, How.COUNT_CELLS, rows, row=8)
    for column, light in enumerate((*LIGHTS, Light.NONE), 3):
        found = [n for n, figure in enumerate(rollup.figures, first) if figure.light is light]
        names = cells_in_words([beneath.figures.cell_name(n, figures_sheet.LIGHT_COLUMN) for n in found])
        title = f"指标{light.value}灯" if light is not Light.NONE else "指标未亮灯"
        _headline(sheet, column, title, len(found), How.COUNT_CELLS, names, row=8, light=light)
    for column, light in enumerate(LIGHTS, 7):
        origin = beneath.progress.light_total(light)
        count = sum(state.light is light for task in rollup.tasks for state in task.states)
        title = f"各单位任务\n{light.value}灯"
        _headline(sheet, column, title, count, How.ADD_CELLS, origin, row=8, light=light)
    cells = [sheet.cell_name(9, column) for column in (7, 8, 9)]
    _share(sheet, 9, 10, "绿灯占比（%）", cells[:1], cells)
    listed_issues = [cell for found in beneath.issues.values() for cell in found]
    origins = cells_in_words(sorted(listed_issues, key=lambda name: int(name.rpartition("A")[2])))
    _headline(sheet, 11, "问题（条）", len(listed_issues), How.COUNT_CELLS, origins, row=8)


def _heading(sheet: Sheet, row: int, text: str) -> None:
    sheet.put(row, 1, text, Look.HEADING)
    sheet.merges[row, 1] = (row, len(_RANKING))
    sheet.heights[row] = 24.0


def _headline(
    sheet: Sheet,
    column: int,
    title: str,
    count: int,
    how: How,
    origins: str,
    parameter: str = "",
    *,
    row: int = 4,
    light: Light = Light.NONE,
) -> str:
    """A label and under it the number; says the number's cell."""
    sheet.put(row, column, title, Look.LABEL)
    sheet.heights[row] = 30.0
    sheet.heights[row + 1] = 30.0
    cell = sheet.put(row + 1, column, count, Look.BIG, light=light)
    sheet.derive(cell, how, origins, title.replace("\n", ""), parameter)
    return cell


def _share(sheet: Sheet, row: int, column: int, title: str, parts: list[str], whole: list[str]) -> None:
    """The share in %; a dash where the whole is nothing."""
    sheet.put(row - 1, column, title, Look.LABEL)
    _draw_share(sheet, row, column, title, parts, whole, Look.BIG_SHARE)


def _draw_share(
    sheet: Sheet, row: int, column: int, name: str, parts: list[str], whole: list[str], look: Look
) -> None:
    below = sum((_number(sheet, cell) for cell in whole), Decimal(0))
    if not below:
        sheet.put(row, column, "—", look)
        return
    above = sum((_number(sheet, cell) for cell in parts), Decimal(0))
    cell = sheet.put(row, column, above * 100 / below, look)
    sheet.derive(cell, How.SHARE_CELLS, cells_in_words(parts), name, cells_in_words(whole))


def _number(sheet: Sheet, cell: str) -> Decimal:
    _, row, column = parse_cell_name(cell)
    value = sheet.cells[row, column].value
    return value if isinstance(value, Decimal) else Decimal(0)


def _draw_ranking(sheet: Sheet, rollup: Rollup, beneath: Beneath) -> None:
    """From the highest share of green lights down; equal shares rank equal, 1 2 3 3 5; few tasks are not ranked."""
    header = _ranking_at(len(rollup.lines))
    sheet.pages_tall = 1 if len(rollup.lines) <= _FEW else 0
    sheet.page_break = header - 2 if len(rollup.lines) > _FEW else 0
    _heading(
        sheet, header - 1, f"三、各单位亮灯情况（按绿灯占比排名，已亮灯任务不足{LEAST_JUDGED}项的不参加）"
    )
    sheet.put_row(header, _RANKING, Look.HEADER)
    sheet.heights[header] = 32.0
    order = ranking(rollup)
    names = rollup.names()
    states = {standing.line.reporter: standing.state.value for standing in rollup.standings}
    first = header + 1
    compared = f"{NAME}!G{first}:G{header + sum(one.rank is not None for one in order)}"
    for row, one in enumerate(order, first):
        line = rollup.lines[one.position]
        sheet.put(row, 2, names[line.reporter], Look.TEXT)
        sheet.put(row, 11, states.get(line.reporter, ""), Look.CENTRED)
        _draw_reporter(sheet, row, one.position, line, beneath)
        if one.rank is None:
            sheet.put(row, 1, "—", Look.CENTRED)
            continue
        cell = sheet.put(row, 1, one.rank, Look.NUMBER)
        sheet.derive(cell, How.RANK, f"{NAME}!G{row}", f"{names[line.reporter]}名次", compared)
    sheet.fit_rows(first)


def _draw_reporter(sheet: Sheet, row: int, number: int, line: RosterLine, beneath: Beneath) -> None:
    progress = beneath.progress
    unlit = progress.cells_of(number, Light.NONE)
    done = progress.cells_with(number, (Status.DONE.value, Status.EXCEEDED.value))
    counted = (
        *((f"{light.value}灯", progress.cells_of(number, light)) for light in LIGHTS),
        ("未亮灯", unlit),
    )
    for column, (title, cells) in enumerate(counted, 3):
        _count(sheet, row, column, f"{line.name}{title}", cells)
    lights = [sheet.cell_name(row, column) for column in (3, 4, 5)]
    _draw_share(sheet, row, 7, f"{line.name}绿灯占比", lights[:1], lights, Look.SHARE)
    _count(sheet, row, 8, f"{line.name}已完成任务", done)
    _count(sheet, row, 9, f"{line.name}逾期任务", progress.cells_with(number, (Status.OVERDUE.value,)))
    _count(sheet, row, 10, f"{line.name}问题", beneath.issues.get(str(line.reporter), []))


def _count(sheet: Sheet, row: int, column: int, name: str, cells: list[str]) -> None:
    cell = sheet.put(row, column, len(cells), Look.NUMBER)
    sheet.derive(cell, How.COUNT_CELLS, cells_in_words(cells), name)


def _draw_charts(sheet: Sheet, count: int) -> None:
    """The bars over the ranking's rows, the pie over the headline's states."""
    if not count:
        return
    header = _ranking_at(count)
    first, last, height = header + 1, header + count, 240 if count <= _FEW else 360
    series = tuple(
        (f"{NAME}!{letter}{header}", f"{NAME}!{letter}{first}:{letter}{last}", light.value)
        for letter, light in zip("CDE", LIGHTS, strict=True)
    )
    bars = Chart(
        "stacked", "各单位任务亮灯", (_CHARTS_AT, 1), (540, height), f"{NAME}!B{first}:B{last}", series
    )
    pie = Chart(
        "pie", "报送情况", (_CHARTS_AT, 8), (310, height), f"{NAME}!C4:H4",
        ((f"{NAME}!A3", f"{NAME}!C5:H5", ""),), ("及时", "迟报", "零报告", "退回未改", "待定", "未报"),
    )  # fmt: skip
    sheet.charts += [bars, pie]
