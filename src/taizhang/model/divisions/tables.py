"""The divisions of one year: every province, city and county by its code of GB/T 2260."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from taizhang.model.region import NATION, Level, Region
from taizhang.model.words.blanks import in_one_width

_LEVEL_WORD = re.compile("(?:特别行政区|自治[区州]|地区|[省市盟])$")
_PEOPLES = re.compile("^(..).*(?:族|蒙古|柯尔克孜|哈萨克|维吾尔)$")
_SHIPPED = range(2021, 2026)


@dataclass(frozen=True, slots=True)
class Divisions:
    """The regions of one year.

    Holders of other places' codes (市辖区, 县, 省直辖县级行政区划) are no regions: the districts of a municipality and
    the counties under a province lie in the province itself.
    """

    year: int
    regions: Mapping[str, Region]  # by code, in code order
    below: Mapping[str, tuple[Region, ...]]  # by the parent's code, in code order
    named: Mapping[str, tuple[Region, ...]]  # by normalised name; 29 names of counties repeat

    def region(self, code: str) -> Region | None:
        return self.regions.get(code)

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions that lie directly in a region, in code order; "" gives the provinces."""
        return self.below.get(code, ())

    def find(self, name: str, *, parent: str = "", level: Level | None = None) -> Region | None:
        """The one region of this name, inside the region `parent` (at any depth) where that is given.

        The name is compared whole, in one width and without blanks; None when it is unknown or ambiguous.
        """
        same = (region for region in self.named.get(name_key(name), ()) if level in (None, region.level))
        inside = [region for region in same if not parent or self.lies_in(region, parent)]
        return inside[0] if len(inside) == 1 else None

    def lies_in(self, region: Region, parent: str) -> bool:
        """Whether the region lies in the region `parent`, at any depth; none lies in itself."""
        above = self.region(region.parent)
        return parent in (region.parent, NATION) or (above is not None and self.lies_in(above, parent))


def name_key(name: str) -> str:
    """A place's name in one width and without blanks: `渠 县` and `渠　县` are 渠县."""
    return in_one_width(name)


def divisions(year: int) -> Divisions:
    """The divisions of the year, or of the nearest year there is a table for."""
    return _of_table(min(max(year, _SHIPPED[0]), _SHIPPED[-1]))


@cache
def short_names() -> tuple[str, ...]:
    """What provinces and cities are called in names of offices: without the word for their level or their peoples."""
    above = (one for one in _of_table(_SHIPPED[-1]).regions.values() if one.level is not Level.COUNTY)
    return tuple({_PEOPLES.sub(r"\1", _LEVEL_WORD.sub("", one.name)) for one in above})


@cache
def _of_table(year: int) -> Divisions:
    regions = {region.code: region for region in _read_table(year)}
    below: dict[str, list[Region]] = defaultdict(list)
    named: dict[str, list[Region]] = defaultdict(list)
    for region in regions.values():
        below[region.parent].append(region)
        named[name_key(region.name)].append(region)
    return Divisions(
        year,
        regions,
        {code: tuple(children) for code, children in below.items()},
        {name: tuple(bearers) for name, bearers in named.items()},
    )


def _read_table(year: int) -> Iterator[Region]:
    table = files(__package__).joinpath(f"divisions_{year}.csv").read_text(encoding="utf-8")
    for code, name, parent, level in islice(csv.reader(table.splitlines()), 1, None):
        yield Region(code, name, Level(level), parent)
