from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.figure import Figure, Light
from taizhang.model.finding import Finding, Severity
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.verdict import ReportingState
from taizhang.model.words.status import Status
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.gathered import Gathered, put_together
from taizhang.rollups.timeliness import ReporterState

Make = Callable[..., Report]


def figure(rollup: Rollup, row: str) -> Figure:
    found = rollup.figure(row)
    assert found is not None
    return found


@pytest.fixture
def rolled(plan: Plan, roster: Roster, period: Period, as_of: date) -> Callable[..., Rollup]:
    def roll(*reports: Report) -> Rollup:
        return consolidate(plan, roster, period, reports, as_of=as_of)

    return roll


def test_one_figure_per_indicator_and_none_for_a_scheme(rolled: Callable[..., Rollup]) -> None:
    assert [one.row for one in rolled().figures] == [
        "T01.M01.I1", "T01.M02.I1", "T01.M03.I1", "T02.M01.I1", "T02.M02.I1", "T02.M03.I1",
        "T02.M03.I2", "T03.M01.I1", "T03.M02.I1", "T04.M01.I1", "T04.M02.I1",
    ]  # fmt: skip


def test_nobody_reported(rolled: Callable[..., Rollup], roster: Roster) -> None:
    rollup = rolled()
    everyone = tuple(line.reporter for line in roster)
    assert figure(rollup, "T01.M01.I1").value is None
    assert figure(rollup, "T01.M01.I1").missing == everyone
    assert figure(rollup, "T02.M03.I1").value == 0
    assert {state.word for task in rollup.tasks for state in task.states} == {"未报"}
    assert {standing.state for standing in rollup.standings} == {ReportingState.MISSING}
    assert rollup.issues == ()


def test_figures_of_two_counties(rolled: Callable[..., Rollup], report: Make, roster: Roster) -> None:
    first, second = roster.lines[:2]
    rollup = rolled(
        report(first, {
            "T01.M01.I1": {"actual": Decimal(40)},
            "T01.M02.I1": {"actual": Decimal(1)},
            "T01.M03.I1": {"actual": Decimal(1)},
            "T02.M02.I1": {"numerator": Decimal(80), "denominator": Decimal(100), "actual": Decimal(80)},
            "T02.M03.I1": {"actual": Decimal(1)},
            "T04.M01.I1": {"actual": Decimal(25)},
        }),
        report(second, {
            "T01.M01.I1": {"actual": Decimal("30.5")},
            "T01.M02.I1": {"actual": Decimal(0)},
            "T02.M02.I1": {"numerator": Decimal(10), "denominator": Decimal(100), "actual": Decimal(10)},
            "T02.M03.I1": {"actual": Decimal(0)},
            "T04.M01.I1": {"actual": Decimal(31)},
        }),
    )  # fmt: skip
    values = {one.row: (one.value, one.unit, one.light) for one in rollup.figures if one.value is not None}
    assert values == {
        "T01.M01.I1": (Decimal("70.5"), "个", Light.GREEN),  # 75.8 % at three quarters
        "T01.M02.I1": (Decimal(1), "个", Light.RED),
        "T01.M03.I1": (Decimal(1), "个", Light.YELLOW),
        "T02.M02.I1": (Decimal(45), "%", Light.YELLOW),
        "T02.M03.I1": (Decimal("12.5"), "%", Light.RED),
        "T02.M03.I2": (Decimal(1), "个", Light.GREEN),
        "T04.M01.I1": (Decimal(31), "分钟", Light.YELLOW),
    }


def test_named_places_are_who_is_expected(rolled: Callable[..., Rollup], roster: Roster) -> None:
    named = figure(rolled(), "T01.M03.I1")
    assert named.expected == (Reporter("990121"), Reporter("990122"))


