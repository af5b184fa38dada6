"""The style of the sentences that the filler reads."""

from __future__ import annotations

import re

import pytest

from taizhang_validators.rulebook import BROKEN, rules

RULES = pytest.mark.parametrize("rule", [*rules(), BROKEN], ids=lambda rule: rule.code)


def without_facts(sentence: str) -> str:
    return re.sub(r"\{\w+\}", "", sentence)


@RULES
def test_fix_is_polite(rule):
    assert "请" in rule.wording.fix_with


@RULES
def test_sentences_blame_nobody(rule):
    for sentence in (rule.title, rule.wording.says_with, rule.wording.fix_with):
        assert not re.search("错误|非法|无效|违规|失败|不合法", sentence)


@RULES
def test_sentences_hold_no_english_words(rule):
    for sentence in (rule.title, rule.wording.says_with, rule.wording.fix_with, rule.source):
        assert not re.search("[A-Za-z]", without_facts(sentence))


@RULES
def test_punctuation_is_chinese(rule):
    for sentence in (rule.title, rule.wording.says_with, rule.wording.fix_with, rule.source):
        assert not re.search(r"[,;:!?()\"']", sentence)


@RULES
def test_full_stops_join(rule):
    assert not rule.wording.says_with.endswith(("。", "；", "，"))
    assert "。" not in rule.wording.says_with
    assert rule.wording.fix_with.endswith("。")
    assert rule.wording.fix_with.count("。") == 1
    assert not rule.title.endswith("。")


@RULES
def test_titles_and_sources_are_there(rule):
    assert rule.title.strip()
    assert rule.source.strip()
    assert len(rule.title) <= 20


def test_titles_are_each_used_once():
    titles = [rule.title for rule in rules()]
    assert sorted(set(titles)) == sorted(titles)
