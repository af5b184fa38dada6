"""Which days are worked: the week, the shipped table over it, an office's own arrangements over both."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice

from taizhang.model.holidays.nouns import Arrangement

TABLE = "days_off.csv"
_SATURDAY = 5
_WHOLE_YEAR = 11  # days off by law before 2025, when they became 13: fewer are no year's arrangement
_WORKS = {"放假": False, "上班": True}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days as far as they are known."""

    worked: Mapping[date, bool]  # of the days that are arranged
    years: frozenset[int]  # whose days off are listed

    def is_off(self, day: date) -> bool:
        """Whether the day is off by arrangement; a plain weekend is not."""
        return self.worked.get(day) is False

    def is_working(self, day: date) -> bool:
        return self.worked.get(day, day.weekday() < _SATURDAY)


@cache
def calendar_with(own: tuple[Arrangement, ...] = ()) -> Calendar:
    """The shipped table with an office's own arrangements laid over it, the later over the earlier."""
    worked = {day: one.works for one in (*_shipped(), *own) for day in one.days()}
    days_off = Counter(day.year for day, works in worked.items() if not works)
    return Calendar(worked, frozenset(year for year, days in days_off.items() if days >= _WHOLE_YEAR))


def listed_years() -> tuple[int, int]:
    """The first and the last year of the shipped table."""
    years = calendar_with().years
    return min(years), max(years)


@cache
def _shipped() -> tuple[Arrangement, ...]:
    return tuple(_read_table())


def _read_table() -> Iterator[Arrangement]:
    table = files(__package__).joinpath(TABLE).read_text(encoding="utf-8")
    for first, last, word, _name in islice(csv.reader(table.splitlines()), 1, None):
        yield Arrangement(date.fromisoformat(first), date.fromisoformat(last), _WORKS[word])
