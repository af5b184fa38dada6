"""A province over two cities and a county of its own: what each level says, and why two numbers may differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from taizhang.model.divisions import divisions
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.gathered import Gathered, put_together
from taizhang.rollups.groups import groups_of
from taizhang.rollups.levels import belonging, why_different

Make = Callable[..., Report]
BEDS, SHARE, MEETING = "T01.M01.I1", "T02.M02.I1", "T01.M02.I1"


def number(value: int) -> dict[str, dict[str, object]]:
    return {BEDS: {"actual": Decimal(value)}}


@pytest.fixture
def rolled(
    plan: Plan, province_roster: Roster, period: Period, as_of: date, province: Region
) -> Callable[..., Rollup]:
    def roll(*reports: Report) -> Rollup:
        return consolidate(plan, province_roster, period, reports, as_of=as_of, place=province)

    return roll


@pytest.fixture
def counties(province_roster: Roster) -> list[RosterLine]:
    return [line for line in province_roster if line.level is Level.COUNTY]


def values(rollup: Rollup, row: str) -> dict[str, Decimal | None]:
    at = [figure.row for figure in rollup.figures].index(row)
    return {place.line.name: place.figures[at].value for place in rollup.below}


def test_the_places_below_come_to_the_place(
    rolled: Callable[..., Rollup], report: Make, counties: list[RosterLine]
) -> None:
    rollup = rolled(*(report(line, number(n)) for n, line in enumerate(counties, 1)))
    assert values(rollup, BEDS) == {"云岭市": 36, "海川市": 30, "新岭市": 12}
    figure = rollup.figure(BEDS)
    assert figure is not None
    assert figure.value == 78


def test_who_is_expected_below_is_who_is_expected_above(rolled: Callable[..., Rollup]) -> None:
    """Two places are named, both in one city: nobody is expected in the other."""
    rollup = rolled()
    for at, figure in enumerate(rollup.figures):
        together = [one for place in rollup.below for one in place.figures[at].expected]
        assert together == list(figure.expected)


def test_a_city_of_counties_has_no_levels(plan: Plan, roster: Roster, period: Period, as_of: date) -> None:
    assert consolidate(plan, roster, period, [], as_of=as_of).below == ()


def test_a_citys_own_number_is_held_against_its_counties(
    rolled: Callable[..., Rollup], report: Make, counties: list[RosterLine], province_roster: Roster
) -> None:
    city = province_roster.lines[0]
    reports = [report(line, number(n)) for n, line in enumerate(counties, 1)]
    rollup = rolled(*reports, report(city, number(40)))
    (own,) = [one for one in rollup.own if one.row == BEDS]
    assert (own.place.name, own.said.value, own.below.value, own.difference) == ("云岭市", 40, 36, 4)
    assert why_different(own, {}, rollup.names()) == "多出的可能是市本级的数，请单列市本级填报。"
    assert values(rollup, BEDS)["云岭市"] == 36  # what the city says overwrites nothing


def test_a_difference_names_the_county_that_is_missing(
    rolled: Callable[..., Rollup], report: Make, counties: list[RosterLine], province_roster: Roster
) -> None:
    city = province_roster.lines[0]
    reports = [report(line, number(n)) for n, line in enumerate(counties, 1) if line.name != "双河市"]
    (own,) = [one for one in rolled(*reports, report(city, number(36))).own if one.row == BEDS]
    assert own.difference == 6
    names = {line.reporter: line.name for line in province_roster}
    assert why_different(own, {}, names) == "所辖双河市未报，合计中没有。"


def test_the_same_number_needs_no_words(
    rolled: Callable[..., Rollup], report: Make, counties: list[RosterLine], province_roster: Roster
) -> None:
    reports = [report(line, number(1)) for line in counties]
    rollup = rolled(*reports, report(province_roster.lines[0], number(8)))
    (own,) = [one for one in rollup.own if one.row == BEDS]
    assert why_different(own, {}, rollup.names()) == "一致。"


def test_a_ratio_is_held_against_the_sums_of_the_counties(
    rolled: Callable[..., Rollup], report: Make, counties: list[RosterLine], province_roster: Roster
) -> None:
    def ratio(above: int, below: int) -> dict[str, dict[str, object]]:
        facts = {"numerator": Decimal(above), "denominator": Decimal(below)}
        return {SHARE: {**facts, "actual": Decimal(100 * above) / below}}

    reports = [report(line, ratio(1, 2 if line.name == "清河县" else 4)) for line in counties]
    rollup = rolled(*reports, report(province_roster.lines[0], ratio(30, 100)))
    (own,) = [one for one in rollup.own if one.row == SHARE]
    assert own.below.value == Decimal(800) / 30
    assert (own.difference, own.agrees) == (30 - Decimal(800) / 30, False)
    rounded = {SHARE: {**ratio(8, 30)[SHARE], "actual": Decimal("26.7")}}
    (own,) = [
        one for one in rolled(*reports, report(province_roster.lines[0], rounded)).own if one.row == SHARE
    ]
    assert own.agrees


HEBEI = (
    ("130100", "石家庄市", Level.CITY, "130000"),
    ("130600", "保定市", Level.CITY, "130000"),
    ("1306XA", "雄安新区", Level.CITY, "130000"),
    ("130102", "长安区", Level.COUNTY, "130100"),
    ("130181", "辛集市", Level.COUNTY, "130000"),
    ("130682", "定州市", Level.COUNTY, "130000"),
    ("130606", "莲池区", Level.COUNTY, "130600"),
    ("130629", "容城县", Level.COUNTY, "1306XA"),
    ("1301GX", "高新区", Level.COUNTY, "130100"),
)


def test_who_is_counted_where_codes_would_not_say_so() -> None:
    lines = tuple(RosterLine(Reporter(code), name, level, above) for code, name, level, above in HEBEI)
    roster = Roster(lines)
    groups = groups_of(roster, "130000", {line.reporter for line in lines if line.level is Level.COUNTY})
    xinji = "辛集市直接计入上一级，不在石家庄市内，只计一次"
    dingzhou = "定州市直接计入上一级，不在保定市内，只计一次"
    rongcheng = "容城县计入雄安新区，不在保定市内，只计一次"
    assert belonging(roster, groups, divisions(2022)) == {
        "130100": ("高新区按通讯录单列，计入石家庄市", xinji),
        "130600": (rongcheng, dingzhou),
        "1306XA": (rongcheng,),
        "130181": (xinji,),
        "130682": (dingzhou,),
    }


def source(where: str, plan: Plan, roster: Roster, *reports: Report) -> Gathered:
    return Gathered(where, plan, roster, reports, ())


def test_of_two_ledgers_the_one_received_last_counts_and_both_are_named(
    plan: Plan, province_roster: Roster, period: Period, report: Make, counties: list[RosterLine]
) -> None:
    old, new = report(counties[0], number(1), day=3), report(counties[0], number(2), day=4)
    new = replace(new, submission=replace(new.submission, sha256="f" * 64, number=1))
    sources = [source("省.db", plan, province_roster, new), source("市.db", plan, province_roster, old)]
    together = put_together(plan, period, sources)
    assert together.reports == (new,)
    assert together.remarks == (
        "清河县有两份台账，采用“省.db”的“清河县2022年第三季度台账.xlsx”，未采用“市.db”的“清河县2022年第三季度台账.xlsx”，"
        "请核对以哪份为准。",
    )
    assert put_together(plan, period, sources[::-1]).reports == (new,)


def test_the_same_file_in_two_archives_is_one_ledger(
    plan: Plan, province_roster: Roster, period: Period, report: Make, counties: list[RosterLine]
) -> None:
    once = report(counties[0], number(1))
    later = replace(once, submission=replace(once.submission, received=datetime(2022, 10, 9, tzinfo=UTC)))
    sources = [source("省.db", plan, province_roster, once), source("市.db", plan, province_roster, later)]
    together = put_together(plan, period, sources)
    assert (len(together.reports), together.remarks) == (1, ())
