"""A mended document compiled again: rows keep their ids by what they say, and persons' decisions follow them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.cli.run import run
from taizhang.model.plan import Plan
from taizhang.model.plan_change import Amendment, Change, Correction, Split
from taizhang.plans import compile_plan, in_force, plan_from_json, plan_to_json
from taizhang.plans.changing.apply import apply_changes
from taizhang.plans.recompiling.carry import carry_over

from .conftest import DAY, indicator

NUMERALS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    return NUMERALS[number - 1] if number <= 10 else f"十{NUMERALS[number - 11]}"


def retold(plan: Plan, order: list[int]) -> str:
    """The document with its tasks in another order, numbered anew; positions from 0."""
    head, *items = plan.text.split("\n\n")
    opening, tasks = items[0], [item for item in items[1:] if item.strip()]
    bodies = [task.partition("、")[2] for task in tasks]
    return (
        "\n\n".join((head, opening, *(f"{numeral(n)}、{bodies[at]}" for n, at in enumerate(order, 1)))) + "\n"
    )


def ids_by_words(plan: Plan) -> dict[str, str]:
    words = {task.title: task.id for task in plan.tasks}
    words |= {measure.text: measure.id for task in plan.tasks for measure in task.measures}
    return words | {one.span.words + one.id.partition(".I")[0][-3:]: one.id for one in plan.indicators()}


def corrected(plan: Plan, *changes: Change) -> Plan:
    signed = tuple(Correction(change, "王芳", DAY) for change in changes)
    return replace(apply_changes(plan, changes), review=signed)


def test_the_same_document_gives_the_same_plan(plan: Plan) -> None:
    again = carry_over(plan, plan)
    assert plan_to_json(again.plan) == plan_to_json(plan)
    assert (again.added, again.vanished, again.left_over) == ((), (), ())


@given(order=st.permutations(range(14)))
@examples(10)
def test_ids_follow_the_words_and_not_the_place(plan: Plan, order: list[int]) -> None:
    again = carry_over(compile_plan(retold(plan, order)), plan)
    assert ids_by_words(again.plan) == ids_by_words(plan)
    assert [task.ordinal for task in again.plan.tasks] == list(range(1, 15))
    assert (again.added, again.vanished) == ((), ())
    assert indicator(again.plan, "T02.M00.I1").answered_by == "T02.M01.I1"


def test_what_vanished_is_retired_and_what_is_new_gets_a_fresh_id(plan: Plan) -> None:
    order = [n for n in range(14) if n != 5]
    text = (
        retold(plan, order)
        .replace("编印医改经验汇编。", "")
        .replace("\n\n二、", "\n\n二、组建医改专家库。遴选专家30名。(市卫生健康委负责)\n\n二、", 1)
    )
    again = carry_over(compile_plan(text), plan)
    assert again.vanished == (
        "T06", "T06.M01", "T06.M01.I1", "T06.M02", "T06.M02.I1", "T06.M03", "T14.M02",
    )  # fmt: skip
    assert again.added == ("T15", "T15.M01", "T15.M01.I1")
    assert set(again.plan.retired) == set(again.vanished)
    later = carry_over(compile_plan(retold(plan, list(range(14)))), again.plan)
    assert later.plan.tasks[5].id == "T16"  # what was retired is not given again
    assert not {row.id for row in later.plan.rows()} & set(again.vanished)


def test_a_changed_number_is_the_same_indicator(plan: Plan) -> None:
    again = carry_over(compile_plan(plan.text.replace("新增普惠托位600个", "新增普惠托位800个")), plan)
    assert str(indicator(again.plan, "T13.M02.I1").target) == "800个"
    assert (again.added, again.vanished) == ((), ())


def test_a_second_target_in_a_sentence_takes_a_fresh_number(plan: Plan) -> None:
    old = replace(plan, retired=("T13.M02.I2",))
    text = plan.text.replace("新增普惠托位600个", "新增普惠托位600个,新建社区食堂20个")
    again = carry_over(compile_plan(text), old)
    assert [one.id for one in again.plan.tasks[12].measures[1].indicators] == ["T13.M02.I1", "T13.M02.I3"]


def test_corrections_follow_the_words_they_rest_on(plan: Plan) -> None:
    old = corrected(
        plan,
        Change("T13.M02.I1", "scope", "全域合计", "各地分别"),
        Change("T06.M01.I1", "checked", "待核对", "已明确"),
        Change("T14.C1", "units/support", "", "市财政局"),
        Change("T14.M02", "standing", "保留", "取消"),
        Change("plan", "due_days", "5", "10"),
    )
    again = carry_over(compile_plan(retold(plan, list(reversed(range(14))))), old)
    assert again.left_over == ()
    assert again.plan.review == old.review
    assert again.plan.settings == old.settings
    assert indicator(again.plan, "T13.M02.I1").scope.value == "each_place"
    assert indicator(again.plan, "T06.M01.I1").inferred == ()
    assert again.plan.tasks[0].duties[-1].unit == "市财政局"
    assert again.plan.retired == ("T14.M02",)


def test_a_correction_whose_words_changed_is_asked_again(plan: Plan) -> None:
    old = corrected(plan, Change("T13.M02.I1", "scope", "全域合计", "各地分别"))
    again = carry_over(compile_plan(plan.text.replace("普惠托位600个", "普惠托位800个")), old)
    ((change, why),) = [(one.change, one.why) for one in again.left_over]
    assert (change.id, change.field, why) == ("T13.M02.I1", "scope", "所依据的原文已经变了")
    (asked,) = again.plan.unresolved
    assert (asked.id, asked.candidates) == ("T13.M02.I1", ("各地分别",))
    assert again.plan.review == ()
    settled = apply_changes(again.plan, [Change("T13.M02.I1", "scope", "全域合计", "各地分别")])
    assert settled.unresolved == ()


def test_a_correction_of_what_is_gone_is_listed(plan: Plan) -> None:
    old = corrected(plan, Change("T06.M01.I1", "value", "5", "6"))
    again = carry_over(compile_plan(retold(plan, [n for n in range(14) if n != 5])), old)
    assert [(one.change.id, one.why) for one in again.left_over] == [
        ("T06.M01.I1", "这一行在新的文本里没有了")
    ]


def test_a_split_follows_its_total(plan: Plan) -> None:
    shares = (Change("T10.M01.I1", "split/990101", "", "1"), Change("T10.M01.I1", "split/990102", "", "3"))
    old = corrected(plan, *shares)
    parts = (("990101", Decimal(1)), ("990102", Decimal(3)))
    again = carry_over(compile_plan(retold(plan, random.Random(2).sample(range(14), 14))), old)
    assert again.plan.splits == (Split("T10.M01.I1", parts),)
    changed = carry_over(compile_plan(plan.text.replace("完成4个县级疾控", "完成5个县级疾控")), old)
    assert (changed.plan.splits, len(changed.left_over)) == ((), 2)


def test_an_added_indicator_stays_while_its_words_do(plan: Plan) -> None:
    added = (
        Change("T14.M02.I1", "quote", "", "编印医改经验汇编"),
        Change("T14.M02.I1", "subject", "", "医改经验汇编"),
        Change("T14.M02.I1", "value", "", "1"),
    )
    old = corrected(plan, *added)
    again = carry_over(compile_plan(retold(plan, list(reversed(range(14))))), old)
    new = indicator(again.plan, "T14.M02.I1")
    assert (new.subject, again.plan.text[new.span.start : new.span.end]) == (
        "医改经验汇编",
        "编印医改经验汇编",
    )
    gone = carry_over(compile_plan(plan.text.replace("编印医改经验汇编", "编印宣传手册")), old)
    assert {one.why for one in gone.left_over} == {
        "补充的指标在新的文本里没有这段话", "这一行在新的文本里没有了",
    }  # fmt: skip
    assert "T14.M02.I1" in gone.plan.retired


def test_amendments_follow_too(plan: Plan) -> None:
    july = date(2022, 7, 1)
    changes = (Change("T13.M02.I1", "value", "600", "650"), Change("T06.M01.I1", "value", "5", "6"))
    old = replace(plan, amendments=(Amendment(july, "", "王芳", DAY, changes),))
    again = carry_over(compile_plan(retold(plan, [n for n in range(14) if n != 5])), old)
    assert [one.changes for one in again.plan.amendments] == [changes[:1]]
    assert str(indicator(in_force(again.plan, july), "T13.M02.I1").target) == "650个"
    assert [(one.change.id, one.amends_from) for one in again.left_over] == [("T06.M01.I1", "2022-07-01")]


@pytest.mark.shared
def test_the_real_documents_keep_every_id(real_plans) -> None:
    from taizhang.papers import read_document

    for document in sorted(real_plans.iterdir()):
        compiled = compile_plan(read_document(document.read_bytes(), document.name))
        again = carry_over(compiled, compiled)
        assert plan_to_json(again.plan) == plan_to_json(compiled)


def test_the_command_says_what_was_kept(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = corrected(plan, Change("T06.M01.I1", "value", "5", "6"))
    (tmp_path / "旧.json").write_text(plan_to_json(old), encoding="utf-8")
    mended = retold(plan, [n for n in range(14) if n != 5])
    (tmp_path / "新.txt").write_text(mended, encoding="utf-8")
    words = [
        "plan",
        "compile",
        tmp_path / "新.txt",
        "-o",
        tmp_path / "新.json",
        "--basis",
        tmp_path / "旧.json",
    ]
    assert run([str(word) for word in words]) == 0
    assert capsys.readouterr().out.splitlines()[3:] == [
        "  沿用旧编号 71 个，新编号 0 个，不再出现 6 个",
        "  有 1 处审核或变更没能带过来，请重新核定：",
        "编号        栏目    此前改为  原因",
        "T06.M01.I1  目标值  6         这一行在新的文本里没有了",
        f"计划已写入 {tmp_path / '新.json'}",
    ]
    assert plan_from_json((tmp_path / "新.json").read_text(encoding="utf-8")).id == plan.id
