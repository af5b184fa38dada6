"""Words without signs, whatever way they were set."""

from __future__ import annotations

import re
import unicodedata

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.words.blanks import bare_words

SIGNS = re.compile(r"[\s\W_]+")


def by_definition(text: str) -> str:
    return SIGNS.sub("", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("完成１２家，开展 3 次；其余（正在招标）。", "完成12家开展3次其余正在招标"),
        ("面积㎡、℃", "面积m2C"),
        ("第①项 No_1", "第1项No1"),
        ("，。 \n——", ""),
    ],
)
def test_signs_and_blanks_go_and_widths_are_one(text: str, bare: str) -> None:
    assert bare_words(text) == bare


def test_every_character_alone_and_among_others() -> None:
    characters = [chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000]
    wrong = [
        one
        for one in characters
        if any(bare_words(text) != by_definition(text) for text in (one, f"甲{one}1"))
    ]
    assert wrong == []


@given(st.text(st.sampled_from("甲乙a1２Ａ，。；（）①㎡％℃ \n_—…·'\u0301\u1100\u1161\u200b"), max_size=9))
@examples(2000)
def test_any_text(text: str) -> None:
    assert bare_words(text) == by_definition(text)
