"""A Region is a province, city or county by its code of GB/T 2260, or a plan-local place with a code of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How high a region stands; each level reports to the one above it."""

    NATION = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"

    @property
    def below(self) -> Level:
        """The level that reports to this one.

        Raises:
            ValueError: nothing reports to a county.
        """
        order = list(Level)
        if self is Level.COUNTY:
            raise ValueError(self)
        return order[order.index(self) + 1]


NATION = "100000"  # the code of the whole country, which GB/T 2260 does not list


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A place that can issue plans or report on them; ordered by code."""

    code: str
    name: str
    level: Level
    parent: str = ""  # code of the region it lies in; "" for the nation's provinces

    def __str__(self) -> str:
        return self.name
