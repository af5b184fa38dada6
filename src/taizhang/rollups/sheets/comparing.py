"""上期值 and 去年同期值 beside each figure of 指标汇总, with what they differ by, or why there is nothing to compare."""

from __future__ import annotations

from taizhang.model.figure import Figure
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Method
from taizhang.rollups.how import OF_METHOD, How
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED, Earlier, Rollup
from taizhang.rollups.sheets.figure_words import look_of, put_value
from taizhang.rollups.sheets.sources import SourceSheet, Subject

COMPARED = ("上期值", "较上期增减", "去年同期值", "较去年同期增减")
_LAST, _YEAR = "上期", "去年同期"
_NOTHING = "没有数"


class Comparing:
    """Draws the two comparisons of one row after the other, beginning in a column of the sheet."""

    def __init__(self, sheet: Sheet, rollup: Rollup, sources: SourceSheet, column: int) -> None:
        self.sheet, self.sources, self.column = sheet, sources, column
        self.pairs = ((_LAST, rollup.last), (_YEAR, rollup.year_before))

    def draw(self, row: int, figure: Figure, now: str) -> list[str]:
        """`now` is the cell of the figure's value. What is to be said in 说明 comes back."""
        remarks: list[str] = []
        for number, (when, earlier) in enumerate(self.pairs):
            column = self.column + 2 * number
            before = earlier.figures.get(figure.row) if earlier else None
            if earlier is None or before is None or before.value is None:
                self._draw_nothing(row, column)
                remarks += _why_not(when, earlier, before, figure.row)
                continue
            cell = self._draw_value(row, column, earlier, before, when)
            self._draw_difference(row, column + 1, figure, before, (now, cell), when)
            if before.missing:
                remarks.append(f"{when}值缺{len(before.missing)}个单位。")
        return ["".join(remarks)] if remarks else []

    def _draw_nothing(self, row: int, column: int) -> None:
        for one in (column, column + 1):
            self.sheet.put(row, one, "—", Look.CENTRED)

    def _draw_value(self, row: int, column: int, earlier: Earlier, before: Figure, when: str) -> str:
        name = f"{self.sheet.cells[row, 3].value}{when}值"
        origin = self.sources.add(
            Subject(self.sheet.cell_name(row, column), before.row, name),
            [(one, "") for one in before.contributions],
            [(one, NOT_FILLED if one in earlier.filed else NO_REPORT) for one in before.missing],
            of=earlier.period,
            gaps=before.gaps,
        )
        cell = put_value(self.sheet, row, column, before, origin.split(":")[0])
        told = f"{name}（{earlier.period.title}，《{earlier.plan}》）"
        self.sheet.derive(cell, OF_METHOD[before.method], origin, told, self._parameter(row))
        return cell

    def _parameter(self, row: int) -> str:
        """What makes a place count, as it stands behind the figure itself: only what means the same is compared."""
        value = self.sheet.cell_name(row, 6)
        return next((one.parameter for one in self.sheet.derivations if one.cell == value), "")

    def _draw_difference(
        self, row: int, column: int, figure: Figure, before: Figure, cells: tuple[str, str], when: str
    ) -> None:
        if figure.value is None or before.value is None or figure.method is Method.ALL_OF:
            self.sheet.put(row, column, "—", Look.CENTRED)
            return
        cell = self.sheet.put(row, column, figure.value - before.value, look_of(figure))
        name = f"{self.sheet.cells[row, 3].value}较{when}增减"
        self.sheet.derive(cell, How.DIFFERENCE, cells[0], name, cells[1])


def _why_not(when: str, earlier: Earlier | None, before: Figure | None, row: str) -> list[str]:
    """Why there is no earlier value; nothing where nobody looked back."""
    if earlier is None:
        return []
    if before is None:
        return [f"{earlier.unknown.get(row, when + _NOTHING)}。"]
    return [f"{when}{_NOTHING}：{before.refused}" if before.refused else f"{when}{_NOTHING}。"]
