"""The style that an operator names: one that ships, or the office's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.desk.styles import style_of
from taizhang.errors import BadUsage, CannotRead, Trouble
from taizhang.model.ledger import ledger_columns

FIELDS = "、".join(column.field for column in ledger_columns())


@pytest.mark.parametrize(
    ("written", "name"),
    [("公文", "standard"), ("宋体", "songti"), ("黑白", "bw"), ("大纸", "a3"), ("songti", "songti")],
)
def test_a_shipped_style_has_a_chinese_name(written: str, name: str) -> None:
    assert style_of(written).name == name


def test_an_offices_own_file_says_only_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "我市样式.TOML"
    path.write_bytes("﻿base = 'standard'\nwidths.task = 22\n".encode())
    style = style_of(str(path))
    assert (style.name, style.widths["task"], style.page.paper) == ("我市样式", 22, "A4")


@pytest.mark.parametrize(
    ("content", "trouble", "says"),
    [
        (None, CannotRead, "样式文件“{path}”打不开，请核对路径后再试。"),
        ("标题".encode("gb18030"), CannotRead, "样式文件“{path}”不是 UTF-8 编码的文字，请另存为 UTF-8 后再用。"),
        (b"#" * 300_000, CannotRead, "样式文件“{path}”过大，不像是样式，请核对路径后再试。"),
        (
            b"base = 'standard'\nwidths.taks = 22",
            BadUsage,
            f"样式“试用”的 widths.taks 提到的栏目“taks”不在台账里，请改为：{FIELDS}。",
        ),
        (
            "base = 'standard'\nsheet.frozen_through = '重点任务'".encode(),
            BadUsage,
            f"样式“试用”的 sheet.frozen_through 提到的栏目“重点任务”不在台账里，请改为：{FIELDS}。",
        ),
        (
            b"base = 'standard'\nsheet.zoom = 5",
            BadUsage,
            "样式“试用”的 sheet.zoom 是“5”，应为 10 到 400 之间的数字，请改正。",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_said(
    tmp_path: Path, content: bytes | None, trouble: type[Trouble], says: str
) -> None:
    path = tmp_path / "试用.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(trouble) as told:
        style_of(str(path))
    assert str(told.value) == says.replace("{path}", str(path))


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(BadUsage) as told:
        style_of("红头")
    assert (
        str(told.value)
        == "没有名为“红头”的样式，请改用：公文、宋体、黑白、大纸，或本单位的样式文件（.toml）。"
    )
