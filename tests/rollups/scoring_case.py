"""Six counties with answers whose scores can be worked out by hand, and a scoring of 70 points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine
from taizhang.model.scoring import (
    Bound,
    Deduction,
    Manner,
    Scale,
    Scoring,
    ScoringItem,
    Subsidy,
    SubsidyBy,
)
from taizhang.model.submission import Submission
from taizhang.model.verdict import ReportingState, Verdict
from taizhang.model.words.status import Status
from taizhang.rollups import Report
from taizhang.rollups.period_standings import PeriodStandings
from taizhang.rollups.timeliness import ReporterState

SCORING = Scoring(
    items=(
        ScoringItem(
            "T01.M01.I1", Decimal(10), Manner.BONUS, held_to=Decimal(10), per=Decimal(1), points=Decimal(1), cap=Decimal(3)
        ),
        ScoringItem("T01.M03.I1", Decimal(10)),
        ScoringItem("T02.M02.I1", Decimal(20), Manner.PROPORTIONAL),
        ScoringItem("T04.M02.I1", Decimal(10), Manner.DEDUCT, per=Decimal(5), points=Decimal(1), floor=Decimal(2)),
        ScoringItem("T01", Decimal(20), Manner.PROPORTIONAL),
    ),
    late=Deduction(Decimal(1), Decimal(2)),
    unreported=Deduction(Decimal(2), Decimal(3)),
    returned=Deduction(Decimal("0.5"), Decimal(1)),
    subsidy=Subsidy(
        SubsidyBy.SCORE, Scale((Bound(Decimal(30)), Bound(Decimal(60)))), ("暂缓拨付", "拨付90%", "全额拨付")
    ),
)  # fmt: skip
ROWS = ("T01.M01.I1", "T01.M02.I1", "T01.M03.I1", "T01.M04")
Answers = dict[str, dict[str, object]]


def answers(houses: int, parts: tuple[int, int] | None, beds: int, pilot: int | None, done: int) -> Answers:
    """The first `done` rows of the first task are finished."""
    states = {row: {"status": Status.DONE if n < done else Status.ON_SCHEDULE} for n, row in enumerate(ROWS)}
    states["T01.M01.I1"]["actual"] = Decimal(houses)  # type: ignore[assignment]
    if pilot is not None:
        states["T01.M03.I1"]["actual"] = Decimal(pilot)  # type: ignore[assignment]
    ratio: dict[str, object] = {"actual": Decimal(80)}
    if parts:
        above, below = map(Decimal, parts)
        ratio = {"numerator": above, "denominator": below, "actual": above * 100 / below}
    return {**states, "T02.M02.I1": ratio, "T04.M02.I1": {"actual": Decimal(beds)}}  # type: ignore[dict-item]


GOOD = answers(12, (45, 60), 40, None, 3)
GIVEN: dict[str, Answers | None] = {
    "清河县": answers(12, (45, 60), 40, 1, 3),
    "白石县": answers(5, (30, 80), 0, 0, 0),
    "青松县": answers(20, None, 50, None, 4),
    "石桥县": None,  # nothing came
    "云岭区": GOOD,
    "双河市": GOOD,
}


def scored_plan(plan: Plan, scoring: Scoring = SCORING) -> Plan:
    return replace(plan, settings=replace(plan.settings, scoring=scoring))


def six(roster: Roster) -> Roster:
    return Roster(roster.lines[:6])


def reports_of(
    roster: Roster, report: Callable[..., Report], given: Mapping[str, Answers | None] = GIVEN
) -> list[Report]:
    """白石县 comes on the 8th, after the due day."""
    return [
        report(line, given[line.name], day=8 if line.name == "白石县" else 3, among=roster)
        for line in roster
        if given.get(line.name) is not None
    ]


def sent(line: RosterLine, number: int, day: date, verdict: Verdict, period: Period) -> Submission:
    received = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    name = f"{line.name}{period.title}台账.xlsx"
    return Submission(
        number, received, "", name, f"{number:0>64}", 30_000, verdict, reporter=line.reporter, period=period
    )


def earlier(roster: Roster) -> PeriodStandings:
    """In the second quarter 清河县 was returned twice before it was accepted, 白石县 late, 石桥县 silent."""
    period, due = Period.parse("2022Q2"), date(2022, 7, 5)
    states, returned = [], []
    for line in roster:
        number = int(line.reporter.code) % 100
        came = sent(line, number, date(2022, 7, 9 if line.name == "白石县" else 4), Verdict.ACCEPTED, period)
        state = ReportingState.LATE if line.name == "白石县" else ReportingState.ON_TIME
        if line.name == "石桥县":
            states.append(ReporterState(line, ReportingState.MISSING, None))
            continue
        states.append(ReporterState(line, state, came, came))
        if line.name == "清河县":
            returned += [sent(line, n, date(2022, 7, n), Verdict.RETURNED, period) for n in (1, 2)]
    return PeriodStandings(period, due, tuple(states), tuple(returned))
