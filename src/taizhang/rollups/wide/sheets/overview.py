"""总览 of a wide rollup: headline numbers, charts, and the provinces' ranking in 各地情况."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.picture import Chart, Look, Sheet, cells_in_words
from taizhang.model.place import column_letters
from taizhang.model.verdict import ReportingState
from taizhang.rollups.how import How
from taizhang.rollups.sheets.headlines import put_heading, put_headline, put_headline_share
from taizhang.rollups.sheets.overview_charts import TALL, chart_heights, shared_out
from taizhang.rollups.wide.lines.column import Cell
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup
from taizhang.rollups.wide.sheets import figures, places, progress

NAME = "总览"
_WIDTHS = (10.0,) * 12
_ON_TIME = (ReportingState.ON_TIME, ReportingState.NOTHING_TO_REPORT)
_CHARTS_AT = 15
_HIGH = TALL - 110  # pixels, of the first charts: above them stands one block more than in other rollups
_CHART_ROW = 15.0  # points, of each row that a chart lies over
_POINTS = 0.75  # to a pixel
_WORDS = ("及时", "迟报", "零报告", "退回未改", "待定", "未报")


def draw_overview(rollup: WideRollup) -> Sheet:
    """The headline numbers take over those of the whole's line in 各地情况."""
    sheet = Sheet(NAME, _WIDTHS)
    draft = "（征求意见稿）" if rollup.plan.status == "draft" else ""
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}重点任务进展汇总",
        f"依据：《{rollup.plan.title}》{draft}　　统计截至：{rollup.as_of:%Y年%m月%d日}",
    )
    drawing = _Headlines(sheet, places.place_values(rollup, rollup.lines[0]))
    drawing.reporting()
    drawing.results(progress.last_row(rollup) - FIRST_ROW + 1, len(rollup.asked.rows))
    drawing.open_matters()
    _draw_remarks(sheet, rollup)
    _draw_charts(sheet, rollup)
    return sheet


def _draw_remarks(sheet: Sheet, rollup: WideRollup) -> None:
    """In the row above the charts."""
    if rollup.remarks:
        sheet.put(_CHARTS_AT - 1, 1, "".join(rollup.remarks), Look.NOTE)
        sheet.merges[_CHARTS_AT - 1, 1] = (_CHARTS_AT - 1, len(_WIDTHS))
        sheet.heights[_CHARTS_AT - 1] = 20.0


class _Headlines:
    """Numbers that stand in the whole's line already, larger."""

    def __init__(self, sheet: Sheet, of_whole: Mapping[str, Cell]) -> None:
        self.sheet, self.whole = sheet, of_whole

    def reporting(self) -> None:
        put_heading(self.sheet, 3, "一、报送情况")
        total = self._take(1, "应报", "应报", 4)
        heard = self._take(2, "已报", "已报", 4)
        cells = {
            state: self._take(at, state.value, state.value, 4) for at, state in enumerate(places.STATES, 3)
        }
        timely = [cells[state] for state in _ON_TIME]
        for column, title, parts in (
            (9, "报送率（%）", [heard]),
            (10, "及时率（%）", timely),
            (11, "迟报率（%）", [cells[ReportingState.LATE]]),
            (12, "缺报率（%）", [cells[ReportingState.MISSING]]),
        ):
            put_headline_share(self.sheet, 5, column, title, parts, [total])

    def results(self, tasks: int, indicators: int) -> None:
        """How many tasks and indicators there are, with their lights."""
        put_heading(self.sheet, 7, "二、任务与指标")
        self._count(1, "重点\n任务", progress.NAME, tasks)
        self._count(2, "量化\n指标", figures.NAME, indicators)
        for at, light in enumerate(places.LIGHTS, 3):
            self._take(at, f"指标{light.value}灯", places.FIGURE_LIGHTS[at - 3], 8, light)
        self._take(6, f"指标\n{places.UNLIT}", places.FIGURES_UNLIT, 8)
        for at, light in enumerate(places.LIGHTS, 7):
            self._take(at, f"各单位任务\n{light.value}灯", places.TASK_LIGHTS[at - 7], 8, light)
        lit = [self.sheet.cell_name(9, column) for column in (7, 8, 9)]
        put_headline_share(self.sheet, 9, 10, "绿灯占比（%）", lit[:1], lit)

    def _count(self, column: int, title: str, sheet: str, count: int) -> None:
        """How many lines the sheet has."""
        cells = f"{sheet}!A{FIRST_ROW}:A{FIRST_ROW + count - 1}" if count else ""
        link = f"{sheet}!A{FIRST_ROW}"
        put_headline(self.sheet, column, title, count, How.COUNT_CELLS, cells, row=8, link=link)

    def open_matters(self) -> None:
        """Problems, what asks for a leader, and how far clearing has come."""
        put_heading(self.sheet, 11, "三、问题与销号")
        for at, title in enumerate(places.COUNTED_IN, 1):
            self._take(at, title.replace("（", "\n（"), title, 12)

    def _take(self, column: int, title: str, named: str, row: int, light: Light = Light.NONE) -> str:
        origin = f"{places.NAME}!{_letters(named)}{FIRST_ROW}"
        value = self.whole[named]
        count = int(value) if isinstance(value, Decimal) else 0
        return put_headline(
            self.sheet, column, title, count, How.ADD_CELLS, cells_in_words([origin]),
            row=row, light=light, link=origin,
        )  # fmt: skip


