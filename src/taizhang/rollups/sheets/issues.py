"""问题清单: the rows that name a problem or ask for a leader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.model.picture import Look, Sheet
from taizhang.rollups.rollup import Detail, Rollup, asks_leader, raises_issue
from taizhang.rollups.sheets.details import at_of, detail_cell

NAME = "问题清单"
FIRST_ROW = 4
_COLUMNS = (
    ("序号", 6), ("填报单位", 14), ("重点任务", 24), ("工作举措或指标", 32), ("完成状态", 10), ("亮灯", 6),
    ("存在问题", 34), ("下一步打算", 28), ("需领导协调", 8), ("出处", 16),
)  # fmt: skip
TOLD_BY = (2, 3, 10)  # the columns that say whose issue it is, in which task, from which cell
ASKS_AT = 9
_AT = {title: column for column, (title, _) in enumerate(_COLUMNS, 1)}


@dataclass(frozen=True, slots=True)
class IssuesSheet:
    """The drawn sheet, and where each issue stands in it."""

    sheet: Sheet
    rows: Mapping[int, int]  # by the issue's place among the rollup's details, from 0
    cells: Mapping[str, list[str]]  # by the reporter's key

    def cell(self, detail: int) -> str:
        return self.sheet.cell_name(self.rows[detail], 1)


def draw_issues(rollup: Rollup, details: Sheet) -> IssuesSheet:
    """Who asks for a leader stands first; each issue and its row of 县区明细 lead to each other."""
    sheet = Sheet(NAME, tuple(width for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}问题清单",
        "填了存在问题，或需领导协调的，逐条照录；需领导协调的排在前面。",
    )
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    names = rollup.names()
    rows: dict[int, int] = {}
    cells: dict[str, list[str]] = {}
    found = [(number, one) for number, one in enumerate(rollup.details) if raises_issue(one.row)]
    for row, (number, issue) in enumerate(
        sorted(found, key=lambda one: not asks_leader(one[1].row)), FIRST_ROW
    ):
        _draw_row(sheet, row, issue, names[issue.reporter])
        rows[number] = row
        cells.setdefault(str(issue.reporter), []).append(sheet.cell_name(row, 1))
        sheet.lead(row, _AT["出处"], detail_cell(number, "行标识"))
        details.lead(*at_of(number, "行标识"), sheet.cell_name(row, 1))
    if not found:
        sheet.put(FIRST_ROW, 1, "本期没有单位填报问题。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return IssuesSheet(sheet, rows, cells)


def _draw_row(sheet: Sheet, row: int, issue: Detail, name: str) -> None:
    answers = issue.row
    place = answers.at("problems")
    texts = (
        str(row - FIRST_ROW + 1), name, answers.task, answers.indicator or answers.measure,
        str(answers.status or answers.raw.get("status", "")), issue.light.value,
        answers.problems, answers.next_steps, answers.needs_leader, str(place or ""),
    )  # fmt: skip
    centred = (1, 5, 6, 9)
    for column, text in enumerate(texts, 1):
        sheet.put(row, column, text, Look.CENTRED if column in centred else Look.TEXT)
    sheet.put(row, 6, issue.light.value, Look.CENTRED, light=issue.light)
