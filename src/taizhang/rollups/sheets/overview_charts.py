"""The native charts of 总览: lights by place, timeliness, progress by task."""

from __future__ import annotations

import math
from collections.abc import Iterator

from taizhang.model.picture import Chart, Sheet
from taizhang.model.place import column_letters
from taizhang.rollups.sheets.progress import FIRST_ROW, LIGHTS, TITLE_AT, ProgressSheet
from taizhang.rollups.sheets.ranking import LIGHTS_AT, DrawnRanking

READABLE = 40  # so many names still stand side by side below a chart's columns
_A_PAGE_OF_TASKS = 22
_HEAD_AND_FOOT, _A_BAR = 130, 26  # pixels: title, axis and legend; a task
TALL = 410  # pixels: what the first page has left below the headlines
_WIDE, _PIE = 540, 335


def charts_of_places(sheet: Sheet, row: int, ranked: DrawnRanking, whose: str) -> None:
    """Lights by place and timeliness, side by side.

    Of more places than a chart can name the last of the ranking are shown, those that ask for attention.
    """
    first, last = ranked.header + 1, ranked.header + (ranked.lit or len(ranked.rows))
    title = f"各{whose}任务亮灯"
    if last - first + 1 > READABLE:
        first, title = last - READABLE + 1, f"{title}（绿灯占比靠后的{READABLE}家）"
    series = tuple(
        (sheet.cell_name(ranked.header, column), _down(sheet, column, first, last), light.value)
        for column, light in enumerate(LIGHTS, LIGHTS_AT)
    )
    sheet.charts[:0] = [
        Chart("stacked", title, (row, 1), (_WIDE, TALL), _down(sheet, 2, first, last), series),
        _timeliness(sheet, row),
    ]


def _timeliness(sheet: Sheet, row: int) -> Chart:
    words = ("及时", "迟报", "零报告", "退回未改", "待定", "未报")
    return Chart(
        "pie", "报送及时情况", (row, 8), (_PIE, TALL), f"{sheet.name}!C4:H4",
        ((f"{sheet.name}!A3", f"{sheet.name}!C5:H5", ""),), words,
    )  # fmt: skip


def chart_heights(tasks: int) -> tuple[int, ...]:
    """How high the charts are, in pixels, that show so many tasks; each fits a page."""
    return tuple(_HEAD_AND_FOOT + _A_BAR * count for count in shared_out(tasks))


def chart_of_tasks(progress: ProgressSheet, part: int, row: int, column: int) -> Chart:
    """The tasks of one part from the top down: how many reporters stand at which light."""
    counts = shared_out(len(progress.rollup.tasks))
    first = FIRST_ROW + sum(counts[:part])
    last = first + counts[part] - 1
    light_at = progress.lights_at
    sheet = progress.sheet
    series = tuple(
        (sheet.cell_name(FIRST_ROW - 1, at), _down(sheet, at, first, last), light.value)
        for at, light in enumerate(LIGHTS, light_at)
    )
    title = "各任务亮灯单位数" + (f"（{part + 1}/{len(counts)}）" if len(counts) > 1 else "")
    size = (_WIDE + _PIE, chart_heights(len(progress.rollup.tasks))[part])
    names = _down(sheet, TITLE_AT, first, last)
    return Chart("bars", title, (row, column), size, names, series, counts="单位（家）")


def shared_out(tasks: int) -> list[int]:
    """As few parts as pages hold, about equally long."""
    parts = math.ceil(tasks / _A_PAGE_OF_TASKS)
    return list(_equal_parts(tasks, parts))


def _equal_parts(count: int, parts: int) -> Iterator[int]:
    for part in range(parts):
        yield (count * (part + 1)) // parts - (count * part) // parts


def _down(sheet: Sheet, column: int, first: int, last: int) -> str:
    letters = column_letters(column)
    return f"{sheet.name}!{letters}{first}:{letters}{last}"
