"""评分 and 地区评分: whoever is scored by items, with the total, the rank and what it decides of the subsidy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.grid import plain
from taizhang.model.picture import Look, Mark, Sheet, cells_in_words, lines_needed
from taizhang.model.place import column_letters
from taizhang.model.scoring import Missing, Scoring, SubsidyBy
from taizhang.plans.changing.scoring_words import SUBSIDY
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.score import LineKind, Score, Scores
from taizhang.rollups.sheets.score_lines import ScoreLinesSheet, points_shown

NAME, OF_PLACES = "评分", "地区评分"
FIRST_ROW = 4
_RANK, _NAME = 1, 2
_FIRST_ITEM = 3
_ROOM = 128.0  # characters over a landscape page at a readable size
_ITEM_WIDTHS = (7.0, 12.0)  # the least and the most
_LARGE_SHEET, _TWO_SHEETS = 14, 24  # more items than these need A3, and two pages beside each other
_HEADER_SIZE = 10.5  # points
LINKED = "补助资金挂钩"
_KINDS = (LineKind.LATE, LineKind.UNREPORTED, LineKind.RETURNED)
_SHORT = 5  # characters of a reason that find room beside 0


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns behind the items', by what they hold."""

    titles: tuple[str, ...]
    widths: tuple[float, ...]
    items: int
    at: dict[str, int]


def draw_scores(rollup: Rollup, scores: Scores, beneath: ScoreLinesSheet) -> Sheet:
    """The reporters from the first rank down; those outside the ranking last, in the roster's order."""
    return _draw(rollup, scores, scores.reporters, Sheet(NAME, ()), beneath)


def draw_place_scores(rollup: Rollup, scores: Scores, beneath: ScoreLinesSheet) -> Sheet:
    """The places between, each by the figures of those who report through it."""
    return _draw(rollup, scores, scores.places, Sheet(OF_PLACES, ()), beneath)


def _draw(
    rollup: Rollup, scores: Scores, whose: Sequence[Score], sheet: Sheet, beneath: ScoreLinesSheet
) -> Sheet:
    scoring = rollup.plan.settings.scoring or Scoring()
    columns = _columns(scores, whose)
    _set_up(sheet, columns)
    of = "各地区" if sheet.name == OF_PLACES else ""
    sheet.put_title(f"{rollup.place}{year_of(rollup)}{of}考核评分", _subtitle(rollup, scores, scoring))
    sheet.heights[2] = 18.0 * lines_needed(str(sheet.cells[2, 1].value), sum(columns.widths) * 0.98, 10.5) + 4
    sheet.put_header(FIRST_ROW - 1, columns.titles, height=_header_height(columns))
    order = in_rank_order(whose)
    for row, score in enumerate(order, FIRST_ROW):
        _draw_row(sheet, row, score, columns, beneath)
    sheet.fit_rows(FIRST_ROW)
    _draw_ranks(sheet, order, columns)
    _draw_subsidies(sheet, order, columns, scoring)
    notes = notes_on(scores, scoring, of_places=bool(of))
    _draw_notes(sheet, FIRST_ROW + len(order) + 1, notes)
    return sheet


def _set_up(sheet: Sheet, columns: _Columns) -> None:
    sheet.widths, sheet.filtered, sheet.frozen_columns = columns.widths, True, _NAME
    sheet.paper = "A3" if columns.items > _LARGE_SHEET else ""
    sheet.pages_wide = 2 if columns.items > _TWO_SHEETS else 1


def notes_on(scores: Scores, scoring: Scoring, *, of_places: bool = False) -> tuple[str, ...]:
    """What a reader has to know of how the points came about, a sentence each."""
    missing = "记0分，格中注明" if scoring.missing is Missing.ZERO else "不计分，格中注明"
    told = [f"没有报送或读不出的数{missing}；不涉及本单位的项不计分，原因逐条见“评分明细”。"]
    if scoring.converts:
        told.append("不计分的项按其余各项的得分率折算，使各单位同以满分比较；超额加分不参与折算。")
    if of_places:
        told.append(
            "各地区按所辖单位的汇总数计分，以所辖单位的目标值合起来为目标值，报送扣分按所辖单位平均。"
        )
    told += [f"评分设置有不一致的地方：{one}" for one in scores.contradictions]
    return tuple(f"注{number}：{text}" for number, text in enumerate(told, 1))


