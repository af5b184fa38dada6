from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhang.model.figure import Light
from taizhang.model.period import Period
from taizhang.model.plan import Comparator, Indicator, Kind, Lights, Method, Scope, Span, Target
from taizhang.model.words.status import Status
from taizhang.rollups.lights import (
    Schedule,
    goal_of,
    light_of_figure,
    light_of_number,
    light_of_status,
    percent_of,
    worst,
)

YEAR_END = date(2022, 12, 31)


def at(period: str, as_of: date = date(2022, 10, 12)) -> Schedule:
    return Schedule(date(2022, 1, 1), Period.parse(period), as_of, Lights())


def least(value: int | str, unit: str = "个") -> Target:
    return Target(Comparator.AT_LEAST, Decimal(value), unit)


@pytest.mark.parametrize(
    ("value", "light"),
    [("100", "绿"), ("75", "绿"), ("74.99", "黄"), ("45", "黄"), ("44.99", "红"), ("0", "红")],
)
def test_a_number_against_the_elapsed_share_three_quarters(value: str, light: str) -> None:
    assert light_of_number(Decimal(value), least(100), YEAR_END, at("2022Q3")) == light


def test_fractions_are_exact() -> None:
    eleven_twelfths = at("2022-11", date(2022, 12, 3))
    assert light_of_number(Decimal(11), least(12), YEAR_END, eleven_twelfths) is Light.GREEN
    assert light_of_number(Decimal("10.9999999999"), least(12), YEAR_END, eleven_twelfths) is Light.YELLOW


def test_overdue_is_red_only_after_the_deadline() -> None:
    deadline = date(2022, 9, 30)
    assert light_of_number(Decimal(99), least(100), deadline, at("2022Q3")) is Light.RED
    assert light_of_number(Decimal(99), least(100), deadline, at("2022Q3", date(2022, 9, 30))) is Light.YELLOW
    assert light_of_number(Decimal(100), least(100), deadline, at("2022Q3")) is Light.GREEN


def test_a_ceiling_is_green_below_yellow_above_red_once_overdue() -> None:
    ceiling = Target(Comparator.BELOW, Decimal(10), "%")
    lights = [
        light_of_number(Decimal(value), ceiling, day, at("2022Q3"))
        for value, day in (("9.9", YEAR_END), ("10", YEAR_END), ("10", date(2022, 6, 30)))
    ]
    assert lights == [Light.GREEN, Light.YELLOW, Light.RED]
    assert percent_of(Decimal(5), ceiling) is None


@pytest.mark.parametrize(
    ("status", "before", "after"),
    [
        (Status.DONE, "绿", "绿"),
        (Status.EXCEEDED, "绿", "绿"),
        (Status.ON_SCHEDULE, "绿", "红"),
        (Status.BEHIND, "黄", "红"),
        (Status.NOT_STARTED, "黄", "红"),
        (Status.OVERDUE, "红", "红"),
        (Status.NOT_APPLICABLE, "—", "—"),
        (None, "—", "—"),
    ],
)
def test_a_status_before_and_after_the_deadline(status: Status | None, before: str, after: str) -> None:
    assert light_of_status(status, YEAR_END, at("2022Q3")) == before
    assert light_of_status(status, date(2022, 9, 30), at("2022Q3")) == after


def asked(scope: Scope, method: Method, target: Target, **facts: object) -> Indicator:
    return Indicator("I", Span(0, 0, ""), "", target, scope=scope, method=method, **facts)  # type: ignore[arg-type]


def test_the_goal_of_a_rolled_up_number() -> None:
    assert goal_of(asked(Scope.EACH_PLACE, Method.COUNT_MEETING, least(1)), 8) == least(8)
    assert goal_of(asked(Scope.EACH_PLACE, Method.SUM, least(2)), 8) == least(16)
    assert goal_of(asked(Scope.TOTAL, Method.SUM, least(93)), 8) == least(93)
    assert goal_of(asked(Scope.SHARE_OF_PLACES, Method.SHARE_MEETING, least(50, "%")), 8) == least(50, "%")
    levels = asked(Scope.INSTITUTIONS, Method.RATIO_OF_SUMS, least(4, "级"))
    assert goal_of(levels, 8) is None
    assert goal_of(
        asked(Scope.INSTITUTIONS, Method.RATIO_OF_SUMS, least(4, "级"), coverage="all"), 8
    ) == least(100, "%")


def test_a_document_is_late_only_after_its_deadline() -> None:
    paper = asked(Scope.TOTAL, Method.SUM, least(1, "份"), kind=Kind.DOCUMENT)
    lights = [
        light_of_figure(paper, least(1), Decimal(0), day, at("2022Q3"))
        for day in (YEAR_END, date(2022, 8, 31))
    ]
    assert lights == [Light.GREEN, Light.RED]
    assert light_of_figure(paper, None, Decimal(0), YEAR_END, at("2022Q3")) is Light.NONE


def test_the_worst_light() -> None:
    assert worst([Light.GREEN, Light.NONE, Light.YELLOW]) is Light.YELLOW
    assert worst([]) is Light.NONE
