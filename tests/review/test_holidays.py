from __future__ import annotations

from datetime import date

import pytest

from taizhang.model.due_day import due_day
from taizhang.model.holidays import Arrangement, HolidayRule
from taizhang.model.period import Period
from taizhang.model.picture import Choice
from taizhang.model.plan import Plan
from taizhang.plans.review.draw import draw_review

from .conftest import REPORTERS, changes_of, judged, sheets_of, told

Q3 = Period.parse("2022Q3")


def test_the_holiday_rule_is_set_in_the_workbook(plan: Plan) -> None:
    written = {
        ("截止日遇节假日", "内容"): "遇法定节假日顺延",
        ("放假调休", "内容"): "2022年10月8日放假；10月9日上班",
    }
    found = judged(sheets_of(plan).write(written, "计划设置"), plan)
    assert told(found) == []
    assert changes_of(found) == [
        ("plan", "holidays", "不顺延", "遇法定节假日顺延"),
        ("plan", "days_off", "", "2022-10-08放假；2022-10-09上班"),
    ]
    settings = found.plan.settings
    assert settings.holidays is HolidayRule.STATUTORY
    assert settings.days_off == (
        Arrangement(date(2022, 10, 8), date(2022, 10, 8)),
        Arrangement(date(2022, 10, 9), date(2022, 10, 9), works=True),
    )
    assert (due_day(plan, Q3), due_day(found.plan, Q3)) == (date(2022, 10, 5), date(2022, 10, 9))


def test_the_rule_is_chosen_from_a_list_and_the_hint_says_which_years_are_known(plan: Plan) -> None:
    sheet = next(one for one in draw_review(plan, REPORTERS) if one.name == "计划设置")
    rows = {drawn.value: row for (row, column), drawn in sheet.cells.items() if column == 1}
    row = rows["截止日遇节假日"]
    (offered,) = [choice for choice in sheet.choices if choice.first == (row, 2)]
    assert offered == Choice((row, 2), (row, 2), offered.source)
    choices = next(one for one in draw_review(plan, REPORTERS) if one.name == "选项")
    column = next(at for (row, at), drawn in choices.cells.items() if drawn.value == "截止日遇节假日")
    words = [drawn.value for (row, at), drawn in sorted(choices.cells.items()) if at == column]
    assert words == ["截止日遇节假日", "不顺延", "遇法定节假日顺延", "遇节假日和周末顺延"]
    assert str(sheet.cells[rows["放假调休"], 3].value).startswith(
        "节假日表（2021—2026年）以外的放假和调休写在这里"
    )


@pytest.mark.parametrize(
    ("written", "refusals"),
    [
        (
            {("放假调休", "内容"): "2027年1月1日放假"},
            ["截止日遇节假日不顺延时，放假调休用不上；请选择顺延的办法，或清空放假调休。"],
        ),
        (
            {
                ("截止日遇节假日", "内容"): "遇节假日和周末顺延",
                ("放假调休", "内容"): "2027年1月1日至3日放假；2027年1月2日上班",
            },
            ["2027-01-02既写了放假又写了上班；请只留一种。"],
        ),
        (
            {("截止日遇节假日", "内容"): "顺延"},
            ["不在可选的词里；请从下拉列表选择：不顺延、遇法定节假日顺延、遇节假日和周末顺延。"],
        ),
        ({("放假调休", "内容"): "春节"}, ["“春节”看不懂；请写成：2027年1月1日至3日放假；2027年1月4日上班。"]),
    ],
)
def test_what_cannot_hold_is_refused(
    plan: Plan, written: dict[tuple[str, str], str], refusals: list[str]
) -> None:
    found = judged(sheets_of(plan).write(written, "计划设置"), plan)
    assert list(dict.fromkeys(text.partition("：")[2] for text in told(found))) == refusals
