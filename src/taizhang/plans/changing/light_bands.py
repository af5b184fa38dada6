"""How the bands of lights are written in one cell (绿：5以内；黄：5—20；红：20以上), and whether they hold every number once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from taizhang.model.grid import plain
from taizhang.model.light import Band, Light
from taizhang.model.plan import Plan
from taizhang.model.words.blanks import in_one_width
from taizhang.model.words.plan_words import BAND_LIGHTS
from taizhang.plans.changing.forms import Form, Unreadable

_NUMBER = r"(-?\d+(?:\.\d+)?)(?:个?百分点|%)?"
_WITHIN = re.compile(rf"(?:不超过|≤|<=)?{_NUMBER}(?:以内|及以内|及以下|以下)?")
_BETWEEN = re.compile(rf"{_NUMBER}(?:—+|-|~|至|到){_NUMBER}")
_BEYOND = re.compile(rf"(?:超过|>|＞){_NUMBER}|{_NUMBER}以上")
_BAND = re.compile(r"(?P<light>[绿黄红])灯?[:：]?(?:落后)?(?P<range>.+)")
_FIX = "请写成：绿：5以内；黄：5—20；红：20以上"


def _shown(bands: tuple[Band, ...]) -> str:
    return "；".join(f"{band.light.value}：{range_words(band)}" for band in bands)


def range_words(band: Band) -> str:
    """From where to where the band goes, in points behind schedule: 5以内, 5—20, 20以上."""
    if band.beyond is None:
        return f"{plain(band.up_to)}以内" if band.up_to is not None else "不限"
    if band.up_to is None:
        return f"{plain(band.beyond)}以上"
    return f"{plain(band.beyond)}—{plain(band.up_to)}"


def _read(text: str, _plan: Plan) -> tuple[Band, ...]:
    written = ("".join(in_one_width(part).split()) for part in re.split("[;；\n]", text))
    bands = [_band(one) for one in written if one]
    return tuple(sorted(bands, key=lambda band: BAND_LIGHTS.index(band.light)))


def _band(written: str) -> Band:
    found = _BAND.fullmatch(written)
    if found is None:
        raise Unreadable(f"“{written[:30]}”看不懂", _FIX)
    light, said = Light(found["light"]), found["range"]
    if two := _BETWEEN.fullmatch(said):
        return Band(light, Decimal(two[1]), Decimal(two[2]))
    if more := _BEYOND.fullmatch(said):
        return Band(light, Decimal(more[1] or more[2]), None)
    if within := _WITHIN.fullmatch(said):
        return Band(light, None, Decimal(within[1]))
    raise Unreadable(f"“{written[:30]}”看不懂", _FIX)


def faults_of_bands(bands: tuple[Band, ...]) -> Iterator[str]:
    """What keeps the bands from giving every number exactly one light, one Chinese clause each."""
    if not bands:
        return
    lights = [band.light for band in bands]
    for light in dict.fromkeys(one for one in lights if lights.count(one) > 1):
        yield f"{light.value}灯写了{lights.count(light)}次"
    if bands[0].beyond is not None:
        yield f"{lights[0].value}灯从{plain(bands[0].beyond)}起，比它更好的没有灯"
    if bands[-1].up_to is not None:
        yield f"{lights[-1].value}灯到{plain(bands[-1].up_to)}止，落后更多的没有灯"
    for band in bands:
        if band.beyond is not None and band.up_to is not None and band.beyond >= band.up_to:
            yield f"{band.light.value}灯的下限{plain(band.beyond)}不小于上限{plain(band.up_to)}"
    for one, other in pairwise(bands):
        yield from _between(one, other)


def _between(one: Band, other: Band) -> Iterator[str]:
    """Whether the worse band begins where the better one ends."""
    if one.up_to is None or other.beyond is None:
        yield f"{one.light.value}灯和{other.light.value}灯有重叠"
    elif one.up_to != other.beyond:
        what = "有空档" if one.up_to < other.beyond else "有重叠"
        yield f"{one.light.value}灯到{plain(one.up_to)}止，{other.light.value}灯从{plain(other.beyond)}起，{what}"


BANDS = Form(_shown, _read)
