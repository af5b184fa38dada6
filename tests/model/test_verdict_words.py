"""Every word for what becomes of a file has one in Chinese, and no two have the same."""

from __future__ import annotations

import re

import pytest

from taizhang.model.verdict import Choice, DeliveryState, Flag, ReceiptState, Verdict


@pytest.mark.parametrize("words", [Flag, Verdict, ReceiptState, Choice, DeliveryState])
def test_every_word_has_its_own_in_chinese(words: type[Flag | Verdict | ReceiptState]) -> None:
    said = [one.word for one in words]
    assert len(set(said)) == len(said)
    assert [word for word in said if not re.fullmatch("[\u4e00-\u9fff]+", word)] == []
