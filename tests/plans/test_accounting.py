"""Nothing unaccounted: every duty, number and time of a text is a field of the plan, or has its one reason."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.plans import compile_plan
from taizhang.plans.accounting import Accounting, Reason, account_for

HEAD = "云栖市深化医改2031年重点工作任务\n"
CLAUSE = "（市医保局、市财政局按职责分工负责）\n"
NEXT = "二、做好监管。查处问题。（市医保局负责）\n"

# What a reader without any grammar would underline.
CRUDE_CHINESE = re.compile(
    r"\d+|第?(?<![统专唯同进任])[一二三四五六七八九十两百千]+(?:个|家|所|名|项|次|张|级|批|类|岁|种|天)|百分之[一二三四五六七八九十]+"
    "|年底|年内|年末|季度|月底|月末|每年|每月|半年|今年|明年|负责|牵头|配合|责任单位|按职责|会同"
)
CRUDE_ENGLISH = re.compile(
    r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b|\bend of the year\b|\b(?:each|every) (?:year|quarter|month)\b"
    r"|\bresponsible\b|\bled by\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)


def assert_nothing_is_unaccounted(plan, accounting: Accounting) -> None:
    mentions = list(accounting.mentions())
    assert [one for one in mentions if plan.text[one.span.start : one.span.end] != one.span.quote] == []
    assert [one for one in mentions if bool(one.fields) is bool(one.reason)] == []
    covered = {at for one in mentions for at in range(one.span.start, one.span.end)}
    crude = CRUDE_ENGLISH if plan.language == "en" else CRUDE_CHINESE
    left = [found for found in crude.finditer(plan.text) if not covered.issuperset(range(*found.span()))]
    assert [plan.text[max(0, one.start() - 20) : one.end() + 20] for one in left] == []


def told(body, head=HEAD):
    """By the words of each mention: the fields that hold it, or the reason."""
    accounting = account_for(compile_plan(head + body))
    return {
        one.span.words: [f"{field.id} {field.field} {field.value}" for field in one.fields] or one.reason.word
        for one in accounting.mentions()
    }


def test_an_invented_plan_is_accounted_for(cloud_city):
    accounting = account_for(cloud_city)
    assert_nothing_is_unaccounted(cloud_city, accounting)
    assert {one.span.words: one.reason for one in accounting.unmapped()} == {
        "负责": Reason.SPOKEN_DUTY, "三级": Reason.LEVEL, "三个": Reason.NAME, "牵头": Reason.SPOKEN_DUTY,
        "三": Reason.NUMBERING,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "words", "reason"),
    [
        ("执行《行动方案（2031—2033年）》。", "2031—2033年", Reason.CITED),
        ("落实文件（云政办发〔2030〕17号）精神。", "17", Reason.CITED),
        ("推进“十统一”管理。", "十统一", Reason.NAME),
        ("推广1+5模式。", "1+5", Reason.NAME),
        ("落实“一站两中心”布局。", "一站两中心", Reason.NAME),
        ("申报第五批国家中心。", "第五批", Reason.ORDINAL),
        ("启动新一轮建设。", "一轮", Reason.ORDINAL),
        ("支持三级医院开展试点。", "三级", Reason.LEVEL),
        ("为65岁以上老年人体检。", "65岁", Reason.CONDITION),
        ("毕业后3年内上岗。", "3年内", Reason.CONDITION),
        ("财政补助标准提高到每人90元。", "90元", Reason.POLICY),
        ("报销比例由50%提高。", "50%", Reason.POLICY),
        ("2029年已完成试点。", "2029年", Reason.PAST),
        ("2029年占比为30.7%，比2028年提高1.3个百分点。", "1.3个百分点", Reason.PAST),
        ("每月25日前向市医改办报送进展，每年评估。", "每年", Reason.FREQUENCY),
        ("自2031年起执行。", "2031年", Reason.EVENT),
        ("按年度开展考核。", "按年度", Reason.FREQUENCY),
        ("每年开展演练。", "每年", Reason.FREQUENCY),
        ("培养一批人才。", "一批", Reason.VAGUE),
        ("督促所有医院制定章程。", "所有", Reason.RELATIVE),
        ("落实院长负责制。", "负责", Reason.SPOKEN_DUTY),
        ("①完善制度。", "①", Reason.NUMBERING),
        ("完成2031年度调价评估。", "2031年度", Reason.FREQUENCY),
        ("执行2.0版分组方案。", "2.0版", Reason.CITED),
        ("2033年联合体有序运转。", "2033年", Reason.MISSED),
    ],
)
def test_reasons(sentence, words, reason):
    assert told(f"一、健全制度。{sentence}{CLAUSE}{NEXT}")[words] == reason.word


ENGLISH = "Cloud City 2031 Key Work Tasks\n1. Improve the system. Build 3 centers. {} (The Municipal Health Commission is responsible)\n2. Supervise. Report problems. (The Municipal Finance Bureau is responsible)\n"


@pytest.mark.parametrize(
    ("sentence", "words", "reason"),
    [
        ("Implement the notice [2030] No. 17 of the province.", "17", Reason.CITED),
        ("Implement the catalogue (2031-2033) of services.", "2031-2033", Reason.CITED),
        ('Promote the "ten unification" management.', "ten", Reason.NAME),
        ("Promote the 1+5 model.", "1+5", Reason.NAME),
        ("Implement the 14th Five-Year Plan for health.", "14th Five-Year Plan", Reason.NAME),
        ("Support the third-level hospitals.", "third", Reason.LEVEL),
        ("Apply for the fifth batch of pilots.", "fifth", Reason.ORDINAL),
        ("Rank among the top 100 hospitals.", "100", Reason.ORDINAL),
        ("Screen people aged 65 in villages.", "65", Reason.CONDITION),
        ("Finish results within 24 hours of sampling.", "24 hours", Reason.CONDITION),
        ("Grant a subsidy of 90 yuan to each doctor.", "90", Reason.POLICY),
        ("Implement the annual salary system.", "annual", Reason.FREQUENCY),
        ("Continue the pilots since 2031 in villages.", "2031", Reason.EVENT),
        ("Carry on what was begun in 2028 in villages.", "2028", Reason.PAST),
        ("Learn from several places in two aspects.", "two", Reason.VAGUE),
        ("Encourage all kinds of doctors.", "all", Reason.VAGUE),
        ("Promote the governance of the three medicals.", "three", Reason.NAME),
        ("The length of service is not less than half a year.", "half", Reason.CONDITION),
        ("Serve people aged 65 and above in hospitals of level two and above.", "65", Reason.CONDITION),
        ("Serve people aged 65 and above in hospitals of level two and above.", "two", Reason.LEVEL),
        ("Promote the service led by township doctors.", "led by", Reason.SPOKEN_DUTY),
    ],
)
def test_reasons_in_english(sentence, words, reason):
    assert told(ENGLISH.format(sentence), head="")[words] == reason.word


def test_what_is_mapped_says_which_field_of_what():
    found = told(
        "一、健全制度。年底前，每个县(市、区)至少建设1个站。三级医院平均住院日控制在8天以内。年底前印发方案。每季度向市医改办报告进展。"
        f"{CLAUSE}{NEXT}"
    )
    assert found == {
        "2031年": ["plan 标题 云栖市深化医改2031年重点工作任务", "plan 年度 2031"],
        "一": ["T01 编号 一　健全制度"],
        "年底前": ["T01 完成时限 2031-12-31"],
        "1个": ["T01.M01.I1 目标值 1个"],
        "三级": "机构等级、层级名",
        "8天以内": ["T01.M02.I1 目标值 ≤8天"],
        "每季度": ["T01 报送频次 每季度"],
        "（市医保局、市财政局按职责分工负责）": ["T01 责任分工 市医保局（按职责分工负责）、市财政局（按职责分工负责）"],
        "二": ["T02 编号 二　做好监管"],
        "（市医保局负责）": ["T02 责任分工 市医保局（牵头）"],
    }  # fmt: skip


def test_parts_that_are_no_tasks():
    body = (
        "发布时间：2031-03-01 来源：云栖市政府\n以改革创新为指导，突出重点领域，落实5项要求。\n"
        f"一、健全制度。建3个站。{CLAUSE}{NEXT}三、工作要求\n各单位要密切配合，12月底前总结。\n附件：名词解释\n医联体是指3类机构。\n"
        "版权所有 电话12345\n"
    )
    found = told(body)
    assert found["2031-03-01"] == Reason.PAGE.word
    assert found["配合"] == found["12月底前"] == Reason.CLOSING.word
    assert found["3类"] == Reason.ANNEX.word
    assert found["12345"] == Reason.PAGE.word


def test_a_page_that_holds_the_document_twice_is_accounted_once():
    once = f"{HEAD}一、健全制度。建3个站。{CLAUSE}{NEXT}三、工作要求\n各单位要密切配合。\n"
    accounting = account_for(compile_plan(once + once))
    assert {one.span.words for one in accounting.unmapped() if one.reason is Reason.REPEATED} == {
        "2031年", "一", "二", "三", "3个", CLAUSE.strip(), "（市医保局负责）", "配合",
    }  # fmt: skip


def test_words_of_a_clause_that_were_not_read_are_listed():
    found = told("一、健全制度。建3个站。（责任单位：市医保局；联系人：王某某）\n" + NEXT)
    assert found["联系人"] == Reason.MISSED.word


PHENOMENA = st.lists(
    st.sampled_from(
        (
            "年底前认定20个市级专科。", "每个县(市、区)至少建设1个站。", "三级医院接入率达到百分之九十以上。", "力争9月底前新增2-3家诊所。",
            "第五批试点由市医保局牵头。", "为65岁以上老年人服务。", "落实“两个允许”和1+5工程。", "到2033年和2035年，就诊率分别达到80%和90%。",
            "执行《方案（2031-2033年）》（云政办发〔2030〕7号）。", "每季度向市医改办报告。", "每年开展两次演练。", "所有县(市、区)要加强领导。",
            "补助标准提高到每人90元，由5%降至3%。", "①完善制度；②落实责任。", "实现接入全覆盖。", "上半年启动一批项目，2029年已建4个。",
        )
    ),
    min_size=1, max_size=8,
)  # fmt: skip
CLAUSES = st.sampled_from(
    (
        "（市医保局牵头，市财政局、人社局配合）", "（责任单位：市医保局，市财政局。逗号前为牵头单位，下同）", "〔市医保局、市财政局等按职责分工负责〕",
        "（市医保局会同市财政局负责。以下任务均需各县(市、区)政府负责，不再列出）", "\n责任单位：市医保局\n完成时限：10月底前",
    )
)  # fmt: skip


@given(
    st.lists(st.tuples(PHENOMENA, CLAUSES), min_size=2, max_size=5),
    st.booleans(),
    st.sampled_from(("", " ", "\n")),
)
@examples(60)
def test_generated_plans_are_accounted_for(tasks, twice, blank):
    items = "".join(
        f"（{'一二三四五'[at]}）任务{'甲乙丙丁戊'[at]}。{blank.join(sentences)}{clause}\n"
        for at, (sentences, clause) in enumerate(tasks)
    )
    body = f"一、总体要求\n稳中求进，到2035年达到40%。\n二、重点任务\n{items}三、工作要求\n各单位要配合，每月报告1次。\n"
    plan = compile_plan(HEAD + body * (1 + twice))
    accounting = account_for(plan)
    assert_nothing_is_unaccounted(plan, accounting)
    assert accounting.share_of_other < 2


@given(
    st.text(
        st.sampled_from("一二两1.、（）()。，%个家县级批次年月日底前每季度达到全部负责牵头“”《》 \n"),
        max_size=200,
    )
)
@examples(150)
def test_any_text_is_accounted_for(text):
    plan = compile_plan(f"{HEAD}一、健全制度。{text}{CLAUSE}{NEXT}")
    mentions = list(account_for(plan).mentions())
    assert [one for one in mentions if bool(one.fields) is bool(one.reason)] == []
    assert [one for one in mentions if plan.text[one.span.start : one.span.end] != one.span.quote] == []


@pytest.mark.shared
def test_the_real_plans_are_accounted_for(real_plan):
    accounting = account_for(real_plan)
    assert_nothing_is_unaccounted(real_plan, accounting)
    assert accounting.share_of_other < 2


@pytest.mark.shared
def test_a_field_that_the_plan_lost_is_asked_about(real_plan):
    """Without its targets, times and units, nearly all that was mapped to them has to ask for a look."""
    asked_for = ("目标值", "完成时限", "责任分工")
    held = {
        one.span
        for one in account_for(real_plan).mentions()
        if any(field.field in asked_for for field in one.fields)
    }
    tasks = tuple(
        replace(
            task, title_indicators=(), deadlines=(), duties=(),
            measures=tuple(replace(measure, indicators=()) for measure in task.measures),
        )
        for task in real_plan.tasks
    )  # fmt: skip
    lost = [
        one.reason
        for one in account_for(replace(real_plan, tasks=tasks, goals=())).mentions()
        if one.span in held
    ]
    asking = sum(reason in (Reason.MISSED, Reason.RELATIVE) for reason in lost if reason)
    assert asking >= 0.9 * sum(reason is not None for reason in lost) > 15


@pytest.mark.shared
def test_no_field_of_the_hand_made_plans_is_unmapped(gold, real_plan):
    """The number of each indicator, each time and each clause is mapped to a field of its kind."""
    places = [at for at, character in enumerate(real_plan.text) if not character.isspace()]
    bare = "".join(real_plan.text.split())
    mapped = [one for one in account_for(real_plan).mentions() if one.mapped]

    def held(quote, field, value):
        quote = "".join(quote.split())
        starts = [found.start() for found in re.finditer(re.escape(quote), bare)]
        stretches = [(places[start], places[start + len(quote) - 1] + 1) for start in starts]
        return any(
            one.field in field and value in one.value
            for mention in mapped
            for one in mention.fields
            for start, end in stretches
            if mention.span.start < end and start < mention.span.end
        )

    def values(indicator):
        return f"{indicator['value']:g}"

    missing = []
    for task in [*gold["tasks"], *({"measures": [goal], **goal} for goal in gold["goals"])]:
        found = [*task.get("title_indicators", ()), *(i for m in task["measures"] for i in m["indicators"])]
        missing += [
            i["quote"] for i in found if not i.get("optional") and not held(i["quote"], "目标值", values(i))
        ]
        missing += [
            d["quote"]
            for d in task["deadlines"]
            if not d.get("optional") and not held(d["quote"], "完成时限", d["date"])
        ]
        missing += [
            c for c in task.get("responsibility_clauses", ()) if not held(c, ("责任分工", "默认责任单位"), "")
        ]
    assert missing == []


def test_numbers_of_pages_are_no_numbers_of_the_plan():
    plan = compile_plan(f"{HEAD}一、健全制度。覆盖率不低于\n— 2 —\n70%。{CLAUSE}{NEXT}")
    accounting = account_for(plan)
    assert_nothing_is_unaccounted(plan, accounting)
    assert [(one.span.quote, one.reason) for one in accounting.unmapped()] == [("— 2 —", Reason.PAGE)]


def test_a_clause_that_says_again_when_holds_no_unread_words():
    found = told(
        "一、健全制度。6月底前建成2个站。（市医保局、市财政局分别负责，6月底前完成）\n二、做好监管。通报。（市医保局负责，持续推进）"
    )
    assert [words for words, fields in found.items() if isinstance(fields, str)] == []
