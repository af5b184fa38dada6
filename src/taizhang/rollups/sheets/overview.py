"""总览: headline numbers, charts and rankings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from taizhang.model.figure import Light
from taizhang.model.picture import Sheet, cells_in_words
from taizhang.model.place import parse_cell_name
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import ReportingState
from taizhang.rollups.how import How
from taizhang.rollups.ranking import LEAST_JUDGED
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets import coordination, issues, reporting
from taizhang.rollups.sheets import figures as figures_sheet
from taizhang.rollups.sheets.headlines import put_heading, put_headline, put_headline_share
from taizhang.rollups.sheets.overview_charts import (
    READABLE,
    TALL,
    chart_heights,
    chart_of_tasks,
    charts_of_places,
)
from taizhang.rollups.sheets.progress import FIRST_ROW as FIRST_TASK
from taizhang.rollups.sheets.progress import LIGHTS, ProgressSheet
from taizhang.rollups.sheets.progress import NAME as PROGRESS
from taizhang.rollups.sheets.ranking import (
    HEADER_HEIGHT,
    ROW_HEIGHT,
    Counted,
    rank_groups,
    rank_reporters,
)

NAME = "总览"
_BY = f"按绿灯占比排名，已亮灯任务不足{LEAST_JUDGED}项的不参加"
_WIDTHS = (6.0, 20.0, *(9.4,) * 10)
_STATES = (
    ReportingState.ON_TIME, ReportingState.LATE, ReportingState.NOTHING_TO_REPORT,
    ReportingState.RETURNED, ReportingState.PENDING, ReportingState.MISSING,
)  # fmt: skip
_CHARTS_AT = 11
_CHART_ROW = 15.0  # points, of each row that a chart lies over
_PAGE = 590.0  # points of A4 landscape between the margins, at the scale that these widths are printed in
_POINTS = 0.75  # to a pixel
_HEADING_HEIGHT = 24.0


@dataclass(frozen=True, slots=True)
class Beneath:
    """The sheets whose cells the headline numbers add up."""

    figures: Sheet
    counted: Counted


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawn sheet, and where everyone stands in its rankings."""

    sheet: Sheet
    rows: Mapping[Reporter, int]  # of the ranking of reporters
    groups: Mapping[Reporter, int]  # of the ranking of cities; empty where there is none


def draw_overview(rollup: Rollup, beneath: Beneath) -> Overview:
    sheet = Sheet(NAME, _WIDTHS)
    draft = "（征求意见稿）" if rollup.plan.status == "draft" else ""
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}重点任务进展汇总",
        f"依据：《{rollup.plan.title}》{draft}　　统计截至：{rollup.as_of:%Y年%m月%d日}",
    )
    _draw_reporting(sheet, rollup, beneath)
    _draw_results(sheet, rollup, beneath)
    return _draw_sections(_Pages(sheet, _CHARTS_AT), rollup, beneath.counted)


def _draw_sections(pages: _Pages, rollup: Rollup, counted: Counted) -> Overview:
    """Charts, the short ranking, the tasks, and last a long ranking, whose header is repeated on each page."""
    sheet, places = pages.sheet, len(rollup.lines)
    charts = pages.chart(TALL)
    pages.left = 0.0  # nothing stands below them on the first page
    groups_at = pages.table(f"各地区亮灯情况（{_BY}）", len(rollup.groups)) if rollup.layered else 0
    short = not rollup.layered and _height(places) <= _PAGE
    title = f"各填报单位亮灯情况（{_BY}）"
    header = pages.table(title, places) if short else 0
    _draw_tasks(pages, counted.progress)
    header = header or pages.table(title, places)
    if _height(places) > _PAGE:
        sheet.repeated_rows = (header, header)
    sheet.row_breaks = tuple(pages.breaks)
    ranked = rank_reporters(sheet, header, rollup, counted)
    groups = rank_groups(sheet, groups_at, rollup, counted, ranked.rows) if groups_at else None
    sheet.fit_rows(pages.first_table, least=ROW_HEIGHT)
    if groups and places > READABLE:
        charts_of_places(sheet, charts, groups, "地区")
    elif places:
        charts_of_places(sheet, charts, ranked, "单位")
    return Overview(sheet, ranked.rows, groups.rows if groups else {})


def _draw_tasks(pages: _Pages, progress: ProgressSheet) -> None:
    for part, height in enumerate(chart_heights(len(progress.rollup.tasks))):
        first = pages.chart(height, "" if part else "各任务进展")
        pages.sheet.charts.append(chart_of_tasks(progress, part, first, 1))


def _height(lines: int) -> float:
    """Of a ranking of so many lines, in points."""
    return _HEADING_HEIGHT + HEADER_HEIGHT + lines * ROW_HEIGHT


