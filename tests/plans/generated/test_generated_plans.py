"""A plan written in any shape of its dialect compiles to what it was written to say; every shape is really written."""

from __future__ import annotations

import pytest
from hypothesis import given

from generated.comparison import assert_says_what_was_meant
from generated.documents import documents
from generated.families import Family, families
from generated.runs import draw_all, sampled
from taizhang.plans import compile_plan

SAMPLE = 400  # documents in which each form stands at least once


@given(documents())
@sampled(160)
def test_compiling_what_was_written_gives_what_was_meant(written):
    assert_says_what_was_meant(written, compile_plan(written.text))


@pytest.fixture(scope="module")
def sample():
    return draw_all(documents(), SAMPLE)


def test_there_are_families_enough():
    assert len([one for one in families() if one.language == "zh"]) >= 20


@pytest.mark.parametrize(
    "family", [one for one in families() if one.language == "zh"], ids=lambda one: one.name
)
def test_every_form_is_written(family: Family, sample):
    """Where a document says that it shows a form, the form's proof stands in its text."""
    for form in family.forms:
        showing = [written for written in sample if form.name in written.shows]
        assert showing, f"{form.name} is never written"
        texts = [(written.plain, written.printed, written.text) for written in showing]
        assert [shown for shown in texts if not any(map(form.proof.search, shown))] == [], form.name
