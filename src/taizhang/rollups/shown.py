"""What a rollup workbook shows in 指标汇总, held against the ledgers that it carries: both must say the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from taizhang.model.grid import Grid, plain
from taizhang.model.quantity import rounded
from taizhang.rollups.consolidate import consolidate
from taizhang.rollups.past import Past, look_back_of
from taizhang.rollups.rollup import Report
from taizhang.rollups.sheets import figures

if TYPE_CHECKING:
    from taizhang.rollups.read_back import CarriedRollup

_ENOUGH = 1e-12  # a workbook keeps numbers as doubles


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A value of 指标汇总 as it stands there."""

    row: str  # id of the indicator
    cell: str  # 指标汇总!F12
    text: str


def shown_figures(grids: Sequence[Grid]) -> tuple[ShownFigure, ...]:
    """Top down; none where the sheet is not there."""
    grid = next((grid for grid in grids if grid.sheet == figures.NAME), None)
    if grid is None:
        return ()
    rows = range(figures.FIRST_ROW, grid.last_row + 1)
    return tuple(
        ShownFigure(
            grid.text(row, 1),
            str(grid.place(row, figures.VALUE_COLUMN)),
            grid.text(row, figures.VALUE_COLUMN),
        )
        for row in rows
        if grid.text(row, 1)
    )


def shown_differences(
    carried: CarriedRollup,
    reports: Sequence[Report],
    before: Sequence[Past],
    shown: Sequence[ShownFigure],
) -> tuple[str, ...]:
    """One Chinese sentence for each value that is not what the ledgers come to; the ledgers are believed.

    `before` are the earlier periods that it carries.
    """
    back = look_back_of(carried.plan, carried.period, before)
    again = consolidate(
        carried.plan, carried.roster, carried.period, reports,
        as_of=carried.as_of, place=carried.place, standings=carried.standings, waivers=carried.waivers,
        back=back,
    )  # fmt: skip
    values = {figure.row: figure.value for figure in again.figures}
    return tuple(_differences(carried.name, values, shown))


def _differences(name: str, values: dict[str, Decimal | None], shown: Sequence[ShownFigure]) -> Iterator[str]:
    for one in shown:
        if one.row not in values or _same(values[one.row], one.text):
            continue
        value = values[one.row]
        comes_to = "没有数" if value is None else plain(rounded(value))
        yield (
            f"“{name}”的{one.cell}显示“{one.text}”，据所附台账应为{comes_to}，按台账汇入，请报送单位核对。"
        )


def _same(value: Decimal | None, text: str) -> bool:
    text = {"是": "1", "否": "0"}.get(text, text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return value is None
    return value is not None and math.isclose(number, value, rel_tol=_ENOUGH)