def _draw_charts(sheet: Sheet, rollup: WideRollup) -> None:
    """Lights by place right below the whole, timeliness, and progress by task."""
    below = sum(1 for line in rollup.lines if line.depth == 1)
    if below:
        first, last = FIRST_ROW + 1, FIRST_ROW + below
        series = tuple(
            (f"{places.NAME}!{_letters(title)}{FIRST_ROW - 1}", _down(title, first, last), light.value)
            for title, light in zip(places.TASK_LIGHTS, places.LIGHTS, strict=True)
        )
        names = _down("省", first, last)
        sheet.charts.append(Chart("stacked", "各地任务亮灯", (_CHARTS_AT, 1), (540, _HIGH), names, series))
    series_of_states = ((f"{NAME}!A3", f"{NAME}!C5:H5", ""),)
    sheet.charts.append(
        Chart("pie", "报送及时情况", (_CHARTS_AT, 8), (335, _HIGH), f"{NAME}!C4:H4", series_of_states, _WORDS)
    )
    row = _below(_CHARTS_AT, _HIGH)
    for first, count, height in _parts(rollup):
        sheet.row_breaks = (*sheet.row_breaks, row - 1)
        sheet.charts.append(_chart_of_tasks(first, first + count - 1, row, height))
        row = _below(row, height)
    sheet.heights |= dict.fromkeys(range(_CHARTS_AT, row), _CHART_ROW)


def _below(row: int, height: int) -> int:
    """The first row that a chart so many pixels high leaves free, when it begins in a row."""
    return row + math.ceil(height * _POINTS / _CHART_ROW) + 1


def _parts(rollup: WideRollup) -> Iterator[tuple[int, int, int]]:
    """First row of 任务进展, how many rows, and the chart's height, for each part that fits a page."""
    tasks = progress.last_row(rollup) - FIRST_ROW + 1
    first = FIRST_ROW
    for count, height in zip(shared_out(tasks), chart_heights(tasks), strict=True):
        yield first, count, height
        first += count


def _chart_of_tasks(first: int, last: int, row: int, height: int) -> Chart:
    def down(column: int) -> str:
        return f"{progress.NAME}!{column_letters(column)}{first}:{column_letters(column)}{last}"

    series = tuple(
        (f"{progress.NAME}!{column_letters(at)}{FIRST_ROW - 1}", down(at), light.value)
        for at, light in enumerate(progress.LIGHTS, progress.LIGHTS_AT)
    )
    names = down(progress.TITLE_AT)
    return Chart("bars", "各任务亮灯单位数", (row, 1), (890, height), names, series, counts="单位（家）")


def _letters(title: str) -> str:
    return column_letters(places.column(title))


def _down(title: str, first: int, last: int) -> str:
    return f"{places.NAME}!{_letters(title)}{first}:{_letters(title)}{last}"
