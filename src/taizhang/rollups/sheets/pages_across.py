"""A sheet too wide for one page: which paper, and behind which columns a new page begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.model.picture import widest_pixels

# Pixels across A4 and A3 landscape at 58 %, below which 9 points are hard to read.
_ROOMS = {"": 1785.0, "A3": 2590.0}
_MOST_A4 = 3  # pages side by side, before A3 is asked for


@dataclass(frozen=True, slots=True)
class PagesAcross:
    paper: str  # A3; "" for the style's, A4
    column_breaks: tuple[int, ...]  # the last column before each new page


def pages_of(widths: Sequence[float], repeated: int, fixed: int, together: Sequence[int]) -> PagesAcross:
    """One page where it stays readable, else as few as hold the columns behind the first `fixed`.

    Widths are in characters. The first `repeated` columns stand on every page; `together` counts the columns that
    follow `fixed` in groups, and a group is parted only where no page holds it.
    """
    pixels = [widest_pixels(width) for width in widths]
    if sum(pixels) <= _ROOMS[""]:
        return PagesAcross("", ())
    on_a4 = _breaks(pixels, repeated, fixed, together, _ROOMS[""])
    if len(on_a4) < _MOST_A4:
        return PagesAcross("", on_a4)
    return PagesAcross("A3", _breaks(pixels, repeated, fixed, together, _ROOMS["A3"]))


def _breaks(
    pixels: Sequence[float], repeated: int, fixed: int, together: Sequence[int], room: float
) -> tuple[int, ...]:
    again = sum(pixels[:repeated])
    breaks: list[int] = []
    used, column = sum(pixels[:fixed]), fixed
    for count in together:
        width = sum(pixels[column : column + count])
        if used + width > room and again + width <= room:
            breaks.append(column)
            used = again
        for one in pixels[column : column + count]:
            if used + one > room:
                breaks.append(column)
                used = again
            used, column = used + one, column + 1
    return tuple(breaks)
