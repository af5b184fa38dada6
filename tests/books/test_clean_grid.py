"""What a grid's text asks to be flagged belongs to one cell: the order of the cells changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest

from taizhang.books.clean_grid import clean_grid
from taizhang.books.clean_text import injects_formula, one_text_of
from taizhang.model.grid import CellValue, Formula, Grid
from taizhang.model.verdict import Flag


@pytest.mark.parametrize("order", list(permutations(["-", "IF(A1=1,2,3)", "SUM|x", "－", "正常"])))
def test_a_dash_beside_a_formula_is_none(order: tuple[str, ...]) -> None:
    assert not injects_formula(one_text_of(order))


@pytest.mark.parametrize("order", list(permutations(["-", "=1+2", "正常"])))
def test_a_formula_is_found_wherever_it_stands(order: tuple[str, ...]) -> None:
    assert injects_formula(one_text_of(order))


def test_a_dash_and_a_formula_that_nobody_worked_out() -> None:
    """Both orders of the two kinds: texts come first, formulas after them."""
    cells: dict[tuple[int, int], CellValue] = {(1, 1): "-", (1, 2): Formula("IF(A1=1,2,3)", None)}
    assert clean_grid(_grid(cells)) == (_grid(cells), frozenset())


def test_a_dangerous_text_is_flagged() -> None:
    cells: dict[tuple[int, int], CellValue] = {(1, 1): "-", (1, 2): "+cmd|' /C calc'!A0"}
    assert clean_grid(_grid(cells)) == (_grid(cells), {Flag.FORMULA_INJECTION})


def _grid(cells: Mapping[tuple[int, int], CellValue]) -> Grid:
    return Grid(sheet="任务台账", cells=cells)
