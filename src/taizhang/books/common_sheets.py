"""Sheets whose parts many files have in common, read once: the lists, the instructions, a self-check with nothing left.

A cell may name a shared text by its position, and what stands there is another part's business; so a sheet is only taken
from memory where the same texts stand at the positions that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from taizhang.books.cell_values import StyleFacts
from taizhang.books.gathered_sheet import CellPurse, GatheredSheet
from taizhang.books.sheet_usual import read_usual
from taizhang.model.last_asked import LastAsked

_ROOM = 4 * 1024 * 1024  # bytes of sheets that are remembered
_A_CELL = 250  # bytes that a remembered cell takes, about


@dataclass(frozen=True, slots=True)
class _Known:
    """A sheet that nobody changes any more, how many cells it holds with the blank ones, and the texts that it names."""

    sheet: GatheredSheet
    count: int
    positions: tuple[int, ...]
    texts: tuple[str, ...]

    def names(self, strings: Sequence[str]) -> bool:
        """Whether these texts stand where it takes them from."""
        try:
            return tuple(map(strings.__getitem__, self.positions)) == self.texts
        except IndexError:
            return False


_known: LastAsked[_Known] = LastAsked(_ROOM)


def read_common(
    xml: bytes, strings: tuple[str, ...], styles: StyleFacts, purse: CellPurse
) -> GatheredSheet | None:
    """The same as `read_usual`, for a part that earlier files held as well; what it gives belongs to all of them.

    Raises:
        Refusal: there are too many cells.
    """
    known = _known.find((xml, styles))
    if known is not None and known.names(strings):
        purse.spend(known.count)
        return known.sheet
    noting, left = _Noting(strings), purse.left
    sheet = read_usual(xml, noting, styles, purse)
    if sheet is not None and not sheet.bad:
        positions = tuple(noting.asked)
        texts = tuple(strings[at] for at in positions)
        count = left - purse.left
        _known.keep((xml, styles), _Known(sheet, count, positions, texts), len(xml) + count * _A_CELL)
    return sheet


class _Noting(Sequence[str]):
    """The shared texts, with the positions that were asked for."""

    def __init__(self, strings: tuple[str, ...]) -> None:
        self._strings = strings
        self.asked: dict[int, None] = {}

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[str]: ...
    def __getitem__(self, position: int | slice) -> str | Sequence[str]:
        if isinstance(position, int):
            self.asked[position] = None
        return self._strings[position]

    def __len__(self) -> int:
        return len(self._strings)