def in_rank_order(scores: Sequence[Score]) -> list[Score]:
    """From the first rank down; those outside the ranking last, as they stood."""
    return sorted(scores, key=lambda one: one.rank or len(scores) + 1)


def ranking_rule(scoring: Scoring) -> str:
    """Who is ranked, and how ties stand."""
    least = [f"计分项不足满分的{plain(scoring.least_share)}%"] if scoring.least_share else []
    least += [f"不足{scoring.least_items}项"] if scoring.least_items > 1 else []
    outside = f"{'或'.join(least)}的不参加排名" if least else ""
    return "，".join(filter(None, ("同分同名次（1、2、2、4）", outside)))


def year_of(rollup: Rollup) -> str:
    """The year, or as far as it has gone."""
    whole = rollup.period.last_month == 12
    return f"{rollup.period.year}年度" if whole else f"{rollup.period.year}年度（截至{rollup.period.title}）"


def _subtitle(rollup: Rollup, scores: Scores, scoring: Scoring) -> str:
    told = [f"满分{plain(scoring.full)}分", f"统计截至{rollup.as_of:%Y年%m月%d日}"]
    if scores.periods:
        first, last = scores.periods[0], scores.periods[-1]
        told.append(f"报送情况计{first.title if first == last else f'{first.title}至{last.title}'}")
    small = scoring.least_denominator
    told += [f"分母小于{plain(small)}的比率不计分"] if small else []
    return f"{'；'.join((*told, ranking_rule(scoring)))}。"


def _columns(scores: Scores, whose: Sequence[Score]) -> _Columns:
    behind = ["考核项得分"]
    lines = [line for score in whose for line in score.lines]
    behind += ["折算"] if any(one.kind is LineKind.CONVERSION for one in lines) else []
    behind += [f"{kind.value}扣分" for kind in _KINDS if any(one.kind is kind for one in lines)]
    behind.append("总分")
    behind += [LINKED] if any(one.subsidy for one in whose) else []
    behind.append("说明")
    widths = {LINKED: 13.0, "说明": 19.0, "总分": 8.0, "考核项得分": 8.5}
    rest = [widths.get(title, 7.0) for title in behind]
    room = (_ROOM - 6 - 12 - sum(rest)) / max(1, len(scores.items))
    each = min(_ITEM_WIDTHS[1], max(_ITEM_WIDTHS[0], room))
    items = [
        f"{name}\n（{plain(one.weight)}分）" for name, one in zip(scores.names, scores.items, strict=True)
    ]
    titles = ("名次", "地区" if any(one.over for one in whose) else "填报单位", *items, *behind)
    at = {title: _FIRST_ITEM + len(items) + number for number, title in enumerate(behind)}
    return _Columns(titles, (6.0, 12.0, *(each,) * len(items), *rest), len(items), at)


def _header_height(columns: _Columns) -> float:
    pairs = zip(columns.titles, columns.widths, strict=True)
    lines = max(lines_needed(title, width, _HEADER_SIZE) for title, width in pairs)
    return min(409.0, lines * _HEADER_SIZE * 1.35 + 6)


def _draw_row(sheet: Sheet, row: int, score: Score, columns: _Columns, beneath: ScoreLinesSheet) -> None:
    sheet.put(row, _RANK, "—", Look.CENTRED)
    sheet.put(row, _NAME, score.name, Look.TEXT)
    cells: list[str] = []
    for number, line in enumerate(score.lines):
        at = _column_of(number, line.kind, columns)
        below = beneath.points.get((score.key, number))
        shown = _in_cell(line.absent, points_shown(line))
        look = Look.EXACT if isinstance(shown, Decimal) else Look.CENTRED
        mark = Mark.NONE if line.is_scored else Mark.CLOSED
        light = Light.RED if line.is_scored and line.absent else Light.NONE
        cell = sheet.put(row, at, shown, look, link=below or "", mark=mark, light=light)
        if below:
            cells.append(cell)
            sheet.derive(cell, How.TAKEN, below, f"{score.name}：{line.name}")
    for title in [title for title in columns.at if (row, columns.at[title]) not in sheet.cells]:
        sheet.put(row, columns.at[title], "", Look.CENTRED)
    _draw_sums(sheet, row, score, columns, cells)
    _draw_remark(sheet, row, score, columns)
    if LINKED in columns.at:
        sheet.put(row, columns.at[LINKED], score.subsidy, Look.CENTRED)


