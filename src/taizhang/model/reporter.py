"""A Reporter (填报单位) is who fills in a ledger: a place, or a unit of a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from taizhang.model.region import Level

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, order=True)
class Reporter:
    """A place code plus an optional unit; ordered by code, then unit."""

    code: str
    unit: str = ""

    def __str__(self) -> str:
        """The key written into stamps and the archive: `130102` or `130102/市卫生健康委`."""
        return f"{self.code}/{self.unit}" if self.unit else self.code

    @classmethod
    def parse(cls, key: str) -> Reporter:
        code, _, unit = key.partition("/")
        return cls(code, unit)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of the roster (通讯录): who reports, to whom, and how to reach them."""

    reporter: Reporter
    name: str
    level: Level
    reports_to: str  # code of the place it reports to
    addresses: tuple[str, ...] = ()  # mail addresses it may report from
    contact: str = ""
    phone: str = ""
    leader: str = ""


_Lines = list[RosterLine]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everyone who reports under a plan, in the order of the plan; the truth for 未报 and coverage."""

    lines: tuple[RosterLine, ...]
    _by_reporter: Mapping[Reporter, _Lines] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, _Lines] = field(init=False, repr=False, compare=False)
    _by_address: Mapping[str, _Lines] = field(init=False, repr=False, compare=False)
    _by_place_above: Mapping[str, _Lines] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """A country has thousands of lines, and every ledger asks for its own."""
        object.__setattr__(self, "_by_reporter", _lines_by((line.reporter, line) for line in self.lines))
        object.__setattr__(self, "_by_name", _lines_by((line.name, line) for line in self.lines))
        addresses = ((address, line) for line in self.lines for address in line.addresses)
        object.__setattr__(self, "_by_address", _lines_by(addresses))
        above = ((line.reports_to, line) for line in self.lines)
        object.__setattr__(self, "_by_place_above", _lines_by(above))

    def __iter__(self) -> Iterator[RosterLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def line(self, reporter: Reporter) -> RosterLine | None:
        """The reporter's first line; None where it has none."""
        return next(iter(self._by_reporter.get(reporter, ())), None)

    def named(self, name: str) -> tuple[RosterLine, ...]:
        """Whoever is called exactly so."""
        return tuple(self._by_name.get(name, ()))

    def at_address(self, address: str) -> tuple[RosterLine, ...]:
        """Whoever may report from this mail address."""
        return tuple(self._by_address.get(address, ()))

    @property
    def has_addresses(self) -> bool:
        return bool(self._by_address)

    def reporting_to(self, code: str) -> tuple[RosterLine, ...]:
        """The direct reporters of a place."""
        return tuple(self._by_place_above.get(code, ()))

    def name(self, reporter: Reporter) -> str:
        """The reporter's name; its key where the roster does not know it."""
        line = self.line(reporter)
        return line.name if line else str(reporter)


def _lines_by(keyed: Iterable[tuple[Key, RosterLine]]) -> dict[Key, _Lines]:
    """The lines under each key, in the roster's order."""
    found: dict[Key, _Lines] = {}
    for key, line in keyed:
        found.setdefault(key, []).append(line)
    return found
