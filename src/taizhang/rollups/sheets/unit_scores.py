"""单位评分: the responsible units by the share of points that they earned."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.plan import Role
from taizhang.model.scoring import Scoring
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.of_units import share_of_role
from taizhang.rollups.scoring.score import Score, ScoreLine, Scores
from taizhang.rollups.sheets.score_lines import ScoreLinesSheet
from taizhang.rollups.sheets.scores import in_rank_order, ranking_rule

NAME = "单位评分"
FIRST_ROW = 4
_COLUMNS = (
    ("名次", 6), ("责任单位", 20), ("计分项", 7), ("不计分项", 7), ("可得分", 9), ("得分", 9),
    ("得分率（%）", 9), ("各项得分", 62), ("说明", 22),
)  # fmt: skip
_AT = {title: number for number, (title, _) in enumerate(_COLUMNS, 1)}
_NOBODY = "没有责任单位可以计分：计分的任务没有写明牵头或分别负责的单位，请在计划设置的“考核：责任单位计入比例”中给其他分工定一个比例。"


def draw_unit_scores(rollup: Rollup, scores: Scores, beneath: ScoreLinesSheet) -> Sheet:
    """From the first rank down; a unit's points are those of the figures it answers for."""
    scoring = rollup.plan.settings.scoring or Scoring()
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}责任单位考核评分",
        f"按所负责任务的汇总值计分；{_shares(scoring)}；按得分率排名，{ranking_rule(scoring)}。",
    )
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    order = in_rank_order(scores.units)
    for row, score in enumerate(order, FIRST_ROW):
        _draw_row(sheet, row, score, beneath)
    _draw_ranks(sheet, order)
    if not order:
        sheet.put(FIRST_ROW, 1, _NOBODY, Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return sheet


def _shares(scoring: Scoring) -> str:
    """Which parts count, in words."""
    told = []
    for role in Role:
        share = share_of_role(role, scoring.roles)
        if share:
            told.append(f"{role.word}计{plain(share * 100)}%")
    return "、".join(told) or "各种分工都不计入"


def _draw_row(sheet: Sheet, row: int, score: Score, beneath: ScoreLinesSheet) -> None:
    lines = [(n, line) for n, line in enumerate(score.lines) if line.is_scored]
    points = [beneath.points[score.key, n] for n, _ in lines]
    weights = [beneath.weights[score.key, n] for n, _ in lines]
    sheet.put(row, _AT["名次"], "—", Look.CENTRED)
    sheet.put(row, _AT["责任单位"], score.name, Look.TEXT)
    _put(sheet, row, "计分项", Decimal(len(lines)), How.COUNT_CELLS, points, score)
    unscored = len(score.items) - len(lines)
    sheet.put(row, _AT["不计分项"], str(unscored) if unscored else "—", Look.CENTRED)
    _put(sheet, row, "可得分", score.possible, How.TOTAL_POINTS, weights, score)
    _put(sheet, row, "得分", score.earned, How.TOTAL_POINTS, points, score)
    _draw_rate(sheet, row, score)
    sheet.put(row, _AT["各项得分"], "；".join(_told(line) for line in score.items), Look.TEXT)
    sheet.put(row, _AT["说明"], score.unranked, Look.TEXT)


def _put(
    sheet: Sheet, row: int, title: str, value: Decimal, how: How, origins: Sequence[str], score: Score
) -> None:
    look = Look.NUMBER if how is How.COUNT_CELLS else Look.EXACT
    cell = sheet.put(row, _AT[title], value, look)
    sheet.derive(cell, how, cells_in_words(origins), f"{score.name}{title}")


def _draw_rate(sheet: Sheet, row: int, score: Score) -> None:
    if not score.possible:
        sheet.put(row, _AT["得分率（%）"], "—", Look.CENTRED)
        return
    cell = sheet.put(row, _AT["得分率（%）"], score.earned * 100 / score.possible, Look.SHARE)
    part, whole = (sheet.cell_name(row, _AT[title]) for title in ("得分", "可得分"))
    sheet.derive(cell, How.SHARE_CELLS, part, f"{score.name}得分率", whole)


def _told(line: ScoreLine) -> str:
    """县域医疗中心10/10, or 药占比不计分."""
    if line.points is None or line.possible is None:
        return f"{line.name}不计分"
    absent = f"（{line.absent}）" if line.absent else ""
    return f"{line.name}{plain(line.points)}/{plain(line.possible)}{absent}"


def _draw_ranks(sheet: Sheet, order: Sequence[Score]) -> None:
    ranked = [row for row, one in enumerate(order, FIRST_ROW) if one.rank is not None]
    for row, one in enumerate(order, FIRST_ROW):
        if one.rank is not None:
            cell = sheet.put(row, _AT["名次"], one.rank, Look.NUMBER)
            whole = f"{NAME}!G{ranked[0]}:G{ranked[-1]}"
            sheet.derive(cell, How.RANK, f"{NAME}!G{row}", f"{one.name}名次", whole)
