"""A plan written in any shape of its dialect compiles to what it was written to say; every shape is really written."""

from __future__ import annotations

import pytest
from hypothesis import given

from generated.comparison import assert_says_what_was_meant
from generated.documents import documents
from generated.english.documents import english_documents
from generated.families import Family, families
from generated.runs import draw_all, sampled
from generated.tables import tables
from taizhang.plans import compile_plan

SAMPLE = 400  # documents in which each form stands at least once


@given(documents())
@sampled(200)
def test_a_document_says_what_was_meant(written):
    assert_says_what_was_meant(written, compile_plan(written.text))


@given(tables())
@sampled(60)
def test_a_table_says_what_was_meant(written):
    assert_says_what_was_meant(written, compile_plan(written.text))


@given(english_documents())
@sampled(100)
def test_a_translation_says_what_was_meant(written):
    assert_says_what_was_meant(written, compile_plan(written.text))


@pytest.fixture(scope="module")
def sample():
    return [
        *draw_all(documents(), SAMPLE), *draw_all(tables(), SAMPLE // 4), *draw_all(english_documents(), SAMPLE // 2),
    ]  # fmt: skip


def test_there_are_families_enough():
    assert len([one for one in families() if one.language == "zh"]) >= 25
    assert len([one for one in families() if one.language == "en"]) >= 12


@pytest.mark.parametrize("family", families(), ids=lambda one: f"{one.language} {one.name}")
def test_every_form_is_written(family: Family, sample):
    """Where a document says that it shows a form, the form's proof stands in its text."""
    for form in family.forms:
        showing = [written for written in sample if form.name in written.shows]
        assert showing, f"{form.name} is never written"
        texts = [(written.plain, written.printed, written.text) for written in showing]
        assert [shown for shown in texts if not any(map(form.proof.search, shown))] == [], form.name
