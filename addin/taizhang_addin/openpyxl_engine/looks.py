"""How cells look: fills and fonts."""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl.styles import Color, PatternFill
from xlwings import base_classes

from taizhang_addin.openpyxl_engine.refusal import strict

Rgb = tuple[int, int, int]


def rgb_of(color: Color | None) -> Rgb | None:
    """The colour's red, green and blue; None where it is a theme's or an index."""
    if color is None or color.type != "rgb":
        return None
    red, green, blue = (int(color.rgb[place : place + 2], 16) for place in (2, 4, 6))
    return red, green, blue


def fill_of(color: Rgb | int | str | None) -> PatternFill:
    """A solid fill; no fill for None."""
    return PatternFill() if color is None else PatternFill("solid", fgColor=_argb(color))


def _argb(color: Rgb | int | str) -> str:
    """Eight hexadecimal digits; a whole number holds red in its lowest byte, as Excel writes it."""
    if isinstance(color, str):
        return "FF" + color.removeprefix("#").upper()
    red, green, blue = color if isinstance(color, tuple) else color.to_bytes(3, "little")
    return f"FF{red:02X}{green:02X}{blue:02X}"


def _of_font(name: str) -> property:
    """A property of all the cells' fonts; None where they differ."""

    def read(font: Font) -> Any:
        distinct = {getattr(cell.font, name) for cell in font.cells}
        return distinct.pop() if len(distinct) == 1 else None

    def write(font: Font, value: Any) -> None:
        for cell in font.cells:
            changed = copy(cell.font)
            setattr(changed, name, value)
            cell.font = changed

    return property(read, write)


@strict(base_classes.Font)
class Font(base_classes.Font):
    """The font of some cells."""

    bold = _of_font("bold")
    size = _of_font("size")

    def __init__(self, cells: list[Any]) -> None:
        self.cells = cells

    @property
    def color(self) -> Rgb | None:
        return rgb_of(self.cells[0].font.color)

    @color.setter
    def color(self, color: Rgb | int | str) -> None:
        for cell in self.cells:
            changed = copy(cell.font)
            changed.color = Color(rgb=_argb(color))
            cell.font = changed
