"""A Style is the look of a workbook: fonts, colours, page, row heights and column widths, from a TOML profile."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from taizhang.errors import BadUsage

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PAPERS = ("A4", "A3")


@dataclass(frozen=True, slots=True)
class Font:
    name: str
    size: float  # in points


@dataclass(frozen=True, slots=True)
class Fonts:
    title: Font
    header: Font
    body: Font
    heading: Font


@dataclass(frozen=True, slots=True)
class Colours:
    """Each as #RRGGBB."""

    ink: str
    faint: str
    line: str
    rule: str
    header: str
    numbering: str
    fill_in: str
    closed: str
    behind: str
    overdue: str
    done: str
    problem: str
    changed: str


@dataclass(frozen=True, slots=True)
class Page:
    """Landscape, one page wide; margins in millimetres."""

    paper: str
    top: float
    bottom: float
    left: float
    right: float
    header_footer: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Heights in points; `leading` is the line's height over the font's size."""

    smallest: float
    largest: float
    leading: float
    title: float
    head: float
    header: float


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    fonts: Fonts
    colours: Colours
    page: Page
    rows: Rows
    protect: bool
    numbered_columns: bool
    empty_width: float
    widths: Mapping[str, float]  # by LedgerRow field, in characters of the workbook's default font


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
    return _Profile(name).style(told)


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


@dataclass(frozen=True, slots=True)
class _Profile:
    """Reads one profile's tables, and says by name what cannot be used."""

    name: str

    def style(self, told: dict[str, Any]) -> Style:
        sheet = self.table(told, "sheet")
        fonts = self.table(told, "fonts")
        widths = self.table(told, "widths")
        self.known(told, ("fonts", "colours", "page", "rows", "sheet", "widths"), "")
        self.known(fonts, [f.name for f in fields(Fonts)], "fonts")
        self.known(sheet, ("protect", "numbered_columns", "empty_width"), "sheet")
        return Style(
            name=self.name,
            fonts=Fonts(**{f.name: self.font(fonts, f.name) for f in fields(Fonts)}),
            colours=Colours(**{f.name: self.colour(told, f.name) for f in fields(Colours)}),
            page=self.page(self.table(told, "page")),
            rows=self.rows(self.table(told, "rows")),
            protect=self.flag(sheet, "protect"),
            numbered_columns=self.flag(sheet, "numbered_columns"),
            empty_width=self.number(sheet, "empty_width", "sheet", 2, 200),
            widths={field: self.number(widths, field, "widths", 2, 200) for field in widths},
        )

    def font(self, fonts: dict[str, Any], part: str) -> Font:
        table = self.table(fonts, part, f"fonts.{part}")
        self.known(table, ("name", "size"), f"fonts.{part}")
        name = table.get("name")
        if not isinstance(name, str) or not name.strip() or len(name) > 31:
            raise self.unusable(f"fonts.{part}.name", name, "应为 31 个字以内的字体名")
        return Font(name, self.number(table, "size", f"fonts.{part}", 6, 72))

    def colour(self, told: dict[str, Any], part: str) -> str:
        table = self.table(told, "colours")
        self.known(table, [f.name for f in fields(Colours)], "colours")
        value = table.get(part)
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise self.unusable(f"colours.{part}", value, "应为 #DCE6F1 这样的颜色")
        return value

    def page(self, table: dict[str, Any]) -> Page:
        self.known(table, [f.name for f in fields(Page)], "page")
        if table.get("paper") not in _PAPERS:
            raise self.unusable("page.paper", table.get("paper"), "应为 A4 或 A3")
        margins = [f.name for f in fields(Page) if f.name != "paper"]
        return Page(
            paper=table["paper"], **{edge: self.number(table, edge, "page", 0, 60) for edge in margins}
        )

    def rows(self, table: dict[str, Any]) -> Rows:
        self.known(table, [f.name for f in fields(Rows)], "rows")
        heights = {f.name: self.number(table, f.name, "rows", 1, 409) for f in fields(Rows)}
        return Rows(**heights)

    def table(self, told: dict[str, Any], key: str, path: str = "") -> dict[str, Any]:
        value = told.get(key)
        if not isinstance(value, dict):
            raise self.unusable(path or key, value, "应为一组设置")
        return value

    def number(self, table: dict[str, Any], key: str, path: str, least: float, most: float) -> float:
        value = table.get(key)
        usable = isinstance(value, int | float) and not isinstance(value, bool)
        if not usable or not least <= float(value or 0) <= most:
            raise self.unusable(f"{path}.{key}", value, f"应为 {least:g} 到 {most:g} 之间的数字")
        return float(value or 0)

    def flag(self, table: dict[str, Any], key: str) -> bool:
        value = table.get(key)
        if not isinstance(value, bool):
            raise self.unusable(f"sheet.{key}", value, "应为 true 或 false")
        return value

    def known(self, table: Mapping[str, Any], keys: Any, path: str) -> None:
        for key in table:
            if key not in keys:
                raise BadUsage(
                    f"样式“{self.name}”里没有 {f'{path}.{key}' if path else key} 这一项，请删去，或改为：{'、'.join(keys)}。"
                )

    def unusable(self, path: str, value: object, wanted: str) -> BadUsage:
        seen = "没有填写" if value is None else f"是“{value}”"
        return BadUsage(f"样式“{self.name}”的 {path} {seen}，{wanted}，请改正。")
