"""The sheets that a paper names: those that are drawn, and of the long ones the lines that it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from taizhang.model.picture import Sheet
from taizhang.model.verdict import ReportingState
from taizhang.rollups.wide.draw import draw_wide
from taizhang.rollups.wide.lines import issues
from taizhang.rollups.wide.lines.column import Line
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup
from taizhang.rollups.wide.sheets import places, reporting
from taizhang.rollups.wide.sheets.long_columns import LONG_COLUMNS

_IN_TIME = (ReportingState.ON_TIME.value, ReportingState.NOTHING_TO_REPORT.value)
Lines = Mapping[int, Line]  # by row


def paper_sheets(rollup: WideRollup, issue_lines: Lines) -> tuple[Sheet, ...]:
    """All of 各地情况, whoever did not report in time, and of 问题清单 what is given."""
    told = {
        places.NAME: dict(enumerate(places.place_lines(rollup), FIRST_ROW)),
        reporting.NAME: dict(open_reports(rollup)),
        issues.NAME: issue_lines,
    }
    sheets = draw_wide(rollup)
    for sheet in sheets:
        if sheet.name in told:
            _fill(sheet, told[sheet.name])
    return sheets


def open_reports(rollup: WideRollup) -> Iterator[tuple[int, Line]]:
    """The lines of 未报送与迟报 of whoever did not report in time, by row."""
    for row, line in enumerate(reporting.reporting_lines(rollup), FIRST_ROW):
        if line[reporting.STATE_AT - 1] not in _IN_TIME:
            yield row, line


def _fill(sheet: Sheet, lines: Lines) -> None:
    """The lines in the place of the rows that showed the looks."""
    for cell in [one for one in sheet.cells if one[0] >= FIRST_ROW]:
        del sheet.cells[cell]
    for row, line in lines.items():
        for at, (column, value) in enumerate(zip(LONG_COLUMNS[sheet.name], line, strict=True), 1):
            sheet.put(row, at, value if isinstance(value, Decimal) else value or "", column.look)
