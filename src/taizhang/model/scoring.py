"""Scoring (年度考核) as a plan sets it: what is scored, for how many points and how, and what the result decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from taizhang.model.grid import plain


class Manner(StrEnum):
    """How an item's points follow from what was reached."""

    FULL = "full"  # all of them for the target, else none
    PROPORTIONAL = "proportional"  # by the rate of completion, all of them at the most
    STEP = "step"  # by the step in which the number falls
    RATE_STEP = "rate-step"  # by the step in which the rate of completion falls
    DEDUCT = "deduct"  # so many points off for each unit that is missing, down to a floor
    BONUS = "bonus"  # by the rate up to the target, and points for each unit beyond it, up to a cap


class Missing(StrEnum):
    """What a number that was not reported counts for."""

    UNSCORED = "unscored"
    ZERO = "zero"


class SubsidyBy(StrEnum):
    """What decides the subsidy."""

    SCORE = "score"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that parts two classes, and to which of them it belongs."""

    at: Decimal
    below: bool = False  # the number itself belongs to the class below it


@dataclass(frozen=True, slots=True)
class Scale:
    """All numbers parted into classes, the lowest first: one class more than bounds, without a gap or an overlap."""

    bounds: tuple[Bound, ...]

    def __post_init__(self) -> None:
        """Refuse bounds that do not rise: a plan file may have been changed by hand."""
        if not self.bounds or any(one.at >= other.at for one, other in pairwise(self.bounds)):
            raise ValueError("bounds do not rise")

    def class_of(self, value: Fraction) -> int:
        """The number of the class that the value falls in, 0 for the lowest."""
        return sum(value > one.at or (value == one.at and not one.below) for one in self.bounds)

    def words(self) -> tuple[str, ...]:
        """Each class in signs, the lowest first: ＜80, ≥80且＜90, ≥90."""
        over = ["", *(("＞" if one.below else "≥") + plain(one.at) for one in self.bounds)]
        under = [*(("≤" if one.below else "＜") + plain(one.at) for one in self.bounds), ""]
        return tuple("且".join(filter(None, pair)) for pair in zip(over, under, strict=True))


@dataclass(frozen=True, slots=True)
class Steps:
    """Points by class (分档)."""

    scale: Scale
    points: tuple[Decimal, ...]  # of each class, the lowest first

    def __post_init__(self) -> None:
        """Refuse more or fewer points than classes."""
        if len(self.points) != len(self.scale.bounds) + 1:
            raise ValueError("points do not fit the scale")


@dataclass(frozen=True, slots=True)
class Subsidy:
    """What the result decides of a subsidy (补助资金挂钩): a word or a percentage by class."""

    by: SubsidyBy
    scale: Scale
    words: tuple[str, ...]  # of each class, the lowest first

    def __post_init__(self) -> None:
        """Refuse more or fewer words than classes."""
        if len(self.words) != len(self.scale.bounds) + 1:
            raise ValueError("words do not fit the scale")

    def word_for(self, value: Fraction) -> str:
        return self.words[self.scale.class_of(value)]


@dataclass(frozen=True, slots=True)
class ScoringItem:
    """One thing that is scored (考核项): an indicator's number, or whether a measure or a task is finished."""

    id: str  # of an indicator, a measure without one, or a task
    weight: Decimal = Decimal(0)  # points for the target
    manner: Manner = Manner.FULL
    held_to: Decimal | None = None  # what each reporter has to reach; None for its target in the plan
    per: Decimal | None = None  # DEDUCT, BONUS: so many units count once
    points: Decimal | None = None  # DEDUCT, BONUS: for that many units
    floor: Decimal | None = None  # DEDUCT: no fewer points than these; None for 0
    cap: Decimal | None = None  # BONUS: no more points than these beside the weight
    steps: Steps | None = None  # STEP, RATE_STEP


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points off for each late, missing or returned report; none where both are 0."""

    each: Decimal = Decimal(0)
    most: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class RoleShares:
    """Which share of an item's points a unit answers for, by its part in the task; 1 for all."""

    lead: Decimal = Decimal(1)
    joint: Decimal = Decimal(1)
    by_duty: Decimal = Decimal(0)
    support: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a year is scored (评分设置)."""

    items: tuple[ScoringItem, ...] = ()
    missing: Missing = Missing.UNSCORED
    converts: bool = True  # points of what was not scored are spread over what was (折算)
    places: int = 1  # decimals of every number of points
    late: Deduction = field(default_factory=Deduction)
    unreported: Deduction = field(default_factory=Deduction)
    returned: Deduction = field(default_factory=Deduction)
    roles: RoleShares = field(default_factory=RoleShares)
    least_share: Decimal = Decimal(60)  # in %: with fewer of the points scored nobody is ranked
    least_items: int = 1  # with fewer items scored nobody is ranked
    least_denominator: Decimal = Decimal(0)  # a ratio over less is not scored
    subsidy: Subsidy | None = None

    @property
    def full(self) -> Decimal:
        """The points of all items together."""
        return sum((one.weight for one in self.items), Decimal(0))

    def item(self, given: str) -> ScoringItem | None:
        """The item of this id; None where it is not scored."""
        return next((one for one in self.items if one.id == given), None)
