"""How the cells of the table's rows look: every combination once, in a fixed order, so that styles never shift."""

from __future__ import annotations

from itertools import product
from typing import Any

from taizhang.books.writing.palette import Palette
from taizhang.ledgers.sheet_layout import Entry
from taizhang.model.grid import CellValue
from taizhang.model.words.formula_signs import looks_like_formula

_GIVEN, _ASKED, _CLOSED = "given", "asked", "closed"
_CENTRED, _LEFT, _RATE = "centred", "left", "rate"
_FILLS = {_GIVEN: "given", _ASKED: "fill_in", _CLOSED: "closed"}
_PAPER = "#FFFFFF"
_HATCHED = 14  # XlsxWriter's number of thin diagonal stripes

Look = tuple[
    str, str, bool
]  # where the text stands, whose the cell is, whether it could be taken for a formula


class BodyLooks:
    """The styles of the table's rows by look, as XlsxWriter counts its formats."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        looks = [
            *product((_CENTRED, _LEFT), (_GIVEN, _ASKED, _CLOSED), (False, True)),
            (_RATE, _GIVEN, False),
        ]
        self.styles: dict[Look, int] = {look: self._format(look)._get_xf_index() for look in looks}

    def _format(self, look: Look) -> Any:
        where, whose, quoted = look
        colours = self._palette.style.colours
        looks: dict[str, object] = {}
        if where != _CENTRED:
            looks |= {"align": "left"} if where == _LEFT else {"num_format": "0.0%"}
        if whose == _CLOSED and self._palette.style.sheet.closed_pattern == "hatched":
            looks |= {"pattern": _HATCHED, "bg_color": _PAPER, "fg_color": colours.closed}
        elif (fill := getattr(colours, _FILLS[whose])) != _PAPER:
            looks["bg_color"] = fill
        if whose != _GIVEN:
            looks["locked"] = whose != _ASKED
        if quoted:
            looks["quote_prefix"] = True
        return self._palette.boxed(self._palette.style.fonts.body, **looks)


def look_of(value: CellValue | None, entry: Entry | None, *, centred: bool, rate: bool) -> Look:
    """The look of one cell."""
    if rate:
        return _RATE, _GIVEN, False
    whose = _GIVEN if entry is None else _ASKED if entry.asked else _CLOSED
    return _CENTRED if centred else _LEFT, whose, isinstance(value, str) and looks_like_formula(value)
