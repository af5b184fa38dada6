"""A Reporter (填报单位) is who fills in a ledger: a place, or a unit of a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.model.region import Level


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


@dataclass(frozen=True, slots=True)
class Roster:
    """Everyone who reports under a plan, in the order of the plan; the truth for 未报 and coverage."""

    lines: tuple[RosterLine, ...]

    def __iter__(self) -> Iterator[RosterLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def line(self, reporter: Reporter) -> RosterLine | None:
        return next((line for line in self.lines if line.reporter == reporter), None)

    def reporting_to(self, code: str) -> tuple[RosterLine, ...]:
        """The direct reporters of a place."""
        return tuple(line for line in self.lines if line.reports_to == code)

    def name(self, reporter: Reporter) -> str:
        """The reporter's name; its key where the roster does not know it."""
        line = self.line(reporter)
        return line.name if line else str(reporter)
