"""需领导协调: the rows for which a reporter asks for a leader, with who has to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.model.picture import Look, Sheet
from taizhang.rollups.leaders import leaders_of
from taizhang.rollups.rollup import Detail, Rollup, asks_leader
from taizhang.rollups.sheets import issues as issues_sheet
from taizhang.rollups.sheets.details import detail_cell
from taizhang.rollups.sheets.issues import IssuesSheet

NAME = "需领导协调"
FIRST_ROW = 4
_COLUMNS = (
    ("序号", 6), ("填报单位", 13), ("重点任务", 20), ("事项", 28), ("存在问题", 30), ("建议（下一步打算）", 28),
    ("责任单位", 24), ("分管领导", 10), ("出处", 14),
)  # fmt: skip
_AT = {title: column for column, (title, _) in enumerate(_COLUMNS, 1)}
_CENTRED = ("序号", "分管领导")
TOLD_BY = (_AT["填报单位"], _AT["重点任务"], _AT["出处"])


@dataclass(frozen=True, slots=True)
class CoordinationSheet:
    """The drawn sheet, and the cells of each reporter's rows, by its key."""

    sheet: Sheet
    cells: Mapping[str, list[str]]


def draw_coordination(rollup: Rollup, issues: IssuesSheet) -> CoordinationSheet:
    """Each row and its line of 问题清单 lead to each other."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}需领导协调事项",
        "填报单位在“是否需领导协调”中填“是”的，逐条照录；分管领导以通讯录为准。",
    )
    sheet.put_header(FIRST_ROW - 1, list(_AT))
    names, leaders = rollup.names(), leaders_of(rollup)
    cells: dict[str, list[str]] = {}
    asking = [number for number, one in enumerate(rollup.details) if asks_leader(one.row)]
    for row, number in enumerate(sorted(asking, key=lambda one: issues.rows[one]), FIRST_ROW):
        one = rollup.details[number]
        _draw_row(sheet, row, one, names[one.reporter], leaders.get(one.reporter, ""))
        cells.setdefault(str(one.reporter), []).append(sheet.cell_name(row, 1))
        sheet.lead(row, 1, issues.cell(number))
        sheet.lead(row, _AT["出处"], detail_cell(number, "行标识"))
        issues.sheet.lead(issues.rows[number], issues_sheet.ASKS_AT, sheet.cell_name(row, 1))
    if not asking:
        sheet.put(FIRST_ROW, 1, "本期没有需领导协调的事项。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return CoordinationSheet(sheet, cells)


def _draw_row(sheet: Sheet, row: int, one: Detail, name: str, leader: str) -> None:
    answers = one.row
    texts = {
        "序号": str(row - FIRST_ROW + 1), "填报单位": name, "重点任务": answers.task,
        "事项": answers.indicator or answers.measure, "存在问题": answers.problems,
        "建议（下一步打算）": answers.next_steps, "责任单位": answers.duties, "分管领导": leader or "—",
        "出处": str(answers.at("needs_leader") or ""),
    }  # fmt: skip
    for title, text in texts.items():
        sheet.put(row, _AT[title], text, Look.CENTRED if title in _CENTRED else Look.TEXT)
