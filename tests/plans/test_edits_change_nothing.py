"""What typists and page breaks do to a text (blanks, widths of punctuation, line breaks) changes nothing."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.errors import CannotRead
from taizhang.plans import compile_plan

BODY = """一、健全组织体系。实现所有县(市、区)由主要负责同志担任组长。每季度向市医改办报告进展。(市卫生健康委,各县(市、区)按职责分工负责。以下任务均需各县(市、区)负责,不再列出)
二、推进资源下沉。年底前,桃源县、柳溪县、竹山区3个县(市、区)建成联合体,落实配套政策。选取2家市直机构和4个乡镇卫生院开展试点。(市卫生健康委、市财政局等按职责分工负责)
三、提升服务能力。全市认定20个市级专科,每个县(市、区)至少建设1个县级专科;三级机构接入率不低于70%。力争9月底前新增2-3家互联网诊所。(市卫生健康委牵头,市财政局、人社局配合)
四、改革支付方式。到2033年,按病种付费覆盖率达到90%以上。(市医保局负责,市财政局配合)
"""
HEAD = "云栖市深化医改2031年重点工作任务\n"
WIDTHS = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "%": "％", "-": "－"}


def facts(text):
    """What a plan says, apart from how its text is set."""
    plan = compile_plan(text)
    return [
        (
            plain(task.title),
            [(plain(duty.unit), duty.role) for duty in task.duties],
            [(one.target, one.scope, one.deadline, one.names) for m in task.measures for one in m.indicators],
            [one.day for one in task.deadlines],
            [plain(measure.text) for measure in task.measures],
        )
        for task in plan.tasks
    ] + [plan.year, [one.every for one in plan.cadences], [plain(unit) for unit in plan.default_duty.units]]


def plain(words):
    return unicodedata.normalize("NFKC", words.replace("\u200b", ""))


def edited(edits):
    text = list(BODY)
    for share, kind in edits:
        at = int(share * (len(text) - 1))
        if kind == "width":
            text[at] = WIDTHS.get(text[at], text[at])
        elif text[at] != "\n" and (at == 0 or text[at - 1] != "\n"):
            text[at] = kind + text[at]
    return HEAD + "".join(text)


EDITS = st.tuples(st.floats(0, 1), st.sampled_from([" ", "\u3000", "  ", "width", "\u200b"]))


@given(st.lists(EDITS, min_size=1, max_size=60))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_blanks_and_widths(edits):
    assert facts(edited(edits)) == facts(HEAD + BODY)


@given(st.sampled_from([22, 28, 35]))
@settings(max_examples=3, deadline=None, derandomize=True)
def test_lines_broken_at_the_width_of_a_page(width):
    lines = (line[at : at + width] for line in BODY.splitlines() for at in range(0, len(line), width))
    assert facts(HEAD + "\n".join(lines)) == facts(HEAD + BODY)


@given(
    st.text(
        st.sampled_from("一二1.、（）()〔〕。，,;:%个家县市年底前达到全部所有负责牵头“”《》 \n"), max_size=300
    )
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_text_breaks_the_compiler(text):
    try:
        plan = compile_plan(HEAD + text)
    except CannotRead:
        return
    assert plan.tasks


@given(st.text(st.sampled_from("aA1.,()[]% \nthe all of Third, 5 more than responsible"), max_size=300))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_translation_breaks_the_compiler(text):
    try:
        plan = compile_plan(f"2031 key work tasks\n{text} (The Bureau is responsible)")
    except CannotRead:
        return
    assert plan.tasks
