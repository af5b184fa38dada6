"""Every field leads back to its words: each span slices to its quote in the stored text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.plan import Span
from taizhang.plans.squeezed import squeeze


def spans(thing) -> Iterator[Span]:
    if isinstance(thing, Span):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from spans(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from spans(part)


def assert_all_slice_to_their_quotes(plan):
    found = list(spans(plan))
    assert found
    assert [span for span in found if plan.text[span.start : span.end] != span.quote or not span.quote] == []


def test_spans_of_an_invented_plan(cloud_city):
    assert_all_slice_to_their_quotes(cloud_city)


@pytest.mark.shared
def test_spans_of_the_real_plans(real_plan, real_text):
    assert real_plan.text == real_text
    assert_all_slice_to_their_quotes(real_plan)


BLANKED = st.text(st.sampled_from("任务一。 \u3000\n\r\tab\u200b"), min_size=1, max_size=40)


@given(BLANKED, st.booleans(), st.data())
@examples(60)
def test_squeezed_text_keeps_the_way_back(text, blanks, data):
    squeezed = squeeze(text, blanks=blanks)
    if not squeezed.text:
        return
    start = data.draw(st.integers(0, len(squeezed.text) - 1))
    end = data.draw(st.integers(start + 1, len(squeezed.text)))
    span = squeezed.span(start, end)
    assert text[span.start : span.end] == span.quote
    bare = "".join(character for character in span.quote if not character.isspace() and character != "\u200b")
    assert bare == squeezed.text[start:end].replace(" ", "")


def test_where_the_target_of_each_indicator_stands(cloud_city):
    told = {one.id: one.stated.words for one in cloud_city.indicators()}
    assert told == {
        "G01.I1": "40%", "T01.M00.I1": "60%", "T01.M01.I1": "3个", "T02.M01.I1": "20个", "T02.M01.I2": "1个",
        "T02.M02.I1": "2-3家", "T03.M01.I1": "8天以内", "T03.M01.I2": "25%", "T03.M01.I3": "所有",
        "T03.M02.I1": "12项", "T03.M03.I1": "2个",
    }  # fmt: skip


@pytest.mark.shared
def test_the_target_stands_inside_its_indicator(real_plan):
    outside = [
        one.id
        for one in real_plan.indicators()
        if not one.span.start <= one.stated.start < one.stated.end <= one.span.end
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("关 于\n3 个", "关于3个"),
        ("30 %", "30%"),
        ("不低于\n— 2 —\n70%", "不低于70%"),
        ("more than  30% of\ncounties", "more than 30% of counties"),
        ("the “five\ncentres”", "the “five centres”"),
    ],
)
def test_words_of_a_quote(quote, words):
    assert Span(0, len(quote), quote).words == words
