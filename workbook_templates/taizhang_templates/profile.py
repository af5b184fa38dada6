"""Reads one style profile's tables, and says by name what cannot be used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from taizhang.errors import BadUsage
from taizhang_templates.looks import (
    Colours,
    Font,
    Fonts,
    InstructionsLook,
    Page,
    Rows,
    SheetLook,
    Style,
)

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
PAPERS = ("A4", "A3")
ORIENTATIONS = ("landscape", "portrait")
PATTERNS = ("solid", "hatched")
ALLOWED = (
    "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "insert_hyperlinks",
    "delete_columns", "delete_rows", "sort", "autofilter",
)  # fmt: skip
_COLUMNS = 6  # of the 填报说明
_TABLES = ("fonts", "colours", "page", "rows", "sheet", "instructions", "widths")


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile by its name, as messages call it."""

    name: str

    def style(self, told: dict[str, Any]) -> Style:
        """The style that the tables describe.

        Raises:
            BadUsage: a value is missing or cannot be used, or there is one that nobody knows.
        """
        sheet, instructions = self.table(told, "sheet"), self.table(told, "instructions")
        fonts, widths = self.table(told, "fonts"), self.table(told, "widths")
        self.known(told, _TABLES, "")
        self.known(fonts, _names(Fonts), "fonts")
        return Style(
            name=self.name,
            fonts=Fonts(**{part: self.font(fonts, part) for part in _names(Fonts)}),
            colours=Colours(**{part: self.colour(told, part) for part in _names(Colours)}),
            page=self.page(self.table(told, "page")),
            rows=self.rows(self.table(told, "rows")),
            sheet=self.sheet(sheet),
            instructions=self.instructions(instructions),
            widths={field: self.number(widths, field, "widths", 2, 200) for field in widths},
        )

    def font(self, fonts: dict[str, Any], part: str) -> Font:
        table = self.table(fonts, part, f"fonts.{part}")
        self.known(table, _names(Font), f"fonts.{part}")
        name = table.get("name")
        if not isinstance(name, str) or not name.strip() or len(name) > 31:
            raise self.unusable(f"fonts.{part}.name", name, "应为 31 个字以内的字体名")
        return Font(name, self.number(table, "size", f"fonts.{part}", 6, 72))

    def colour(self, told: dict[str, Any], part: str) -> str:
        table = self.table(told, "colours")
        self.known(table, _names(Colours), "colours")
        value = table.get(part)
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise self.unusable(f"colours.{part}", value, "应为 #DCE6F1 这样的颜色")
        return value

    def page(self, table: dict[str, Any]) -> Page:
        self.known(table, _names(Page), "page")
        margins = ("top", "bottom", "left", "right", "header_footer")
        return Page(
            paper=self.word(table, "paper", "page", PAPERS),
            orientation=self.word(table, "orientation", "page", ORIENTATIONS),
            footer=self.text(table, "footer", "page", 200),
            **{edge: self.number(table, edge, "page", 0, 60) for edge in margins},
        )

    def rows(self, table: dict[str, Any]) -> Rows:
        self.known(table, _names(Rows), "rows")
        return Rows(**{part: self.number(table, part, "rows", 1, 409) for part in _names(Rows)})

    def sheet(self, table: dict[str, Any]) -> SheetLook:
        self.known(table, _names(SheetLook), "sheet")
        return SheetLook(
            protect=self.flag(table, "protect"),
            allowed=self.words(table, "allowed", "sheet", ALLOWED),
            numbered_columns=self.flag(table, "numbered_columns"),
            frozen_through=self.text(table, "frozen_through", "sheet", 40),
            zoom=int(self.number(table, "zoom", "sheet", 10, 400)),
            empty_width=self.number(table, "empty_width", "sheet", 2, 200),
            closed_pattern=self.word(table, "closed_pattern", "sheet", PATTERNS),
        )

    def instructions(self, table: dict[str, Any]) -> InstructionsLook:
        self.known(table, _names(InstructionsLook), "instructions")
        widths = table.get("widths")
        if not isinstance(widths, list) or len(widths) != _COLUMNS:
            raise self.unusable("instructions.widths", widths, f"应为 {_COLUMNS} 个列宽")
        told = dict(zip(map(str, range(1, _COLUMNS + 1)), widths, strict=True))
        return InstructionsLook(
            orientation=self.word(table, "orientation", "instructions", ORIENTATIONS),
            zoom=int(self.number(table, "zoom", "instructions", 10, 400)),
            widths=tuple(self.number(told, at, "instructions.widths", 2, 200) for at in told),
        )

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

    def word(self, table: dict[str, Any], key: str, path: str, words: Sequence[str]) -> str:
        value = table.get(key)
        if value not in words:
            raise self.unusable(f"{path}.{key}", value, f"应为 {' 或 '.join(words)}")
        return str(value)

    def words(self, table: dict[str, Any], key: str, path: str, words: Sequence[str]) -> tuple[str, ...]:
        value = table.get(key)
        if not isinstance(value, list) or not set(map(str, value)) <= set(words):
            raise self.unusable(f"{path}.{key}", value, f"应为这些词组成的列表：{'、'.join(words)}")
        return tuple(map(str, value))

    def text(self, table: dict[str, Any], key: str, path: str, most: int) -> str:
        value = table.get(key)
        if not isinstance(value, str) or len(value) > most:
            raise self.unusable(f"{path}.{key}", value, f"应为 {most} 个字以内的文字")
        return value

    def flag(self, table: dict[str, Any], key: str) -> bool:
        value = table.get(key)
        if not isinstance(value, bool):
            raise self.unusable(f"sheet.{key}", value, "应为 true 或 false")
        return value

    def known(self, table: Mapping[str, Any], keys: Sequence[str], path: str) -> None:
        """Whether nobody wrote a key that does not exist.

        Raises:
            BadUsage: there is one.
        """
        for key in table:
            if key not in keys:
                raise BadUsage(
                    f"样式“{self.name}”里没有 {f'{path}.{key}' if path else key} 这一项，请删去，或改为：{'、'.join(keys)}。"
                )

    def unusable(self, path: str, value: object, wanted: str) -> BadUsage:
        seen = "没有填写" if value is None else f"是“{value}”"
        return BadUsage(f"样式“{self.name}”的 {path} {seen}，{wanted}，请改正。")


def _names(noun: Any) -> list[str]:
    return [part.name for part in fields(noun)]
