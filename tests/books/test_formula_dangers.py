"""Formulas looked through together are found dangerous one by one."""

from __future__ import annotations

import pytest

from taizhang.books.dangers import formula_dangers
from taizhang.model.verdict import Flag


@pytest.mark.parametrize(
    ("formulas", "expected"),
    [
        (["1+A1", "SUM(A1:A3)"], set()),
        (["A[1]", "B!A1"], set()),
        (["[2]B!A1"], {Flag.EXTERNAL_LINK}),
        (["cmd|' /c'!A1"], {Flag.DDE}),
        (["A|", "!B"], set()),
        (["CALL", "(1)"], set()),
        (["webservice (A1)"], {Flag.EXTERNAL_LINK}),
        (["\u0130MAGE(A1)"], {Flag.EXTERNAL_LINK}),
    ],
)
def test_the_dangers_of_formulas(formulas: list[str], expected: set[Flag]) -> None:
    assert formula_dangers(formulas) == expected
