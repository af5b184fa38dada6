"""How much is due when: by the plan's pace, a row's own, milestones, once, never; growth and ceilings; bands of lights."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from small_city import A, Cells, Rounds, asked, plan_of, report

from taizhang.model.figure import Light
from taizhang.model.light import Band, Lights
from taizhang.model.pace import Milestone, Pace, Timing
from taizhang.model.period import Period
from taizhang.model.plan import Direction, Indicator, Kind, Method, Plan, Scope, Settings
from taizhang.model.schedule import Schedule, schedule_of
from taizhang.model.words.status import Status
from taizhang.rollups.lights import light_of_row, words_of

ROW = "T01.M01.I1"
EACH = {"scope": Scope.EACH_PLACE, "method": Method.COUNT_MEETING}
BEDS = asked(ROW, "开放床位", ">=120", "张", **EACH)


def of(plan: Plan, period: str, as_of: date | None = None) -> Schedule:
    when = Period.parse(period)
    return schedule_of(plan, when, as_of or when.following.start.replace(day=12))


def light(plan: Plan, period: str, cells: object, row: str = ROW, *, as_of: date | None = None) -> Light:
    """The light of 清河县's row."""
    told: Cells = {row: cells}
    found = report(plan, A, period, told).ledger.row(row)
    assert found is not None
    return light_of_row(found, of(plan, period, as_of))


