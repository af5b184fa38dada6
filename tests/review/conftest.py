"""A review workbook of the sample city as its grids, filled in by id and column title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from taizhang.model.grid import CellValue, Formula, Grid, Workbook
from taizhang.model.picture import Sheet
from taizhang.model.place import column_letters
from taizhang.model.plan import Plan
from taizhang.plans import compile_plan
from taizhang.plans.review.draw import draw_review
from taizhang.plans.review.judge import Judged, judge_review
from taizhang.plans.review.read import read_review

REPORTERS = (("990101", "碧潭县"), ("990102", "松陂县"), ("990103", "白礁县"), ("990104", "晴川区"))
DAY = date(2022, 4, 1)

Cells = Mapping[tuple[str, str], CellValue]  # by id and title of the column


@pytest.fixture(scope="session")
def plan(sample_document: Path) -> Plan:
    return compile_plan(sample_document.read_text(encoding="utf-8"))


@dataclass
class Sheets:
    """The workbook's sheets as rows of texts that a person moves about and writes into."""

    grids: dict[str, Grid]
    rows: dict[str, list[dict[int, CellValue]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {
            name: [
                {column: value for (at, column), value in grid.cells.items() if at == row}
                for row in range(1, grid.last_row + 1)
            ]
            for name, grid in self.grids.items()
        }

    def header(self, sheet: str) -> int:
        """The header's position, from 0."""
        first = "项目" if sheet == "计划设置" else "编号"
        return next(n for n, row in enumerate(self.rows[sheet]) if first in row.values())

    def column(self, sheet: str, title: str) -> int:
        header = self.rows[sheet][self.header(sheet)]
        return next(column for column, text in header.items() if text == title)

    def row(self, sheet: str, given: str) -> dict[int, CellValue]:
        column = self.column(sheet, "项目" if sheet == "计划设置" else "编号")
        below = self.rows[sheet][self.header(sheet) + 1 :]
        return next(row for row in below if row.get(column) == given)

    def write(self, cells: Cells, sheet: str = "审核") -> Sheets:
        for (given, title), value in cells.items():
            row, column = self.row(sheet, given), self.column(sheet, title)
            row[column] = value
            if value == "":
                del row[column]
        return self

    def place(self, given: str, title: str, sheet: str = "审核") -> str:
        """The cell of a line, as 审核!K12."""
        row = next(n for n, one in enumerate(self.rows[sheet], 1) if one is self.row(sheet, given))
        return f"{sheet}!{column_letters(self.column(sheet, title))}{row}"

    def add(self, cells: Mapping[str, CellValue], sheet: str = "审核") -> Sheets:
        """A row at the foot."""
        self.rows[sheet].append({self.column(sheet, title): value for title, value in cells.items()})
        return self

    def sign(self, name: str) -> Sheets:
        head = next(row for row in self.rows["审核"] if "审核人" in row.values())
        label = next(column for column, text in head.items() if text == "审核人")
        head[label + 1] = name
        return self

    def workbook(self) -> Workbook:
        grids = tuple(
            replace(
                grid,
                cells={
                    (number, column): value
                    for number, row in enumerate(self.rows[name], 1)
                    for column, value in row.items()
                },
            )
            for name, grid in self.grids.items()
        )
        return Workbook("审核.xlsx", "", 0, "xlsx", grids)


def sheets_of(plan: Plan, on: date | None = None) -> Sheets:
    places = tuple(name for _, name in REPORTERS)
    return Sheets(
        {sheet.name: grid_of(sheet) for sheet in draw_review(plan, REPORTERS, places=places, on=on)}
    )


def grid_of(sheet: Sheet) -> Grid:
    cells: dict[tuple[int, int], CellValue] = {
        cell: Formula(drawn.formula, drawn.value) if drawn.formula else drawn.value
        for cell, drawn in sheet.cells.items()
        if drawn.value != "" or drawn.formula
    }
    return Grid(sheet.name, cells, visible=sheet.visible)


def judged(sheets: Sheets, base: Plan) -> Judged:
    return judge_review(read_review(sheets.workbook()), base)


def told(judged: Judged) -> list[str]:
    return [str(refusal) for refusal in judged.refusals]


def number(text: str) -> Decimal:
    return Decimal(text)


def changes_of(judged: Judged) -> list[tuple[str, str, str, str]]:
    return [(one.id, one.field, one.before, one.after) for one in judged.changes]


def indicator(plan: Plan, given: str):
    return next(one for one in plan.indicators() if one.id == given)


def only(found: Iterable[object]) -> object:
    (one,) = found
    return one
