"""自报核对: what a place says itself, beside what those below it come to, and why the two may differ."""

from __future__ import annotations

from taizhang.model.picture import Look, Sheet
from taizhang.rollups.how import How
from taizhang.rollups.levels import why_different
from taizhang.rollups.methods import PER
from taizhang.rollups.rollup import OwnNumber, Rollup
from taizhang.rollups.sheets import levels
from taizhang.rollups.sheets.figures import subjects_of
from taizhang.rollups.sheets.sources import SourceSheet, Subject

NAME = "自报核对"
FIRST_ROW = 4
_COLUMNS = (
    ("地方", 14), ("行标识", 12), ("指标", 28), ("计量单位", 8), ("本级自报", 11), ("所辖合计", 11), ("差额", 9),
    ("说明", 46), ("出处", 18),
)  # fmt: skip


def draw_own_numbers(rollup: Rollup, sources: SourceSheet) -> Sheet:
    """The rollup takes the counties' numbers; a place's own ones overwrite nothing."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=3)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}本级自报与所辖合计核对",
        "本级另报了台账的，逐项与所辖各地的合计核对；汇总采用所辖各地的数，差额请报送单位说明。",
    )
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    for row, own in enumerate(rollup.own, FIRST_ROW):
        _OwnRow(sheet, rollup, sources, row, own).draw()
    if not rollup.own:
        sheet.put(FIRST_ROW, 1, "没有哪一级在所辖各地之外另报台账。", Look.NOTE)
        sheet.merges[FIRST_ROW, 1] = (FIRST_ROW, len(_COLUMNS))
    sheet.fit_rows(FIRST_ROW)
    return sheet


class _OwnRow:
    def __init__(self, sheet: Sheet, rollup: Rollup, sources: SourceSheet, row: int, own: OwnNumber) -> None:
        self.sheet, self.rollup, self.sources, self.row, self.own = sheet, rollup, sources, row, own
        self.look = Look.SHARE if own.below.unit in PER else Look.NUMBER
        self.subject = subjects_of(rollup.plan)[own.row]

    def draw(self) -> None:
        own, sheet, row = self.own, self.sheet, self.row
        names = self.rollup.names()
        for column, text in ((1, own.place.name), (2, own.row), (3, self.subject)):
            sheet.put(row, column, text, Look.TEXT)
        sheet.put(row, 4, own.below.unit, Look.CENTRED)
        sheet.put(row, 8, why_different(own, self.rollup.belonging, names), Look.TEXT)
        sheet.put(row, 9, str(own.said.place), Look.TEXT)
        said, below = self._draw_said(), self._draw_below()
        self._draw_difference(said, below)

    def _draw_said(self) -> str:
        cell = self.sheet.cell_name(self.row, 5)
        origin = self.sources.add(Subject(cell, self.own.row, self.subject), [(self.own.said, "")])
        if self.own.said.value is None:
            self.sheet.put(self.row, 5, self.own.said.raw, Look.CENTRED, link=origin)
            return ""
        self.sheet.put(self.row, 5, self.own.said.value, self.look, link=origin)
        self.sheet.derive(cell, How.SUM, origin, f"{self.own.place.name}{self.subject}自报")
        return cell

    def _draw_below(self) -> str:
        """The same number as in 层级核对, where its lines stand."""
        if self.own.below.value is None:
            self.sheet.put(self.row, 6, "—", Look.CENTRED)
            return ""
        origin = levels.cell_of(self.rollup, self.own.place, self.own.row)
        cell = self.sheet.put(self.row, 6, self.own.below.value, self.look, link=origin)
        self.sheet.derive(cell, How.ADD_CELLS, origin, f"{self.own.place.name}{self.subject}所辖合计")
        return cell

    def _draw_difference(self, said: str, below: str) -> None:
        difference = self.own.difference
        if difference is None:
            self.sheet.put(self.row, 7, "—", Look.CENTRED)
            return
        cell = self.sheet.put(self.row, 7, difference, self.look)
        self.sheet.derive(cell, How.DIFFERENCE, said, f"{self.own.place.name}{self.subject}差额", below)
