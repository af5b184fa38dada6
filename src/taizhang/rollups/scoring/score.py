"""A Score is what a reporter or a unit is given, line by line; every line knows its arithmetic and its cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from taizhang.model.figure import Contribution
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import Manner, ScoringItem
from taizhang.model.submission import Submission

Cells = tuple[tuple[Contribution, str], ...]  # beside each the status it was taken for, "" for a number

OVER = "over/"  # before the key of a place that also fills in a ledger of its own


class LineKind(StrEnum):
    """What a line of a score is."""

    ITEM = "考核项"
    CONVERSION = "折算"
    LATE = "迟报"
    UNREPORTED = "未报"
    RETURNED = "退回"

    @property
    def deducts(self) -> bool:
        return self in (LineKind.LATE, LineKind.UNREPORTED, LineKind.RETURNED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a reporter stood in a period, or a submission of it that was sent back."""

    period: Period
    due: date
    word: str  # of the reporting state, or 退回
    submission: Submission | None
    reporter: Reporter


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of a score."""

    kind: LineKind
    id: str  # of the plan's row or task; "" for conversions and deductions
    name: str  # what is scored
    manner: Manner | None  # None for conversions and deductions
    points: Decimal | None  # None where nothing is scored
    formula: str = ""  # 20×18÷25=14.4; "" where nothing is scored
    possible: Decimal | None = None  # points to be had, of items that are scored
    goal: str = ""
    value: str = ""
    note: str = ""
    absent: str = ""  # 未报, 未填 …: why there is no number; the points are 0 then, or there are none
    cells: Cells = ()
    silent: tuple[tuple[Reporter, str], ...] = ()  # who gave no number, and why
    evidence: tuple[Evidence, ...] = ()
    clause: str = ""  # the plan's words

    @property
    def is_scored(self) -> bool:
        return self.points is not None


@dataclass(frozen=True, slots=True)
class Score:
    """What one reporter, one place over those who report through it, or one unit comes to."""

    name: str
    reporter: Reporter | None  # None for a unit
    lines: tuple[ScoreLine, ...]
    full: Decimal  # points of all its items, also of those that are not scored
    over: tuple[
        Reporter, ...
    ] = ()  # whose ledgers a place's result is made of; () for whoever reports itself
    rank: int | None = None
    unranked: str = ""  # why it has no rank, one clause
    subsidy: str = ""  # what the result decides; "" where nothing is linked to it

    @property
    def key(self) -> str:
        """What tells it from every other: the reporter's key, a place's, or the unit's name."""
        if self.reporter is None:
            return self.name
        return f"{OVER}{self.reporter}" if self.over else str(self.reporter)

    @property
    def whose(self) -> str:
        """What is scored: 填报单位, 地区 or 责任单位."""
        if self.reporter is None:
            return "责任单位"
        return "地区" if self.over else "填报单位"

    @property
    def items(self) -> tuple[ScoreLine, ...]:
        return tuple(one for one in self.lines if one.kind is LineKind.ITEM)

    @property
    def scored(self) -> tuple[ScoreLine, ...]:
        """The items that are scored."""
        return tuple(one for one in self.items if one.is_scored)

    @property
    def possible(self) -> Decimal:
        """The points to be had of the items that are scored."""
        return sum((one.possible or Decimal(0) for one in self.scored), Decimal(0))

    @property
    def earned(self) -> Decimal:
        """The points of the items, before conversion and deductions."""
        return sum((one.points or Decimal(0) for one in self.scored), Decimal(0))

    @property
    def total(self) -> Decimal | None:
        """Σ lines; None where no item is scored."""
        if not self.scored:
            return None
        return sum((one.points or Decimal(0) for one in self.lines), Decimal(0))

    @property
    def rate(self) -> Fraction | None:
        """The points earned over those to be had (得分率)."""
        return Fraction(self.earned) / Fraction(self.possible) if self.possible else None

    def line(self, item: str) -> ScoreLine | None:
        """The item's line; None where it has no part in it."""
        return next((one for one in self.items if one.id == item), None)

    def deduction(self, kind: LineKind) -> ScoreLine | None:
        return next((one for one in self.lines if one.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Scores:
    """Everybody's score under one plan, for the year up to a period."""

    items: tuple[ScoringItem, ...]
    names: tuple[str, ...]  # of the items, in their order
    reporters: tuple[Score, ...]  # in the roster's order
    units: tuple[Score, ...]  # those with a part that counts, in the plan's order
    periods: tuple[Period, ...]  # whose reporting is counted
    contradictions: tuple[str, ...] = ()  # what the settings say against each other, a sentence each
    places: tuple[
        Score, ...
    ] = ()  # the direct reporters, in the roster's order, where others report through them

    @property
    def direct(self) -> tuple[Score, ...]:
        """Whom the plan addresses: the places, or the reporters where all report for themselves."""
        return self.places or self.reporters
