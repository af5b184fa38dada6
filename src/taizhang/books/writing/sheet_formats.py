"""The formats of drawn sheets: each look painted by the style, with the lights' colours over it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

from taizhang.model.figure import Light
from taizhang.model.picture import Drawn, Look, Mark
from taizhang_templates import Style

_LIGHTS = {Light.GREEN: "done", Light.YELLOW: "behind", Light.RED: "overdue"}  # by the style's colours
_MARKS = {Mark.DOUBTED: "overdue", Mark.CLOSED: "closed"}
_INFERRED = "#FFF2CC"
_REPEATED_INK = "#7F7F7F"
CHART_COLOURS = {
    "绿": "#70AD47", "黄": "#FFC000", "红": "#E0563B",
    "及时": "#70AD47", "迟报": "#FFC000", "零报告": "#9DC3E6",
    "退回未改": "#F4B183", "待定": "#D0CECE", "未报": "#E0563B",
}  # fmt: skip
_DENSE = 9.0  # points: body of drawn tables, which are wider than a ledger
_ALIGNMENTS = {
    Look.TITLE: "center", Look.SUBTITLE: "center", Look.HEADER: "center", Look.LABEL: "center",
    Look.CENTRED: "center", Look.NUMBER: "center", Look.SHARE: "center", Look.BIG: "center", Look.BIG_SHARE: "center",
    Look.LABEL_SHARE: "center", Look.EXACT: "center", Look.EXACT_ENTRY: "center",
}  # fmt: skip
_SHARES = (Look.SHARE, Look.BIG_SHARE, Look.LABEL_SHARE)
_NUMBERS = (Look.NUMBER, Look.BIG, Look.CODE, *_SHARES)
_BARE = (Look.TITLE, Look.SUBTITLE, Look.HEADING, Look.NOTE)


@dataclass(frozen=True, slots=True)
class _Key:
    look: Look
    light: Light
    mark: Mark
    whole: bool  # a number without decimals, which shows none
    quoted: bool  # text that a program could take for a formula


class Formats:
    """Each format once, made when it is first asked for."""

    def __init__(self, book: xlsxwriter.Workbook, style: Style) -> None:
        self.book, self.style = book, style
        self.made: dict[_Key, Any] = {}

    def of(self, drawn: Drawn, *, quoted: bool = False) -> Any:
        whole = isinstance(drawn.value, Decimal) and drawn.value == drawn.value.to_integral_value()
        key = _Key(drawn.look, drawn.light, drawn.mark, whole, quoted)
        if key not in self.made:
            self.made[key] = self.book.add_format(self._facts(key))
        return self.made[key]

    def difference(self, light: Light) -> Any:
        """A conditional format: the light's colour alone."""
        return self.book.add_format({"bg_color": getattr(self.style.colours, _LIGHTS[light])})

    def _facts(self, key: _Key) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "align": _ALIGNMENTS.get(key.look, "left"),
            "valign": "vcenter",
            "text_wrap": key.look is not Look.CODE,
            "font_color": self.style.colours.ink,
            **self._font(key.look),
        }
        if key.look not in _BARE:
            facts |= {"border": 1, "border_color": self.style.colours.line}
        if key.look in (Look.HEADER, Look.LABEL, Look.LABEL_SHARE):
            facts["bg_color"] = self.style.colours.header
        if key.look in (Look.ENTRY, Look.EXACT_ENTRY):
            facts["bg_color"] = self.style.colours.fill_in
        if key.light in _LIGHTS:
            facts["bg_color"] = getattr(self.style.colours, _LIGHTS[key.light])
        if key.mark in _MARKS:
            facts["bg_color"] = getattr(self.style.colours, _MARKS[key.mark])
        if key.mark is Mark.INFERRED:
            facts["bg_color"] = _INFERRED
        if key.mark is Mark.REPEATED:
            facts["font_color"] = _REPEATED_INK
        if key.look in _NUMBERS:
            # Shown half up with one decimal; the cell keeps the double nearest to the exact number.
            facts["num_format"] = "0" if key.whole and key.look not in _SHARES else "0.0"
        if key.quoted:
            facts["quote_prefix"] = True
        return facts

    def _font(self, look: Look) -> dict[str, Any]:
        fonts = self.style.fonts
        match look:
            case Look.TITLE:
                return {"font_name": fonts.title.name, "font_size": 20}
            case Look.SUBTITLE | Look.NOTE:
                return {"font_name": fonts.body.name, "font_size": fonts.body.size}
            case Look.HEADING:
                return {"font_name": fonts.heading.name, "font_size": 13}
            case Look.HEADER | Look.LABEL | Look.LABEL_SHARE:
                return {"font_name": fonts.header.name, "font_size": fonts.header.size}
            case Look.BIG | Look.BIG_SHARE:
                return {"font_name": fonts.header.name, "font_size": 16}
            case _:
                return {"font_name": fonts.body.name, "font_size": _DENSE}
