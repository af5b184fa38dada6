"""评分明细: every score line by line, with its arithmetic; each line leads to the cells it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.words.plan_words import MANNER_WORDS
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.score import LineKind, Score, ScoreLine, Scores
from taizhang.rollups.sheets.score_origins import ScoreOrigins
from taizhang.rollups.sheets.sources import SourceSheet

NAME = "评分明细"
FIRST_ROW = 4
_COLUMNS = (
    ("类别", 8), ("考核对象", 12), ("编号", 11), ("考核内容", 21), ("计分办法", 13), ("分值", 6),
    ("目标值", 11), ("完成值", 18), ("算式", 27), ("得分", 8), ("说明", 27), ("出处", 15),
)  # fmt: skip
TITLES = tuple(title for title, _ in _COLUMNS)
_AT = {title: number for number, title in enumerate(TITLES, 1)}
TOLD_BY = (_AT["考核对象"], _AT["考核内容"], _AT["说明"])
_CENTRED = ("类别", "计分办法", "目标值")
_MOST_LINKS = 60_000  # a sheet can hold 65,530
_SHOWN_PLACES = 2  # cells named in 出处; the others stand in 来源
_NOT_SCORED = "不计分"
_HOW = {LineKind.ITEM: How.POINTS, LineKind.CONVERSION: How.CONVERSION}


@dataclass(slots=True)
class ScoreLinesSheet:
    """The drawn sheet, and the cells of each line's points and weight: by key of the scored and number of the line."""

    sheet: Sheet
    points: dict[tuple[str, int], str] = field(default_factory=dict)  # of those that are scored
    weights: dict[tuple[str, int], str] = field(default_factory=dict)

    def points_of(self, score: Score, before: int | None = None) -> list[str]:
        """The cells of its points, down to a line."""
        numbers = range(len(score.lines) if before is None else before)
        return [self.points[score.key, n] for n in numbers if (score.key, n) in self.points]


