"""合计 and 小计 that a county writes among its rows are kept in sight and never added (DOMAIN: checked, not summed)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from small_city import ROSTER, A, B, asked, plan_of, report

from taizhang.books import read_workbook, write_ledger
from taizhang.ledgers import draw_ledger, lay_out_ledger, read_back
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.grid import CellValue, Workbook
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.rollups import Report, consolidate
from taizhang_templates import load_style

BEDS, CLINICS = "T01.M01.I1", "T01.M02.I1"
PLAN = plan_of(asked(BEDS, "新增床位", "100", "张"), asked(CLINICS, "新增诊室", "50", "间"))
Q3 = Period.parse("2022Q3")
Cells = dict[tuple[int, int], CellValue]


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    """清河县's ledger as it went out, with 30 beds and 20 clinics."""
    line = ROSTER.line(A)
    assert line is not None
    blank = lay_out_ledger(PLAN, line, Q3, roster=ROSTER)
    filled = replace(
        blank,
        rows=tuple(
            replace(row, actual=Decimal(number), raw={"actual": number})
            for row, number in zip(blank.rows, ("30", "20"), strict=True)
        ),
    )
    content = write_ledger(draw_ledger(filled, PLAN, line), load_style("standard"))
    return read_workbook(content, "台账.xlsx")


def with_row(workbook: Workbook, at: int, cells: dict[str, CellValue]) -> Workbook:
    """A row put in front of the table's row `at`, counted from 0, with cells by field."""
    grid = next(grid for grid in workbook.grids if grid.sheet == TABLE)
    first = FIRST_ROW + at
    moved: Cells = {(row + (row >= first), column): value for (row, column), value in grid.cells.items()}
    moved |= {(first, column_of(field)): value for field, value in cells.items()}
    changed = replace(grid, cells=moved, merges=())
    return replace(workbook, grids=tuple(changed if one is grid else one for one in workbook.grids))


def read(workbook: Workbook) -> Ledger:
    line = ROSTER.line(A)
    assert line is not None
    blank = lay_out_ledger(PLAN, line, Q3, roster=ROSTER)
    found = read_back(workbook, lambda _stamp: blank).ledger
    assert found is not None
    return found


@pytest.mark.parametrize("word", ["合计", "小计", "总 计"])
@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("copied", [False, True])
def test_a_row_of_totals_is_never_added(workbook: Workbook, word: str, at: int, copied: bool) -> None:
    """Wherever it stands, and also where it was made by copying a row with its hidden id."""
    cells: dict[str, CellValue] = {"task": word, "actual": Decimal(50)}
    if copied:
        cells |= {"id": BEDS, "version": "x"}
    ledger = read(with_row(workbook, at, cells))
    assert [(row.id, row.actual) for row in ledger.rows if row.asked] == [(BEDS, 30), (CLINICS, 20)]
    theirs = report(PLAN, A, "2022Q3", {})
    other = report(PLAN, B, "2022Q3", {BEDS: 5, CLINICS: 1})
    rolled = consolidate(
        PLAN, ROSTER, Q3, [Report(ledger, theirs.submission), other], as_of=date(2022, 10, 12)
    )
    assert [(one.row, one.value) for one in rolled.figures] == [(BEDS, 35), (CLINICS, 21)]
    kept = [row.actual for row in ledger.rows if not row.asked]
    seen = [left.raw for left in ledger.leftovers] + [str(value) for value in kept]
    assert "50" in seen  # it stays in sight, for the rules to name
