"""How everybody stood in the periods of a year, as the archive knows them; what scoring deducts by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from taizhang.archive import Archive, NewSubmission, create_archive
from taizhang.desk.standing.year import year_standings
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import Verdict
from taizhang.plans import compile_plan, fingerprint, plan_to_json
from taizhang.rollups.period_standings import PeriodStandings, joined_periods

BEIJING = timezone(timedelta(hours=8))
NAMES = ("碧潭县", "松陂县", "白礁县")
CITY = Roster(
    (
        RosterLine(Reporter("990100"), "云岭市", Level.CITY, ""),
        *(
            RosterLine(Reporter(f"9901{n:02d}"), name, Level.COUNTY, "990100")
            for n, name in enumerate(NAMES, 1)
        ),
    )
)
Told = list[tuple[str, str, list[str], list[tuple[str, int]]]]


@pytest.fixture
def plan(sample_document: Path) -> Plan:
    return compile_plan(sample_document.read_text(encoding="utf-8"))


@pytest.fixture
def store(tmp_path: Path, plan: Plan) -> Archive:
    """Four quarters, of which the first was before anybody collected, and the last year's last one."""
    store = create_archive(tmp_path / "档案.db")
    start = datetime(2021, 10, 1, tzinfo=BEIJING)
    store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), None, CITY, start)
    send = sender(store, plan)
    send("990101", date(2022, 1, 4), "2021Q4")
    send("990101", date(2022, 7, 2), "2022Q2", Verdict.RETURNED)
    send("990101", date(2022, 7, 3), "2022Q2", Verdict.RETURNED)
    send("990101", date(2022, 7, 4), "2022Q2")
    send("990102", date(2022, 7, 9), "2022Q2")
    store.open_round(plan.id, Period.parse("2022Q3"), date(2022, 9, 1))
    send("990102", date(2022, 10, 3), "2022Q3", Verdict.SET_ASIDE)
    send("990101", date(2023, 1, 2), "2022Q4")
    send("990103", date(2023, 1, 20), "2022Q4", Verdict.RETURNED)
    return store


def sender(store: Archive, plan: Plan) -> Callable[..., None]:
    def send(code: str, day: date, period: str, verdict: Verdict = Verdict.ACCEPTED) -> None:
        received = datetime(day.year, day.month, day.day, 9, tzinfo=BEIJING)
        entry = NewSubmission(
            received, "", f"{code}.xlsx", verdict, plan.id, Reporter(code), Period.parse(period)
        )
        store.register(entry, f"{code} {day} {period}".encode())

    return send


def told(periods: tuple[PeriodStandings, ...]) -> Told:
    return [
        (
            str(one.period), f"{one.due:%m-%d}", [state.state.value for state in one.states],
            [(str(sent.reporter), sent.number) for sent in one.returned],
        )
        for one in periods
    ]  # fmt: skip


def test_the_collected_periods_of_the_year_are_told_with_what_was_sent_back(
    store: Archive, plan: Plan
) -> None:
    """A file that was set aside is none that was sent back for its content."""
    last = Period.parse("2022Q4")
    assert told(year_standings(store, plan, last, as_of=date(2023, 1, 12), code="990100")) == [
        ("2022Q2", "07-05", ["及时", "迟报", "未报"], [("990101", 2), ("990101", 3)]),
        ("2022Q3", "10-05", ["未报", "退回未改", "未报"], []),
        ("2022Q4", "01-05", ["及时", "未报", "未报"], []),
    ]


def test_what_came_after_the_day_is_not_counted(store: Archive, plan: Plan) -> None:
    (only,) = year_standings(store, plan, Period.parse("2022Q2"), as_of=date(2022, 7, 2), code="990100")
    assert told((only,)) == [("2022Q2", "07-05", ["退回未改", "待定", "待定"], [("990101", 2)])]


def test_the_periods_of_several_places_are_joined(store: Archive, plan: Plan) -> None:
    periods = year_standings(store, plan, Period.parse("2022Q4"), as_of=date(2023, 1, 12), code="990100")
    parts = [
        tuple(
            PeriodStandings(one.period, one.due, one.states[first:last], one.returned if first == 0 else ())
            for one in periods
        )
        for first, last in ((0, 1), (1, 3))
    ]
    assert joined_periods(parts) == periods
    assert joined_periods([]) == ()