def draw_score_lines(rollup: Rollup, scores: Scores, sources: SourceSheet) -> ScoreLinesSheet:
    """The places between and the reporters in the roster's order, then the units."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=4)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}考核评分明细",
        "逐项列出目标、完成值和算式；“=”为恰好相等，“≈”为四舍五入；出处点开即到来源。",
    )
    sheet.put_header(FIRST_ROW - 1, TITLES)
    drawing = _Lines(ScoreLinesSheet(sheet), ScoreOrigins(sources))
    for score in (*scores.places, *scores.reporters, *scores.units):
        drawing.draw(score)
    sheet.fit_rows(FIRST_ROW)
    return drawing.drawn


def points_shown(line: ScoreLine) -> str | Decimal:
    """The points; the words beside them where there is no number behind them."""
    if line.points is None:
        return _NOT_SCORED
    return f"{plain(line.points)}（{line.absent}）" if line.absent else line.points


@dataclass(slots=True)
class _Lines:
    """Draws one score below the other."""

    drawn: ScoreLinesSheet
    origins: ScoreOrigins
    row: int = FIRST_ROW
    links: int = 0

    def draw(self, score: Score) -> None:
        """Its lines, and under them the total."""
        numbers = [number for number, line in enumerate(score.lines) if line.kind.deducts]
        cell = self._points_cell(self.row + numbers[0]) if numbers else ""
        standings = self.origins.of_standings(score, cell)
        for number, line in enumerate(score.lines):
            self._draw_line(score, number, line, standings)
            self.row += 1
        self._draw_total(score)
        self.row += 1

    def _points_cell(self, row: int) -> str:
        return self.drawn.sheet.cell_name(row, _AT["得分"])

    def _draw_line(self, score: Score, number: int, line: ScoreLine, standings: str) -> None:
        origins = self._origins(score, number, line, standings)
        self._put_texts(score, _texts(line))
        self._put_weight(score, number, line)
        shown = points_shown(line)
        look = Look.EXACT if isinstance(shown, Decimal) else Look.CENTRED
        cell = self.drawn.sheet.put(self.row, _AT["得分"], shown, look)
        if line.points is not None:
            self.drawn.points[score.key, number] = cell
            how = _HOW.get(line.kind, How.DEDUCTION)
            name = f"{score.name}：{line.name}"
            self.drawn.sheet.derive(cell, how, origins, name, line.formula, line.clause)
        self._link(origins, _places(line))

    def _origins(self, score: Score, number: int, line: ScoreLine, standings: str) -> str:
        cell = self._points_cell(self.row)
        match line.kind:
            case LineKind.ITEM:
                return self.origins.of_item(line, cell)
            case LineKind.CONVERSION:
                return cells_in_words(self.drawn.points_of(score, number))
            case LineKind.RETURNED:
                return f"{standings} {self.origins.of_returns(score, line, cell)}".strip()
            case _:
                return standings

    def _put_weight(self, score: Score, number: int, line: ScoreLine) -> None:
        if line.possible is None:
            self.drawn.sheet.put(self.row, _AT["分值"], "", Look.CENTRED)
            return
        cell = self.drawn.sheet.put(self.row, _AT["分值"], line.possible, Look.EXACT)
        self.drawn.sheet.derive(cell, How.WEIGHT, "", f"{score.name}：{line.name}分值")
        self.drawn.weights[score.key, number] = cell

    def _draw_total(self, score: Score) -> None:
        sheet, worked = self.drawn.sheet, _sum_of(score)
        texts = {"考核内容": "总分", "计分办法": "合计", "算式": worked, "说明": score.unranked}
        self._put_texts(score, texts, Look.LABEL)
        sheet.put(self.row, _AT["分值"], "", Look.LABEL)
        total = score.total
        cell = sheet.put(self.row, _AT["得分"], _NOT_SCORED if total is None else total, Look.LABEL)
        if total is not None:
            origins = cells_in_words(self.drawn.points_of(score))
            sheet.derive(cell, How.TOTAL_POINTS, origins, f"{score.name}总分", worked)

    def _put_texts(self, score: Score, texts: Mapping[str, str], look: Look | None = None) -> None:
        told = {"类别": score.whose, "考核对象": score.name, **texts}
        for title in TITLES:
            if title not in ("分值", "得分"):
                usual = Look.CENTRED if title in _CENTRED else Look.TEXT
                self.drawn.sheet.put(self.row, _AT[title], told.get(title, ""), look or usual)

    def _link(self, origins: str, text: str) -> None:
        """出处 leads to the first line of 来源."""
        first = origins.split(":")[0].split(" ")[0]
        if first.startswith("来源!") and text and self.links < _MOST_LINKS:
            self.links += 1
            self.drawn.sheet.put(self.row, _AT["出处"], text, Look.TEXT, link=first)


def _texts(line: ScoreLine) -> dict[str, str]:
    manner = MANNER_WORDS[line.manner] if line.manner else line.kind.value
    return {
        "编号": line.id, "考核内容": line.name, "计分办法": manner,
        "目标值": line.goal, "完成值": line.value, "算式": line.formula, "说明": line.note, "出处": _places(line),
    }  # fmt: skip


def _places(line: ScoreLine) -> str:
    """The first cells by name, as 任务台账!N11、O11; whose they are where they are several reporters'."""
    if line.kind.deducts:
        return "报送记录"
    reporters = {one.reporter for one, _ in line.cells}
    if len(reporters) > 1:
        return f"{len(reporters)}个单位的台账"
    places = list(dict.fromkeys(one.place for one, _ in line.cells if one.place.row))
    if not places:
        return "来源" if line.silent else ""
    beside = [one.address if one.sheet == places[0].sheet else str(one) for one in places[1:_SHOWN_PLACES]]
    return "、".join((str(places[0]), *beside)) + ("等" if len(places) > _SHOWN_PLACES else "")


def _sum_of(score: Score) -> str:
    """The lines' points added up: 12+0+5-1=16."""
    if score.total is None:
        return ""
    points = [one.points for one in score.lines if one.points is not None]
    shown = "".join(f"{'' if one < 0 else '+'}{plain(one)}" for one in points).removeprefix("+")
    return f"{shown}={plain(score.total)}" if len(points) > 1 else shown
