"""A Style is the look of a workbook, from a TOML profile: one that ships, or an office's own over it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from taizhang.errors import BadUsage
from taizhang_templates.looks import Style
from taizhang_templates.profile import Profile


def style_names() -> tuple[str, ...]:
    """The profiles that ship with the product."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load_style(name: str = "standard") -> Style:
    """The shipped profile of that name.

    Raises:
        BadUsage: there is none.
    """
    return read_style(_profile(name), name)


def read_style(written: str, name: str) -> Style:
    """The style that a profile's TOML text describes; what it leaves out comes from its `base`.

    Raises:
        BadUsage: the text is no TOML, or a value in it cannot be used.
    """
    try:
        told = tomllib.loads(written)
    except tomllib.TOMLDecodeError as trouble:
        line = re.search(r"line (\d+)", str(trouble))
        where = f"第 {line[1]} 行" if line else "末尾"
        raise BadUsage(f"样式“{name}”不是 TOML 格式的文字（{where}附近看不懂），请改正后再用。") from None
    base = told.pop("base", None)
    if base is not None:
        told = _overlaid(tomllib.loads(_profile(str(base))), told)
    return Profile(name).style(told)


def _folder() -> Any:
    return files(__package__).joinpath("styles")


def _profile(name: str) -> str:
    if name not in style_names():
        raise BadUsage(f"没有名为“{name}”的样式，请改用：{'、'.join(style_names())}。")
    return str(_folder().joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _overlaid(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Both profiles as one; where both speak, the upper one counts."""
    merged = dict(under)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(under.get(key), dict)
        merged[key] = _overlaid(under[key], value) if both else value
    return merged
