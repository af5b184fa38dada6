"""Links that lead back to sheets drawn later, and no more of them than a sheet can hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from taizhang.model.picture import Sheet, lines_needed
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets import figures as figures_sheet
from taizhang.rollups.sheets import progress as progress_sheet
from taizhang.rollups.sheets import reporting as reporting_sheet
from taizhang.rollups.sheets.leaders import LeadersSheet
from taizhang.rollups.sheets.overview import Overview
from taizhang.rollups.sheets.plan_changes import ID_AT, PlanChangesSheet
from taizhang.rollups.sheets.progress import ProgressSheet

MOST_LINKS = 65_530  # Excel keeps no more on one sheet
_LEFT_OUT = "本表链接超过{most}个（Excel的上限），第{row}行起不再带链接，请按“来源”表的“汇总单元格”栏筛选。"


@dataclass(frozen=True, slots=True)
class BackLinks:
    """What a rollup's sheets owe each other once all are drawn."""

    rollup: Rollup

    def from_progress(self, progress: ProgressSheet, overview: Overview) -> None:
        """Each reporter's and city's name over its column leads to its line of the ranking."""
        for number, line in enumerate(self.rollup.lines):
            row = overview.rows[line.reporter]
            progress.sheet.lead(
                progress_sheet.FIRST_ROW - 1, progress.places_at + number, overview.sheet.cell_name(row, 2)
            )
        position = {line.reporter: number for number, line in enumerate(self.rollup.lines)}
        for group in self.rollup.groups if overview.groups else ():
            column = progress.places_at + position[group.reporters[0]]
            target = overview.sheet.cell_name(overview.groups[group.line.reporter], 2)
            progress.sheet.lead(progress_sheet.FIRST_ROW - 2, column, target)

    def from_reporting(self, reporting: Sheet, leaders: LeadersSheet | None) -> None:
        """Each reporter's leader leads to the leader's sheet."""
        rows = reporting_sheet.rows_of(self.rollup)
        for reporter, cell in leaders.cells.items() if leaders else ():
            if reporter in rows:
                reporting.lead(rows[reporter], reporting_sheet.LEADER_AT, cell)

    def from_changes(self, changes: PlanChangesSheet, figures: Sheet, progress: Sheet) -> None:
        """Each change leads to the figure or the task that it is about, and this to its first change."""
        figure_rows = {one.row: n for n, one in enumerate(self.rollup.figures, figures_sheet.FIRST_ROW)}
        task_rows = {one.id: n for n, one in enumerate(self.rollup.tasks, progress_sheet.FIRST_ROW)}
        for given, rows in changes.rows.items():
            sheet, row = figures, figure_rows.get(given, 0)
            if not row:
                sheet, row = progress, task_rows.get(given.partition(".")[0], 0)
            if row:
                self._both_ways(changes.sheet, rows, sheet, row)

    def _both_ways(self, changes: Sheet, rows: tuple[int, ...], sheet: Sheet, row: int) -> None:
        for one in rows:
            changes.lead(one, ID_AT, sheet.cell_name(row, 1))
        if not sheet.cells[row, 1].link:
            sheet.lead(row, 1, changes.cell_name(rows[0], ID_AT))


def keep_links_of_one_line(sheet: Sheet, size: float = 9.0) -> None:
    """LibreOffice breaks no line in a text that is a link, so a text that needs several keeps none.

    What stands in lines of its own, as a state over its light, is short and stays.
    """
    for (row, column), drawn in sheet.cells.items():
        if not drawn.link or not isinstance(drawn.value, str) or "\n" in drawn.value:
            continue
        last = sheet.merges.get((row, column), (row, column))[1]
        if lines_needed(drawn.value, sum(sheet.widths[column - 1 : last]), size) > 1:
            sheet.cells[row, column] = replace(drawn, link="")


def keep_links_within_limit(sheet: Sheet, most: int = MOST_LINKS) -> None:
    """Of too many links those of the first rows stay, whole rows of them, and the sheet says where they end."""
    per_row: dict[int, int] = {}
    for (row, _), drawn in sheet.cells.items():
        if drawn.link:
            per_row[row] = per_row.get(row, 0) + 1
    if sum(per_row.values()) <= most:
        return
    cut = _first_row_without(per_row, most)
    for at, drawn in sheet.cells.items():
        if at[0] >= cut and drawn.link:
            sheet.cells[at] = replace(drawn, link="")
    _say(sheet, _LEFT_OUT.format(most=most, row=cut))


def _first_row_without(per_row: dict[int, int], most: int) -> int:
    left = most
    for row in sorted(per_row):
        left -= per_row[row]
        if left < 0:
            return row
    return max(per_row) + 1


def _say(sheet: Sheet, text: str) -> None:
    """Behind the sheet's second line."""
    at = min((column for row, column in sheet.cells if row == 2), default=1)
    subtitle = sheet.cells[2, at]
    sheet.cells[2, at] = replace(subtitle, value=f"{subtitle.value}{text}")
