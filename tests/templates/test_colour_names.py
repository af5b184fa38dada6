from __future__ import annotations

import pytest

from taizhang_templates import colour_name, colour_words, load_style, style_names


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#FFFFFF", "白色"),
        ("#FFFEFE", "白色"),
        ("#000000", "黑色"),
        ("#404040", "深灰色"),
        ("#404A56", "深灰色"),
        ("#8A8A8A", "灰色"),
        ("#EDEDED", "浅灰色"),
        ("#FFFBE6", "浅黄色"),
        ("#FFFF00", "黄色"),
        ("#FFE699", "浅橙黄色"),
        ("#F8CBAD", "浅橙色"),
        ("#FFC7CE", "浅红色"),
        ("#FF0000", "红色"),
        ("#8B0000", "深红色"),
        ("#FFD6EA", "浅粉红色"),
        ("#E2F0D9", "浅绿色"),
        ("#70AD47", "绿色"),
        ("#D9F2F0", "浅青色"),
        ("#DCE6F1", "浅蓝色"),
        ("#1F4E79", "深蓝色"),
        ("#E4DFEC", "浅紫色"),
        ("#7030a0", "紫色"),
    ],
)
def test_a_colour_is_called_what_a_person_calls_it(colour: str, name: str) -> None:
    assert colour_name(colour) == name


def test_the_fills_of_the_standard_style_have_different_names() -> None:
    words = colour_words(load_style())
    fills = ("given", "fill_in", "closed", "behind", "overdue", "done", "problem", "changed")
    assert [words[fill] for fill in fills] == [
        "白色", "浅黄色", "浅灰色", "浅橙黄色", "浅橙色", "浅绿色", "浅红色", "浅紫色",
    ]  # fmt: skip


@pytest.mark.parametrize("name", style_names())
def test_what_is_filled_in_and_what_is_not_is_never_called_the_same(name: str) -> None:
    words = colour_words(load_style(name))
    assert len({words["fill_in"], words["closed"], words["given"]}) == 3
