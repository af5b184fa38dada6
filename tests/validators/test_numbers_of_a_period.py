"""本期数 in a ledger: what is printed, what is carried, and which rules leave them alone; W307 by pace and milestones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from small_city import ROSTER, A, asked, plan_of, report

from taizhang.ledgers import LastPeriod, carry_forward, lay_out_ledger
from taizhang.model.ledger import Ledger
from taizhang.model.light import Band, Light, Lights
from taizhang.model.pace import Milestone, Pace, Timing
from taizhang.model.period import Period
from taizhang.model.plan import Method, Over, Plan, Scope, Settings
from taizhang.model.words.status import Status
from taizhang_validators.rulebook import Given, find_each

ROW, Q2, Q3 = "T01.M01.I1", Period.parse("2022Q2"), Period.parse("2022Q3")
EACH = {"scope": Scope.EACH_PLACE, "method": Method.COUNT_MEETING}
OF_PERIOD = plan_of(asked(ROW, "义诊", ">=100", "场次", over=Over.SUM, **EACH))
CUMULATIVE = plan_of(asked(ROW, "义诊", ">=100", "场次", **EACH))


def blank(plan: Plan, period: Period) -> Ledger:
    line = ROSTER.line(A)
    assert line is not None
    return lay_out_ledger(plan, line, period, roster=ROSTER)


def codes(plan: Plan, actual: str, status: Status, *, before: str = "") -> list[str]:
    """The codes found about the row's number and status; with a number accepted in the period before."""
    expected, previous = blank(plan, Q3), None
    if before:
        told = {"actual": Decimal(before), "status": Status.ON_SCHEDULE}
        previous = report(plan, A, "2022Q2", {ROW: told}).ledger
        expected = carry_forward(expected, LastPeriod(blank(plan, Q2), previous))
    cells = {ROW: {"actual": Decimal(actual), "status": status, "previous": expected.rows[0].previous}}
    ledger = report(plan, A, "2022Q3", cells).ledger
    given = Given(plan, A, "清河县", Q3, date(2022, 10, 12), expected, previous)
    wanted = ("E305", "W304", "W307", "W405", "W423", "W424", "N427")
    return sorted({one.code for one in find_each(ledger, given) if one.code in wanted})


def test_what_is_printed_tells_which_number_is_asked() -> None:
    (of_period,), (cumulative,) = blank(OF_PERIOD, Q3).rows, blank(CUMULATIVE, Q3).rows
    assert [(row.indicator, row.target) for row in (of_period, cumulative)] == [
        ("义诊（填本期数）", "≥100"), ("义诊", "≥100"),
    ]  # fmt: skip
    # The target is of all periods together: no single one is held against it.
    assert of_period.asked is not None
    assert cumulative.asked is not None
    assert (of_period.asked.target, str(cumulative.asked.target)) == (None, "≥100场次")


def test_no_cumulative_number_is_carried_into_a_row_of_one_period() -> None:
    shown = []
    for plan in (OF_PERIOD, CUMULATIVE):
        last = LastPeriod(blank(plan, Q2), report(plan, A, "2022Q2", {ROW: 60}).ledger)
        shown.append(carry_forward(blank(plan, Q3), last).rows[0].previous)
    assert shown == [None, 60]


@pytest.mark.parametrize(
    ("actual", "status", "of_cumulative"),
    [
        ("3", Status.ON_SCHEDULE, ["W405"]),  # fewer than in the last quarter
        ("40", Status.DONE, ["E305", "W405"]),
        ("60", Status.ON_SCHEDULE, ["N427"]),
    ],
)
def test_rules_of_cumulative_numbers_leave_a_periods_own_alone(
    actual: str, status: Status, of_cumulative: list[str]
) -> None:
    found = [codes(plan, actual, status, before="60") for plan in (CUMULATIVE, OF_PERIOD)]
    assert found == [of_cumulative, []]


def says(settings: Settings, actual: str) -> list[str]:
    """What W307 says of a number under these settings."""
    plan = replace(CUMULATIVE, settings=settings)
    cells = {ROW: {"actual": Decimal(actual), "status": Status.ON_SCHEDULE}}
    ledger = report(plan, A, "2022Q3", cells).ledger
    given = Given(plan, A, "清河县", Q3, date(2022, 10, 12), blank(plan, Q3))
    return [one.says for one in find_each(ledger, given) if one.code == "W307"]


def test_w307_goes_by_the_plans_pace_milestones_and_bands() -> None:
    by_month = Settings()
    assert says(by_month, "44.9") == [
        "到本期末时间已过75%，按序时应达75，实际44.9，落后30.1个百分点，超过30个百分点，完成状态却是“序时推进”"
    ]
    assert says(by_month, "45") == []
    milestone = Timing(ROW, milestones=(Milestone(date(2022, 9, 30), share=Decimal(90)),))
    assert says(Settings(timings=(milestone,)), "45") == [
        "到本期末里程碑要求达到90%，按序时应达90，实际45，落后45个百分点，超过30个百分点，完成状态却是“序时推进”"
    ]
    bands = Lights(
        bands=(
            Band(Light.GREEN, None, Decimal(0)), Band(Light.YELLOW, Decimal(0), Decimal(10)), Band(Light.RED, Decimal(10), None),
        )
    )  # fmt: skip
    assert [bool(says(Settings(lights=bands), actual)) for actual in ("65", "64.9")] == [False, True]
    for pace in (Pace.ONCE, Pace.LASTING):
        assert says(Settings(timings=(Timing(ROW, pace),)), "0") == []
