"""Cities scored by their own figures: each line worked out by hand, ranked among cities, every point traced to counties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from shown_arithmetic import worked_out

from taizhang.books import write_rollup
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Split
from taizhang.model.quantity import half_up
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.scoring import Manner, Missing, ScoringItem
from taizhang.rollups import Report, Rollup, consolidate, scores_of, trace_cell
from taizhang.rollups.scoring.score import Scores

from .conftest import make_roster
from .scoring_case import SCORING, answers, scored_plan

Grids = tuple[Grid, ...]
COUNTIES = make_roster("990100", ("清河县", "白石县", "青松县", "石桥县"))
SEA = make_roster("990200", ("东海区",))
GIVEN = {
    "清河县": answers(12, (45, 60), 40, 1, 4),
    "白石县": answers(5, (30, 80), 50, 0, 0),
    "青松县": answers(20, (90, 100), 60, None, 4),
    "东海区": answers(11, (60, 100), 50, None, 4),
    "新岭市": answers(10, (75, 100), 30, None, 0),
}


@pytest.fixture
def roster(cities: tuple[Region, Region]) -> Roster:
    """云岭市 with four counties, 海川市 with one, and 新岭市, which fills in itself."""
    lines = [RosterLine(Reporter(city.code), city.name, Level.CITY, "990000") for city in cities]
    return Roster((*lines, *COUNTIES, *SEA, RosterLine(Reporter("990131"), "新岭市", Level.COUNTY, "990000")))


@pytest.fixture
def rollup(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report], province: Region
) -> Rollup:
    """白石县 comes late, 石桥县 not at all."""
    reports = [
        report(line, GIVEN[line.name], day=8 if line.name == "白石县" else 3, among=roster)
        for line in roster
        if line.name in GIVEN
    ]
    return consolidate(scored_plan(plan), roster, period, reports, as_of=as_of, place=province)


@pytest.fixture
def scores(rollup: Rollup) -> Scores:
    found = scores_of(rollup)
    assert found is not None
    return found


def lines_of(scores: Scores, name: str) -> list[tuple[str, str, str, str]]:
    """Of each line what it is, the goal, the value, the formula; "" where it is not scored."""
    (score,) = (one for one in scores.places if one.name == name)
    return [(line.name, line.goal, line.value, line.formula) for line in score.lines]


def test_a_city_is_scored_by_its_own_figures(scores: Scores) -> None:
    assert lines_of(scores, "云岭市") == [
        ("社区医院", "≥30个", "37个", "10"),
        ("开展试点", "≥2个", "1个", "0"),
        ("家庭医生签约率", "≥75%", "165÷240×100=68.75%", "20×(165÷240×100)÷75≈18.3"),
        ("开放床位", "≥50张", "40张", "10-(50-40)÷5×1=8"),
        ("加强基层服务", "3个单位", "2个单位完成", "20×2÷3≈13.3"),
        ("迟报扣分", "每次扣1分，最多扣2分，按所辖4个单位平均", "1次", "-1×1÷4≈-0.3"),
        ("未报扣分", "每次扣2分，最多扣3分，按所辖4个单位平均", "1次", "-2×1÷4=-0.5"),
        ("退回扣分", "每次扣0.5分，最多扣1分，按所辖4个单位平均", "0次", "0"),
    ]


def test_what_concerns_none_of_its_counties_is_made_up_by_the_rest(scores: Scores) -> None:
    assert lines_of(scores, "海川市")[:6] == [
        ("社区医院", "≥10个", "11个", "10"),
        ("开展试点", "", "", ""),
        ("家庭医生签约率", "≥75%", "60÷100×100=60%", "20×(60÷100×100)÷75=16"),
        ("开放床位", "≥50张", "50张", "10"),
        ("加强基层服务", "1个单位", "1个单位完成", "20"),
        ("不计分项折算", "满分70分", "", "56×(70-60)÷60≈9.3"),
    ]


def test_cities_are_ranked_among_each_other_and_linked_to_the_subsidy(scores: Scores) -> None:
    assert [(one.name, one.rank, one.total, one.subsidy) for one in scores.places] == [
        ("云岭市", 2, Decimal("48.8"), "拨付90%"),
        ("海川市", 1, Decimal("65.3"), "全额拨付"),
        ("新岭市", 3, Decimal("42.0"), "拨付90%"),
    ]
    assert scores.direct == scores.places
    assert [one.name for one in scores.reporters][-1] == "新岭市"  # it also stands among those who fill in
    assert len({one.key for one in (*scores.places, *scores.reporters)}) == 9


def test_the_line_names_who_is_late_and_who_is_not_in_the_number(scores: Scores) -> None:
    (city, *_) = scores.places
    notes = {line.name: line.note for line in city.lines}
    assert notes["社区医院"] == (
        "计分办法按各单位的数定，汇总数按完成率计分；完成率达到100%；没有计入：云岭市 石桥县未报"
    )
    assert notes["迟报扣分"] == "云岭市 白石县2022年第三季度（10月5日截止，10月8日收到，登记号122）"
    assert notes["未报扣分"] == "云岭市 石桥县2022年第三季度（10月5日截止）"


def test_what_is_missing_counts_for_nothing_where_the_settings_say_so(rollup: Rollup) -> None:
    strict = scored_plan(rollup.plan, replace(SCORING, missing=Missing.ZERO))
    found = scores_of(replace(rollup, plan=strict))
    assert found is not None
    assert lines_of(found, "云岭市")[0] == ("社区医院", "≥40个", "37个", "10×37÷40≈9.3")
    assert lines_of(found, "云岭市")[4] == ("加强基层服务", "4个单位", "2个单位完成", "20×2÷4=10")


def test_a_citys_own_share_of_a_total_comes_first(rollup: Rollup) -> None:
    item = ScoringItem("T01.M01.I1", Decimal(10), Manner.PROPORTIONAL)
    plan = scored_plan(rollup.plan, replace(SCORING, items=(item,)))
    assert lines_of(scored(rollup, plan), "云岭市")[0] == ("社区医院", "", "", "")
    shared = replace(plan, splits=(Split("T01.M01.I1", (("990100", Decimal(50)),)),))
    assert lines_of(scored(rollup, shared), "云岭市")[0] == ("社区医院", "50个", "37个", "10×37÷50=7.4")
    assert lines_of(scored(rollup, shared), "海川市")[0] == ("社区医院", "", "", "")


def scored(rollup: Rollup, plan: Plan) -> Scores:
    found = scores_of(replace(rollup, plan=plan))
    assert found is not None
    return found


def test_without_places_between_nobody_else_is_scored(
    plan: Plan, period: Period, as_of: date, report: Callable[..., Report]
) -> None:
    flat = Roster(tuple(replace(line, reports_to="990100") for line in COUNTIES))
    found = scores_of(consolidate(scored_plan(plan), flat, period, [], as_of=as_of))
    assert found is not None
    assert (found.places, found.direct) == ((), found.reporters)


def test_every_point_of_a_city_is_worked_out_again_and_ends_in_county_cells(
    rollup: Rollup, read_grids: Callable[[bytes], Grids]
) -> None:
    grids = read_grids(write_rollup(rollup))
    names = [grid.sheet for grid in grids]
    assert names[names.index("地区评分") :][:4] == ["地区评分", "评分", "评分明细", "单位评分"]
    lines = next(grid for grid in grids if grid.sheet == "评分明细")
    rows = [row for row, _ in lines.rows() if lines.text(row, 1) == "地区"]
    told = [trace_cell(grids, "评分明细", row, 10) for row in dict.fromkeys(rows) if number_at(lines, row)]
    for found in told:
        if found.how.value != "总分":
            assert Fraction(half_up(worked_out(found.parameter), 1)) == Fraction(found.value)
    assert len(told) == 3 * 9
    cities = next(grid for grid in grids if grid.sheet == "地区评分")
    at = next(at for (row, at), text in cities.cells.items() if (row, text) == (3, "总分"))
    assert (cities.text(5, 2), cities.text(5, at)) == ("云岭市", "48.8")
    total = trace_cell(grids, "地区评分", 5, at)
    cells = {(line.reporter, line.column) for line in total.sources() if line.place}
    assert {one for one, _ in cells} == {"云岭市 清河县", "云岭市 白石县", "云岭市 青松县"}
    assert ("云岭市 白石县", "迟报") in {(line.reporter, line.value) for line in total.sources()}


def number_at(grid: Grid, row: int) -> bool:
    return isinstance(grid.value(row, 10), Decimal)


def test_a_report_that_takes_points_off_twice_stands_once_in_the_sources(
    rollup: Rollup, read_grids: Callable[[bytes], Grids]
) -> None:
    sources = next(grid for grid in read_grids(write_rollup(rollup)) if grid.sheet == "来源")
    told = [
        text
        for (_, _), text in sources.cells.items()
        if isinstance(text, str) and text.startswith("2022年") and text.endswith("报送情况")
    ]
    assert told == ["2022年第三季度报送情况"] * 6
