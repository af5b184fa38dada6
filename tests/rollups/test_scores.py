"""Scores worked out by hand: each line, the totals, the ranks with ties, and what they decide."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from shown_arithmetic import told_result, worked_out

from taizhang.model.period import Period
from taizhang.model.plan import Duty, Plan, Role
from taizhang.model.plan_change import Split
from taizhang.model.quantity import half_up
from taizhang.model.reporter import Roster
from taizhang.model.scoring import (
    Bound,
    Manner,
    Missing,
    RoleShares,
    Scale,
    Scoring,
    ScoringItem,
    Steps,
    Subsidy,
    SubsidyBy,
)
from taizhang.model.words.status import Status
from taizhang.rollups import Report, Rollup, consolidate, scores_of
from taizhang.rollups.period_standings import PeriodStandings
from taizhang.rollups.scoring.score import LineKind, Score, Scores

from .conftest import make_roster, span
from .scoring_case import GIVEN, SCORING, Answers, answers, earlier, reports_of, scored_plan, six

Make = Callable[..., Report]
Scored = Callable[..., Scores]


@pytest.fixture
def scored(plan: Plan, roster: Roster, period: Period, as_of: date, report: Make) -> Scored:
    """The scores of the six counties under settings that differ in these facts."""

    def make(given_answers: dict[str, Answers | None] = GIVEN, told: bool = True, **facts: object) -> Scores:
        whom = six(roster)
        scoring = replace(SCORING, **facts)  # type: ignore[arg-type]
        rollup = _rolled(scored_plan(plan, scoring), whom, period, as_of, report, given_answers, told=told)
        found = scores_of(rollup)
        assert found is not None
        return found

    return make


def _rolled(
    plan: Plan, whom: Roster, period: Period, as_of: date, report: Make, given_answers: object, *, told: bool
) -> Rollup:
    reports = reports_of(whom, report, given_answers)  # type: ignore[arg-type]
    rollup = consolidate(plan, whom, period, reports, as_of=as_of)
    if not told:
        return rollup
    now = PeriodStandings(period, date(2022, 10, 5), rollup.standings)
    return replace(rollup, periods=(earlier(whom), now))


def of(scores: Scores, name: str) -> Score:
    return next(one for one in (*scores.reporters, *scores.units) if one.name == name)


def lines(score: Score) -> list[tuple[str, str, str, str]]:
    return [(one.id or one.kind.value, one.value, one.formula, one.note) for one in score.lines]


def table(scores: Scores) -> list[tuple[str, str, int | None, str]]:
    return [(one.name, str(one.total), one.rank, one.subsidy) for one in scores.reporters]


def test_a_plan_without_scoring_is_not_scored(
    plan: Plan, roster: Roster, period: Period, as_of: date
) -> None:
    assert scores_of(consolidate(plan, roster, period, [], as_of=as_of)) is None
    nothing = scored_plan(plan, Scoring(places=2))
    assert scores_of(consolidate(nothing, roster, period, [], as_of=as_of)) is None


def test_every_line_of_a_county_is_worked_out(scored: Scored) -> None:
    assert lines(of(scored(), "清河县")) == [
        ("T01.M01.I1", "12个", "10+(12-10)×1=12", ""),
        ("T01.M03.I1", "是", "10", "达标"),
        ("T02.M02.I1", "45÷60×100=75%", "20", "完成率达到100%"),
        ("T04.M02.I1", "40张", "10-(50-40)÷5×1=8", ""),
        ("T01", "3行已完成", "20×3÷4=15", "完成率75%"),
        ("迟报", "0次", "0", "没有迟报"),
        ("未报", "0次", "0", "没有未报"),
        ("退回", "2次", "-0.5×2=-1",
         "2022年第二季度（7月5日截止，7月1日收到，登记号1）；2022年第二季度（7月5日截止，7月2日收到，登记号2）"),
    ]  # fmt: skip


def test_what_falls_short_is_worked_out(scored: Scored) -> None:
    assert lines(of(scored(), "白石县")) == [
        ("T01.M01.I1", "5个", "10×5÷10=5", "完成率50%"),
        ("T01.M03.I1", "否", "0", "未达标"),
        ("T02.M02.I1", "30÷80×100=37.5%", "20×(30÷80×100)÷75=10", "完成率50%"),
        ("T04.M02.I1", "0张", "MAX(10-(50-0)÷5×1, 2)=2", "扣到2分为止"),
        ("T01", "0行已完成", "20×0÷4=0", "完成率0%"),
        ("迟报", "2次", "-1×2=-2",
         "2022年第二季度（7月5日截止，7月9日收到，登记号22）；2022年第三季度（10月5日截止，10月8日收到，登记号122）"),
        ("未报", "0次", "0", "没有未报"),
        ("退回", "0次", "0", "没有被退回"),
    ]  # fmt: skip


def test_what_is_not_scored_says_why_and_is_converted(scored: Scored) -> None:
    assert lines(of(scored(), "云岭区"))[:6] == [
        ("T01.M01.I1", "12个", "10+(12-10)×1=12", ""),
        ("T01.M03.I1", "", "", "不计分：不涉及本单位"),
        ("T02.M02.I1", "45÷60×100=75%", "20", "完成率达到100%"),
        ("T04.M02.I1", "40张", "10-(50-40)÷5×1=8", ""),
        ("T01", "2行已完成", "20×2÷3≈13.3", "完成率66.7%"),
        ("折算", "", "51.3×(70-60)÷60≈8.6", "1项不计分，按已计分各项的得分率补足"),
    ]


def test_totals_ranks_with_ties_and_the_subsidy(scored: Scored) -> None:
    """清河县 12+10+20+8+15-1; 云岭区 and 双河市 12+20+8+13.3+8.6; 青松县 is scored on 40 of 70 points."""
    assert table(scored()) == [
        ("清河县", "64.0", 1, "全额拨付"),
        ("白石县", "15.0", 4, "暂缓拨付"),
        ("青松县", "73.0", None, "不参加排名，另行核定"),
        ("石桥县", "None", None, "不参加排名，另行核定"),
        ("云岭区", "61.9", 2, "全额拨付"),
        ("双河市", "61.9", 2, "全额拨付"),
    ]


def test_who_is_not_ranked_says_why(scored: Scored) -> None:
    assert [one.unranked for one in scored().reporters] == [
        "", "", "计分项只占满分的57.1%，不足60%", "没有一项计分", "", "",
    ]  # fmt: skip
    assert [one.unranked for one in scored(least_share=Decimal(0), least_items=5).reporters] == [
        "", "", "只有3项计分，不足5项", "没有一项计分", "只有4项计分，不足5项", "只有4项计分，不足5项",
    ]  # fmt: skip


def test_what_is_missing_counts_nothing_where_the_settings_say_so(scored: Scored) -> None:
    found = of(scored(missing=Missing.ZERO), "石桥县")
    assert [(one.id, str(one.points), one.absent, one.note) for one in found.items] == [
        ("T01.M01.I1", "0.0", "未报", "未报，按设置记0分"),
        ("T01.M03.I1", "None", "", "不计分：不涉及本单位"),
        ("T02.M02.I1", "0.0", "未报", "未报，按设置记0分"),
        ("T04.M02.I1", "0.0", "未报", "未报，按设置记0分"),
        ("T01", "0.0", "未报", "未报，按设置记0分"),
    ]
    assert (found.total, found.rank) == (Decimal("-3.0"), 6)
    lone = of(scored(missing=Missing.ZERO), "青松县").line("T02.M02.I1")
    assert lone is not None
    assert (lone.note, lone.value) == ("没有填齐分子和分母，按设置记0分", "")


def test_what_is_missing_is_not_scored_otherwise(scored: Scored) -> None:
    found = of(scored(), "石桥县")
    assert [(one.points, one.possible, one.note) for one in found.items] == [
        (None, None, "不计分：未报"), (None, None, "不计分：不涉及本单位"), (None, None, "不计分：未报"),
        (None, None, "不计分：未报"), (None, None, "不计分：未报"),
    ]  # fmt: skip
    assert [(one.kind, one.formula) for one in found.lines[5:]] == [
        (LineKind.LATE, "0"), (LineKind.UNREPORTED, "-MIN(2×2, 3)=-3"), (LineKind.RETURNED, "0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        ({"raw": {"actual": "约五十"}}, "填“约五十”，读不出数"),
        ({"raw": {"actual": "不涉及"}}, "填报为“不涉及”"),
        ({"status": Status.NOT_APPLICABLE}, "填报为“不适用”"),
        ({}, "未填"),
    ],
)
def test_every_kind_of_nothing_is_told_apart(scored: Scored, facts: dict[str, object], note: str) -> None:
    other = {**(GIVEN["清河县"] or {}), "T04.M02.I1": facts}
    line = of(scored({**GIVEN, "清河县": other}), "清河县").line("T04.M02.I1")
    assert line is not None
    assert (line.points, line.note) == (None, f"不计分：{note}")


@pytest.mark.parametrize(
    ("least", "note"), [("60", ""), ("61", "不计分：分母60小于61，数量过小，不参加比较")]
)
def test_a_small_denominator_is_not_compared(scored: Scored, least: str, note: str) -> None:
    line = of(scored(least_denominator=Decimal(least)), "清河县").line("T02.M02.I1")
    assert line is not None
    assert line.note.replace("完成率达到100%", "") == note


def test_rows_without_a_status_are_left_out_or_count_as_open(scored: Scored) -> None:
    other = {**(GIVEN["清河县"] or {})}
    del other["T01.M04"]
    given_answers = {**GIVEN, "清河县": other}
    left_out = of(scored(given_answers), "清河县").line("T01")
    counted = of(scored(given_answers, missing=Missing.ZERO), "清河县").line("T01")
    assert left_out is not None
    assert counted is not None
    assert (left_out.formula, left_out.note) == ("20", "完成率达到100%；1行未填，没有计入")
    assert (counted.formula, counted.note) == ("20×3÷4=15", "完成率75%；1行未填，按未完成计")


def test_a_share_of_a_split_total_is_the_own_goal(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Make
) -> None:
    split = Split("T01.M01.I1", (("990121", Decimal(24)), ("990122", Decimal(69))))
    item = ScoringItem("T01.M01.I1", Decimal(10), Manner.PROPORTIONAL)
    whole = scored_plan(replace(plan, splits=(split,)), Scoring((item,)))
    found = scores_of(_rolled(whole, six(roster), period, as_of, report, GIVEN, told=False))
    assert found is not None
    assert [
        (one.name, one.lines[0].goal, one.lines[0].formula, one.lines[0].note) for one in found.reporters
    ][:3] == [
        ("清河县", "24个", "10×12÷24=5", "完成率50%"),
        ("白石县", "69个", "10×5÷69≈0.7", "完成率7.2%"),
        ("青松县", "", "", "不计分：没有分到本单位的目标值"),
    ]


STEPS = Steps(Scale((Bound(Decimal(10)), Bound(Decimal(20)))), (Decimal(0), Decimal(6), Decimal(10)))


def test_steps_over_a_ratio_need_no_goal_of_each(scored: Scored) -> None:
    shares = {"清河县": (5, 100), "白石县": (10, 100), "青松县": (45, 100)}
    given_answers = {
        name: {"T03.M01.I1": {"numerator": Decimal(above), "denominator": Decimal(below)}}
        for name, (above, below) in shares.items()
    }
    found = scored(given_answers, items=(ScoringItem("T03.M01.I1", Decimal(10), Manner.STEP, steps=STEPS),))  # type: ignore[arg-type]
    assert [(one.lines[0].goal, one.lines[0].value, one.lines[0].formula) for one in found.reporters][:4] == [
        ("按分档", "5÷100×100=5%", "0"), ("按分档", "10÷100×100=10%", "6"), ("按分档", "45÷100×100=45%", "10"),
        ("按分档", "", ""),
    ]  # fmt: skip
    assert (found.units[0].lines[0].value, found.units[0].lines[0].formula) == ("60÷300×100=20%", "10")


def test_steps_over_a_total_are_meant_for_the_whole(scored: Scored) -> None:
    found = scored(items=(ScoringItem("T01.M01.I1", Decimal(10), Manner.STEP, steps=STEPS),))
    assert {one.lines[0].note for one in found.reporters} == {"不计分：没有分到本单位的目标值"}
    assert (found.units[0].lines[0].value, found.units[0].lines[0].formula) == ("61个", "10")


def test_steps_for_each_are_no_measure_of_all(scored: Scored) -> None:
    """How many counties reached it is no number of beds: the unit is scored by the rate."""
    found = scored(items=(ScoringItem("T01.M02.I1", Decimal(10), Manner.STEP, steps=STEPS),))
    (line,) = found.units[0].lines
    assert (line.manner, line.note) == (Manner.PROPORTIONAL, "牵头；不计分：尚无单位填报")
    given_answers = {"清河县": {"T01.M02.I1": {"actual": Decimal(12)}}}
    found = scored(given_answers, items=(ScoringItem("T01.M02.I1", Decimal(10), Manner.STEP, steps=STEPS),))  # type: ignore[arg-type]
    assert of(found, "清河县").lines[0].formula == "6"
    (line,) = found.units[0].lines
    assert (line.goal, line.formula) == ("≥6个", "10×1÷6≈1.7")
    assert line.note.startswith(
        "牵头；计分办法按各单位的数定，汇总数按完成率计分；完成率16.7%；按未达到计：白石县未报、"
    )


@pytest.mark.parametrize(
    ("item", "note"),
    [
        (ScoringItem("T09", Decimal(10)), "不计分：计划中没有这一行"),
        (ScoringItem("T01.M01.I1", Decimal(10)), "不计分：没有分到本单位的目标值"),
        (ScoringItem("T02.M03.I1", Decimal(10)), "不计分：没有分到本单位的目标值"),
    ],
)
def test_what_nobody_can_score_says_so(scored: Scored, item: ScoringItem, note: str) -> None:
    assert [one.note for one in of(scored(items=(item,)), "青松县").items] == [note]


def test_settings_that_contradict_themselves_are_told(scored: Scored) -> None:
    assert scored().contradictions == ()
    strange = (ScoringItem("T09", Decimal(10)), ScoringItem("T04", Decimal(0)))
    assert scored(items=strange, least_share=Decimal(101)).contradictions == (
        "T09有分值，却已经取消或不在计划中；请在“评分设置”清空这一行，或恢复这一行。",
        "T04：分值要大于0；请填分值；不考核的，请把这一行其余各格清空。",
        "考核：排名最少计分（占满分%）：百分比应在0到100之间；请核对。",
    )


def test_the_rank_may_decide_the_subsidy(scored: Scored) -> None:
    by_rank = Subsidy(SubsidyBy.RANK, Scale((Bound(Decimal(1), True),)), ("上浮10%", "不变"))
    assert [one.subsidy for one in scored(subsidy=by_rank).reporters] == [
        "上浮10%", "不变", "不参加排名，另行核定", "不参加排名，另行核定", "不变", "不变",
    ]  # fmt: skip
    assert {one.subsidy for one in scored(subsidy=None).reporters} == {""}


def test_without_the_year_the_period_itself_is_counted(scored: Scored, period: Period) -> None:
    found = scored(told=False)
    assert found.periods == (period,)
    assert [one.deduction(LineKind.LATE).formula for one in found.reporters if one.deduction(LineKind.LATE)] == [  # type: ignore[union-attr]
        "0", "-1×1=-1", "0", "0", "0", "0",
    ]  # fmt: skip


def test_a_unit_answers_for_the_figures_that_it_leads(scored: Scored) -> None:
    """社区医院 12+5+20+12+12 of 93; both pilots; (45+30+45+45)÷(60+80+60+60); the fewest beds are 0."""
    found = scored()
    assert [one.name for one in found.units] == ["市卫生健康委"]
    unit = of(found, "市卫生健康委")
    assert lines(unit) == [
        ("T01.M01.I1", "61个", "10×61÷93≈6.6", "牵头；计分办法按各单位的数定，汇总数按完成率计分；完成率65.6%；没有计入：石桥县未报"),
        ("T01.M03.I1", "1个", "0", "牵头；未达标"),
        ("T02.M02.I1", "", "", "牵头；不计分：青松县只填了比率，没有填齐分子和分母，比率不能平均，请补报分子、分母后再汇总"),
        ("T04.M02.I1", "0张", "MAX(10-(50-0)÷5×1, 2)=2", "牵头；扣到2分为止；没有计入：石桥县未报"),
        ("T01", "1个单位完成", "20×1÷5=4", "牵头；完成率20%；没有计入：石桥县未报"),
    ]  # fmt: skip
    assert (str(unit.earned), unit.possible, unit.full, unit.rank) == ("12.6", 50, 70, 1)


def test_a_unit_that_supports_counts_where_the_settings_say_so(scored: Scored) -> None:
    unit = of(scored(roles=RoleShares(support=Decimal("0.5"))), "市财政局")
    assert [(one.id, one.possible, one.formula) for one in unit.lines] == [
        ("T01.M01.I1", Decimal("5.0"), "10×61÷93×0.5≈3.3"),
        ("T01.M03.I1", Decimal("5.0"), "0"),
        ("T02.M02.I1", None, ""),
        ("T04.M02.I1", Decimal("5.0"), "MAX(10-(50-0)÷5×1, 2)×0.5=1"),
        ("T01", Decimal("10.0"), "20×1÷5×0.5=2"),
    ]
    assert unit.full == 35


def test_a_unit_with_a_part_in_one_task_alone_is_scored_on_that(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Make
) -> None:
    first, *rest = plan.tasks
    joint = Duty("市医保局", Role.JOINT, 0, span(first.title))
    whole = scored_plan(replace(plan, tasks=(replace(first, duties=(*first.duties, joint)), *rest)))
    found = scores_of(_rolled(whole, six(roster), period, as_of, report, GIVEN, told=False))
    assert found is not None
    assert [one.id for one in of(found, "市医保局").lines] == ["T01.M01.I1", "T01.M03.I1", "T01"]
    assert [(one.name, one.rank) for one in found.units] == [("市卫生健康委", 2), ("市医保局", 1)]


def test_the_silent_stay_in_a_units_share_where_what_is_missing_counts_nothing(scored: Scored) -> None:
    line = of(scored(missing=Missing.ZERO), "市卫生健康委").line("T01")
    assert line is not None
    assert (line.goal, line.formula, line.note) == (
        "6个单位", "20×1÷6≈3.3", "牵头；完成率16.7%；按未达到计：石桥县未报",
    )  # fmt: skip


def random_answers(seed: int) -> Answers | None:
    dice = random.Random(seed)
    if dice.random() < 0.15:
        return None
    parts = (dice.randint(0, 90), dice.randint(1, 120)) if dice.random() < 0.9 else None
    return answers(
        dice.randint(0, 30), parts, dice.randint(0, 90), dice.choice((None, 0, 1)), dice.randint(0, 4)
    )


@given(
    order=st.permutations(range(6)), seed=st.integers(0, 10_000), missing=st.sampled_from(Missing), converts=st.booleans()
)  # fmt: skip
@examples(15)
def test_scores_do_not_depend_on_the_order_and_are_the_sum_of_their_lines(
    order: list[int], seed: int, missing: Missing, converts: bool, plan: Plan, period: Period, as_of: date, report: Make,
) -> None:  # fmt: skip
    whole = scored_plan(plan, replace(SCORING, missing=missing, converts=converts))
    listed = make_roster("990100", tuple(GIVEN))
    given_answers = {line.name: random_answers(seed + n) for n, line in enumerate(listed)}
    shuffled = Roster(tuple(listed[n] for n in order))
    found, other = (
        scores_of(_rolled(whole, whom, period, as_of, report, given_answers, told=True))
        for whom in (Roster(listed), shuffled)
    )
    assert found is not None
    assert other is not None
    assert {one.key: one for one in found.reporters} == {one.key: one for one in other.reporters}
    assert [(one.name, one.earned, one.rank) for one in found.units] == [
        (one.name, one.earned, one.rank) for one in other.units
    ]
    for score in (*found.reporters, *found.units):
        _check(score)
    _check_ranks(found.reporters)


def _check(score: Score) -> None:
    """Σ lines, each as it is shown, between what may be lost and what may be gained."""
    shown = [told_result(one.formula) for one in score.lines if one.formula]
    assert score.total is None or score.total == sum(shown)
    for one in score.lines:
        if one.points is not None:
            assert half_up(worked_out(one.formula), 1) == one.points
    most, least = score.full + 3, Decimal(-6)
    assert score.total is None or least <= score.total <= most


def _check_ranks(scores: tuple[Score, ...]) -> None:
    ranked = [one for one in scores if one.rank is not None]
    for one in ranked:
        above = [other for other in ranked if (other.total or 0) > (one.total or 0)]
        assert one.rank == 1 + len(above)
    assert all(one.unranked for one in scores if one.rank is None)
