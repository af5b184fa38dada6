"""The day a report is due: so many days after its period, moved to a working day where the plan's rule says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.model.holidays import Calendar, HolidayRule, calendar_with
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.words.days import day_words

_LONGEST_WALK = 366  # days; nothing is off for longer


@dataclass(frozen=True, slots=True)
class Due:
    """When a report is due, and what a reader has to know of how the day was found."""

    day: date
    stated: date  # by the plan's days alone
    note: str = ""  # one Chinese sentence where the days off of a year are not listed; "" else

    @property
    def aside(self) -> str:
        """（原定2022年10月5日，遇节假日顺延）, with whatever is to be noted; "" where the day is as stated."""
        moved = f"原定{day_words(self.stated)}，遇节假日顺延" if self.day != self.stated else ""
        told = "；".join(filter(None, (moved, self.note.rstrip("。"))))
        return f"（{told}）" if told else ""


def due_day(plan: Plan, period: Period) -> date:
    """The last day on which the period's report is in time; the plan is the one in force."""
    return due_of(plan, period).day


def due_of(plan: Plan, period: Period) -> Due:
    """The same with the day before it was moved, and with a note where the table of days off does not reach so far."""
    stated = period.due(plan.settings.due_days)
    rule = plan.settings.holidays
    if rule is HolidayRule.NONE:
        return Due(stated, stated)
    calendar = calendar_with(plan.settings.days_off)
    day = _moved(stated, rule, calendar)
    unlisted = sorted({stated.year, day.year} - calendar.years)
    return Due(day, stated, _note(unlisted, rule) if unlisted else "")


def _moved(stated: date, rule: HolidayRule, calendar: Calendar) -> date:
    """The day itself, or the next working day after a day that moves it."""
    moves: Callable[[date], bool] = calendar.is_off
    if rule is HolidayRule.NON_WORKING:
        moves = _not_working(calendar)
    if not moves(stated):
        return stated
    days = (stated + timedelta(later) for later in range(1, _LONGEST_WALK))
    return next(filter(calendar.is_working, days), stated)


def _not_working(calendar: Calendar) -> Callable[[date], bool]:
    return lambda day: not calendar.is_working(day)


def _note(years: list[int], rule: HolidayRule) -> str:
    named = "、".join(f"{year}年" for year in years)
    how = "只按周末顺延" if rule is HolidayRule.NON_WORKING else "没有按节假日顺延"
    return f"节假日表没有列入{named}的放假安排，截止日{how}，请在计划设置的“放假调休”中补充。"
