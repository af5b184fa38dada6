from __future__ import annotations

import re
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
from taizhang.rollups.timeliness import reporting_states, timeliness

Q3 = Period.parse("2022Q3")
DUE = date(2022, 10, 5)
BEIJING = timezone(timedelta(hours=8))
COUNTY = Reporter("990101")
ROSTER = Roster((RosterLine(COUNTY, "清河县", Level.COUNTY, "990100"),))


def sent(number: int, told: str, *, reporter: Reporter = COUNTY, period: Period = Q3) -> Submission:
    """A submission from `5 accepted`: the day of October and the verdict."""
    day, verdict = told.split()
    received = datetime(2022, 10, int(day), 23, 59, tzinfo=BEIJING)
    return Submission(number, received, "", "", "", 0, Verdict(verdict), "p", reporter, period)


@pytest.mark.parametrize(
    ("story", "as_of", "state", "number"),
    [
        ("", 5, "待定", None),
        ("", 6, "未报", None),
        ("5 accepted", 6, "及时", 1),
        ("6 accepted", 6, "迟报", 1),
        ("4 accepted, 8 accepted", 9, "及时", 2),  # a correction
        ("6 accepted, 8 accepted", 9, "迟报", 2),
        ("4 accepted, 8 returned", 9, "及时", 1),
        ("4 returned", 4, "退回未改", 1),
        ("4 returned", 9, "退回未改", 1),
        ("4 returned, 5 accepted", 9, "及时", 2),
        ("4 returned, 7 accepted", 9, "迟报", 2),
        ("4 set-aside", 9, "退回未改", 1),
        ("4 quarantined", 9, "待定", 1),
        ("4 quarantined, 5 returned", 9, "退回未改", 2),
        ("4 returned, 5 quarantined", 9, "待定", 2),
        ("4 not-a-ledger", 9, "未报", None),
        ("4 returned, 5 not-a-ledger", 9, "退回未改", 1),
        ("8 accepted", 7, "未报", None),  # not there yet on that day
    ],
)
def test_a_reporters_story(story: str, as_of: int, state: str, number: int | None) -> None:
    submissions = [sent(n, told) for n, told in enumerate(re.split(", ", story), start=1) if told]
    for order in (submissions, submissions[::-1]):
        (found,) = reporting_states(ROSTER, order, Q3, DUE, date(2022, 10, as_of))
        assert (found.state.value, found.submission and found.submission.number) == (state, number)
        assert found.line is ROSTER.lines[0]


@pytest.mark.parametrize(
    ("story", "declaring", "state"),
    [
        ("4 accepted", {1}, "零报告"),
        ("6 accepted", {1}, "迟报"),
        ("4 returned", {1}, "退回未改"),
        ("4 accepted, 5 accepted", {1}, "及时"),  # the newest counts
        ("4 accepted, 5 accepted", {2}, "零报告"),
    ],
)
def test_a_report_of_nothing(story: str, declaring: set[int], state: str) -> None:
    submissions = [sent(n, told) for n, told in enumerate(story.split(", "), start=1)]
    (found,) = reporting_states(ROSTER, submissions, Q3, DUE, date(2022, 10, 9), nothing_to_report=declaring)
    assert found.state.value == state


def test_others_and_other_periods_say_nothing() -> None:
    strays = [
        sent(1, "4 accepted", reporter=Reporter("990102")),
        sent(2, "4 accepted", reporter=Reporter("990101", "县医院")),
        sent(3, "4 accepted", period=Q3.previous),
    ]
    (found,) = reporting_states(ROSTER, strays, Q3, DUE, date(2022, 10, 9))
    assert (found.state, found.submission) == (ReportingState.MISSING, None)


def counties(count: int) -> Roster:
    return Roster(
        tuple(RosterLine(Reporter(f"9901{n:02d}"), f"{n}县", Level.COUNTY, "990100") for n in range(count))
    )


def test_rates_are_exact_and_the_roster_is_their_denominator() -> None:
    stories = ["4 accepted", "4 accepted", "6 accepted", "4 returned", "4 quarantined"]
    submissions = [sent(n + 1, told, reporter=Reporter(f"9901{n:02d}")) for n, told in enumerate(stories)]
    states = reporting_states(counties(7), submissions, Q3, DUE, date(2022, 10, 9), nothing_to_report={2})
    found = timeliness(states)
    assert {state.value: count for state, count in found.counts.items()} == {
        "及时": 1, "迟报": 1, "未报": 2, "零报告": 1, "退回未改": 1, "待定": 1,
    }  # fmt: skip
    assert found.expected == 7
    assert (found.on_time_rate, found.late_rate, found.missing_rate) == (
        Fraction(2, 7),
        Fraction(1, 7),
        Fraction(2, 7),
    )


def test_nobody_is_expected() -> None:
    found = timeliness(reporting_states(Roster(()), [], Q3, DUE, DUE))
    assert (found.expected, found.on_time_rate, found.late_rate, found.missing_rate) == (0, None, None, None)


arrivals = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 12), st.sampled_from(Verdict)), max_size=12)


@given(arrivals, st.integers(1, 12))
def test_every_reporter_has_one_state_whatever_the_order(
    told: list[tuple[int, int, Verdict]], as_of: int
) -> None:
    submissions = [
        sent(number, f"{day} {verdict}", reporter=Reporter(f"9901{who:02d}"))
        for number, (who, day, verdict) in enumerate(told, start=1)
    ]
    states = reporting_states(counties(4), submissions, Q3, DUE, date(2022, 10, as_of))
    assert [one.line for one in states] == list(counties(4))
    assert sum(timeliness(states).counts.values()) == 4
    assert reporting_states(counties(4), submissions[::-1], Q3, DUE, date(2022, 10, as_of)) == states
