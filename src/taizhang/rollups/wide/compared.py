"""The whole's numbers of the period before and of the same period a year ago, for its own to be held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.rollups.earlier import NOT_YET
from taizhang.rollups.same_indicators import OTHER_LAST, OTHER_YEAR, same_in
from taizhang.rollups.wide.figures import Concluding
from taizhang.rollups.wide.sums import Count, PlaceSum

LAST, YEAR = "上期", "去年同期"
_NOTHING = "没有数"


@dataclass(frozen=True, slots=True)
class Before:
    """An indicator's number then, or why there is none."""

    value: Decimal | None
    remark: str = ""  # a sentence; "" where there is nothing to say


@dataclass(frozen=True, slots=True)
class Compared:
    """One earlier period, by the ids of this plan's rows."""

    when: str  # 上期 or 去年同期
    of: Mapping[str, Before] = field(default_factory=dict)
    told: str = ""  # which period and which plan
    period: str = ""  # as 2022Q2

    def before(self, row: str) -> Before:
        return self.of.get(row, Before(None))


def last_period(now: Concluding, whole: PlaceSum, then: Plan | None, why: str) -> Compared:
    """The period before under the same plan; `then` is the plan as it was in force, None where nothing came in."""
    period = now.asked.period.previous
    if then is None:
        not_yet = period.end < now.asked.plan.starts_on
        return _nothing(LAST, now, NOT_YET if not_yet else why)
    return _compared(LAST, now, now, whole, then, period, OTHER_LAST)


def a_year_before(now: Concluding, then: Concluding | str, whole: PlaceSum) -> Compared:
    """The same period a year ago, `whole` being what it came to; a text says why there is none."""
    if isinstance(then, str):
        return _nothing(YEAR, now, then)
    return _compared(YEAR, now, then, whole, then.asked.plan, None, OTHER_YEAR)


def _compared(
    when: str,
    now: Concluding,
    then: Concluding,
    whole: PlaceSum,
    plan: Plan,
    period: Period | None,
    otherwise: str,
) -> Compared:
    same = same_in(now.asked.plan, plan, otherwise)
    found: dict[str, Before] = {}
    for row in now.asked.rows:
        other = same(row)
        if isinstance(other, str):
            found[row.id] = Before(None, f"{other}。")
            continue
        count = whole.count(other.id, period) or Count()
        value, refused = then.value(other, count)
        found[row.id] = Before(value, _remark(when, value, refused, count))
    that = period or then.asked.period
    return Compared(when, found, f"{that.title}，《{plan.title}》", str(that))


def _remark(when: str, value: Decimal | None, refused: str, count: Count) -> str:
    if value is None:
        return f"{when}{_NOTHING}：{refused}" if refused else f"{when}{_NOTHING}。"
    return f"{when}值缺{len(count.missing)}个单位。" if count.missing else ""


def _nothing(when: str, now: Concluding, why: str) -> Compared:
    return Compared(when, {row.id: Before(None, f"{why}。") for row in now.asked.rows})