def with_timing(*timings: Timing, indicator: Indicator = BEDS, **settings: object) -> Plan:
    return plan_of(indicator, settings=Settings(timings=timings, **settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pace", "period", "just", "short"),
    [
        # 11/12 is 91.666…: value · 12 ≥ target · month
        (Pace.MONTH, "2022-11", "110", "109.999"),
        (Pace.MONTH, "2022-08", "80", "79.999"),
        (Pace.QUARTER, "2022-08", "60", "59.999"),
        (Pace.QUARTER, "2022-09", "90", "89.999"),
        (Pace.DAY, "2022-08", "79.8904109590", "79.8904109588"),  # 243/365 of 120
    ],
)
def test_the_plans_pace(pace: Pace, period: str, just: str, short: str) -> None:
    plan = with_timing(pace=pace)
    assert [light(plan, period, value) for value in (just, short)] == [Light.GREEN, Light.YELLOW]


def test_an_indicators_own_pace_goes_before_the_plans() -> None:
    plan = with_timing(Timing(ROW, Pace.QUARTER), pace=Pace.DAY)
    assert [light(plan, "2022-08", value) for value in ("60", "59.9")] == [Light.GREEN, Light.YELLOW]


def test_the_figure_goes_by_the_same_pace() -> None:
    total = asked(ROW, "新增床位", "120", "张")
    lights = []
    for pace in (Pace.MONTH, Pace.QUARTER, Pace.DAY):
        rounds = Rounds(with_timing(indicator=total, pace=pace), {"2022-08": {A: {ROW: "79.9"}}})
        lights.append(rounds.rollup("2022-08").figures[0].light)
    assert lights == [Light.YELLOW, Light.GREEN, Light.GREEN]


def shares(*parts: tuple[str, str]) -> tuple[Milestone, ...]:
    return tuple(Milestone(date.fromisoformat(day), share=Decimal(share)) for day, share in parts)


@pytest.mark.parametrize(
    ("period", "value", "seen"),
    [
        ("2022-05", "0", Light.GREEN),  # nothing is due before the first
        ("2022-06", "36", Light.GREEN),
        ("2022-06", "35.9", Light.YELLOW),
        ("2022-08", "36", Light.GREEN),  # a step: the last one holds until the next
        ("2022-09", "36", Light.YELLOW),  # 60 % wanted, 30 % there
        ("2022-09", "35.9", Light.RED),
        ("2022-12", "119.9", Light.RED),  # the deadline is over
    ],
)
def test_milestones_in_shares_of_the_target(period: str, value: str, seen: Light) -> None:
    timing = Timing(ROW, milestones=shares(("2022-06-30", "30"), ("2022-09-30", "60")))
    assert light(with_timing(timing), period, value) is seen


def test_milestones_in_numbers_are_exact() -> None:
    timing = Timing(ROW, milestones=(Milestone(date(2022, 6, 30), value=Decimal(40), unit="张"),))
    plan = with_timing(timing)
    assert [light(plan, "2022Q2", value) for value in ("40", "39.999", "4", "3.9")] == [
        Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED,
    ]  # fmt: skip
    schedule = of(plan, "2022Q2").for_row(next(iter(plan.rows())))
    assert schedule.elapsed(date(2022, 12, 31), BEDS.target) == Fraction(1, 3)


def test_a_ceiling_may_come_down_by_milestones() -> None:
    rate = asked(
        ROW, "药占比", "<=30", "%", kind=Kind.RATIO, scope=Scope.EACH_PLACE, method=Method.RATIO_OF_SUMS
    )
    timing = Timing(ROW, milestones=(Milestone(date(2022, 6, 30), value=Decimal(34)),))
    plan = with_timing(timing, indicator=rate)
    seen = [
        light(plan, period, {"actual": Decimal(value)})
        for period, value in (("2022Q1", "40"), ("2022Q2", "34"), ("2022Q2", "34.1"), ("2022Q4", "34"))
    ]
    assert seen == [Light.GREEN, Light.GREEN, Light.YELLOW, Light.RED]


def test_a_milestone_may_ask_for_a_status() -> None:
    started, done = Status.ON_SCHEDULE, Status.DONE
    timing = Timing(
        "T01",
        milestones=(Milestone(date(2022, 3, 31), status=started), Milestone(date(2022, 9, 30), status=done)),
    )
    plan = plan_of(bare="印发实施方案。", settings=Settings(timings=(timing,)))
    seen = {
        (period, status.value): light(plan, period, {"status": status}, "T01.M99").value
        for period in ("2022Q1", "2022Q3")
        for status in (Status.NOT_STARTED, started, Status.BEHIND, done)
    }
    assert seen == {
        ("2022Q1", "未启动"): "黄", ("2022Q1", "序时推进"): "绿", ("2022Q1", "滞后"): "黄", ("2022Q1", "已完成"): "绿",
        ("2022Q3", "未启动"): "黄", ("2022Q3", "序时推进"): "黄", ("2022Q3", "滞后"): "黄", ("2022Q3", "已完成"): "绿",
    }  # fmt: skip


def test_a_rows_own_milestones_go_before_its_tasks() -> None:
    timings = (
        Timing("T01", milestones=shares(("2022-06-30", "90"))),
        Timing(ROW, milestones=shares(("2022-06-30", "30"))),
    )
    assert light(with_timing(*timings), "2022Q2", "36") is Light.GREEN
    assert light(with_timing(timings[0]), "2022Q2", "36") is Light.RED


@pytest.mark.parametrize("words", ["建成1个县域医疗中心", "印发1份实施方案", "制定1项标准", "出台1个办法"])
def test_what_is_there_or_not_is_late_only_after_its_deadline(words: str) -> None:
    plan = plan_of(asked(ROW, words, "1", "个", deadline=date(2022, 9, 30), **EACH))
    working = {"actual": Decimal(0), "status": Status.ON_SCHEDULE}
    assert light(plan, "2022Q2", working) is Light.GREEN
    assert light(plan, "2022Q3", working) is Light.RED
    assert light(plan, "2022Q3", working, as_of=date(2022, 9, 30)) is Light.GREEN
    assert light(plan, "2022Q3", {"actual": Decimal(1), "status": Status.DONE}) is Light.GREEN


def test_many_of_them_grow_with_the_year() -> None:
    plan = plan_of(asked(ROW, "建成93个社区医院", "93", "个", **EACH))
    assert light(plan, "2022Q3", {"actual": Decimal(10), "status": Status.ON_SCHEDULE}) is Light.RED


def test_one_that_is_set_to_be_done_at_once() -> None:
    plan = with_timing(Timing(ROW, Pace.ONCE))
    held = {"actual": Decimal(0), "status": Status.ON_SCHEDULE}
    assert [light(plan, period, held) for period in ("2022Q3", "2022Q4")] == [Light.GREEN, Light.RED]
    rounds = Rounds(plan, {"2022Q3": {A: {ROW: 0}}, "2022Q4": {A: {ROW: 0}}})
    assert [rounds.rollup(period).figures[0].light for period in ("2022Q3", "2022Q4")] == [
        Light.GREEN, Light.RED,
    ]  # fmt: skip


def test_what_lasts_is_never_late() -> None:
    said = plan_of(bare="爱国卫生运动长期坚持。")
    other = plan_of(bare="开展爱国卫生运动。")
    held = {"status": Status.ON_SCHEDULE}
    assert [light(one, "2022Q4", held, "T01.M99") for one in (said, other)] == [Light.GREEN, Light.RED]
    numbered = with_timing(Timing(ROW, Pace.LASTING))
    assert light(numbered, "2022Q4", {"actual": Decimal(1), "status": Status.ON_SCHEDULE}) is Light.GREEN


def test_a_rate_of_growth_has_no_share_of_the_way() -> None:
    kind = {"kind": Kind.RATIO, "scope": Scope.EACH_PLACE, "method": Method.RATIO_OF_SUMS}
    growth = plan_of(asked(ROW, "门诊人次增长率", ">=10", "%", **kind))
    share = plan_of(asked(ROW, "门诊签约率", ">=10", "%", **kind))
    eight = {"actual": Decimal(8)}
    assert [light(growth, period, eight) for period in ("2022Q1", "2022Q3", "2022Q4")] == [
        Light.YELLOW, Light.YELLOW, Light.RED,
    ]  # fmt: skip
    assert [light(share, period, eight) for period in ("2022Q1", "2022Q3", "2022Q4")] == [
        Light.GREEN, Light.GREEN, Light.RED,
    ]  # fmt: skip
    assert light(growth, "2022Q1", {"actual": Decimal(10)}) is Light.GREEN


def test_lower_is_better_also_where_the_target_is_a_plain_number() -> None:
    stay = plan_of(asked(ROW, "平均住院日", "8", "天", direction=Direction.LOWER, **EACH))
    assert [light(stay, "2022Q3", value) for value in ("7.9", "8", "8.1")] == [
        Light.GREEN, Light.GREEN, Light.YELLOW,
    ]  # fmt: skip
    assert light(stay, "2022Q4", "8.1") is Light.RED


BANDS = Lights(
    bands=(
        Band(Light.GREEN, None, Decimal(5)), Band(Light.YELLOW, Decimal(5), Decimal(20)), Band(Light.RED, Decimal(20), None),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "seen"),
    [("84", "绿"), ("83.99", "黄"), ("66", "黄"), ("65.99", "红"), ("0", "红"), ("121", "绿")],
)
def test_bands_begin_and_end_where_the_plan_says(value: str, seen: str) -> None:
    assert light(with_timing(lights=BANDS), "2022Q3", value) == seen  # 90 are due


def test_bands_in_words() -> None:
    assert words_of(Lights()) == "绿为达到序时，黄为落后30个百分点以内，红为落后更多或逾期"
    assert words_of(Lights(Decimal("12.5"))) == "绿为达到序时，黄为落后12.5个百分点以内，红为落后更多或逾期"
    assert words_of(BANDS) == (
        "绿为落后5个百分点以内，黄为落后5至20个百分点，红为落后20个百分点以上；逾期未完成为红"
    )
    assert [Lights().allowed, BANDS.allowed] == [30, 20]
