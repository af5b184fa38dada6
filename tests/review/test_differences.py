"""Two plans beside each other: every field and quote that differs, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from taizhang.cli.run import run
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment, Change, Correction
from taizhang.plans import compile_plan, plan_to_json
from taizhang.plans.changing.apply import apply_changes
from taizhang.plans.differences import differences
from taizhang.plans.recompiling.carry import carry_over

from .conftest import DAY

JULY = date(2022, 7, 1)
CHANGE = Change("T13.M02.I1", "value", "600", "650")


def told(one: Plan, other: Plan, day: date | None = None) -> list[tuple[str, str, str, str]]:
    return [(d.id, d.title, d.one, d.other) for d in differences(one, other, day).fields]


def test_a_plan_equals_itself_whoever_has_looked_at_it(plan: Plan) -> None:
    confirmed = apply_changes(plan, [Change("T13.M02.I1", "checked", "待核对", "已明确")])
    signed = replace(confirmed, review=(Correction(CHANGE, "王芳", DAY),))
    assert not differences(plan, plan)
    assert not differences(plan, signed)


def test_every_field_that_differs_is_told_once(plan: Plan) -> None:
    changes = [
        CHANGE, Change("T14.C1", "units/support", "", "市财政局"), Change("T13", "title", "", "增加普惠托育"),
        Change("T10.M01.I1", "split/990101", "", "4"), Change("plan", "due_days", "5", "10"),
        Change("T14.M02", "standing", "保留", "取消"),
    ]  # fmt: skip
    assert told(plan, apply_changes(plan, changes)) == [
        ("plan", "报送期限（期末后天数）", "5", "10"),
        ("T10.M01.I1", "分解（990101）", "", "4"),
        ("T13", "重点任务", "增加老年和托育服务供给", "增加普惠托育"),
        ("T13.M02.I1", "目标值", "600", "650"),
        ("T14.C1", "配合单位", "", "市财政局"),
        ("T14.M02", "处理", "保留", "取消"),
    ]


def test_rows_and_words_that_only_one_has(plan: Plan) -> None:
    text = plan.text.replace("新增普惠托位600个", "新增普惠托位800个").replace("编印医改经验汇编。", "")
    found = differences(plan, carry_over(compile_plan(text), plan).plan)
    assert [(d.id, d.title, d.quote, d.other_quote) for d in found.fields] == [
        ("T13.M02", "原文", "新增普惠托位600个。", "新增普惠托位800个。"),
        ("T13.M02.I1", "原文", "新增普惠托位600个", "新增普惠托位800个"),
        ("T13.M02.I1", "目标值", "新增普惠托位600个", "新增普惠托位800个"),
    ]
    assert (found.only_in_one, found.only_in_other) == ((("T14.M02", "编印医改经验汇编。"),), ())
    assert found.text


def test_blanks_in_the_documents_are_no_difference(plan: Plan) -> None:
    assert not differences(plan, compile_plan(plan.text.replace("普惠托位", "普惠 托位")))


def test_amendments_are_told_and_compared_on_a_day(plan: Plan) -> None:
    amended = replace(plan, amendments=(Amendment(JULY, "", "王芳", DAY, (CHANGE,)),))
    found = differences(plan, amended)
    assert (found.fields, found.amendments, found.other_amendments) == ((), (), amended.amendments)
    assert told(plan, amended, JULY) == [("T13.M02.I1", "目标值", "600", "650")]
    assert told(plan, amended, date(2022, 6, 30)) == []


def test_the_command_prints_clause_beside_clause(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "甲.json", tmp_path / "乙.json"
    one.write_text(plan_to_json(plan), encoding="utf-8")
    amended = replace(
        apply_changes(plan, [CHANGE]),
        amendments=(Amendment(JULY, "云医改〔2022〕9号", "王芳", DAY, (CHANGE,)),),
    )
    other.write_text(plan_to_json(amended), encoding="utf-8")
    assert run(["plan", "diff", str(one), str(one)]) == 0
    assert capsys.readouterr().out == "两份计划相同。\n"
    assert run(["plan", "diff", str(one), str(other)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "T13.M02.I1　目标值",
        "  甲：600",
        "  乙：650",
        "  甲原文：新增普惠托位600个",
        "  乙原文：新增普惠托位600个",
        "只在乙中的变更，自 2022-07-01 起执行（云医改〔2022〕9号）：",
        "编号        栏目    原为  改为",
        "T13.M02.I1  目标值  600   650",
        "共有 1 处写法不同，只在甲中的 0 行，只在乙中的 0 行。",
    ]
    assert run(["plan", "diff", str(one), str(other), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["equal"], said["fields"][0]["other"], said["other_amendments"][0]["from"]) == (
        False,
        "650",
        "2022-07-01",
    )
