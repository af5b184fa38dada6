"""任务进展: tasks by reporters; a word and a light in every cell, counts beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet, cells_in_words, lines_needed
from taizhang.model.place import column_letters
from taizhang.model.plan import Role
from taizhang.model.words.status import Status
from taizhang.rollups.how import How
from taizhang.rollups.lights import words_of
from taizhang.rollups.own_status import FINISHED_LATE
from taizhang.rollups.rollup import (
    NO_REPORT,
    NOT_FILLED,
    NOTHING_TO_REPORT,
    PENDING,
    RETURNED,
    Rollup,
    TaskLine,
    TaskState,
)
from taizhang.rollups.sheets.pages_across import pages_of
from taizhang.rollups.sheets.sources import SourceSheet, Subject

NAME = "任务进展"
FIRST_ROW = 5
LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED)
_ALWAYS = (
    Status.EXCEEDED.value, Status.DONE.value, Status.ON_SCHEDULE.value, Status.BEHIND.value,
    Status.OVERDUE.value, Status.NOT_STARTED.value, NOT_FILLED, NO_REPORT,
)  # fmt: skip
_WHEN_SEEN = (RETURNED, PENDING, NOTHING_TO_REPORT, Status.NOT_APPLICABLE.value)
_FIXED = (("行标识", 6), ("序号", 5.5), ("重点任务", 22), ("牵头（责任）单位", 13))
NUMBER_AT, TITLE_AT = 2, 3
_COUNTS_AT = len(_FIXED) + 1
_COUNT_WIDTH, _PLACE_WIDTH = 4.6, 8.6
_HEADER_SIZE = 10.5  # points


@dataclass(frozen=True, slots=True)
class ProgressSheet:
    """The drawn sheet, and where its cells stand."""

    sheet: Sheet
    words: tuple[str, ...]
    rollup: Rollup

    @property
    def total_row(self) -> int:
        return FIRST_ROW + len(self.rollup.tasks)

    @property
    def places_at(self) -> int:
        """The first column of the reporters."""
        return self.lights_at + len(LIGHTS)

    @property
    def lights_at(self) -> int:
        """The first column that counts lights."""
        return _COUNTS_AT + len(self.words)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """What is counted of each task, and its column."""
        titles = (*self.words, *(f"{light.value}灯" for light in LIGHTS))
        return tuple((title, _COUNTS_AT + number) for number, title in enumerate(titles))

    def head(self, reporter: int) -> str:
        """The cell of the reporter's name, counted from 0."""
        return self.sheet.cell_name(FIRST_ROW - 1, self.places_at + reporter)

    def group_head(self, reporter: int) -> str:
        """The cell of the name of the city whose first county this is, counted from 0."""
        return self.sheet.cell_name(FIRST_ROW - 2, self.places_at + reporter)

    def count_cell(self, task: int, column: int) -> str:
        return self.sheet.cell_name(FIRST_ROW + task, column)

    def number_cell(self, task: int) -> str:
        return self.sheet.cell_name(FIRST_ROW + task, NUMBER_AT)

    def cell(self, task: int, reporter: int) -> str:
        """The state's cell; both count from 0."""
        return self.sheet.cell_name(FIRST_ROW + task, self.places_at + reporter)

    def light_total(self, light: Light) -> str:
        return self.sheet.cell_name(self.total_row, self.lights_at + LIGHTS.index(light))

    def cells_of(self, reporter: int, light: Light) -> list[str]:
        """The reporter's cells of one light, down the tasks."""
        tasks = self.rollup.tasks
        return [
            self.cell(n, reporter) for n, task in enumerate(tasks) if task.states[reporter].light is light
        ]

    def cells_with(self, reporter: int, words: tuple[str, ...]) -> list[str]:
        tasks = self.rollup.tasks
        return [self.cell(n, reporter) for n, task in enumerate(tasks) if task.states[reporter].word in words]


def draw_progress(rollup: Rollup, sources: SourceSheet, reports: Mapping[str, str]) -> ProgressSheet:
    """`reports` gives the line of 来源 of each reporter's key, where whoever did not report leads to."""
    words = _ALWAYS + tuple(word for word in _WHEN_SEEN if _seen(rollup, word))
    counts = (_COUNT_WIDTH,) * (len(words) + len(LIGHTS))
    widths = (*(width for _, width in _FIXED), *counts, *(_PLACE_WIDTH,) * len(rollup.lines))
    pages = pages_of(widths, len(_FIXED), len(_FIXED) + len(counts), _together(rollup))
    sheet = Sheet(
        NAME, widths, frozen_columns=len(_FIXED), paper=pages.paper, column_breaks=pages.column_breaks
    )
    drawn = ProgressSheet(sheet, words, rollup)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}重点任务进展",
        f"每格上为该单位此项任务最需关注的状态，下为亮灯：{words_of(rollup.plan.settings.lights)}。",
    )
    _draw_header(drawn)
    for number, task in enumerate(rollup.tasks):
        _draw_task(drawn, number, task, sources, reports)
    sheet.fit_rows(FIRST_ROW, least=30.0)
    _draw_totals(drawn)
    return drawn


def _together(rollup: Rollup) -> tuple[int, ...]:
    """How many neighbouring reporters belong on one page: those of a city."""
    return (
        tuple(len(group.reporters) for group in rollup.groups) if rollup.layered else (1,) * len(rollup.lines)
    )


def _seen(rollup: Rollup, word: str) -> bool:
    return any(state.word == word for task in rollup.tasks for state in task.states)


