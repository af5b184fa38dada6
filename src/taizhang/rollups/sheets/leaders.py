"""按分管领导: each leader whom the roster names, with the reporters, their lights, overdue tasks and issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet, lines_needed
from taizhang.model.reporter import Reporter
from taizhang.model.words.status import Status
from taizhang.rollups.leaders import LeaderPart, leader_parts
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets.headlines import put_count, put_share, put_sum
from taizhang.rollups.sheets.progress import LIGHTS
from taizhang.rollups.sheets.ranking import Counted, draw_counts

NAME = "按分管领导"
FIRST_ROW = 4
_SHARE = "绿灯占比\n（%）"
_COLUMNS = (
    ("分管领导", 13), ("填报单位", 17), ("单位\n（家）", 7),
    ("绿", 6), ("黄", 6), ("红", 6), ("未亮灯", 6.5), (_SHARE, 9), ("已完成任务", 7), ("逾期任务", 7),
    ("问题\n（条）", 7), ("需领导协调\n（条）", 10.5), ("报送状态", 10), ("逾期和亮红灯的任务", 48),
)  # fmt: skip
_AT = {title: column for column, (title, _) in enumerate(_COLUMNS, 1)}
_LIGHTS_AT, _SHARE_AT, _LAST = _AT["绿"], _AT[_SHARE], len(_COLUMNS)
_ADDED = tuple(column for column in range(_LIGHTS_AT, _AT["报送状态"]) if column != _SHARE_AT)


@dataclass(frozen=True, slots=True)
class LeadersSheet:
    """The drawn sheet, and each reporter's cell in it."""

    sheet: Sheet
    cells: Mapping[Reporter, str]


def draw_leaders(rollup: Rollup, counted: Counted) -> LeadersSheet | None:
    """None where the roster names no leader."""
    parts = leader_parts(rollup)
    if not parts:
        return None
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}各分管领导所管单位进展",
        "分管领导以通讯录为准；亮灯、任务、问题的个数点到各单位的格子。",
    )
    sheet.put_header(FIRST_ROW - 1, list(_AT), height=32.0)
    drawing = _LeaderRows(sheet, rollup, counted)
    for part in parts:
        drawing.draw(part)
    sheet.fit_rows(FIRST_ROW)
    return LeadersSheet(sheet, drawing.cells)


class _LeaderRows:
    """The sheet while leaders are added to it."""

    def __init__(self, sheet: Sheet, rollup: Rollup, counted: Counted) -> None:
        self.sheet, self.rollup, self.counted = sheet, rollup, counted
        self.row = FIRST_ROW
        self.cells: dict[Reporter, str] = {}
        self.names = rollup.names()
        self.states = {one.line.reporter: one.state.value for one in rollup.standings}
        self.position: Mapping[Reporter, int] = {
            line.reporter: number for number, line in enumerate(rollup.lines)
        }

    def draw(self, part: LeaderPart) -> None:
        first, last = self.row + 1, self.row + len(part.reporters)
        for row, reporter in enumerate(part.reporters, first):
            self._draw_reporter(row, part.name, reporter)
        self._draw_sums(part.name, first, last)
        self.row = last + 1

    def _draw_reporter(self, row: int, leader: str, reporter: Reporter) -> None:
        sheet, number, name = self.sheet, self.position[reporter], self.names[reporter]
        sheet.put(row, 1, leader, Look.TEXT)
        self.cells[reporter] = sheet.put(row, 2, name, Look.TEXT, link=self.counted.progress.head(number))
        sheet.put(row, 3, "", Look.CENTRED)
        draw_counts(sheet, row, _LIGHTS_AT, (name, number, str(reporter)), self.counted)
        sheet.put(row, _AT["报送状态"], self.states.get(reporter, ""), Look.CENTRED)
        sheet.put(row, _LAST, self._urgent(number), Look.TEXT)

    def _draw_sums(self, leader: str, first: int, last: int) -> None:
        sheet, row = self.sheet, self.row
        for column, text in ((1, leader), (2, "合计"), (_AT["报送状态"], ""), (_LAST, "")):
            sheet.put(row, column, text, Look.LABEL)
        reporters = [sheet.cell_name(one, 2) for one in range(first, last + 1)]
        put_count(sheet, row, 3, f"{leader}所管单位", reporters, Look.LABEL)
        for column in _ADDED:
            cells = [sheet.cell_name(one, column) for one in range(first, last + 1)]
            put_sum(
                sheet,
                row,
                column,
                f"{leader}：{_COLUMNS[column - 1][0]}".replace("\n", ""),
                cells,
                Look.LABEL,
            )
        lights = [sheet.cell_name(row, _LIGHTS_AT + n) for n in range(len(LIGHTS))]
        put_share(sheet, row, _SHARE_AT, f"{leader}绿灯占比", lights[:1], lights, Look.LABEL_SHARE)
        sheet.heights[row] = max(20.0, lines_needed(leader, _COLUMNS[0][1], 10.5) * 14.5 + 6)

    def _urgent(self, number: int) -> str:
        """The reporter's tasks that are overdue or red, by number and title."""
        found = []
        for task in self.rollup.tasks:
            state = task.states[number]
            if state.word == Status.OVERDUE.value or state.light is Light.RED:
                found.append(f"{task.number} {task.title}".strip())
        return "；".join(found)
