"""Rows 合计 and 小计 that a filler typed: found by the reader wherever they stand, held against the rows above them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from rollups.test_total_rows import BEDS, read, with_row
from rollups.test_total_rows import workbook as workbook  # a fixture

from taizhang.ledgers import ledger_from_record, ledger_to_record
from taizhang.ledgers.sheet_layout import column_of
from taizhang.model.grid import CellValue, Workbook
from taizhang.model.ledger import Ledger, Notice, Noticed
from taizhang.model.place import Place
from taizhang_validators.example_ledgers import SHEET, build_case
from taizhang_validators.examples import read_examples
from taizhang_validators.rules.w315_total_differs import typed_total_is_the_sum_of_its_rows

FIVE = """
| 任务编号    | 目标值  | 完成值 |
| T01.M01.I1 | ≥40个 | 1    |
| T02.M01.I1 | ≥40个 | 2    |
| T03.M01.I1 | ≥40个 | 3    |
| T04.M01.I1 | ≥40个 | 4    |
| T05.M01.I1 | ≥40个 |      |
"""


def found(*totals: tuple[int, str, str], table: str = FIVE) -> list[tuple[int, str, str]]:
    """Line, word and what the rows come to; the rows stand where no total does, from line 6 on."""
    (example,) = read_examples(table)
    case = build_case(example)
    lines = [line for line in range(6, 30) if line not in {at for at, _, _ in totals}]
    rows = tuple(replace(row, line=line) for row, line in zip(case.ledger.rows, lines, strict=False))
    notices = tuple(
        Notice(Noticed.TOTAL_TYPED, Place("f" * 64, SHEET.sheet, at, 17), "actual", (word, number))
        for at, word, number in totals
    )
    ledger = replace(case.ledger, rows=rows, notices=notices)
    hits = typed_total_is_the_sum_of_its_rows(ledger, case.given)
    return [(hit.where.row, str(hit.facts["word"]), str(hit.facts["summed"])) for hit in hits]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([(8, "小计", "3"), (11, "小计", "7"), (12, "合计", "10")], []),
        ([(8, "小计", "4"), (11, "小计", "10"), (12, "合计", "11")],
         [(8, "小计", "3"), (11, "小计", "7"), (12, "合计", "10")]),
        ([(8, "合计", "3"), (11, "总计", "7")], []),  # of two tables in one
        ([(6, "小计", "3"), (9, "小计", "8")], []),  # totals stand above their rows
        ([(11, "累计", "99")], []),
    ],
)  # fmt: skip
def test_a_subtotal_is_of_its_part_and_a_total_of_all(
    totals: list[tuple[int, str, str]], expected: list[tuple[int, str, str]]
) -> None:
    assert found(*totals) == expected


@pytest.mark.parametrize("cell", ["约很多", "12%"])
def test_over_rows_that_cannot_be_read_it_is_silent(cell: str) -> None:
    assert found((12, "合计", "99"), table=FIVE.replace("| 3    |", f"| {cell} |")) == []


def test_over_answers_of_yes_and_no_it_is_silent() -> None:
    table = """
| 任务编号    | 问法 | 目标值  | 完成值 |
| T01.M01.I1 | 数  | ≥40个 | 30   |
| T02.M01.I1 | 是否 | 是    | 是    |
"""
    assert found((12, "合计", "99"), table=table) == []


def typed(ledger: Ledger) -> list[tuple[tuple[str, ...], str]]:
    return [(one.words, str(one.place)) for one in ledger.noticed(Noticed.TOTAL_TYPED)]


@pytest.mark.parametrize("copied", [False, True])
@pytest.mark.parametrize(("at", "line"), [(0, 6), (1, 7), (2, 8)])
def test_the_reader_keeps_the_number_and_where_it_stands(
    workbook: Workbook, at: int, line: int, copied: bool
) -> None:
    cells: dict[str, CellValue] = {"task": "合 计", "actual": Decimal(50)}
    if copied:
        cells |= {"id": BEDS, "version": "x"}
    assert typed(read(with_row(workbook, at, cells))) == [(("合计", "50"), f"任务台账!Q{line}")]


def test_a_number_typed_into_our_own_row_of_counts_is_one_too(workbook: Workbook) -> None:
    assert typed(read(workbook)) == []
    grid = next(grid for grid in workbook.grids if grid.sheet == SHEET.sheet)
    own = next(row for row, _ in grid.rows() if grid.text(row, 3) == "合计" or grid.text(row, 4) == "合计")
    filled = replace(grid, cells={**grid.cells, (own, column_of("actual")): Decimal(50)})
    grids = tuple(filled if one is grid else one for one in workbook.grids)
    assert typed(read(replace(workbook, grids=grids))) == [(("合计", "50"), f"任务台账!Q{own}")]


def test_a_stored_ledger_still_knows_it(workbook: Workbook) -> None:
    ledger = read(with_row(workbook, 2, {"task": "小计", "actual": Decimal(50)}))
    assert typed(ledger_from_record(ledger_to_record(ledger))) == typed(ledger) != []


def test_a_total_without_a_number_says_nothing(workbook: Workbook) -> None:
    assert typed(read(with_row(workbook, 2, {"task": "小计", "progress": "见上"}))) == []
