"""One indicator held against the one it answers: looser, later, counted over something else, or the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from taizhang.model.plan import Comparator, Direction, Indicator, Plan, Scope
from taizhang.model.words.days import day_words
from taizhang.model.words.qualifiers import ELIGIBLE, NOT_SUMMED, OWN
from taizhang.plans.aligning.asked import Asked
from taizhang.plans.aligning.bases import Base, base_of, plain_values
from taizhang.plans.aligning.match import conflicts
from taizhang.plans.aligning.verdicts import Verdict

_OWN, _ELIGIBLE, _NOT_SUMMED = re.compile(OWN), re.compile(ELIGIBLE), re.compile(NOT_SUMMED)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say about a pair of indicators."""

    verdict: Verdict
    says: str  # one Chinese sentence


@dataclass(frozen=True, slots=True)
class Comparing:
    """The two plans, for what depends on whose they are and of which year."""

    upper: Plan
    lower: Plan

    def remarks(self, upper: Asked, lower: Asked) -> tuple[Remark, ...]:
        """The worst first; at least one."""
        found: list[Remark] = []
        if upper.indicator and lower.indicator:
            found.append(self._numbers(upper, lower, upper.indicator, lower.indicator))
        found += self._days(upper, lower)
        telling = [one for one in found if one.verdict is not Verdict.SAME]
        order = list(Verdict)
        return tuple(sorted(telling or found[:1] or [_same(upper)], key=lambda one: order.index(one.verdict)))

    def _numbers(self, upper: Asked, lower: Asked, above: Indicator, below: Indicator) -> Remark:
        if why := _other_base(upper, lower):
            return Remark(Verdict.OTHER_BASE, why)
        if why := self._incomparable(upper, lower, above, below):
            return Remark(Verdict.CANNOT, why)
        return self._amounts(above, below, wanted(upper, unit_of(lower)), wanted(lower, unit_of(upper)))

    def _incomparable(self, upper: Asked, lower: Asked, above: Indicator, below: Indicator) -> str:
        """Why two numbers over the same base cannot be held against each other; "" where they can."""
        mine, yours = wanted(upper, unit_of(lower)), wanted(lower, unit_of(upper))
        if above.redacted or below.redacted:
            return "原文有隐去的字，数字前后的要求不完整，无法比较。"
        totals = base_of(upper) in (Base.COUNT, Base.PLACES, Base.NAMED_PLACES)
        added_up = totals and not _NOT_SUMMED.search(f"{upper.words} {lower.words}")
        if added_up and self.upper.jurisdiction.level is not self.lower.jurisdiction.level:
            return f"上级为全域总数{mine}，没有分解到本级，本级为{yours}，不能直接比较高低。"
        if above.direction is not below.direction:
            return f"两级的方向不同（上级{mine}，本级{yours}），无法比较。"
        return ""

    def _amounts(self, above: Indicator, below: Indicator, mine: str, yours: str) -> Remark:
        if _lies_below(below, above):
            return Remark(Verdict.LOOSER, f"上级要求{mine}，本级只要求{yours}。")
        if _lies_below(above, below):
            return Remark(Verdict.STRICTER, f"上级要求{mine}，本级要求{yours}，高于上级。")
        if self._only_reached(above, below):
            return Remark(Verdict.LOOSER, f"上级要求{mine}，本级要求{yours}，刚好达到该数不算完成上级要求。")
        if softer := self._softer(above, below):
            return Remark(Verdict.LOOSER, f"两级数值相同（{yours}），但本级表述为“{softer}”，要求放宽。")
        return Remark(Verdict.SAME, f"两级要求一致（{yours}）。")

    def _only_reached(self, upper: Indicator, lower: Indicator) -> bool:
        """To be exceeded above and only reached below; translations write more than for 以上."""
        strict = (
            upper.target.comparator is Comparator.ABOVE and lower.target.comparator is not Comparator.ABOVE
        )
        return strict and self.upper.language == "zh"

    def _softer(self, upper: Indicator, lower: Indicator) -> str:
        """The word by which only the lower one softens its number; translations keep no such words."""
        if self.upper.language != self.lower.language:
            return ""
        softened = ((word, soft and not firm) for word, firm, soft in _softeners(upper, lower))
        return next((word for word, softer in softened if softer), "")

    def _days(self, upper: Asked, lower: Asked) -> Iterator[Remark]:
        """Later, or without a deadline where the upper one ends before the lower plan does."""
        if upper.day is None:
            return
        wanted = self._in_lower_year(upper.day)
        stated = lower.day or _stated_in_task(lower)
        if stated is None and wanted < self.lower.ends_on:
            yield Remark(
                Verdict.LATER,
                f"上级要求{day_words(upper.day)}前完成，本级没有写时限（按计划年底{day_words(self.lower.ends_on)}计）。",
            )
        elif stated is not None and stated > wanted:
            yield Remark(
                Verdict.LATER, f"上级要求{day_words(upper.day)}前完成，本级为{day_words(stated)}前。"
            )

    def _in_lower_year(self, day: date) -> date:
        """A day in the upper plan's own year means the same day of the lower plan's year."""
        if day.year != self.upper.year or self.upper.year == self.lower.year:
            return day
        return date(self.lower.year, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _other_base(upper: Asked, lower: Asked) -> str:
    """What the lower one counts over instead; "" where the base is the same."""
    above, below = base_of(upper), base_of(lower)
    if above is not below:
        mine, yours = wanted(upper, unit_of(lower)), wanted(lower)
        return f"上级按{above.value}提要求（{mine}），本级按{below.value}提要求（{yours}），口径不同。"
    for kind in conflicts(upper, lower):
        mine, yours = ("、".join(sorted(one.marks[kind])) for one in (upper, lower))
        return f"上级针对{mine}，本级针对{yours}，{kind}不同，口径不同。"
    return _narrowed(upper.words, lower.words) if above in (Base.SHARE, Base.LEVEL) else ""


def _stated_in_task(lower: Asked) -> date | None:
    """The only deadline of the lower task, where the indicator's own sentence states none."""
    days = {deadline.day for deadline in lower.task.deadlines if deadline.day} if lower.task else set()
    return days.pop() if len(days) == 1 and lower.indicator is None else None


def _lies_below(one: Indicator, other: Indicator) -> bool:
    """Whether the first may be reached while the second is not."""
    (mine, my_end), (yours, your_end) = plain_values(one.target), plain_values(other.target)
    if other.direction is Direction.LOWER:
        return (my_end if my_end is not None else mine) > (your_end if your_end is not None else yours)
    return mine < yours


def _softeners(upper: Indicator, lower: Indicator) -> tuple[tuple[str, bool, bool], ...]:
    return (
        ("力争", upper.aspirational, lower.aspirational),
        ("基本", upper.approximate, lower.approximate),
        ("原则上", upper.in_principle, lower.in_principle),
    )


def _narrowed(upper: str, lower: str) -> str:
    """The lower one counts a part only of what the upper one counts over."""
    if (own := _OWN.search(lower)) and not _OWN.search(upper):
        return f"本级只针对“{own.group()}”机构，上级没有这一限定，口径不同。"
    if (some := _ELIGIBLE.search(lower)) and not _ELIGIBLE.search(upper):
        return f"本级只针对“{some.group()}”的对象，上级没有这一限定，口径不同。"
    return ""


def _same(upper: Asked) -> Remark:
    when = f"（{day_words(upper.day)}前）" if upper.day else ""
    return Remark(Verdict.SAME, f"两级完成时限一致{when}。")


def wanted(asked: Asked, unit: str = "") -> str:
    """The target as an official writes it: 点名8个, 全部, ≥4级; `unit` stands in for one in another language."""
    indicator = asked.indicator
    if indicator is None:
        return f"{day_words(asked.day)}前" if asked.day else "—"
    if indicator.scope is Scope.NAMED and indicator.names:
        return f"点名{len(indicator.names)}个"
    if indicator.target.comparator is Comparator.ALL:
        return "全部"
    target = indicator.target
    foreign = target.unit.isascii() and target.unit != "%"
    return str(replace(target, unit=unit if foreign else target.unit))


def unit_of(asked: Asked) -> str:
    """The measure word, where it is a Chinese one."""
    unit = asked.target.unit if asked.target else ""
    return "" if unit.isascii() else unit