@dataclass(slots=True)
class _Pages:
    """Where the next section starts, so that none is cut by a page's end that fits a page."""

    sheet: Sheet
    row: int
    left: float = _PAGE  # points on the page
    breaks: list[int] = field(default_factory=list)
    numerals: Iterator[str] = field(default_factory=lambda: iter("三四五"))
    first_table: int = 0

    def chart(self, height: int, title: str = "") -> int:
        """Keep rows for a chart so many pixels high; says the first."""
        rows = math.ceil(height * _POINTS / _CHART_ROW) + 1
        self._start(rows * _CHART_ROW + (_HEADING_HEIGHT if title else 0))
        if title:
            self._heading(title)
        first, self.row = self.row, self.row + rows
        self.sheet.heights |= dict.fromkeys(range(first, self.row), _CHART_ROW)
        return first

    def table(self, title: str, lines: int) -> int:
        """Keep a heading, a header and so many lines; says the header's row."""
        self._start(_height(lines))
        self._heading(title)
        header, self.row = self.row, self.row + lines + 2
        self.first_table = self.first_table or header
        return header

    def _start(self, height: float) -> None:
        """On a new page where this one has no room left."""
        if height > self.left:
            self.breaks.append(self.row - 1)
            self.left = _PAGE
        self.left -= height

    def _heading(self, text: str) -> None:
        put_heading(self.sheet, self.row, f"{next(self.numerals)}、{text}")
        self.row += 1


def _draw_reporting(sheet: Sheet, rollup: Rollup, beneath: Beneath) -> None:
    """Row 3 to 5: how many reporters stand where."""
    put_heading(sheet, 3, "一、报送情况")
    lines = cells_in_words(list(beneath.counted.reports.values()))
    listed = f"{reporting.NAME}!A{reporting.FIRST_ROW}"
    total = put_headline(sheet, 1, "应报", len(rollup.standings), How.COUNT_LINES, lines, row=4, link=listed)
    cells = {}
    for column, state in enumerate(_STATES, 3):
        count = sum(standing.state is state for standing in rollup.standings)
        cells[state] = put_headline(
            sheet, column, state.value, count, How.COUNT_LINES, lines, state.value, row=4, link=listed
        )
    heard = [cells[state] for state in _STATES[:3]]
    reported = sum(standing.state in _STATES[:3] for standing in rollup.standings)
    put_headline(sheet, 2, "已报", reported, How.ADD_CELLS, cells_in_words(heard), row=4, link=listed)
    timely = [cells[ReportingState.ON_TIME], cells[ReportingState.NOTHING_TO_REPORT]]
    for column, title, parts in (
        (9, "报送率（%）", heard),
        (10, "及时率（%）", timely),
        (11, "迟报率（%）", [cells[ReportingState.LATE]]),
        (12, "缺报率（%）", [cells[ReportingState.MISSING]]),
    ):
        put_headline_share(sheet, 5, column, title, parts, [total])


def _draw_results(sheet: Sheet, rollup: Rollup, beneath: Beneath) -> None:
    """Row 7 to 9: tasks, indicators and their lights, what is wrong and who is asked for."""
    put_heading(sheet, 7, "二、任务与指标")
    _draw_totals(sheet, rollup)
    _draw_figure_lights(sheet, rollup, beneath.figures)
    _draw_task_lights(sheet, rollup, beneath.counted.progress)
    for column, title, name, cells in (
        (11, "问题（条）", issues.NAME, beneath.counted.issues),
        (12, "需领导协调\n（条）", coordination.NAME, beneath.counted.coordination),
    ):
        listed = sorted((cell for found in cells.values() for cell in found), key=_row_of)
        link = f"{name}!A{issues.FIRST_ROW}"
        put_headline(
            sheet, column, title, len(listed), How.COUNT_CELLS, cells_in_words(listed), row=8, link=link
        )


def _draw_totals(sheet: Sheet, rollup: Rollup) -> None:
    """How many tasks and indicators there are: the lines of their sheets."""
    for column, title, name, first, count in (
        (1, "重点\n任务", PROGRESS, FIRST_TASK, len(rollup.tasks)),
        (2, "量化指标", figures_sheet.NAME, figures_sheet.FIRST_ROW, len(rollup.figures)),
    ):
        cells = f"{name}!A{first}:A{first + count - 1}" if count else ""
        put_headline(sheet, column, title, count, How.COUNT_CELLS, cells, row=8, link=f"{name}!A{first}")


def _draw_figure_lights(sheet: Sheet, rollup: Rollup, figures: Sheet) -> None:
    first = figures_sheet.FIRST_ROW
    for column, light in enumerate((*LIGHTS, Light.NONE), 3):
        found = [n for n, figure in enumerate(rollup.figures, first) if figure.light is light]
        names = cells_in_words([figures.cell_name(n, figures_sheet.LIGHT_COLUMN) for n in found])
        title = f"指标{light.value}灯" if light is not Light.NONE else "指标未亮灯"
        link = f"{figures_sheet.NAME}!A{first}"
        put_headline(sheet, column, title, len(found), How.COUNT_CELLS, names, row=8, light=light, link=link)


def _draw_task_lights(sheet: Sheet, rollup: Rollup, progress: ProgressSheet) -> None:
    """Over every task of every reporter, and the share of green ones."""
    for column, light in enumerate(LIGHTS, 7):
        origin = progress.light_total(light)
        count = sum(state.light is light for task in rollup.tasks for state in task.states)
        title = f"各单位任务\n{light.value}灯"
        put_headline(sheet, column, title, count, How.ADD_CELLS, origin, row=8, light=light, link=origin)
    cells = [sheet.cell_name(9, column) for column in (7, 8, 9)]
    put_headline_share(sheet, 9, 10, "绿灯占比（%）", cells[:1], cells)


def _row_of(cell: str) -> int:
    return parse_cell_name(cell)[1]
