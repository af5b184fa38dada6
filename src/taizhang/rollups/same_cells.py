"""Whether a workbook says the same as the one that a paper's numbers were read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from taizhang.model.grid import CellValue, shown
from taizhang.model.picture import Sheet
from taizhang.model.place import Place, parse_cell_name
from taizhang.model.words.unseen import UNSEEN
from taizhang.rollups.how import How
from taizhang.rollups.lineage import cells_named
from taizhang.rollups.stated import Stated

_UNSEEN = re.compile(f"[{UNSEEN}\\s]+")
_KEPT = Decimal("1e-13")  # of a number
_CELLS_IN_PARAMETER = (How.SHARE_CELLS, How.SHARE_COUNT)


class Cells(Protocol):
    """A sheet of the workbook whose cells can be asked for."""

    @property
    def sheet(self) -> str: ...

    def value(self, row: int, column: int) -> CellValue | None: ...


def differing_cells(
    numbers: Iterable[Stated], sheets: Sequence[Sheet], grids: Iterable[Cells]
) -> Iterator[str]:
    """The cells behind the numbers that say something else in the workbook than was drawn, each once."""
    drawn = {sheet.name: sheet for sheet in sheets}
    held = {grid.sheet: grid for grid in grids}
    for name in dict.fromkeys(name for one in numbers for name in cells_behind(one)):
        sheet, row, column = parse_cell_name(name)
        wanted = drawn[sheet].cells.get((row, column))
        found = held[sheet].value(row, column) if sheet in held else None
        if not _same(wanted.value if wanted else None, found):
            yield name


def cells_behind(one: Stated) -> Iterator[str]:
    """Every cell that a number names."""
    words = f"{one.origins} {one.parameter}" if one.how in _CELLS_IN_PARAMETER else one.origins
    yield from (str(Place("", *cell)) for cell in cells_named(words))


def _same(wanted: str | Decimal | None, found: CellValue | None) -> bool:
    """A workbook keeps the first digits of a number; what nobody sees of a text is not written."""
    if isinstance(wanted, Decimal):
        return isinstance(found, Decimal) and abs(wanted - found) <= _KEPT * abs(wanted)
    return _UNSEEN.sub("", wanted or "") == _UNSEEN.sub("", shown(found))
