"""附件: the year's scores (年度考核) of whoever the plan addresses, and of those below, with what they decide of the subsidy."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.model.grid import plain
from taizhang.model.scoring import Scoring
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.how import How
from taizhang.rollups.notice import ScoreRow, ScoreTable
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.score import LineKind, Score, Scores
from taizhang.rollups.sheets import scores as scores_sheet
from taizhang.rollups.sheets.scores import LINKED, in_rank_order, ranking_rule, year_of
from taizhang.rollups.stated import Stated, mark_of

_DEDUCTIONS = tuple(f"{kind.value}扣分" for kind in LineKind if kind.deducts)


def scores_told(rollup: Rollup, scores: Scores | None, cells: DrawnCells) -> ScoreTable | None:
    """Of the direct reporters; None where the plan scores nothing."""
    if scores is None:
        return None
    sheet = scores_sheet.OF_PLACES if scores.places else scores_sheet.NAME
    return _table(rollup, scores.direct, _Scored(cells, sheet), "各地区" if scores.places else "")


def filler_scores_told(rollup: Rollup, scores: Scores | None, cells: DrawnCells) -> ScoreTable | None:
    """Of who fills in, where they report through places between."""
    if scores is None or not scores.places:
        return None
    return _table(rollup, scores.reporters, _Scored(cells, scores_sheet.NAME), "各填报单位")


def _table(rollup: Rollup, whose: Sequence[Score], held: _Scored, of: str) -> ScoreTable:
    scoring = rollup.plan.settings.scoring or Scoring()
    return ScoreTable(
        title=f"{rollup.place}{year_of(rollup)}{of}考核得分",
        note=f"注：满分{plain(scoring.full)}分；{ranking_rule(scoring)}。",
        linked=scoring.subsidy is not None,
        rows=tuple(
            held.row_of(one, row) for row, one in enumerate(in_rank_order(whose), scores_sheet.FIRST_ROW)
        ),
    )


class _Scored:
    """The cells of 评分, or of 地区评分, row by row as they were drawn."""

    def __init__(self, cells: DrawnCells, sheet: str) -> None:
        self.cells, self.sheet = cells, sheet

    def row_of(self, score: Score, row: int) -> ScoreRow:
        return ScoreRow(
            name=score.name,
            rank=self._number(score, row, "rank", "名次"),
            earned=self._number(score, row, "earned", "考核项得分"),
            conversion=self._number(score, row, "conversion", LineKind.CONVERSION.value),
            deducted=self._deducted(score, row),
            total=self._number(score, row, "total", "总分"),
            subsidy=self._words(score, row, "subsidy", LINKED),
            remark=self._words(score, row, "remark", "说明"),
        )

    def _number(self, score: Score, row: int, mark: str, title: str) -> Stated | None:
        """None where the column is not there, or holds a dash."""
        cell = self._cell(title, row)
        return self.cells.shown(_mark(mark, score), f"{score.name}{title}", cell) if cell else None

    def _deducted(self, score: Score, row: int) -> Stated | None:
        cells = [cell for title in _DEDUCTIONS if (cell := self._cell(title, row))]
        return self.cells.added(_mark("deducted", score), f"{score.name}报送扣分", cells) if cells else None

    def _words(self, score: Score, row: int, mark: str, title: str) -> Stated | None:
        cell = self._cell(title, row)
        said = self.cells.text(cell) if cell else ""
        return (
            Stated(_mark(mark, score), f"{score.name}{title}", None, said, How.TAKEN, cell) if said else None
        )

    def _cell(self, title: str, row: int) -> str:
        return self.cells.cell(self.sheet, title, row) if self.cells.has_title(self.sheet, title) else ""


def _mark(mark: str, score: Score) -> str:
    return mark_of("score", mark, score.key)
