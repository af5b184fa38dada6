"""层级核对: what the places below come to, side by side, and added up against the place's own figure."""

from __future__ import annotations

from decimal import Decimal

from taizhang.model.figure import Figure
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.place import column_letters
from taizhang.model.plan import Method
from taizhang.model.reporter import RosterLine
from taizhang.model.words.plan_words import METHOD_WORDS
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.how import OF_METHOD, How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets import figures as figures_sheet
from taizhang.rollups.sheets.figure_words import look_of, put_value
from taizhang.rollups.sheets.figures import counted_by
from taizhang.rollups.sheets.sources import SourceSheet

NAME = "层级核对"
FIRST_ROW = 4
_COLUMNS = (
    ("行标识", 11),
    ("指标", 24),
    ("汇总方法", 12),
    ("计量单位", 7),
    ("本级汇总", 10),
    ("下级相加", 10),
    ("差额", 8),
)
_PLACES_AT = len(_COLUMNS) + 1
_ADDED = (Method.SUM, Method.COUNT_MEETING)
_NOT_ADDED = "不相加"


def draw_levels(rollup: Rollup, sources: SourceSheet) -> Sheet:
    """One column for each direct reporter; below the table, who is counted where."""
    widths = (*(float(width) for _, width in _COLUMNS), *(10.0,) * len(rollup.below))
    sheet = Sheet(NAME, widths, filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}层级核对",
        "本级汇总由各填报单位的台账直接算出，下级相加为各地之和，两者应当一致；比率按分子、分母分别相加，不能把比率相加。",
    )
    titles = (*(title for title, _ in _COLUMNS), *(place.line.name for place in rollup.below))
    sheet.put_header(FIRST_ROW - 1, titles)
    subjects = {row.id: row.indicator for row in rolled_up_indicators(rollup.plan)}
    for at, figure in enumerate(rollup.figures):
        indicator = subjects[figure.row]
        if indicator is not None:
            drawing = _LevelRow(sheet, rollup, sources, at, figure)
            drawing.draw(indicator.subject or indicator.span.words, counted_by(indicator))
    _draw_notes(sheet, FIRST_ROW + len(rollup.figures) + 1, rollup)
    sheet.fit_rows(FIRST_ROW)
    return sheet


def cell_of(rollup: Rollup, place: RosterLine, row: str) -> str:
    """The cell of a place's figure."""
    at = next(at for at, figure in enumerate(rollup.figures) if figure.row == row)
    number = next(number for number, one in enumerate(rollup.below) if one.line == place)
    return f"{NAME}!{column_letters(_PLACES_AT + number)}{FIRST_ROW + at}"


class _LevelRow:
    """One indicator at both levels."""

    def __init__(self, sheet: Sheet, rollup: Rollup, sources: SourceSheet, at: int, figure: Figure) -> None:
        self.sheet, self.rollup, self.sources, self.figure, self.at = sheet, rollup, sources, figure, at
        self.row = FIRST_ROW + at
        self.above = f"{figures_sheet.NAME}!F{figures_sheet.FIRST_ROW + at}"
        self.look = look_of(figure)

    def draw(self, subject: str, counted: str) -> None:
        sheet, row, figure = self.sheet, self.row, self.figure
        sheet.put(row, 1, figure.row, Look.TEXT)
        sheet.put(row, 2, subject, Look.TEXT)
        sheet.put(row, 3, METHOD_WORDS[figure.method], Look.CENTRED)
        sheet.put(row, 4, figure.unit, Look.CENTRED)
        self._draw_above(subject)
        cells = [
            cell
            for number in range(len(self.rollup.below))
            if (cell := self._draw_place(number, subject, counted))
        ]
        self._draw_sum(subject, cells)

    def _draw_above(self, subject: str) -> None:
        if self.figure.value is None:
            self.sheet.put(self.row, 5, "—", Look.CENTRED, link=self.above)
            return
        cell = put_value(self.sheet, self.row, 5, self.figure, self.above)
        self.sheet.derive(cell, How.ADD_CELLS, self.above, f"{subject}本级汇总")

    def _draw_place(self, number: int, subject: str, counted: str) -> str:
        """The place's own figure; "" where it has no number."""
        place = self.rollup.below[number]
        figure = place.figures[self.at]
        column = _PLACES_AT + number
        if figure.value is None:
            self.sheet.put(self.row, column, "—", Look.CENTRED)
            return ""
        origin = self.sources.lines_of(self.above, place.reporters)
        cell = put_value(self.sheet, self.row, column, figure, origin.split(":")[0].split(" ")[0])
        self.sheet.derive(cell, OF_METHOD[figure.method], origin, f"{place.line.name}{subject}", counted)
        return cell

    def _draw_sum(self, subject: str, cells: list[str]) -> None:
        value = self.figure.value
        if self.figure.method not in _ADDED or value is None:
            self.sheet.put(self.row, 6, _NOT_ADDED if value is not None else "—", Look.CENTRED)
            self.sheet.put(self.row, 7, "—", Look.CENTRED)
            return
        together = sum(
            (place.figures[self.at].value or Decimal(0) for place in self.rollup.below), Decimal(0)
        )
        cell = self.sheet.put(self.row, 6, together, self.look)
        self.sheet.derive(cell, How.ADD_CELLS, cells_in_words(cells), f"{subject}下级相加")
        over = self.sheet.put(self.row, 7, value - together, self.look)
        self.sheet.derive(over, How.DIFFERENCE, f"{NAME}!E{self.row}", f"{subject}差额", cell)


def _draw_notes(sheet: Sheet, row: int, rollup: Rollup) -> None:
    """Who is counted where codes would not say so, and what was noticed in putting sources together."""
    sentences = dict.fromkeys(one for notes in rollup.belonging.values() for one in notes)
    for place, text in enumerate((*(f"{one}。" for one in sentences), *rollup.remarks), row):
        sheet.put(place, 1, text, Look.NOTE)
        sheet.merges[place, 1] = (place, len(sheet.widths))
