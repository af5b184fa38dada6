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
from taizhang.model.words.status import Status
from taizhang.rollups.rollup import FINISHED
from taizhang.rollups.timeliness import ReporterState, Timeliness, timeliness
from taizhang.rollups.wide.compared import Compared
from taizhang.rollups.wide.extract import Question
from taizhang.rollups.wide.lines import clearings, coordination, earlier, issues, sources
from taizhang.rollups.wide.places import Place
from taizhang.rollups.wide.sums import PlaceSum


@dataclass(frozen=True, slots=True)
class Brief:
    """As much of a place's sum as others ask for."""

    heard: int  # reporters whose ledger counts
    rows: Mapping[str, int]  # by the long sheet that was taken out of ledgers
    clearings: Mapping[str, int]  # as in `PlaceSum`
    figures: Mapping[Light, int]  # indicators by their light
    tasks: Mapping[Light, int]  # tasks of all reporters by their light
    done: int  # of these tasks
    overdue: int

    @classmethod
    def of(cls, whole: PlaceSum, figures: Iterator[Light]) -> Brief:
        tasks: Counter[Light] = Counter()
        words: Counter[str] = Counter()
        for stands in whole.tasks.values():
            for (word, light), number in stands.items():
                tasks[light] += number
                words[word] += number
        return cls(
            whole.heard, whole.rows, whole.clearings, Counter(figures), tasks,
            done=sum(words[word] for word in FINISHED), overdue=words[Status.OVERDUE.value],
        )  # fmt: skip


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
    reporters: Span  # rows of 未报送与迟报
    figures: Span  # rows of 分地区指标; none for the whole
    taken: Mapping[str, Span]  # rows of each sheet that was taken out of ledgers

    @property
    def sources(self) -> Span:
        return self.taken[sources.NAME]


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
    last: Compared
    year_before: Compared

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not to be looked for here, a sentence each."""
        scoring = self.plan.settings.scoring
        return (_SCORED_ELSEWHERE,) if scoring and scoring.items else ()

    def names(self) -> dict[Reporter, str]:
        """What everybody is called, behind the places it reports through."""
        return {line.reporter: place.called(line) for place in self.tree.walk() for line in place.lines}

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


_SCORED_ELSEWHERE = "年度考核评分不在本汇总表中，请另写考核工作簿。"
FIRST_ROW = 4  # of each of the long sheets
# The sheets whose lines are taken out of ledgers.
TAKEN = (issues.NAME, coordination.NAME, clearings.NAME, sources.NAME, earlier.NAME)


class _Laying:
    """Counts the rows of the long sheets while it goes through the places."""

    def __init__(self, rollup: WideRollup) -> None:
        self.rollup = rollup
        self.taken = dict.fromkeys(TAKEN, FIRST_ROW)
        self.reporter, self.figure = FIRST_ROW, FIRST_ROW

    def lines(self, place: Place, depth: int) -> Iterator[PlaceLine]:
        brief, rollup = self.rollup.briefs[place.code], self.rollup
        everyone = [
            rollup.standings[line.reporter] for line in place.everyone() if line.reporter in rollup.standings
        ]
        figures = Span(self.figure, self.figure + (len(rollup.asked.rows) if depth else 0) - 1)
        reporters = Span(self.reporter, self.reporter + len(everyone) - 1)
        taken = {name: Span(at, at + brief.rows.get(name, 0) - 1) for name, at in self.taken.items()}
        self.figure = figures.last + 1
        yield PlaceLine(place, depth, brief, timeliness(everyone), reporters, figures, taken)
        for name in TAKEN:
            inside = sum(rollup.briefs[one.code].rows.get(name, 0) for one in place.below)
            self.taken[name] += brief.rows.get(name, 0) - inside
        self.reporter += sum(line.reporter in rollup.standings for line in place.lines)
        for one in place.below:
            yield from self.lines(one, depth + 1)
