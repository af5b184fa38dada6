"""按责任单位: each responsible unit with its tasks, how the reporters stand in them, and its worst indicators."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet, lines_needed
from taizhang.model.plan import Role
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets.headlines import put_count, put_sum
from taizhang.rollups.sheets.progress import FIRST_ROW as FIRST_TASK
from taizhang.rollups.sheets.progress import NUMBER_AT, ProgressSheet
from taizhang.rollups.unit_tasks import UnitPart, UnitTask, unit_parts

NAME = "按责任单位"
FIRST_ROW = 4
_FIXED = (("责任单位", 16.0), ("分工", 14.0), ("任务\n（项）", 6.5), ("序号", 6.0), ("重点任务", 28.0))
_TASKS_AT, _NUMBER_AT, _TITLE_AT = 3, 4, 5
_COUNTS_AT = len(_FIXED) + 1
_COUNT_WIDTH = 5.2
_WORST = ("亮红灯、黄灯的指标", 34.0)
_MOST_NAMED = 5


def draw_units(rollup: Rollup, progress: ProgressSheet) -> Sheet:
    """A line of sums for each unit, its tasks below it; every count is a cell of 任务进展 or adds such up."""
    counts = progress.counts
    widths = (*(width for _, width in _FIXED), *(_COUNT_WIDTH for _ in counts), _WORST[1])
    sheet = Sheet(NAME, widths, filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}各责任单位任务进展",
        "单位个数、亮灯个数取自“任务进展”；一项任务有几个责任单位的，各单位名下都列，各单位之间不相加。",
    )
    titles = (*(title for title, _ in _FIXED), *(title for title, _ in counts), _WORST[0])
    sheet.put_header(FIRST_ROW - 1, titles, height=46.0)
    drawing = _UnitRows(sheet, rollup, progress)
    for part in unit_parts(rollup):
        drawing.draw(part)
    if drawing.row == FIRST_ROW:
        sheet.put(FIRST_ROW, 1, "计划中没有写明责任单位。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(widths))
    sheet.fit_rows(FIRST_ROW)
    return sheet


class _UnitRows:
    """The sheet while units are added to it."""

    def __init__(self, sheet: Sheet, rollup: Rollup, progress: ProgressSheet) -> None:
        self.sheet, self.rollup, self.progress = sheet, rollup, progress
        self.row = FIRST_ROW
        self.subjects = {
            one.id: one.indicator.subject or one.indicator.span.words
            for one in rolled_up_indicators(rollup.plan)
            if one.indicator
        }

    def draw(self, part: UnitPart) -> None:
        first, last = self.row + 1, self.row + len(part.tasks)
        for row, task in enumerate(part.tasks, first):
            self._draw_task(row, part.unit, task)
        self._draw_sums(part, first, last)
        self.row = last + 1

    def _draw_task(self, row: int, unit: str, task: UnitTask) -> None:
        sheet, progress, line = self.sheet, self.progress, self.rollup.tasks[task.task]
        roles = "、".join(role.word for role in task.roles)
        for column, text in enumerate((unit, roles, "", line.number, line.title), 1):
            sheet.put(row, column, text, Look.CENTRED if column in (2, 3, 4) else Look.TEXT)
        sheet.lead(row, _NUMBER_AT, progress.number_cell(task.task))
        if not progress.sheet.cells[FIRST_TASK + task.task, NUMBER_AT].link:
            progress.sheet.lead(FIRST_TASK + task.task, NUMBER_AT, sheet.cell_name(row, 1))
        for offset, (title, column) in enumerate(progress.counts):
            origin = progress.count_cell(task.task, column)
            value = progress.sheet.cells[FIRST_TASK + task.task, column].value
            cell = sheet.put(row, _COUNTS_AT + offset, value, Look.NUMBER)
            sheet.derive(cell, How.ADD_CELLS, origin, f"{unit}：{line.title}：{title}的单位数")
        sheet.put(row, len(sheet.widths), self._worst(task.rows), Look.TEXT)

    def _draw_sums(self, part: UnitPart, first: int, last: int) -> None:
        sheet, row = self.sheet, self.row
        roles = ((role.word, part.with_role(role)) for role in Role)
        parts = "、".join(f"{word}{count}" for word, count in roles if count)
        for column, text in enumerate((part.unit, parts, "", "", "合计"), 1):
            sheet.put(row, column, text, Look.LABEL)
        tasks = [sheet.cell_name(one, _TITLE_AT) for one in range(first, last + 1)]
        put_count(sheet, row, _TASKS_AT, f"{part.unit}的任务", tasks, Look.LABEL)
        for offset, (title, _) in enumerate(self.progress.counts):
            cells = [sheet.cell_name(one, _COUNTS_AT + offset) for one in range(first, last + 1)]
            put_sum(sheet, row, _COUNTS_AT + offset, f"{part.unit}：{title}合计", cells, Look.LABEL)
        sheet.put(row, len(sheet.widths), "", Look.LABEL)
        sheet.heights[row] = max(20.0, lines_needed(parts, _FIXED[1][1], 10.5) * 14.5 + 6)

    def _worst(self, rows: frozenset[str]) -> str:
        """The unit's indicators that are red, then those that are yellow, by name."""
        told = []
        for light in (Light.RED, Light.YELLOW):
            names = [
                self.subjects[one.row]
                for one in self.rollup.figures
                if one.row in rows and one.light is light
            ]
            if names:
                more = f"等{len(names)}项" if len(names) > _MOST_NAMED else ""
                told.append(f"{light.value}：{'、'.join(names[:_MOST_NAMED])}{more}")
        return "\n".join(told)
