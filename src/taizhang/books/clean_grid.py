"""A grid without what its text must not hold, and what that text asks to be flagged."""

from __future__ import annotations

from dataclasses import replace

from taizhang.books.clean_text import clean_text, injects_formula, is_harmful, one_text_of
from taizhang.model.grid import CellValue, Formula, Grid
from taizhang.model.verdict import Flag


def clean_grid(grid: Grid) -> tuple[Grid, frozenset[Flag]]:
    """The grid without harmful characters, and what its text asks to be flagged."""
    values = grid.cells.values()
    alone = {value for value in values if type(value) is str}  # the same words stand in many cells
    texts = one_text_of([*alone, *{_text_of(value) for value in values if type(value) is Formula}])
    injects = {Flag.FORMULA_INJECTION} if injects_formula(texts) else set()
    harmed = is_harmful(texts)
    if not harmed and "\r" not in texts:
        return grid, frozenset(injects)
    cells = {cell: _clean(value) for cell, value in grid.cells.items()}
    kept = replace(grid, cells={cell: value for cell, value in cells.items() if value != ""})
    return kept, frozenset(injects | ({Flag.CONTROL_CHARACTERS} if harmed else set()))


def _text_of(value: CellValue | None) -> str:
    match value:
        case str():
            return value
        case Formula():
            return value.text if value.value is None else _text_of(value.value)
        case _:
            return ""


def _clean(value: CellValue) -> CellValue:
    match value:
        case str():
            return clean_text(value)
        case Formula(text, inner):
            return Formula(clean_text(text), _clean(inner) if inner is not None else None)
        case _:
            return value
