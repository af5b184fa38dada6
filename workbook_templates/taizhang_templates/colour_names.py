"""A colour's Chinese name, so that what a workbook says of its colours is true of every style."""

from __future__ import annotations

from colorsys import rgb_to_hls
from dataclasses import fields
from functools import cache

from taizhang_templates.looks import Colours, Style

_GREYEST, _DULLEST = 0.02, 0.18  # of full colour, and of saturation: below, no hue is seen
_HUES = (  # up to so many degrees
    (15, "红"), (35, "橙"), (48, "橙黄"), (68, "黄"), (165, "绿"), (195, "青"),
    (255, "蓝"), (320, "紫"), (345, "粉红"), (361, "红"),
)  # fmt: skip
_GREYS = (
    (0.12, "黑色"),
    (0.4, "深灰色"),
    (0.75, "灰色"),
    (0.985, "浅灰色"),
    (1.01, "白色"),
)  # up to so light
_DARK, _LIGHT = 0.35, 0.72
_HATCHED = "斜线"


def colour_words(style: Style) -> dict[str, str]:
    """The names of the style's colours by their part, as fill_in: 浅黄色; a hatched one says so."""
    hatched = style.sheet.closed_pattern == "hatched"
    return dict(_named(style.colours, hatched=hatched))


@cache
def _named(colours: Colours, *, hatched: bool) -> tuple[tuple[str, str], ...]:
    words = {part.name: colour_name(getattr(colours, part.name)) for part in fields(Colours)}
    if hatched:
        words["closed"] += _HATCHED
    return tuple(words.items())


def colour_name(colour: str) -> str:
    """The name of #RRGGBB: 浅黄色, 灰色, 白色."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if saturation < _DULLEST or max(red, green, blue) - min(red, green, blue) < _GREYEST:
        return next(name for most, name in _GREYS if lightness < most)
    name = next(name for most, name in _HUES if hue * 360 < most)
    shade = "深" if lightness < _DARK else "浅" if lightness > _LIGHT else ""
    return f"{shade}{name}色"
