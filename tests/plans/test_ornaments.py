"""Signs before the lines of items: which are dropped, and which belong to the text."""

from __future__ import annotations

import pytest

from taizhang.model.words.ornaments import ornaments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("● 一、建站。", "一、建站。"),
        ("◆（一）建站。", "（一）建站。"),
        ("### 1. Open stations", "1. Open stations"),
        ("- 第一条 建站", "第一条 建站"),
        ("**一、建站。** 建成3个站。", "一、建站。 建成3个站。"),
        ("## **（二）建站**", "（二）建站"),
        ("> > 一、建站。\n>建成3个站。", "一、建站。\n建成3个站。"),
        ("**日前反馈，邮箱**@a.cn", "**日前反馈，邮箱**@a.cn"),
        ("● 建站\n- 培训", "● 建站\n- 培训"),
        ("-3个百分点", "-3个百分点"),
        ("首页>政策>正文", "首页>政策>正文"),
    ],
)
def test_what_stands_before_a_line(text, expected):
    dropped = {at for ornament in ornaments(text) for at in range(*ornament)}
    assert "".join(one for at, one in enumerate(text) if at not in dropped) == expected
