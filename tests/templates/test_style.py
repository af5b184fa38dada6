from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from taizhang.errors import BadUsage
from taizhang.model.ledger import ledger_columns
from taizhang_templates import Colours, colour_words, load_style, read_style, style_names


def test_every_shipped_style_can_be_loaded() -> None:
    assert style_names() == ("a3", "bw", "songti", "standard")
    assert [load_style(name).name for name in style_names()] == ["a3", "bw", "songti", "standard"]


def test_the_standard_style_is_that_of_official_papers() -> None:
    style = load_style()
    assert (style.fonts.title.name, style.fonts.title.size) == ("方正小标宋简体", 22)
    assert (style.fonts.body.name, style.fonts.body.size) == ("仿宋_GB2312", 10.5)
    assert (style.page.paper, style.sheet.protect) == ("A4", False)


def test_a_style_takes_from_its_base_what_it_leaves_out() -> None:
    songti, standard = load_style("songti"), load_style("standard")
    assert (songti.fonts.title.name, songti.fonts.title.size) == ("宋体", standard.fonts.title.size)
    assert (load_style("a3").page.paper, load_style("a3").colours) == ("A3", standard.colours)


def test_widths_speak_only_of_columns_that_exist() -> None:
    fields = {column.field for column in ledger_columns()}
    assert [set(load_style(name).widths) - fields for name in style_names()] == [set()] * 4


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        (
            "fonts.title.size = '大'",
            "样式“试用”的 fonts.title.size 是“大”，应为 6 到 72 之间的数字，请改正。",
        ),
        ("fonts.title.size = 0", "样式“试用”的 fonts.title.size 是“0”，应为 6 到 72 之间的数字，请改正。"),
        (
            "fonts.body.name = ''",
            "样式“试用”的 fonts.body.name 是“”，应为 31 个字以内的字体名，请改正。",
        ),
        ("colours.line = '灰'", "样式“试用”的 colours.line 是“灰”，应为 #DCE6F1 这样的颜色，请改正。"),
        ("page.paper = 'B5'", "样式“试用”的 page.paper 是“B5”，应为 A4 或 A3，请改正。"),
        (
            "page.orientation = '横'",
            "样式“试用”的 page.orientation 是“横”，应为 landscape 或 portrait，请改正。",
        ),
        (
            "instructions.widths = [5, 15]",
            "样式“试用”的 instructions.widths 是“[5, 15]”，应为 6 个列宽，请改正。",
        ),
        (
            "sheet.closed_pattern = '点'",
            "样式“试用”的 sheet.closed_pattern 是“点”，应为 solid 或 hatched，请改正。",
        ),
        ("sheet.protect = 1", "样式“试用”的 sheet.protect 是“1”，应为 true 或 false，请改正。"),
        ("fonts = 3", "样式“试用”的 fonts 是“3”，应为一组设置，请改正。"),
        (
            "page.edge = 1",
            "样式“试用”里没有 page.edge 这一项，请删去，或改为：paper、orientation、footer、top、bottom、left、right、header_footer。",
        ),
        ("base = 'none'", "没有名为“none”的样式，请改用：a3、bw、songti、standard。"),
        ("page =\n", "样式“试用”不是 TOML 格式的文字（第 1 行附近看不懂），请改正后再用。"),
    ],
)
def test_what_cannot_be_used_is_said_by_name(profile: str, says: str) -> None:
    written = profile if profile.startswith(("base", "page =")) else f"base = 'standard'\n{profile}"
    with pytest.raises(BadUsage) as told:
        read_style(written, "试用")
    assert str(told.value) == says


LOOKS = Path(__file__).parents[2] / "workbook_templates"


def keys_of(told: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Each setting of a profile by its path, as fonts.title.size; the widths of columns as one."""
    for key, value in told.items():
        if isinstance(value, dict) and key != "widths":
            yield from keys_of(value, f"{path}{key}.")
        else:
            yield path + key


def test_every_setting_is_explained_to_the_office_that_changes_it() -> None:
    """The page's table names the settings of the standard profile, all of them and in its order."""
    standard = tomllib.loads(
        (LOOKS / "taizhang_templates" / "styles" / "standard.toml").read_text(encoding="utf-8")
    )
    page = (LOOKS / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_.]+)` \| .{2,} \|$", page, re.M) == list(keys_of(standard))


def test_the_black_and_white_style_has_no_colour() -> None:
    names = {colour_words(load_style("bw"))[part.name] for part in fields(Colours)}
    assert names == {"黑色", "灰色", "灰色斜线", "浅灰色", "白色"}
    assert colour_words(load_style("bw"))["closed"] == "灰色斜线"


def test_a_style_without_a_base_must_say_everything() -> None:
    with pytest.raises(BadUsage) as told:
        read_style("", "试用")
    assert str(told.value) == "样式“试用”的 sheet 没有填写，应为一组设置，请改正。"
