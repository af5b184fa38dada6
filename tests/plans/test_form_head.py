"""The head of a statistical form, where a document has one; all invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest

from taizhang.model.form_head import FormHead
from taizhang.model.plan import Settings
from taizhang.plans import compile_plan, fingerprint, plan_from_json, plan_to_json
from taizhang.plans.accounting import account_for
from taizhang.plans.accounting.reasons import Reason
from taizhang.plans.form_head import find_form_head, read_last_day
from taizhang.plans.recompiling.carry import carry_over

PLAN = "云岭市2031年重点工作任务\n{head}一、建机制。开会3次。（市医保局负责）\n二、管数据。核对。（市医保局负责）\n"
HEAD = "表　　号：云卫统1表\n制定机关：云岭市统计局\n批准文号：云统制〔2030〕8号\n有效期至：2032年5月\n"
FORM = FormHead("云卫统1表", "云岭市统计局", "云统制〔2030〕8号", date(2032, 5, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, FORM),
        (
            "表 号 : 云卫统1表 制定 机关：云岭市统计局 批 准 文 号：云统制〔2030〕8号 有效期至：2032年5月",
            FORM,
        ),
        ("| 表号：云卫统1表 | 批准机关：云岭市统计局 |\n", FormHead()),
        ("| 表号：云卫统1表 | 制定机关：云岭市统计局 |\n", FormHead("云卫统1表", "云岭市统计局")),
        ("有效期至：2032年\n表号：云卫统1表\n", FormHead("云卫统1表", valid_until=date(2032, 12, 31))),
        ("表号：云卫统1表\n有效期至：长期有效\n", FormHead("云卫统1表")),
        ("表号：云卫统1表\n", FormHead()),
        ("制定机关：云岭市统计局\n批准文号：云统制〔2030〕8号\n", FormHead()),
        ("报表号：云卫统1表\n制定机关：云岭市统计局\n", FormHead()),
        ("表号：云卫统1表\n" + "一" * 300 + "\n制定机关：云岭市统计局\n", FormHead()),
        ("表号：" + "一" * 61 + "\n制定机关：云岭市统计局\n", FormHead()),
        (HEAD + HEAD, FORM),
        (HEAD.replace("有效期至：", "有效期至"), FORM),
        (HEAD.replace("\n", "\t"), FORM),
        (HEAD.replace("\n", "　"), FORM),
        (HEAD.replace("：", "：\t").replace("制定", "\t制定"), FORM),
        (HEAD.replace("批准文号", "批准（备案）文号").replace("5月", "5月31日止"), FORM),
        (HEAD.replace("批准文号", "批准或者备案文号").replace("有效期至", "有效期限"), FORM),
        (HEAD.replace("\n", "\t第1页\t\n"), FORM),
        ("医改监测表　　　　" + HEAD.replace("制定", "批准机关：国家统计局\n2030年季报　　制定"), FORM),
        (
            "表\u200b号：云卫统1表；制定机关：云岭市统计局；批准文号：云统制〔2030〕8号；有效期：2030年6月至2032年5月。",
            FORM,
        ),
        (
            "表号：云卫统1表\n制定机关：云岭市统计局\n有效期至：2032年13月\n",
            FormHead("云卫统1表", "云岭市统计局"),
        ),
        ("表号：\n制定机关：\n批准文号：\n有效期至：　　年　　月\n", FormHead()),
        ("表号：____\n制定机关：____\n有效期至：2032年5月\n", FormHead()),
        ("请按表号：云卫统1表，制定机关：云岭市统计局的口径填报。\n", FormHead()),
        ("各单位要核对表号、制定机关和批准文号，有效期至2032年5月的请及时更换。\n", FormHead()),
        ("序号\t表号\t制定机关\t批准文号\n1\t云卫统1表\t云岭市统计局\t云统制〔2030〕8号\n", FormHead()),
        ("表号：云卫统1表\n一\n二\n三\n四\n制定机关：云岭市统计局\n", FormHead()),
        (HEAD + HEAD.replace("1表", "2表"), FormHead()),  # nobody knows which of them is meant
    ],
)
def test_what_a_document_states(text: str, expected: FormHead) -> None:
    assert find_form_head(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年5月", date(2024, 5, 31)), ("2024年2月", date(2024, 2, 29)), ("2024 年 5 月 9 日", date(2024, 5, 9)),
        ("２０２４年５月底", date(2024, 5, 31)), ("2024-05-09", date(2024, 5, 9)), ("2024.5", date(2024, 5, 31)),
        ("2024年", date(2024, 12, 31)), ("2024", date(2024, 12, 31)),
        ("二〇二四年五月三十一日", date(2024, 5, 31)), ("2024年6月底止", date(2024, 6, 30)), ("2022年6月至2024年5月", date(2024, 5, 31)),
        ("2024年13月", None), ("2023年2月29日", None), ("24年5月", None), ("长期", None), ("", None),
    ],
)  # fmt: skip
def test_the_last_day_that_words_allow(text: str, expected: date | None) -> None:
    assert read_last_day(text) == expected


def test_a_plan_has_it_and_reads_the_same_without_it() -> None:
    plan, bare = compile_plan(PLAN.format(head=HEAD)), compile_plan(PLAN.format(head=""))
    assert (plan.settings, bare.settings) == (Settings(form=FORM), Settings())
    assert [row.id for row in plan.rows()] == [row.id for row in bare.rows()]
    assert [[one.text for one in task.measures] for task in plan.tasks] == [["开会3次。"], ["核对。"]]


@pytest.mark.parametrize("until", ["有效期至：2032年5月", "有效期至2032年5月", "有效期至：2032年5月31日"])
@pytest.mark.parametrize("place", ["before", "behind the title", "at the end"])
def test_nothing_else_is_read_in_its_words(place: str, until: str) -> None:
    words, text = HEAD.replace("有效期至：2032年5月", until), PLAN.format(head="为做好工作，制定本任务。\n")
    placed = {
        "before": words + text,
        "behind the title": PLAN.format(head=words + "为做好工作，制定本任务。\n"),
        "at the end": text + words,
    }
    plan, bare = compile_plan(placed[place]), compile_plan(text)
    assert plan.settings.form == FORM
    told = [
        (
            one.title,
            one.year,
            one.issuer,
            one.doc_number,
            one.issued_on,
            [goal.span.quote for goal in one.goals],
        )
        for one in (plan, bare)
    ]
    assert told[0] == told[1]
    assert told[0] == ("云岭市2031年重点工作任务", 2031, "", "", None, [])
    assert plan.unresolved == bare.unresolved == ()
    rows = [
        [(row.id, row.heading, row.measure and row.measure.text) for row in one.rows()]
        for one in (plan, bare)
    ]
    assert rows[0] == rows[1]


def test_the_report_names_what_holds_each_of_its_words() -> None:
    mentions = list(account_for(compile_plan(PLAN.format(head=HEAD))).mentions())
    told = [
        (one.span.quote, [(held.field, held.value) for held in one.fields])
        for one in mentions
        if one.span.quote in HEAD
    ]
    assert told == [
        ("表　　号：云卫统1表", [("表号", "云卫统1表")]),
        ("制定机关：云岭市统计局", [("制定机关", "云岭市统计局")]),
        ("批准文号：云统制〔2030〕8号", [("批准文号", "云统制〔2030〕8号")]),
        ("有效期至：2032年5月", [("有效期至", "2032-05-31")]),
    ]


def test_the_report_holds_words_of_several_forms_to_none() -> None:
    text = PLAN.format(head=HEAD + HEAD.replace("1表", "2表"))
    mentions = account_for(compile_plan(text)).mentions()
    assert [one.reason for one in mentions if one.span.quote.startswith("有效期至")] == [
        Reason.PAGE,
        Reason.PAGE,
    ]


def test_a_line_without_end_is_read_in_time() -> None:
    text = "表号：甲1表 有效期至" + "2032年" * 200_000 + "\n" + "填报单位：" * 50_000 + "表号：" * 50_000
    started = perf_counter()
    assert find_form_head(text) == FormHead("甲1表", valid_until=date(2032, 12, 31))
    assert perf_counter() - started < 5


def test_the_plan_file_keeps_it_and_an_older_one_has_none() -> None:
    plan = compile_plan(PLAN.format(head=HEAD))
    assert plan_from_json(plan_to_json(plan)) == plan
    held = json.loads(plan_to_json(plan))
    del held["settings"]["form"]
    assert plan_from_json(json.dumps(held)).settings == Settings()


def test_the_fingerprint_is_that_of_the_text() -> None:
    plan = compile_plan(PLAN.format(head=""))
    assert fingerprint(replace(plan, settings=Settings(form=FORM))) == fingerprint(plan)
    assert fingerprint(plan) == "3766941c5dc400a59a40624078e5cfc59c2aab9d993eeb33b87078c9dd870e99"


def test_a_new_text_brings_its_own() -> None:
    old = compile_plan(PLAN.format(head=HEAD))
    old = replace(old, settings=replace(old.settings, due_days=9))
    new = compile_plan(PLAN.format(head=HEAD.replace("2032年5月", "2034年5月")))
    kept = carry_over(new, old).plan.settings
    assert (kept.due_days, kept.form) == (9, replace(FORM, valid_until=date(2034, 5, 31)))


@pytest.mark.shared
def test_no_real_document_has_one(real_plan) -> None:
    assert real_plan.settings == Settings()
