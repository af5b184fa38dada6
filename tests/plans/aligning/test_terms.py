"""The glossary of terms: both languages, no word twice, no whole title; how texts are read with it."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from taizhang.plans.aligning.stems import stems_of
from taizhang.plans.aligning.terms import glossary, terms_in


def test_every_term_has_both_languages():
    assert len(glossary()) > 250
    assert [term.name for term in glossary().values() if not term.chinese or not term.english] == []


def test_no_word_means_two_things():
    words = Counter(word for term in glossary().values() for word in term.chinese)
    assert [word for word, count in words.items() if count > 1] == []
    assert [word for word in words if len(word) < 2] == []


@pytest.mark.shared
def test_no_entry_is_a_title(shared):
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in (shared / "gold").glob("*.json")]
    titles = {task["title"] for outline in gold for task in outline["tasks"]}
    entries = {word for term in glossary().values() for word in (term.name, *term.chinese)}
    phrases = {" ".join(phrase) for term in glossary().values() for phrase in term.english}
    assert len(titles) > 90
    assert titles & entries == set()
    assert {" ".join(stems_of(title)) for title in titles if title.isascii()} & phrases == set()


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("推进紧密型县域医共体建设", "zh", {"县域医共体": 1}),
        ("医保按病种分值付费", "zh", {"医保": 1, "按病种付费": 1}),
        ("build a close county medical community", "en", {"县域医共体": 1}),
        ("purchase of centralized band -in with drug", "en", {"集中带量采购": 1, "药品": 1}),
        ("弘扬优良传统", "zh", {}),
    ],
)
def test_what_a_text_speaks_of(text, language, terms):
    assert {
        name: count for name, count in terms_in(text, language).items() if name in terms or not terms
    } == terms


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("procurement procuring procured", "procur"),
        ("grass -roots", "grassroot"),
        ("counties county", "count"),
    ],
)
def test_word_endings(words, stem):
    assert set(stems_of(words)) == {stem}
