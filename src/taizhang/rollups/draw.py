"""The rollup workbook as a picture: sheets to read, one that says where each number is from, and one that carries the ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.model.picture import Look, Sheet
from taizhang.model.reporter import Reporter
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scores import scores_of
from taizhang.rollups.scoring.score import Scores
from taizhang.rollups.sheets.acceptances import draw_acceptances
from taizhang.rollups.sheets.clearings import draw_clearings
from taizhang.rollups.sheets.coordination import draw_coordination
from taizhang.rollups.sheets.details import draw_details
from taizhang.rollups.sheets.figures import draw_figures
from taizhang.rollups.sheets.issues import draw_issues
from taizhang.rollups.sheets.joinings import draw_joinings
from taizhang.rollups.sheets.leaders import draw_leaders
from taizhang.rollups.sheets.levels import draw_levels
from taizhang.rollups.sheets.links import BackLinks, keep_links_of_one_line, keep_links_within_limit
from taizhang.rollups.sheets.overview import Beneath, draw_overview
from taizhang.rollups.sheets.own_numbers import draw_own_numbers
from taizhang.rollups.sheets.plan_changes import draw_plan_changes
from taizhang.rollups.sheets.progress import draw_progress
from taizhang.rollups.sheets.ranking import Counted
from taizhang.rollups.sheets.records import draw_records
from taizhang.rollups.sheets.reporting import draw_reporting
from taizhang.rollups.sheets.score_lines import draw_score_lines
from taizhang.rollups.sheets.scores import draw_place_scores, draw_scores
from taizhang.rollups.sheets.sources import EARLIER, SourceSheet
from taizhang.rollups.sheets.unit_scores import draw_unit_scores
from taizhang.rollups.sheets.units import draw_units

INDEX = "来源索引"
INDEX_TITLES = ("单元格", "名称", "算法", "算法说明", "取自", "参数", "计划原文")
_INDEX_WIDTHS = (18, 40, 20, 40, 60, 24, 60)


def draw_rollup(rollup: Rollup) -> tuple[Sheet, ...]:
    """The sheets in the order of the workbook."""
    title = f"{rollup.place}{rollup.period.title}汇总数字来源"
    sources = SourceSheet(title, rollup.names(), rollup.period)
    past = SourceSheet(f"{title}（往期）", _names_then(rollup), name=EARLIER)
    reporting, reports = draw_reporting(rollup, sources)
    figures = draw_figures(rollup, sources, past)
    progress = draw_progress(rollup, sources, reports)
    details = draw_details(rollup)
    issues = draw_issues(rollup, details)
    coordination = draw_coordination(rollup, issues)
    counted = Counted(progress, issues.cells, coordination.cells, reports)
    overview = draw_overview(rollup, Beneath(figures, counted))
    leaders = draw_leaders(rollup, counted)
    changes = draw_plan_changes(rollup)
    sheets = [
        overview.sheet, progress.sheet, figures, *_draw_levels(rollup, sources), details, issues.sheet,
        coordination.sheet, draw_clearings(rollup, sources), reporting, draw_acceptances(rollup),
        *_scored(rollup, scores_of(rollup), sources), draw_units(rollup, progress),
        *([leaders.sheet] if leaders else []), changes.sheet, sources.sheet, *(() if past.empty else (past.sheet,)),
    ]  # fmt: skip
    back = BackLinks(rollup)
    back.from_progress(progress, overview)
    back.from_reporting(reporting, leaders)
    back.from_changes(changes, figures, progress.sheet)
    for sheet in sheets:
        keep_links_of_one_line(sheet)
        keep_links_within_limit(sheet)
    return (*sheets, draw_records(rollup), _draw_index(sheets))


def _names_then(rollup: Rollup) -> dict[Reporter, str]:
    """What everybody of the periods held against is called: as now, else as then."""
    earlier = [one.names for one in (rollup.year_before, rollup.last) if one]
    return {reporter: name for names in (*earlier, rollup.names()) for reporter, name in names.items()}


def _draw_levels(rollup: Rollup, sources: SourceSheet) -> Iterator[Sheet]:
    """Where others report through the direct reporters, both levels side by side; where plans were joined, how."""
    if rollup.below:
        yield draw_levels(rollup, sources)
        yield draw_own_numbers(rollup, sources)
    if rollup.joinings:
        yield draw_joinings(rollup)


def draw_score_book(rollup: Rollup, scores: Scores) -> tuple[Sheet, ...]:
    """The scores alone as a workbook, with whatever their points came from."""
    sources = SourceSheet(f"{rollup.place}{rollup.period.title}考核得分来源", rollup.names())
    sheets = (*_scored(rollup, scores, sources), sources.sheet)
    return (*sheets, _draw_index(sheets))


def _scored(rollup: Rollup, scores: Scores | None, sources: SourceSheet) -> tuple[Sheet, ...]:
    """地区评分 where others report through places between, 评分, 评分明细 and 单位评分; none where the plan scores nothing."""
    if scores is None:
        return ()
    lines = draw_score_lines(rollup, scores, sources)
    places = (draw_place_scores(rollup, scores, lines),) if scores.places else ()
    return *places, draw_scores(rollup, scores, lines), lines.sheet, draw_unit_scores(rollup, scores, lines)


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