def test_one_answer_serves_two_indicators(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    rollup = rolled(report(roster.lines[0], {"T02.M03.I1": {"actual": Decimal(1)}}))
    share, named = figure(rollup, "T02.M03.I1"), figure(rollup, "T02.M03.I2")
    assert share.contributions == named.contributions
    assert [one.row for one in named.contributions] == ["T02.M03.I1"]


def test_a_contribution_names_its_cell(rolled: Callable[..., Rollup], report: Make, roster: Roster) -> None:
    given_report = report(
        roster.lines[2], {"T01.M01.I1": {"actual": Decimal(20_000_000), "raw": {"actual": "2000万"}}}
    )
    (one,) = figure(rolled(given_report), "T01.M01.I1").contributions
    assert (one.name, one.raw, one.value, str(one.place)) == ("青松县", "2000万", 20_000_000, "任务台账!Q6")
    assert one.place.file == given_report.submission.sha256


def test_a_contribution_tells_the_rules_and_what_was_accepted(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    told = report(
        roster.lines[2], {"T01.M01.I1": {"actual": Decimal(5)}, "T01.M02.I1": {"actual": Decimal(1)}}
    )
    where = told.ledger.rows[0].at("actual")
    words = "已批准豁免（王某，有效至2022年12月31日）：已核实"
    found = Finding(
        "W401", Severity.WARNING, "比上期少", "请核对", "", where, "T01.M01.I1", "actual", accepted=words
    )
    told = replace(
        told, ledger=replace(told.ledger, rules="1.0版"), findings=(found, replace(found, accepted=""))
    )
    rollup = rolled(told)
    (one,) = figure(rollup, "T01.M01.I1").contributions
    assert (one.rules, one.accepted) == ("1.0版", f"W401 {words}")
    (other,) = figure(rollup, "T01.M02.I1").contributions
    assert (other.rules, other.accepted) == ("1.0版", "")


def test_an_answer_that_is_no_number_is_kept_and_not_counted(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    rollup = rolled(
        report(roster.lines[0], {"T01.M01.I1": {"raw": {"actual": "不涉及"}}}),
        report(roster.lines[1], {"T01.M01.I1": {"actual": Decimal(3)}}),
    )
    beds = figure(rollup, "T01.M01.I1")
    assert (beds.value, beds.reported) == (3, 2)
    assert [(one.raw, one.value) for one in beds.contributions] == [("不涉及", None), ("3", 3)]


def test_the_state_of_a_task_is_what_asks_for_most_attention(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    third = ("T03.M01.I1", "T03.M02.I1")
    rollup = rolled(
        report(roster.lines[0], {row: {"status": Status.DONE} for row in third}),
        report(
            roster.lines[1],
            dict(zip(third, ({"status": Status.BEHIND}, {"status": Status.DONE}), strict=True)),
        ),
        report(roster.lines[2], {third[0]: {"status": Status.DONE}}),
        report(roster.lines[3], {}, nothing=True),
    )
    states = rollup.tasks[2].states
    assert [(state.word, state.light.value) for state in states[:5]] == [
        ("已完成", "绿"), ("滞后", "黄"), ("未填", "绿"), ("零报告", "—"), ("未报", "—"),
    ]  # fmt: skip


def test_the_newest_of_two_reports_counts(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    old = report(roster.lines[0], {"T01.M01.I1": {"actual": Decimal(1)}})
    new = report(roster.lines[0], {"T01.M01.I1": {"actual": Decimal(2)}})
    new = replace(new, submission=replace(new.submission, number=999))
    assert figure(rolled(new, old), "T01.M01.I1").value == 2


def test_a_stranger_is_named_and_not_counted(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    stranger = replace(roster.lines[0], reporter=Reporter("880101"), name="异地县")
    rollup = rolled(report(stranger, {"T01.M01.I1": {"actual": Decimal(5)}}))
    assert rollup.strangers == ("异地县",)
    assert figure(rollup, "T01.M01.I1").value is None
    assert rollup.details == ()


def test_another_citys_county_is_no_stranger(
    plan: Plan,
    province_roster: Roster,
    period: Period,
    as_of: date,
    cities: tuple[Region, Region],
    report: Make,
) -> None:
    there = province_roster.reporting_to(cities[1].code)[0]
    rollup = consolidate(plan, province_roster, period, [report(there, seed=1)], as_of=as_of, place=cities[0])
    assert (rollup.strangers, rollup.details, len(rollup.lines)) == ((), (), 8)


def test_reporters_whose_standing_nobody_told_are_judged_by_their_report(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Make
) -> None:
    told = ReporterState(roster.lines[0], ReportingState.RETURNED, None)
    reports = [report(roster.lines[1], {}, day=5)]
    rollup = consolidate(plan, roster, period, reports, as_of=as_of, standings=[told])
    assert [standing.state.value for standing in rollup.standings][:3] == ["退回未改", "及时", "未报"]
    assert [state.word for state in rollup.tasks[0].states][:3] == ["退回未改", "未填", "未报"]


def test_issues_are_rows_with_a_problem_or_a_call_for_a_leader(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    answers = {
        "T01.M01.I1": {"problems": "无"},
        "T01.M02.I1": {"problems": "缺少资金"},
        "T01.M03.I1": {"needs_leader": "是"},
        "T01.M04": {"problems": "/", "needs_leader": "否"},
    }
    issues = rolled(report(roster.lines[0], answers)).issues
    assert [issue.row.id for issue in issues] == ["T01.M02.I1", "T01.M03.I1"]


def test_standings_follow_from_the_dates(rolled: Callable[..., Rollup], report: Make, roster: Roster) -> None:
    rollup = rolled(
        report(roster.lines[0], {}, day=5),
        report(roster.lines[1], {}, day=6),
        report(roster.lines[2], {}, day=1, nothing=True),
    )
    assert [standing.state.value for standing in rollup.standings][:4] == ["及时", "迟报", "零报告", "未报"]


@examples(8)
@given(order=st.permutations(range(8)), heard=st.integers(0, 8))
def test_the_order_of_counties_does_not_matter(
    order: list[int], heard: int, rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    reports = [report(roster.lines[number], seed=number) for number in range(8) if number < heard]
    shuffled = [reports[number] for number in order if number < heard]
    assert rolled(*shuffled) == rolled(*reports)


@examples(8)
@given(silent=st.sets(st.integers(0, 11)), seed=st.integers(0, 1000))
def test_a_city_of_cities_equals_the_province(
    silent: set[int], seed: int, plan: Plan, province_roster: Roster, period: Period, as_of: date,
    province: Region, cities: tuple[Region, Region], report: Make,
) -> None:  # fmt: skip
    counties = [line for line in province_roster if line.level == "county"]
    reports = [report(line, seed=seed + n) for n, line in enumerate(counties) if n not in silent]
    facts = {"as_of": as_of}
    direct = consolidate(plan, province_roster, period, reports, place=province, **facts)
    places = (*cities, Region("990131", "新岭市", cities[0].level, "990000"))
    single = Roster(tuple(line for line in province_roster if line.reporter.code == "990131"))
    rosters = (province_roster, province_roster, single)
    below = [
        consolidate(
            plan, which, period, [r for r in reports if _belongs(r, which, place)], place=place, **facts
        )
        for which, place in zip(rosters, places, strict=True)
    ]
    sources = [
        Gathered(one.place.name, plan, province_roster, one.reports, one.standings) for one in below[::-1]
    ]
    together = put_together(plan, period, sources)
    assert (together.joinings, together.remarks) == ((), ())
    above = consolidate(
        plan, together.roster, period, together.reports, place=province, standings=together.standings, **facts
    )
    assert above == direct
    _check_sums(above, below)


def _belongs(report: Report, roster: Roster, place: Region) -> bool:
    line = roster.line(report.ledger.reporter)
    return line is not None and place.code in (line.reports_to, line.reporter.code)


def _check_sums(above: Rollup, below: list[Rollup]) -> None:
    """Parent = Σ children on the roster, for what is added and what is counted."""
    for row in ("T01.M01.I1", "T01.M02.I1", "T01.M03.I1"):
        whole = set(figure(above, row).expected)
        parts = [part for one in below if set((part := figure(one, row)).expected) <= whole]
        if any(part.value is not None for part in parts):
            assert figure(above, row).value == sum(part.value or 0 for part in parts)
    assert len(above.lines) == sum(len(one.lines) for one in below)
    for task in range(len(above.tasks)):
        assert len(above.tasks[task].states) == sum(len(one.tasks[task].states) for one in below)