def _draw_remark(sheet: Sheet, row: int, score: Score, columns: _Columns) -> None:
    unscored = [n for n, line in enumerate(score.lines) if line.kind is LineKind.ITEM and not line.is_scored]
    told = (score.unranked, f"{len(unscored)}项不计分" if unscored else "")
    cell = sheet.put(row, columns.at["说明"], "；".join(filter(None, told)), Look.TEXT)
    if unscored:
        items = cells_in_words([sheet.cell_name(row, _FIRST_ITEM + number) for number in unscored])
        sheet.derive(cell, How.UNSCORED, items, f"{score.name}说明")


def _column_of(number: int, kind: LineKind, columns: _Columns) -> int:
    if kind is LineKind.ITEM:
        return _FIRST_ITEM + number
    return columns.at[kind.value if kind is LineKind.CONVERSION else f"{kind.value}扣分"]


def _in_cell(absent: str, shown: str | Decimal) -> str | Decimal:
    """The reason on a line of its own, where it is short."""
    if not absent or isinstance(shown, Decimal):
        return shown
    return f"{shown.partition('（')[0]}\n（{absent if len(absent) <= _SHORT else '见明细'}）"


def _draw_sums(sheet: Sheet, row: int, score: Score, columns: _Columns, cells: Sequence[str]) -> None:
    """What the items come to, and what everything does."""
    earned, total = columns.at["考核项得分"], columns.at["总分"]
    if score.total is None:
        sheet.put(row, earned, "—", Look.CENTRED)
        sheet.put(row, total, "不计分", Look.CENTRED)
        return
    cell = sheet.put(row, earned, score.earned, Look.EXACT)
    items = cells_in_words(cells[: len(score.scored)])  # they stand before the rest
    sheet.derive(cell, How.TOTAL_POINTS, items, f"{score.name}考核项得分")
    cell = sheet.put(row, total, score.total, Look.EXACT)
    sheet.derive(cell, How.TOTAL_POINTS, cells_in_words(cells), f"{score.name}总分")


def _draw_ranks(sheet: Sheet, scores: Sequence[Score], columns: _Columns) -> None:
    ranked = [row for row, one in enumerate(scores, FIRST_ROW) if one.rank is not None]
    if not ranked:
        return
    letters = column_letters(columns.at["总分"])
    whole = f"{sheet.name}!{letters}{ranked[0]}:{letters}{ranked[-1]}"
    for row, one in enumerate(scores, FIRST_ROW):
        if one.rank is not None:
            cell = sheet.put(row, _RANK, one.rank, Look.NUMBER)
            sheet.derive(cell, How.RANK, f"{sheet.name}!{letters}{row}", f"{one.name}名次", whole)


def _draw_subsidies(sheet: Sheet, scores: Sequence[Score], columns: _Columns, scoring: Scoring) -> None:
    """What each result decides, by the total or the rank; what persons decide follows from no number."""
    if scoring.subsidy is None or LINKED not in columns.at:
        return
    by = _RANK if scoring.subsidy.by is SubsidyBy.RANK else columns.at["总分"]
    for row, one in enumerate(scores, FIRST_ROW):
        if one.rank is not None:
            cell, decides = sheet.cell_name(row, columns.at[LINKED]), sheet.cell_name(row, by)
            sheet.derive(cell, How.SUBSIDY, decides, f"{one.name}{LINKED}", SUBSIDY.show(scoring.subsidy))


def _draw_notes(sheet: Sheet, row: int, notes: Sequence[str]) -> None:
    for at, text in enumerate(notes, row):
        sheet.put(at, 1, text, Look.NOTE)
        sheet.merges[at, 1] = (at, len(sheet.widths))
        sheet.heights[at] = 16.0 * lines_needed(text, sum(sheet.widths), 10.5) + 4
