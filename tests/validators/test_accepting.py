"""What the filler explains, and what the office waives, stays visible and does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from taizhang.model.finding import Severity
from taizhang.model.ledger import Leftover
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.reporter import Reporter
from taizhang.model.waiver import Waiver, Withdrawal
from taizhang_validators.rulebook import BROKEN, check_ledger, rules, shipped

WHY = "属实说明：上期误报了全年数"
FELL = """
填报日期：2022.10.8
| 任务编号 | 问法 | 目标值 | 完成值 | 完成状态 | 进展情况 | 存在问题 | 备注 | 上期报送 |
| T01     | 数   | ≥90 | 58  | 序时推进 | 已建成  | 无    | {}  | 60   |
| T02     | 数   | ≥90 | 81  | 已完成  | 已建成  | 无    |     | 80   |
"""
WAIVER = Waiver(
    "E305", Reporter("130102"), Period.parse("2022Q3"), "T02", "王某", "验收改期", date(2022, 12, 31)
)


@pytest.fixture
def case(case_of, example_of):
    return case_of(example_of(FELL.format("")))


@pytest.fixture
def explained(case_of, example_of):
    def with_remarks(text):
        return case_of(example_of(FELL.format(text)))

    return with_remarks


def of(code, findings):
    return [(one.code, one.row, one.accepted) for one in findings if one.code == code]


def told(case, *waivers):
    return check_ledger(case.ledger, replace(case.given, waivers=waivers))


@pytest.mark.parametrize(
    ("remarks", "accepted"),
    [
        ("", ""),
        ("另附名册", ""),
        ("属实", ""),
        (WHY, WHY),
        ("情况属实，上期误报了全年数", WHY),
        ("属实说明（W405）：上期误报了全年数", WHY),
        ("属实说明（W306）：上期误报了全年数", ""),
    ],
)
def test_a_soft_finding_is_answered_in_its_row(explained, remarks, accepted):
    assert of("W405", told(explained(remarks))) == [("W405", "T01", accepted)]


def test_what_is_explained_is_said_last_and_no_longer_counts(explained):
    findings = told(explained(WHY))
    assert [(one.code, one.counts, one.word) for one in findings] == [
        ("E305", True, "必须修改"),
        ("E205", True, "必须修改"),
        ("W405", False, "已说明"),
    ]
    assert findings[-1].severity is Severity.WARNING
    assert findings[-1].advice == f"{WHY}。"
    assert str(findings[-1]).endswith(f"减少2。{WHY}。")


def test_no_explanation_accepts_an_error(case):
    rows = tuple(replace(row, remarks=WHY) for row in case.ledger.rows)
    findings = check_ledger(replace(case.ledger, rows=rows), case.given)
    assert [(one.code, one.counts) for one in findings] == [("E305", True), ("E205", True), ("W405", False)]


def test_what_means_the_whole_file_is_answered_under_the_table(case):
    older = replace(case.ledger, version="v1")
    assert of("W004", check_ledger(older, case.given)) == [("W004", "", "")]
    note = Leftover(Place("f", "任务台账", 99, 1), f"注：{WHY}")
    assert of("W004", check_ledger(replace(older, notes=(note,)), case.given)) == [("W004", "", WHY)]


def test_a_note_under_the_table_speaks_of_no_row(case):
    note = Leftover(Place("f", "任务台账", 99, 1), f"注：{WHY}")
    assert of("W405", check_ledger(replace(case.ledger, notes=(note,)), case.given)) == [("W405", "T01", "")]


def test_a_waiver_accepts_an_error_of_its_row(case):
    waived = "已批准豁免（王某，有效至2022年12月31日）：验收改期"
    findings = told(case, WAIVER)
    assert of("E305", findings) == [("E305", "T02", waived)]
    assert [(one.code, one.word) for one in findings] == [
        ("E205", "必须修改"),
        ("W405", "请确认"),
        ("E305", "已豁免"),
    ]


@pytest.mark.parametrize(
    ("changes", "waived"),
    [
        ({"row": ""}, True),
        ({"row": "T01"}, False),
        ({"code": "E205"}, False),
        ({"reporter": Reporter("130104")}, False),
        ({"period": Period.parse("2022Q2")}, False),
    ],
)
def test_a_waiver_covers_what_it_names(case, changes, waived):
    (finding,) = [one for one in told(case, replace(WAIVER, **changes)) if one.code == "E305"]
    assert finding.counts is not waived


def test_the_newest_waiver_is_named(case):
    newer = replace(WAIVER, why="另行通知")
    (finding,) = [one for one in told(case, WAIVER, newer) if one.code == "E305"]
    assert finding.accepted == newer.sentence


def test_nothing_accepts_what_has_no_one_value(case_of, example_of):
    case = case_of(
        example_of("""
        填报日期：2022.10.8
        | 任务编号 | 问法 | 目标值 | 完成值 | 完成状态 | 进展情况 | 存在问题 | 备注 |
        | T01     | 数   | ≥90 | 若干  | 序时推进 | 已建成  | 无    |     |
        """)
    )
    waiver = replace(WAIVER, code="E101", row="")
    assert of("E101", told(case, waiver)) == [("E101", "T01", "")]


def test_which_rules_no_waiver_reaches():
    final = {entry.code for entry in rules() if entry.final}
    assert {"E001", "E002", "E003"} <= final
    assert (
        final | {"E010", "E101", "E102", "E103", "E104", "E105", "E106", "E402", "W000"}
        <= shipped().unwaivable
    )
    assert "E305" not in shipped().unwaivable
    assert not BROKEN.waivable


def test_explained_and_open_cells_are_two_findings(case_of, example_of):
    rows = "\n".join(
        f"| T0{n} | 数 | ≥90 | 58 | 序时推进 | 已建成 | 无 | {WHY if n < 5 else ''} | 60 |"
        for n in range(1, 9)
    )
    header = "| 任务编号 | 问法 | 目标值 | 完成值 | 完成状态 | 进展情况 | 存在问题 | 备注 | 上期报送 |"
    case = case_of(example_of(f"填报日期：2022.10.8\n{header}\n{rows}"))
    fell = [one for one in told(case) if one.code == "W405"]
    assert [(one.accepted, [spot.row for spot in one.cells]) for one in fell] == [
        ("", ["T05", "T06", "T07", "T08"]),
        (WHY, ["T01", "T02", "T03", "T04"]),
    ]


def test_a_waiver_holds_to_its_last_day_unless_withdrawn():
    assert WAIVER.holds_on(date(2022, 12, 31))
    assert not WAIVER.holds_on(date(2023, 1, 1))
    withdrawn = replace(WAIVER, withdrawal=Withdrawal("李某", "批错了", date(2022, 11, 1)))
    days = (date(2022, 10, 1), date(2023, 1, 1))
    assert [WAIVER.standing(day) for day in days] == ["有效", "已到期"]
    assert [withdrawn.standing(day) for day in days] == ["已撤回", "已撤回"]
