"""The rollup workbook as a picture: sheets to read, and a hidden one that says where each number is from."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.model.picture import Look, Sheet
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets.acceptances import draw_acceptances
from taizhang.rollups.sheets.coordination import draw_coordination
from taizhang.rollups.sheets.details import draw_details
from taizhang.rollups.sheets.figures import draw_figures
from taizhang.rollups.sheets.issues import draw_issues
from taizhang.rollups.sheets.leaders import draw_leaders
from taizhang.rollups.sheets.links import BackLinks, keep_links_of_one_line, keep_links_within_limit
from taizhang.rollups.sheets.overview import Beneath, draw_overview
from taizhang.rollups.sheets.plan_changes import draw_plan_changes
from taizhang.rollups.sheets.progress import draw_progress
from taizhang.rollups.sheets.ranking import Counted
from taizhang.rollups.sheets.reporting import draw_reporting
from taizhang.rollups.sheets.sources import SourceSheet
from taizhang.rollups.sheets.units import draw_units

INDEX = "来源索引"
INDEX_TITLES = ("单元格", "名称", "算法", "算法说明", "取自", "参数", "计划原文")
_INDEX_WIDTHS = (18, 40, 20, 40, 60, 24, 60)


def draw_rollup(rollup: Rollup) -> tuple[Sheet, ...]:
    """The sheets in the order of the workbook."""
    sources = SourceSheet(f"{rollup.place}{rollup.period.title}汇总数字来源", rollup.names())
    reporting, reports = draw_reporting(rollup, sources)
    figures = draw_figures(rollup, sources)
    progress = draw_progress(rollup, sources, reports)
    details = draw_details(rollup)
    issues = draw_issues(rollup, details)
    coordination = draw_coordination(rollup, issues)
    counted = Counted(progress, issues.cells, coordination.cells, reports)
    overview = draw_overview(rollup, Beneath(figures, counted))
    units = draw_units(rollup, progress)
    leaders = draw_leaders(rollup, counted)
    changes = draw_plan_changes(rollup)
    sheets = [
        overview.sheet, progress.sheet, figures, details, issues.sheet, coordination.sheet, reporting,
        draw_acceptances(rollup), units, *([leaders.sheet] if leaders else []), changes.sheet, sources.sheet,
    ]  # fmt: skip
    back = BackLinks(rollup)
    back.from_progress(progress, overview)
    back.from_reporting(reporting, leaders)
    back.from_changes(changes, figures, progress.sheet)
    for sheet in sheets:
        keep_links_of_one_line(sheet)
        keep_links_within_limit(sheet)
    return (*sheets, _draw_index(sheets))


def _draw_index(sheets: Sequence[Sheet]) -> Sheet:
    index = Sheet(INDEX, _INDEX_WIDTHS, visible=False)
    index.put_row(1, INDEX_TITLES, Look.HEADER)
    derivations = (derivation for sheet in sheets for derivation in sheet.derivations)
    for row, one in enumerate(derivations, 2):
        texts = (one.cell, one.name, one.how, How(one.how).says, one.origins, one.parameter, one.clause)
        for column, text in enumerate(texts, 1):
            if text:
                index.put(row, column, str(text), Look.CODE)
    return index
