"""The style that ledgers are issued in: one that ships, by its name, or an office's own profile, by its path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.errors import BadUsage, CannotRead

if TYPE_CHECKING:
    from taizhang_templates import Style

STANDARD = "standard"
_CALLED = {"公文": "standard", "宋体": "songti", "黑白": "bw", "大纸": "a3"}
_ENDING = ".toml"
_LARGEST = 256 * 1024  # bytes; the standard profile has 4 kB


def style_of(written: str) -> Style:
    """The style of that name, or in the file of that name.

    Raises:
        BadUsage: there is none of that name, or the file says something that cannot be used.
        CannotRead: the file cannot be read.
    """
    from taizhang_templates import load_style, read_style

    if not written.lower().endswith(_ENDING):
        return load_style(_shipped(written))
    path = Path(written)
    style = read_style(_text(path), path.stem)
    _refuse_unknown_columns(style)
    return style


def _shipped(written: str) -> str:
    """The profile called so, in Chinese or by the name of its file."""
    if written not in _CALLED and written not in _CALLED.values():
        raise BadUsage(
            f"没有名为“{written}”的样式，请改用：{'、'.join(_CALLED)}，或本单位的样式文件（.toml）。"
        )
    return _CALLED.get(written, written)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as trouble:
        raise CannotRead(f"样式文件“{path}”打不开，请核对路径后再试。") from trouble
    except UnicodeDecodeError:
        raise CannotRead(f"样式文件“{path}”不是 UTF-8 编码的文字，请另存为 UTF-8 后再用。") from None
    if len(content) > _LARGEST:
        raise CannotRead(f"样式文件“{path}”过大，不像是样式，请核对路径后再试。")
    return text


def _refuse_unknown_columns(style: Style) -> None:
    from taizhang.model.ledger import ledger_columns

    fields = [column.field for column in ledger_columns()]
    named = {f"widths.{field}": field for field in style.widths}
    if style.sheet.frozen_through:
        named["sheet.frozen_through"] = style.sheet.frozen_through
    for key, field in named.items():
        if field not in fields:
            raise BadUsage(
                f"样式“{style.name}”的 {key} 提到的栏目“{field}”不在台账里，请改为：{'、'.join(fields)}。"
            )
