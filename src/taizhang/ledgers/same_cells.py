"""What is asked of a sheet that many files have in common is worked out once: its cells are the same object in each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import TypeVar

from taizhang.model.grid import CellValue, Grid

_Told = TypeVar("_Told")
_MOST = 16  # sheets that each function remembers


def for_same_cells(work: Callable[[Grid], _Told]) -> Callable[[Grid], _Told]:
    """Makes a function of a sheet's name and cells remember what it told; nobody may change that."""
    known: OrderedDict[tuple[int, str], tuple[Mapping[tuple[int, int], CellValue], _Told]] = OrderedDict()

    @wraps(work)
    def told(grid: Grid) -> _Told:
        key = id(grid.cells), grid.sheet
        found = known.get(key)
        if found is not None and found[0] is grid.cells:
            return found[1]
        answer = work(grid)
        known[key] = grid.cells, answer  # which keeps the cells, and so the number is nobody else's
        while len(known) > _MOST:
            with suppress(KeyError):  # another thread was faster
                known.popitem(last=False)
        return answer

    return told
