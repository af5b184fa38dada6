"""Which share of the way is due, worked out by hand: by month, quarter and day, once, and never."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.pace import Pace
from taizhang.model.period import Period

NEW_YEAR, YEAR_END = date(2022, 1, 1), date(2022, 12, 31)


@pytest.mark.parametrize(
    ("period", "since", "until", "pace", "share"),
    [
        ("2022-11", NEW_YEAR, YEAR_END, Pace.MONTH, Fraction(11, 12)),  # 91.666…
        ("2022Q3", NEW_YEAR, YEAR_END, Pace.MONTH, Fraction(3, 4)),
        ("2022Q3", NEW_YEAR, date(2022, 11, 15), Pace.MONTH, Fraction(9, 11)),
        ("2022Q3", date(2021, 7, 1), date(2025, 6, 30), Pace.MONTH, Fraction(15, 48)),
        ("2022Q3", NEW_YEAR, YEAR_END, Pace.QUARTER, Fraction(3, 4)),
        ("2022-08", NEW_YEAR, YEAR_END, Pace.QUARTER, Fraction(2, 4)),  # the third is not over
        ("2022-09", NEW_YEAR, YEAR_END, Pace.QUARTER, Fraction(3, 4)),
        ("2022-02", NEW_YEAR, YEAR_END, Pace.QUARTER, Fraction(0)),
        ("2022Q2", date(2022, 5, 1), date(2022, 11, 15), Pace.QUARTER, Fraction(1, 3)),
        ("2022-10", NEW_YEAR, date(2022, 11, 15), Pace.QUARTER, Fraction(3, 4)),
        ("2022-11", NEW_YEAR, date(2022, 11, 15), Pace.QUARTER, Fraction(1)),  # the deadline is over
        ("2022Q1", NEW_YEAR, YEAR_END, Pace.DAY, Fraction(90, 365)),
        ("2022Q3", NEW_YEAR, YEAR_END, Pace.DAY, Fraction(273, 365)),
        ("2024Q1", date(2024, 1, 1), date(2024, 12, 31), Pace.DAY, Fraction(91, 366)),
        ("2022-11", NEW_YEAR, date(2022, 12, 10), Pace.DAY, Fraction(334, 344)),
        ("2022Q3", NEW_YEAR, YEAR_END, Pace.ONCE, Fraction(0)),
        ("2022Q4", NEW_YEAR, YEAR_END, Pace.ONCE, Fraction(1)),
        ("2022Q3", NEW_YEAR, date(2022, 8, 31), Pace.ONCE, Fraction(1)),
        ("2022Q4", NEW_YEAR, YEAR_END, Pace.LASTING, Fraction(0)),
        ("2021Q4", NEW_YEAR, YEAR_END, Pace.MONTH, Fraction(0)),
        ("2021Q4", NEW_YEAR, YEAR_END, Pace.DAY, Fraction(0)),
    ],
)
def test_the_share_that_is_due(period: str, since: date, until: date, pace: Pace, share: Fraction) -> None:
    assert Period.parse(period).elapsed(since, until, pace) == share


@given(
    st.integers(1, 12), st.integers(0, 800), st.sampled_from((Pace.MONTH, Pace.QUARTER, Pace.DAY, Pace.ONCE))
)
def test_what_is_due_never_falls_and_ends_with_all(month: int, days: int, pace: Pace) -> None:
    until = date.fromordinal(NEW_YEAR.toordinal() + days)
    now = Period(2022, month, month)
    first, then = now.elapsed(NEW_YEAR, until, pace), now.following.elapsed(NEW_YEAR, until, pace)
    assert 0 <= first <= then <= 1
    assert Period.parse("2025").elapsed(NEW_YEAR, until, pace) == 1


def test_the_periods_before() -> None:
    third = Period.parse("2022Q3")
    assert [str(one) for one in third.back_to(NEW_YEAR)] == ["2022Q1", "2022Q2"]
    assert [str(one) for one in third.back_to(date(2022, 6, 30))] == ["2022Q2"]
    assert third.back_to(date(2022, 7, 1)) == ()
    assert [str(one) for one in Period.parse("2022-03").back_to(NEW_YEAR)] == ["2022-01", "2022-02"]
    assert [str(Period.parse(one).year_before) for one in ("2022Q3", "2022-02", "2022H1", "2022")] == [
        "2021Q3", "2021-02", "2021H1", "2021",
    ]  # fmt: skip
