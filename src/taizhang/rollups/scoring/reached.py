"""What was reached of an item, or why nobody can say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from taizhang.model.plan import Answer, Comparator, Direction, Indicator, Target
from taizhang.model.reporter import Reporter
from taizhang.rollups.scoring.arithmetic import Arithmetic
from taizhang.rollups.scoring.score import Cells

_ONE_SIDED = (Comparator.AT_LEAST, Comparator.ABOVE, Comparator.AT_MOST, Comparator.BELOW)


@dataclass(frozen=True, slots=True)
class Reached:
    """A value, what it is held against, and the cells it came from."""

    value: Arithmetic
    target: Target
    told: str  # the value as it is printed
    goal: str  # the target as it is printed
    cells: Cells = ()
    silent: tuple[tuple[Reporter, str], ...] = ()  # who is not in it
    note: str = ""


@dataclass(frozen=True, slots=True)
class NothingReached:
    """No value: it was due and did not come, or nothing is asked here."""

    why: str  # 未报, 未填, 不涉及本单位 …
    due: bool  # it should have been reported
    goal: str = ""
    cells: Cells = ()
    silent: tuple[tuple[Reporter, str], ...] = ()


def goal_as_held(indicator: Indicator, value: Decimal) -> Target:
    """The target that an office sets beside the plan's: at least so much, or at the most where less is better."""
    falling = indicator.direction is Direction.LOWER or indicator.target.comparator.is_upper_limit
    return Target(Comparator.AT_MOST if falling else Comparator.AT_LEAST, value, unit_of_answers(indicator))


def facing(target: Target, indicator: Indicator) -> Target:
    """The target as it is held against a number: a plain one whose lower side is better is a ceiling."""
    if target.comparator is Comparator.EQUAL and indicator.direction is Direction.LOWER:
        return replace(target, comparator=Comparator.AT_MOST)
    if target.comparator is Comparator.ONE_EACH:
        return replace(target, comparator=Comparator.AT_LEAST)
    return target


def unit_of_answers(indicator: Indicator) -> str:
    """The unit of what one reporter answers; the target's own where that is no level of institutions."""
    shares = indicator.answer is Answer.RATIO and indicator.whole is None
    return "%" if shares else indicator.target.unit
