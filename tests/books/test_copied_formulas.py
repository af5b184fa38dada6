"""Copying a shared formula from its pieces moves what moves and nothing else."""

from __future__ import annotations

import pytest

from taizhang.books.shared_formulas import copied


@pytest.mark.parametrize(
    ("formula", "down", "right", "expected"),
    [
        ("SUM(A1,$B2,C$3,$D$4)", 2, 1, "SUM(B3,$B4,D$3,$D$4)"),
        ('"A1"&A1', 1, 0, '"A1"&A2'),
        ("A1+B7", -1, 0, "#REF!+B6"),
        ("XFD9", 0, 1, "#REF!"),
        ("$XFE$1", 0, 0, "#REF!"),
        ("$A$1048577", 0, 0, "#REF!"),
        ("LOG10(A1)", 1, 0, "LOG10(A2)"),
        ("a1", 1, 1, "B2"),
    ],
)
def test_a_copied_formula(formula: str, down: int, right: int, expected: str) -> None:
    assert copied(formula, down, right) == expected
