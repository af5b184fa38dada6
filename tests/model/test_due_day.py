from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.due_day import Due, due_day, due_of
from taizhang.model.holidays import Arrangement, HolidayRule, calendar_with, listed_years
from taizhang.model.period import Period
from taizhang.model.plan import Jurisdiction, Plan, Settings
from taizhang.model.region import Level


def plan_with(rule: str, days: int = 5, *own: Arrangement) -> Plan:
    settings = Settings(due_days=days, holidays=HolidayRule(rule), days_off=own)
    return Plan("p", "计划", "", "", "zh", Jurisdiction("云岭市", Level.CITY), 2022, settings=settings)


def test_the_table_holds_the_days_that_the_notices_arrange() -> None:
    worked = calendar_with().worked
    days = {
        works: Counter(day.year for day, one in worked.items() if one is works) for works in (False, True)
    }
    assert days[False] == {2021: 31, 2022: 32, 2023: 28, 2024: 28, 2025: 28, 2026: 33}
    assert days[True] == {2021: 7, 2022: 7, 2023: 7, 2024: 8, 2025: 5, 2026: 6}
    assert [day for day, works in worked.items() if works and day.weekday() < 5] == []
    assert listed_years() == (2021, 2026)


def test_the_days_off_by_law_are_all_off() -> None:
    """元旦 and three days each of 春节 and 国庆节, whose dates are known without a notice."""
    calendar = calendar_with()
    spring = {2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17)}
    for year, (month, day) in spring.items():
        new_year = [date(year, month, day) + timedelta(days) for days in range(3)]
        by_law = [date(year, 1, 1), *new_year, *(date(year, 10, day) for day in (1, 2, 3))]
        assert [day for day in by_law if not calendar.is_off(day)] == []


@pytest.mark.parametrize(
    ("rule", "period", "days", "day"),
    [
        ("none", "2022Q3", 5, date(2022, 10, 5)),  # in the middle of 国庆节
        ("statutory", "2022Q3", 5, date(2022, 10, 8)),  # a make-up Saturday
        ("non-working", "2022Q3", 5, date(2022, 10, 8)),
        ("statutory", "2022-07", 6, date(2022, 8, 6)),  # a plain Saturday
        ("non-working", "2022-07", 6, date(2022, 8, 8)),
        ("statutory", "2022Q1", 2, date(2022, 4, 2)),  # a make-up Saturday
        ("non-working", "2022Q1", 2, date(2022, 4, 2)),
        ("statutory", "2022Q1", 3, date(2022, 4, 6)),
        ("statutory", "2021", 1, date(2022, 1, 4)),
        ("non-working", "2022Q4", 0, date(2023, 1, 3)),  # 31 December is off: into the next year
        ("statutory", "2022Q2", 5, date(2022, 7, 5)),  # a working day stays
        ("non-working", "2022Q2", 5, date(2022, 7, 5)),
    ],
)
def test_a_due_day_moves_to_the_next_working_day(rule: str, period: str, days: int, day: date) -> None:
    assert due_day(plan_with(rule, days), Period.parse(period)) == day


def test_a_day_off_before_a_plain_weekend_moves_past_both() -> None:
    friday = Arrangement(date(2022, 8, 5), date(2022, 8, 5))
    assert due_day(plan_with("statutory", 5, friday), Period.parse("2022-07")) == date(2022, 8, 8)


def test_a_moved_day_says_where_it_was() -> None:
    due = due_of(plan_with("statutory"), Period.parse("2022Q3"))
    assert due == Due(date(2022, 10, 8), date(2022, 10, 5))
    assert due.aside == "（原定2022年10月5日，遇节假日顺延）"
    assert due_of(plan_with("statutory"), Period.parse("2022Q2")).aside == ""


@pytest.mark.parametrize(
    ("rule", "period", "day", "note"),
    [
        (
            "non-working", "2026Q4", date(2027, 1, 5),
            "节假日表没有列入2027年的放假安排，截止日只按周末顺延，请在计划设置的“放假调休”中补充。",
        ),
        (
            "statutory", "2026Q4", date(2027, 1, 5),
            "节假日表没有列入2027年的放假安排，截止日没有按节假日顺延，请在计划设置的“放假调休”中补充。",
        ),
        (
            "non-working", "2027-05", date(2027, 6, 7),
            "节假日表没有列入2027年的放假安排，截止日只按周末顺延，请在计划设置的“放假调休”中补充。",
        ),
        (
            "non-working", "2020Q3", date(2020, 10, 5),
            "节假日表没有列入2020年的放假安排，截止日只按周末顺延，请在计划设置的“放假调休”中补充。",
        ),
        ("none", "2026Q4", date(2027, 1, 5), ""),
    ],
)  # fmt: skip
def test_a_year_that_is_not_listed_is_never_passed_over_in_silence(
    rule: str, period: str, day: date, note: str
) -> None:
    due = due_of(plan_with(rule), Period.parse(period))
    assert (due.day, due.note) == (day, note)


def test_an_offices_own_arrangements_lie_over_the_table() -> None:
    works = Arrangement(date(2022, 10, 5), date(2022, 10, 5), works=True)
    assert due_day(plan_with("statutory", 5, works), Period.parse("2022Q3")) == date(2022, 10, 5)


def test_a_whole_year_of_ones_own_is_listed_and_a_single_day_is_not() -> None:
    single = Arrangement(date(2027, 1, 5), date(2027, 1, 5))
    due = due_of(plan_with("statutory", 5, single), Period.parse("2026Q4"))
    assert (due.day, due.note[:12]) == (date(2027, 1, 6), "节假日表没有列入2027")
    year = (
        single,
        Arrangement(date(2027, 2, 5), date(2027, 2, 12)),
        Arrangement(date(2027, 5, 1), date(2027, 5, 3)),
    )
    due = due_of(plan_with("statutory", 5, *year), Period.parse("2026Q4"))
    assert (due.day, due.note) == (date(2027, 1, 6), "")


DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))


@given(DAYS, st.sampled_from(["statutory", "non-working"]))
def test_a_due_day_is_never_earlier_and_never_a_day_off(day: date, rule: str) -> None:
    period = Period(day.year, day.month, day.month).previous
    days = (day - period.end).days
    due = due_day(plan_with(rule, days), period)
    assert due >= day
    assert not calendar_with().is_off(due)
    assert calendar_with().is_working(due) or (rule == "statutory" and due == day)
