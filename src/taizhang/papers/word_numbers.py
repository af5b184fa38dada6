"""Automatic numbers of Word paragraphs (一、 （一） 1.), which stand nowhere in the paragraphs' text."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCountingThousand",
}


class Numbering:
    """Counts each list as Word does, paragraph by paragraph."""

    def __init__(self, document: Any) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._levels = _read_levels(document)

    def label(self, paragraph: Any) -> str:
        """The number that Word prints before the paragraph; "" where it prints none."""
        number = _number_of(paragraph)
        if number is None or (number[0], number[1]) not in self._levels:
            return ""
        name, level = number
        first, form, text = self._levels[name, level]
        self._counts[name, level] = self._counts.get((name, level), first - 1) + 1
        for deeper in [key for key in self._counts if key[0] == name and key[1] > level]:
            del self._counts[deeper]
        return (
            ""
            if form == "bullet"
            else re.sub(r"%(\d)", lambda mark: self._written(name, int(mark[1]) - 1), text)
        )

    def _written(self, name: str, level: int) -> str:
        first, form, _ = self._levels.get((name, level), (1, "decimal", ""))
        count = self._counts.get((name, level), first)
        return chinese_numeral(count) if form in _CHINESE else str(count)


def _read_levels(document: Any) -> dict[tuple[str, int], tuple[int, str, str]]:
    """By list and level: the first number, the form, the text around it (`（%1）`)."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {one.get(f"{_W}abstractNumId"): one for one in root.findall(f"{_W}abstractNum")}
    levels = {}
    for number in root.findall(f"{_W}num"):
        link = number.find(f"{_W}abstractNumId")
        described = abstract.get(link.get(f"{_W}val")) if link is not None else None
        for level in described.findall(f"{_W}lvl") if described is not None else ():
            key = (number.get(f"{_W}numId"), int(level.get(f"{_W}ilvl", "0")))
            first = int(_value(level, "start") or 1)
            levels[key] = (first, _value(level, "numFmt") or "decimal", _value(level, "lvlText"))
    return levels


def _value(level: Any, tag: str) -> str:
    found = level.find(f"{_W}{tag}")
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _number_of(paragraph: Any) -> tuple[str, int] | None:
    """The list and level of a paragraph, its own or its style's."""
    holders = [paragraph._p.pPr, *(style.element.pPr for style in _styles(paragraph.style))]
    for holder in holders:
        number = holder.numPr if holder is not None else None
        if number is not None and number.numId is not None:
            level = number.ilvl.val if number.ilvl is not None else 0
            return str(number.numId.val), int(level)
    return None


def _styles(style: Any) -> list[Any]:
    chain: list[Any] = []
    while style is not None and len(chain) < 10:
        chain.append(style)
        style = style.base_style
    return chain


def chinese_numeral(number: int) -> str:
    """一 to 九十九 as lists count; larger numbers in Arabic figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    front = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return front + (_DIGITS[ones] if ones else "")
