"""A WideRollup is what a country says for a period: sums place by place, each of which knows its lines of 来源."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from taizhang.model.figure import Light
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter
from taizhang.rollups.timeliness import ReporterState, Timeliness, timeliness
from taizhang.rollups.wide.extract import Question
from taizhang.rollups.wide.places import Place
from taizhang.rollups.wide.sums import PlaceSum


@dataclass(frozen=True, slots=True)
class Brief:
    """As much of a place's sum as others ask for."""

    heard: int  # reporters whose ledger counts
    rows: int  # of their ledgers
    figures: Mapping[Light, int]  # indicators by their light
    tasks: Mapping[Light, int]  # tasks of all reporters by their light

    @classmethod
    def of(cls, whole: PlaceSum, figures: Iterator[Light]) -> Brief:
        tasks: Counter[Light] = Counter()
        for stands in whole.tasks.values():
            for (_, light), number in stands.items():
                tasks[light] += number
        return cls(whole.heard, whole.rows, Counter(figures), tasks)


@dataclass(frozen=True, slots=True)
class Span:
    """Rows of a sheet, both counted."""

    first: int
    last: int  # before the first where there are none

    def __str__(self) -> str:
        return f"{self.first}:{self.last}" if self.last >= self.first else ""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place of the rollup, and where the lines of what lies below it stand."""

    place: Place
    depth: int  # 0 for the whole
    brief: Brief
    rates: Timeliness
    sources: Span  # rows of 来源
    reporters: Span  # rows of 未报送与迟报
    figures: Span  # rows of 分地区指标; none for the whole


@dataclass(frozen=True)
class WideRollup:
    """One place, one period, one plan, over more reporters than a sheet has columns."""

    place: Region
    period: Period
    as_of: date
    plan: Plan
    asked: Question
    tree: Place
    whole: PlaceSum
    briefs: Mapping[str, Brief]  # by the place's code
    standings: Mapping[Reporter, ReporterState]
    remarks: tuple[str, ...] = ()

    @cached_property
    def lines(self) -> tuple[PlaceLine, ...]:
        """Every place in the order of the roster, the whole first."""
        return tuple(_Laying(self).lines(self.tree, 0))

    @cached_property
    def states(self) -> tuple[ReporterState, ...]:
        """Where everybody stands, place by place."""
        return tuple(
            self.standings[line.reporter] for line in self.tree.everyone() if line.reporter in self.standings
        )


FIRST_ROW = 4  # of each of the long sheets


class _Laying:
    """Counts the rows of the long sheets while it goes through the places."""

    def __init__(self, rollup: WideRollup) -> None:
        self.rollup = rollup
        self.source, self.reporter, self.figure = FIRST_ROW, FIRST_ROW, FIRST_ROW

    def lines(self, place: Place, depth: int) -> Iterator[PlaceLine]:
        brief, rollup = self.rollup.briefs[place.code], self.rollup
        everyone = [
            rollup.standings[line.reporter] for line in place.everyone() if line.reporter in rollup.standings
        ]
        figures = Span(self.figure, self.figure + (len(rollup.asked.rows) if depth else 0) - 1)
        sources = Span(self.source, self.source + brief.rows - 1)
        reporters = Span(self.reporter, self.reporter + len(everyone) - 1)
        self.figure = figures.last + 1
        yield PlaceLine(place, depth, brief, timeliness(everyone), sources, reporters, figures)
        inside = sum(rollup.briefs[one.code].rows for one in place.below)
        self.source += brief.rows - inside
        self.reporter += sum(line.reporter in rollup.standings for line in place.lines)
        for one in place.below:
            yield from self.lines(one, depth + 1)
