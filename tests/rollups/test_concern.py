"""Rows that the plan gives to other places by name: nobody else is counted there, and nobody else is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taizhang.model.figure import Light
from taizhang.model.period import Period
from taizhang.model.plan import Measure, Plan, Scope, Span
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.words.status import Status
from taizhang.rollups import Report, Rollup, consolidate

Make = Callable[..., Report]
PILOTS = "T01.M03.I1"  # 支持清河县、白石县开展试点
NAMED = (Reporter("990121"), Reporter("990122"))


@pytest.fixture
def rolled(plan: Plan, roster: Roster, period: Period, as_of: date) -> Callable[..., Rollup]:
    def roll(*reports: Report, plan: Plan = plan, roster: Roster = roster) -> Rollup:
        return consolidate(plan, roster, period, reports, as_of=as_of)

    return roll


def test_only_the_named_are_counted_and_only_they_are_missing(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    yes = {PILOTS: {"actual": Decimal(1)}}
    figure = rolled(report(roster.lines[0], yes), report(roster.lines[2], yes, among=roster)).figure(PILOTS)
    assert figure is not None
    assert (figure.expected, figure.missing) == (NAMED, NAMED[1:])
    assert (figure.value, [one.reporter for one in figure.contributions]) == (Decimal(1), [NAMED[0]])


def test_a_total_that_the_sentence_gives_to_named_places_is_expected_of_them(
    plan: Plan, rolled: Callable[..., Rollup]
) -> None:
    figure = rolled(plan=_counted(plan)).figure(PILOTS)
    assert figure is not None
    assert (figure.expected, figure.missing) == (NAMED, NAMED)


def test_a_name_nobody_has_leaves_everybody_expected(
    plan: Plan, rolled: Callable[..., Rollup], roster: Roster
) -> None:
    lines = tuple(line for line in roster if line.name != "白石县")
    figure = rolled(plan=_counted(plan), roster=Roster(lines)).figure(PILOTS)
    assert figure is not None
    assert figure.expected == tuple(line.reporter for line in lines)


def test_counties_of_a_named_city_are_who_is_expected(
    plan: Plan, period: Period, as_of: date, province: Region, province_roster: Roster, report: Make
) -> None:
    heard = report(_line(province_roster, "东海区"), {PILOTS: {"actual": Decimal(1)}})
    figure = consolidate(
        _pilots(plan, names=("海川市",)), province_roster, period, [heard], as_of=as_of,
        place=province, places={"海川市": "990200"},
    ).figure(PILOTS)  # fmt: skip
    assert figure is not None
    assert [reporter.code for reporter in figure.expected] == ["990221", "990222", "990223"]
    assert [reporter.code for reporter in figure.missing] == ["990222", "990223"]


def test_a_share_of_places_keeps_everybody_in_the_denominator(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    figure = rolled(report(roster.lines[0], {"T02.M03.I1": {"actual": Decimal(1)}})).figure("T02.M03.I1")
    assert figure is not None
    assert (figure.value, len(figure.expected), len(figure.missing)) == (Decimal("12.5"), 8, 7)


def test_such_a_row_says_nothing_of_its_task(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    """Whatever was written there, and also when the word that went out was deleted."""
    done = {row: {"status": Status.DONE} for row in ("T01.M01.I1", "T01.M02.I1", "T01.M04")}
    for status in (Status.NOT_APPLICABLE, Status.BEHIND, None):
        answers = {**done, PILOTS: {"status": status}}
        state = _state(rolled(report(roster.lines[2], answers, among=roster)), "T01", roster.lines[2])
        assert (state.word, state.light) == ("已完成", Light.GREEN)
        assert [word for word in state.adopted if word] == ["已完成", "已完成", "不适用", "已完成"]


def test_a_task_of_nothing_else_is_not_applicable(
    plan: Plan, rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    task = replace(plan.tasks[0], measures=plan.tasks[0].measures[2:3])
    alone = replace(plan, tasks=(task, *plan.tasks[1:]))
    made = report(roster.lines[2], {}, among=roster)
    kept = tuple(row for row in made.ledger.rows if not row.id.startswith("T01") or row.id == PILOTS)
    state = _state(
        rolled(replace(made, ledger=replace(made.ledger, rows=kept)), plan=alone), "T01", roster.lines[2]
    )
    assert (state.word, state.light) == ("不适用", Light.NONE)


def test_a_zero_report_is_one_although_a_word_went_out_with_it(
    rolled: Callable[..., Rollup], report: Make, roster: Roster
) -> None:
    rollup = rolled(report(roster.lines[2], {}, among=roster, nothing=True))
    assert _state(rollup, "T01", roster.lines[2]).word == "零报告"


def _state(rollup: Rollup, task: str, line: RosterLine):
    found = next(one for one in rollup.tasks if one.id == task)
    return next(state for state in found.states if state.reporter == line.reporter)


def _pilots(plan: Plan, **facts: object) -> Plan:
    """The plan with other facts about its pilots."""
    task, *others = plan.tasks
    measures = tuple(
        replace(one, indicators=(replace(one.indicators[0], **facts),)) if one.id == "T01.M03" else one
        for one in task.measures
    )
    return replace(plan, tasks=(replace(task, measures=measures), *others))


def _counted(plan: Plan) -> Plan:
    """Nobody is named over the count itself, but its sentence says who does it."""
    counted = _pilots(plan, names=(), scope=Scope.TOTAL)
    sentence = "支持清河县、白石县建设培训基地2个。"
    task, *others = counted.tasks
    measures = tuple(
        Measure(one.id, Span(0, len(sentence), sentence), one.clause, one.indicators)
        if one.id == "T01.M03"
        else one
        for one in task.measures
    )
    return replace(counted, tasks=(replace(task, measures=measures), *others))


def _line(roster: Roster, name: str) -> RosterLine:
    return next(line for line in roster if line.name == name)
