"""What typists and page breaks do to a text (blanks, widths of punctuation, line breaks) changes nothing in the plan."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from generated.comparison import told
from generated.edits import EDITS
from generated.runs import many
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.errors import CannotRead
from taizhang.plans import compile_plan

HEAD = "云栖市深化医改2031年重点工作任务\n"
# Kinds that know nothing of lines may follow upon each other.
MINGLED = [kind for kind in EDITS if not any(word in kind for word in ("line", "page", "brackets"))]
QUICK, ALL = 6, 100  # edited texts a kind


@pytest.fixture(scope="module")
def text(sample_document):
    return sample_document.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def untouched(text):
    return told(compile_plan(text))


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_changes_nothing(kind, text, untouched):
    """Every text is edited by a seed of its own, so that one that fails can be made again."""
    outcome = Counter(
        told(compile_plan(EDITS[kind](text, Random(seed)))) == untouched for seed in range(many(QUICK, ALL))
    )
    assert outcome[False] == 0, f"{outcome[False]} of {outcome.total()} texts with {kind}"


def test_edits_upon_edits_change_nothing(text, untouched):
    for seed in range(many(4, 100)):
        random, edited = Random(seed), text
        for kind in random.sample(MINGLED, 4):
            edited = EDITS[kind](edited, random)
        assert told(compile_plan(edited)) == untouched, f"seed {seed}"


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
