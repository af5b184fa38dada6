"""Slips: blue near the deadline, yellow behind, red overdue; nothing for what is done, cleared or of no concern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster
from taizhang.model.words.status import Clearing, Status
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.slips import Slips, slips_of

ROW = "T01.M04"  # 印发实施方案。, a measure without a number
NUMBER = "T02.M02.I1"  # 家庭医生签约率 ≥75%, each place's own


@pytest.fixture
def slips(plan: Plan, roster: Roster, period: Period, report: Callable[..., Report]) -> Callable[..., Slips]:
    """The slips of 清河县, whose ledger holds these answers."""

    def made(
        answers: dict[str, dict[str, object]], *, as_of: date, deadline: date | None = None, **days: int
    ) -> Slips:
        given = report(roster.lines[0], answers)
        rows = tuple(
            replace(row, asked=replace(row.asked, deadline=deadline)) if deadline and row.asked else row
            for row in given.ledger.rows
        )
        reports = [replace(given, ledger=replace(given.ledger, rows=rows))]
        rolled: Rollup = consolidate(plan, roster, period, reports, as_of=as_of)
        return slips_of(rolled, **days)

    return made


def colours(slips: Slips) -> dict[str, str]:
    """By what was asked; rows that nobody answered are left aside."""
    rows = (row for book in slips.books for slip in book.slips for row in slip.rows)
    return {row.asked: row.colour.value for row in rows if row.status or row.actual}


@pytest.mark.parametrize(
    ("status", "deadline", "as_of", "colour"),
    [
        (Status.ON_SCHEDULE, date(2022, 12, 31), date(2022, 10, 12), None),
        (Status.ON_SCHEDULE, date(2022, 11, 11), date(2022, 10, 12), "蓝"),
        (Status.ON_SCHEDULE, date(2022, 11, 12), date(2022, 10, 12), None),
        (
            Status.ON_SCHEDULE,
            date(2022, 10, 5),
            date(2022, 10, 12),
            "蓝",
        ),  # the ledger speaks of the time before
        (Status.BEHIND, date(2022, 12, 31), date(2022, 10, 12), "黄"),
        (Status.NOT_STARTED, date(2022, 12, 31), date(2022, 10, 12), "黄"),
        (Status.ON_SCHEDULE, date(2022, 9, 30), date(2022, 10, 12), "红"),
        (Status.OVERDUE, date(2022, 12, 31), date(2022, 10, 12), "红"),
        (Status.DONE, date(2022, 9, 30), date(2022, 10, 12), None),
        (Status.NOT_APPLICABLE, date(2022, 9, 30), date(2022, 10, 12), None),
    ],
)
def test_a_row_without_a_number_has_the_colour_of_its_status_and_deadline(
    slips: Callable[..., Slips], status: Status, deadline: date, as_of: date, colour: str | None
) -> None:
    found = colours(slips({ROW: {"status": status}}, as_of=as_of, deadline=deadline))
    assert found == ({"印发实施方案。": colour} if colour else {})


def test_how_near_is_near_is_a_setting(slips: Callable[..., Slips]) -> None:
    asked = {
        "answers": {ROW: {"status": Status.ON_SCHEDULE}},
        "as_of": date(2022, 10, 12),
        "deadline": date(2022, 10, 20),
    }
    assert colours(slips(**asked, near_days=8)) == {"印发实施方案。": "蓝"}
    assert colours(slips(**asked, near_days=7)) == {}


def test_what_is_said_to_be_done_below_the_target_is_urged(slips: Callable[..., Slips]) -> None:
    facts = {
        "status": Status.DONE,
        "actual": Decimal(10),
        "numerator": Decimal(10),
        "denominator": Decimal(100),
    }
    assert colours(slips({NUMBER: facts}, as_of=date(2022, 10, 12))) == {"家庭医生签约率": "黄"}


def test_what_is_cleared_is_not_urged(slips: Callable[..., Slips]) -> None:
    facts = {"status": Status.BEHIND, "clearing": Clearing.CLEARED}
    assert colours(slips({ROW: facts}, as_of=date(2022, 10, 12))) == {}


def test_a_slip_says_everything(slips: Callable[..., Slips]) -> None:
    answers = {
        "T02.M01.I1": {"status": Status.ON_SCHEDULE, "actual": Decimal(100)},
        NUMBER: {
            "status": Status.BEHIND, "actual": Decimal("12.34"), "numerator": Decimal(12), "denominator": Decimal(100),
            "problems": "人员不足",
        },
        "T02.M04": {"status": Status.OVERDUE, "problems": "无"},
    }  # fmt: skip
    made = slips(answers, as_of=date(2022, 10, 12), reply_days=3)
    (book,) = made.books
    (slip,) = (one for one in book.slips if one.task == "提升信息化水平")
    assert (made.plan_title, made.period, book.name) == (
        "云岭市深化医药卫生体制改革2022年重点工作任务", "2022年第三季度", "清河县",
    )  # fmt: skip
    assert (slip.colour.value, slip.colour.word, slip.task_number, slip.units) == (
        "红",
        "逾期",
        "（二）",
        "市卫生健康委",
    )
    assert (slip.due, slip.reply_by) == (date(2022, 12, 31), date(2022, 10, 15))
    told = [
        (row.asked, row.colour.value, row.target, row.actual, row.status, row.light.value, row.problems)
        for row in slip.rows
    ]
    assert told[0] == ("家庭医生签约率", "黄", "≥75%", "12.3%", "滞后", "红", "人员不足")
    assert told[-1][:2] == ("实施17项专项行动。", "红")
    assert slip.rows[0].source == "清河县2022年第三季度台账.xlsx（登记号121） 任务台账!Q11"
    assert slip.rows[-1].source.endswith("任务台账!S13")  # no number: the status it was judged by


def test_what_is_overdue_is_given_a_new_day(slips: Callable[..., Slips]) -> None:
    made = slips(
        {ROW: {"status": Status.ON_SCHEDULE}},
        as_of=date(2022, 10, 12),
        deadline=date(2022, 9, 30),
        mend_days=10,
    )
    assert {slip.due for book in made.books for slip in book.slips} == {date(2022, 10, 22)}


def test_slips_are_numbered_through_and_the_silent_are_named(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]
) -> None:
    reports = [
        report(line, {ROW: {"status": Status.BEHIND}, "T04.M03": {"status": Status.BEHIND}})
        for line in roster.lines[1:3]
    ]
    made = slips_of(consolidate(plan, roster, period, reports, as_of=as_of))
    numbers = [(book.name, slip.number, slip.task) for book in made.books for slip in book.slips]
    assert [number for _, number, _ in numbers] == list(range(1, len(numbers) + 1))
    assert [name for name, _, _ in numbers] == sorted(
        (name for name, _, _ in numbers), key=["白石县", "青松县"].index
    )
    assert made.absent == ("清河县", "石桥县", "云岭区", "双河市", "平川县", "松山县")
