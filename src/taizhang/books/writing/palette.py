"""Cell formats by what they look like, each made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang_templates import Font, Style

_GB2312 = 134  # the font charset by which programs find a substitute that has Chinese characters


@dataclass(slots=True)
class Palette:
    """Formats of one workbook being written with XlsxWriter."""

    book: Any
    style: Style
    made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def format(self, font: Font, **looks: object) -> Any:
        """A centred, wrapping format in that font; `looks` are XlsxWriter's format properties."""
        told: dict[str, object] = {
            "font_name": font.name,
            "font_size": font.size,
            "font_charset": _GB2312,
            "font_color": self.style.colours.ink,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            **looks,
        }
        key = tuple(sorted(told.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(told)
        return self.made[key]

    def quoted(self, font: Font, **looks: object) -> Any:
        """The same for a text that no program may take for a formula, whatever it begins with (INTAKE 40)."""
        return self.format(font, quote_prefix=True, **looks)

    def boxed(self, font: Font, **looks: object) -> Any:
        """The same with thin lines around."""
        return self.format(font, border=1, border_color=self.style.colours.line, **looks)

    def difference(self, looks: Mapping[str, object]) -> Any:
        """A conditional format: only what differs."""
        return self.book.add_format(dict(looks))
