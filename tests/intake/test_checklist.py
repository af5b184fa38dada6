"""Every requirement of intake is named by a test: `test_r07_…` proves number 7 (or a part of it)."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
REQUIREMENTS = range(1, 61)
_NUMBER = re.compile(r"(?<=_)r(\d\d)(?=_)")


@cache
def named() -> dict[int, tuple[str, ...]]:
    """The names of the tests by the requirements that stand in them."""
    found: dict[int, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for number in _NUMBER.findall(node.name):
                    found.setdefault(int(number), []).append(f"{path.relative_to(TESTS)}::{node.name}")
    return {number: tuple(names) for number, names in found.items()}


@pytest.mark.parametrize("number", REQUIREMENTS)
def test_a_requirement_is_named_by_a_test(number: int) -> None:
    missing = [one for one in REQUIREMENTS if one not in named()]
    assert number in named(), f"no test names R{number:02}; missing altogether: {missing}"


def test_no_test_names_a_requirement_that_there_is_not() -> None:
    assert sorted(number for number in named() if not 1 <= number <= 60) == []
