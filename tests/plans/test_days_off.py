from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.holidays import Arrangement, HolidayRule
from taizhang.model.plan import Plan, Settings
from taizhang.plans import compile_plan, fingerprint, plan_from_json, plan_to_json
from taizhang.plans.changing.days_off import DAYS_OFF
from taizhang.plans.changing.forms import Unreadable

PLAN = compile_plan("云栖市2027年重点工作任务\n一、办实事。新建诊所5个。（市卫生健康委负责）\n")


def off(first: date, last: date | None = None) -> Arrangement:
    return Arrangement(first, last or first)


def worked(day: date) -> Arrangement:
    return Arrangement(day, day, works=True)


@pytest.mark.parametrize(
    ("text", "arranged"),
    [
        ("", ()),
        ("2027-01-01放假", (off(date(2027, 1, 1)),)),
        (
            "2027年1月1日至3日放假；2027年1月4日上班",
            (off(date(2027, 1, 1), date(2027, 1, 3)), worked(date(2027, 1, 4))),
        ),
        (
            "2027年1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。",
            (off(date(2027, 1, 1), date(2027, 1, 3)), worked(date(2027, 1, 4))),
        ),
        (
            "2027年2月6日、2月20日上班\n2026年12月31日至2027年1月2日放假",
            (
                worked(date(2027, 2, 6)),
                worked(date(2027, 2, 20)),
                off(date(2026, 12, 31), date(2027, 1, 2)),
            ),
        ),
        ("2027-10-01,2027-10-07,放假,国庆节", (off(date(2027, 10, 1), date(2027, 10, 7)),)),
        ("２０２７.５.１—５放假", (off(date(2027, 5, 1), date(2027, 5, 5)),)),
    ],
)
def test_days_off_are_read_as_notices_write_them(text: str, arranged: tuple[Arrangement, ...]) -> None:
    assert DAYS_OFF.read(text, PLAN) == arranged


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("春节放假七天", "“春节放假七天”看不懂"),
        ("1月1日放假", "“1月1日放假”没有写明年份"),
        ("2027年1月1日", "“2027年1月1日”没有写明放假还是上班"),
        ("2027年2月30日放假", "“2027年2月30日放假”中没有这一天"),
        ("2027年1月3日至1日放假", "“2027年1月3日至1日放假”的起止日期对不上"),
        ("2027-01-01至2028-01-01放假", "“2027-01-01至2028-01-01放假”的起止日期对不上"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        DAYS_OFF.read(text, PLAN)
    assert (refused.value.says, refused.value.fix) == (
        says,
        "请写成：2027年1月1日至3日放假；2027年1月4日上班",
    )


DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 1))
ARRANGED = st.builds(
    lambda first, more, works: Arrangement(first, date.fromordinal(first.toordinal() + more), works),
    DAYS, st.integers(0, 20), st.booleans(),
)  # fmt: skip


@given(st.lists(ARRANGED, max_size=8).map(tuple))
def test_what_is_shown_reads_back(arranged: tuple[Arrangement, ...]) -> None:
    assert DAYS_OFF.read(DAYS_OFF.show(arranged), PLAN) == arranged


def with_days_off(plan: Plan) -> Plan:
    arranged = (off(date(2027, 1, 1), date(2027, 1, 3)), worked(date(2027, 1, 4)))
    settings = Settings(holidays=HolidayRule.STATUTORY, days_off=arranged)
    return replace(plan, settings=settings)


def test_a_plan_file_keeps_them_and_the_fingerprint_does_not_know_of_them() -> None:
    plan = with_days_off(PLAN)
    assert plan_from_json(plan_to_json(plan)) == plan
    assert fingerprint(plan) == fingerprint(PLAN)


def test_a_plan_file_from_before_them_is_read_and_moves_no_day() -> None:
    held = json.loads(plan_to_json(PLAN))
    for name in ("holidays", "days_off"):
        del held["settings"][name]
    assert plan_from_json(json.dumps(held, ensure_ascii=False)) == PLAN
    assert (PLAN.settings.holidays, PLAN.settings.days_off) == (HolidayRule.NONE, ())
