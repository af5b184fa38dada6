"""Shares as they are printed, days that a report is late, and the rates of places as deep as a roster goes."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.period import Period
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState, Verdict
from taizhang.rollups.groups import groups_of, lines_of
from taizhang.rollups.place_timeliness import by_place, names_of
from taizhang.rollups.timeliness import in_percent, reporting_states, timeliness_of

BEIJING = timezone(timedelta(hours=8))
Q3 = Period.parse("2022Q3")
DUE = date(2022, 10, 5)


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (None, "—"),
        (Fraction(0), "0.0%"),
        (Fraction(1), "100.0%"),
        (Fraction(11, 12), "91.7%"),
        (Fraction(1, 16), "6.3%"),  # 6.25, half up
        (Fraction(3, 16), "18.8%"),  # 18.75
        (Fraction(1, 2000), "0.1%"),  # 0.05
        (Fraction(1, 2001), "0.0%"),
        (Fraction(1999, 2000), "100.0%"),  # 99.95
    ],
)
def test_a_share_is_printed_half_up(share: Fraction | None, printed: str) -> None:
    assert in_percent(share) == printed


@given(st.lists(st.sampled_from(ReportingState), min_size=1, max_size=40))
def test_the_rates_are_exact_shares_of_all_who_are_expected(states: list[ReportingState]) -> None:
    found = timeliness_of(states)
    on_time = states.count(ReportingState.ON_TIME) + states.count(ReportingState.NOTHING_TO_REPORT)
    late, missing = states.count(ReportingState.LATE), states.count(ReportingState.MISSING)
    assert (found.on_time_rate, found.late_rate, found.missing_rate) == tuple(
        Fraction(count, len(states)) for count in (on_time, late, missing)
    )
    assert found.reported == on_time + late


def sent(number: int, code: str, day: int, verdict: str = "accepted") -> Submission:
    received = datetime(2022, 10, day, 9, tzinfo=BEIJING)
    return Submission(number, received, "", "", "", 0, Verdict(verdict), "p", Reporter(code), Q3)


@pytest.mark.parametrize(
    ("story", "days"),
    [
        ((), 4),
        (((4, "accepted"),), 0),
        (((8, "accepted"),), 3),
        (((8, "accepted"), (9, "accepted")), 3),
        (((4, "accepted"), (9, "accepted")), 0),
        (((4, "returned"),), 4),
        (((4, "quarantined"),), 0),
    ],
)
def test_days_late_are_those_of_the_first_that_was_accepted(
    story: tuple[tuple[int, str], ...], days: int
) -> None:
    roster = Roster((RosterLine(Reporter("1"), "甲县", Level.COUNTY, "0"),))
    held = [sent(n, "1", day, verdict) for n, (day, verdict) in enumerate(story, 1)]
    (state,) = reporting_states(roster, held, Q3, DUE, date(2022, 10, 9))
    assert state.days_late(DUE, date(2022, 10, 9)) == days


def place(code: str, name: str, level: Level, above: str) -> RosterLine:
    return RosterLine(Reporter(code), name, level, above)


DEEP = Roster(
    (
        place("99", "全国", Level.NATION, ""),
        place("98", "甲省", Level.PROVINCE, "99"),
        place("97", "甲市", Level.CITY, "98"),
        place("01", "一县", Level.COUNTY, "97"),
        place("02", "二县", Level.COUNTY, "97"),
        RosterLine(Reporter("02", "县医院"), "县医院", Level.COUNTY, "02"),
        place("03", "直管县", Level.COUNTY, "98"),
        place("96", "乙省", Level.PROVINCE, "99"),
        place("04", "四县", Level.COUNTY, "96"),
    )
)


def test_places_are_as_deep_as_the_roster() -> None:
    held = [sent(1, "01", 4), sent(2, "03", 8)]
    groups = groups_of(DEEP, "99", {one.reporter for one in held if one.reporter})
    lines = lines_of(DEEP, groups)
    states = reporting_states(Roster(lines), held, Q3, DUE, date(2022, 10, 9))
    assert [
        (one.line.name, one.depth, one.rates.expected, one.rates.on_time_rate, one.rates.late_rate)
        for one in by_place(DEEP, groups, states)
    ] == [
        ("甲省", 0, 3, Fraction(1, 3), Fraction(1, 3)),
        ("甲市", 1, 2, Fraction(1, 2), Fraction(0)),
        ("乙省", 0, 1, Fraction(0), Fraction(0)),
    ]
    assert list(names_of(groups, lines).values()) == ["甲省 一县", "甲省 二县", "甲省 直管县", "乙省 四县"]


def test_a_roster_that_runs_in_circles_ends() -> None:
    circle = Roster(
        (
            place("1", "甲市", Level.CITY, "9"),
            place("2", "乙市", Level.CITY, "1"),
            place("1", "甲市", Level.CITY, "2"),
            place("3", "丙县", Level.COUNTY, "1"),
        )
    )
    groups = groups_of(circle, "9", ())
    states = reporting_states(Roster(lines_of(circle, groups)), [], Q3, DUE, date(2022, 10, 9))
    assert [(one.line.name, one.rates.expected) for one in by_place(circle, groups, states)] == [("甲市", 1)]


def test_places_that_all_report_for_themselves_have_no_rates_of_their_own() -> None:
    flat = Roster((place("1", "甲县", Level.COUNTY, "9"), place("2", "乙县", Level.COUNTY, "9")))
    groups = groups_of(flat, "9", ())
    states = reporting_states(flat, [], Q3, DUE, date(2022, 10, 9))
    assert by_place(flat, groups, states) == ()
    assert list(names_of(groups, flat.lines).values()) == ["甲县", "乙县"]
