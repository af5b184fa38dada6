"""A grid without what its text must not hold, and what that text asks to be flagged."""

from __future__ import annotations

from dataclasses import replace

from taizhang.books.clean_text import (
    CUT,
    LONGEST_TEXT,
    clean_text,
    cut_text,
    injects_formula,
    is_harmful,
    one_text_of,
)
from taizhang.books.sound_sheets import within_edges
from taizhang.model.grid import CellValue, Formula, Grid
from taizhang.model.verdict import Flag


def clean_grid(grid: Grid) -> tuple[Grid, frozenset[Flag]]:
    """The grid without harmful characters, endless texts and cells that no sheet has, and what is to be flagged."""
    grid, beyond = within_edges(grid)
    values = grid.cells.values()
    alone = {value for value in values if type(value) is str}  # the same words stand in many cells
    every = [*alone, *{_text_of(value) for value in values if type(value) is Formula}]
    texts = one_text_of(every)
    written = one_text_of({value.text for value in values if type(value) is Formula})
    found = {
        Flag.FORMULA_INJECTION: injects_formula(texts),
        Flag.CONTROL_CHARACTERS: is_harmful(texts) or is_harmful(written),
        Flag.OVER_LIMIT: CUT in texts or any(len(text) > LONGEST_TEXT for text in every),
    }
    flags = frozenset(flag for flag, there in found.items() if there)
    if flags <= {Flag.FORMULA_INJECTION} and "\r" not in texts:
        return grid, flags | beyond
    cells = {cell: _clean(value) for cell, value in grid.cells.items()}
    return replace(grid, cells={cell: value for cell, value in cells.items() if value != ""}), flags | beyond


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
            return cut_text(clean_text(value))
        case Formula(text, inner):
            return Formula(cut_text(clean_text(text)), _clean(inner) if inner is not None else None)
        case _:
            return value