def _draw_header(drawn: ProgressSheet) -> None:
    """Two rows: what is counted over the counts, the city over its counties."""
    sheet, rollup = drawn.sheet, drawn.rollup
    for column, (title, _) in enumerate(_FIXED, 1):
        sheet.put(3, column, title, Look.HEADER)
        sheet.merges[3, column] = (4, column)
    _span(sheet, _COUNTS_AT, len(drawn.words), "填报单位个数（按状态）")
    _span(sheet, _COUNTS_AT + len(drawn.words), len(LIGHTS), "亮灯个数")
    for offset, word in enumerate((*drawn.words, *(light.value for light in LIGHTS))):
        sheet.put(4, _COUNTS_AT + offset, word, Look.HEADER)
    _draw_groups(drawn)
    for offset, line in enumerate(rollup.lines):
        sheet.put(4, drawn.places_at + offset, line.name, Look.HEADER)
    sheet.header = (3, 4)
    lines = max((lines_needed(line.name, _PLACE_WIDTH, _HEADER_SIZE) for line in rollup.lines), default=1)
    sheet.heights |= {3: 20.0, 4: max(48.0, lines * _HEADER_SIZE * 1.35 + 6)}


def _draw_groups(drawn: ProgressSheet) -> None:
    """The city over its counties, once more on each page that they go on to."""
    rollup, column = drawn.rollup, drawn.places_at
    whole = [(len(rollup.lines), "各单位状态与亮灯")]
    named = [(len(group.reporters), group.line.name) for group in rollup.groups]
    for count, title in named if rollup.layered else whole:
        for first, last in _parted(column, column + count - 1, drawn.sheet.column_breaks):
            _span(drawn.sheet, first, last - first + 1, title)
        column += count


def _parted(first: int, last: int, breaks: tuple[int, ...]) -> list[tuple[int, int]]:
    """The columns from first to last, parted behind each break among them."""
    ends = [one for one in breaks if first <= one < last]
    return list(zip([first, *(end + 1 for end in ends)], [*ends, last], strict=True))


def _span(sheet: Sheet, column: int, count: int, title: str) -> None:
    if count > 0:
        sheet.put(3, column, title, Look.HEADER)
    if count > 1:
        sheet.merges[3, column] = (3, column + count - 1)


def _draw_task(
    drawn: ProgressSheet, number: int, line: TaskLine, sources: SourceSheet, reports: Mapping[str, str]
) -> None:
    sheet, row = drawn.sheet, FIRST_ROW + number
    sheet.put(row, 1, line.id, Look.TEXT)
    sheet.put(row, 2, line.number, Look.CENTRED)
    sheet.put(row, 3, line.title, Look.TEXT)
    sheet.put(row, 4, _answering_units(line), Look.TEXT)
    for reporter, state in enumerate(line.states):
        _draw_state(drawn, drawn.cell(number, reporter), (number, reporter), state, line, sources, reports)
    _draw_counts(drawn, row, number, line)


def _draw_state(
    drawn: ProgressSheet,
    cell: str,
    at: tuple[int, int],
    state: TaskState,
    line: TaskLine,
    sources: SourceSheet,
    reports: Mapping[str, str],
) -> None:
    pairs = tuple(zip(state.contributions, state.adopted, strict=True))
    origin = sources.add(Subject(cell, line.id, line.title), pairs) or reports.get(str(state.reporter), "")
    text = state.word if state.light is Light.NONE else f"{state.word}\n{state.light.value}"
    if state.late:
        text += f"\n{FINISHED_LATE}"
    row, column, link = FIRST_ROW + at[0], drawn.places_at + at[1], origin.split(":")[0]
    drawn.sheet.put(row, column, text, Look.CENTRED, light=state.light, link=link)
    if origin:
        clause = line.task.title_span.words if line.task else ""
        name = f"{drawn.rollup.lines[at[1]].name}：{line.title}"
        drawn.sheet.derive(cell, How.STATE, origin, name, clause=clause)


def _draw_counts(drawn: ProgressSheet, row: int, number: int, line: TaskLine) -> None:
    """How many reporters stand at each word and each light."""
    by_word = [[n for n, state in enumerate(line.states) if state.word == word] for word in drawn.words]
    by_light = [[n for n, state in enumerate(line.states) if state.light is light] for light in LIGHTS]
    for (title, column), found in zip(drawn.counts, by_word + by_light, strict=True):
        cell = drawn.sheet.put(row, column, len(found), Look.NUMBER)
        origins = cells_in_words([drawn.cell(number, reporter) for reporter in found])
        drawn.sheet.derive(cell, How.COUNT_CELLS, origins, f"{line.title}：{title}的单位数", title)


def _draw_totals(drawn: ProgressSheet) -> None:
    sheet, row = drawn.sheet, drawn.total_row
    sheet.put(row, 1, "合计", Look.HEADER)
    sheet.merges[row, 1] = (row, len(_FIXED))
    sheet.heights[row] = 24.0
    for title, column in drawn.counts:
        above = [sheet.cells[r, column].value for r in range(FIRST_ROW, row)]
        total = sum(int(value) for value in above)
        cell = sheet.put(row, column, total, Look.NUMBER)
        letters = column_letters(column)
        origins = f"{NAME}!{letters}{FIRST_ROW}:{letters}{row - 1}" if above else ""
        sheet.derive(cell, How.ADD_CELLS, origins, f"全部任务：{title}合计", title)


def _answering_units(line: TaskLine) -> str:
    """The leading units, or all where the plan says of nobody that it leads."""
    if line.task is None:
        return ""
    duties = line.task.duties
    leading = [duty for duty in duties if duty.role is Role.LEAD]
    units = tuple(dict.fromkeys(duty.canonical or duty.unit for duty in leading or duties))
    return "、".join(units[:4]) + ("等" if len(units) > 4 else "")
