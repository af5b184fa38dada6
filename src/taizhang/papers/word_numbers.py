"""Automatic numbers of Word paragraphs (一、 （一） 1.), which stand nowhere in the paragraphs' text."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LETTERS = 26
_LARGEST_ROMAN = 40
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered."""

    first: int
    form: str
    text: str  # around the number: （%1）


class Numbering:
    """Counts each list as Word does, paragraph by paragraph.

    Lists that share their description count on together; one that says where it starts begins anew.
    """

    def __init__(self, document: Any) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._described, self._levels, self._restarts = _read_lists(document)

    def label(self, paragraph: Any) -> str:
        """The number that Word prints before the paragraph; "" where it prints none."""
        number = _number_of(paragraph)
        if number is None or number not in self._levels:
            return ""
        name, level = number
        described = self._described[name]
        counted = (described, level)
        start = self._restarts.pop(number, None)
        if start is not None:
            self._counts[counted] = start - 1
        own = self._levels[number]
        self._counts[counted] = self._counts.get(counted, own.first - 1) + 1
        for deeper in [key for key in self._counts if key[0] == described and key[1] > level]:
            del self._counts[deeper]
        if own.form in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda mark: self._written(name, int(mark[1]) - 1), own.text)

    def _written(self, name: str, level: int) -> str:
        own = self._levels.get((name, level), _Level(1, "decimal", ""))
        return written(self._counts.get((self._described[name], level), own.first), own.form)


def _read_lists(
    document: Any,
) -> tuple[dict[str, str], dict[tuple[str, int], _Level], dict[tuple[str, int], int]]:
    """The description each list has, its levels, and where a list says that it starts anew."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}, {}, {}
    abstract = {one.get(f"{_W}abstractNumId"): one for one in root.findall(f"{_W}abstractNum")}
    described: dict[str, str] = {}
    levels: dict[tuple[str, int], _Level] = {}
    restarts: dict[tuple[str, int], int] = {}
    for number in root.findall(f"{_W}num"):
        name, link = number.get(f"{_W}numId"), _value(number, "abstractNumId")
        if link not in abstract:
            continue
        described[name] = link
        for level in abstract[link].findall(f"{_W}lvl"):
            levels[name, int(level.get(f"{_W}ilvl", "0"))] = _read_level(level)
        for change in number.findall(f"{_W}lvlOverride"):
            at = (name, int(change.get(f"{_W}ilvl", "0")))
            own = change.find(f"{_W}lvl")
            if own is not None:
                levels[at] = _read_level(own)
            if _value(change, "startOverride"):
                restarts[at] = int(_value(change, "startOverride"))
    return described, levels, restarts


def _read_level(level: Any) -> _Level:
    return _Level(
        int(_value(level, "start") or 1), _value(level, "numFmt") or "decimal", _value(level, "lvlText")
    )


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


def written(number: int, form: str) -> str:
    """The number in one of Word's forms; a form that no plan uses is written in figures."""
    if form in _CHINESE:
        return chinese_numeral(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form in ("upperLetter", "lowerLetter") and 0 < number <= _LETTERS:
        letter = chr(ord("A") + number - 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < _LARGEST_ROMAN:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


def chinese_numeral(number: int) -> str:
    """一 to 九十九 as lists count; larger numbers in Arabic figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    front = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return front + (_DIGITS[ones] if ones else "")
