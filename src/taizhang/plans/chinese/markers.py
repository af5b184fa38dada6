"""The numbers that open items: 第一章 一、 第一条 （一） 任务1： 1. （1）, told from numbers inside sentences by their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from taizhang.model.words.numerals import CHINESE, read_integer
from taizhang.model.words.times import OPENING_TIME
from taizhang.plans.brackets import CLOSING, OPENING
from taizhang.plans.chinese.labels import LABEL_FIRST
from taizhang.plans.chinese.unit_lists import says_who
from taizhang.plans.squeezed import Squeezed

_NUMERAL = f"[{CHINESE}]{{1,4}}"
_STYLES = {
    "chapter": "h", "part": "n", "ordinal": "o", "comma": "c", "paren": "p", "task": "t", "dot": "d", "round": "r", "half": "f", "circle": "i",
}  # fmt: skip
_RANKS = tuple(_STYLES)  # outermost first
_MARKER = re.compile(
    rf"(?P<chapter>第(?P<h>{_NUMERAL})(?:章|篇|部分))|(?P<part>第(?P<n>{_NUMERAL})节)"
    rf"|(?P<comma>(?P<c>{_NUMERAL})[、．])"
    rf"|(?P<paren>[(（](?P<p>{_NUMERAL})[)）][、.．]?)"
    rf"|(?P<ordinal>第(?P<o>{_NUMERAL})(?:[、,，：:]|条[、：:]?))"
    rf"|(?P<task>(?:重点|工作)?任务(?P<t>\d{{1,3}}|{_NUMERAL})(?:[:：]|(?=[^\d{CHINESE}是项个览体般定些样次律旦致方线级年月、.．)）。，,；;])))"
    rf"|(?P<dot>(?P<d>\d{{1,3}})[.．、](?:(?!\d)|(?={OPENING_TIME})|(?P<tight>(?=\d))))"
    r"|(?P<round>[(（](?P<r>\d{1,2})[)）][、.．]?)|(?P<half>(?P<f>\d{1,2})[)）][、.．]?)|(?P<circle>(?P<i>[①-⑳]))"
)
_NOT_A_MARKER = {  # 二、三级医院
    "comma": re.compile(f"[{CHINESE}]+[级类线甲乙]"),
    "dot": re.compile(r"\d+[级类线]"),
    "ordinal": re.compile(f"(?:第(?:[{CHINESE}]|\\d){{1,3}})?[款项]|规定"),  # 第三条第二款
}
_MIXED = (("comma", "dot"), ("paren", "round"))  # typists change from numerals to figures inside a list
_GROUPING = ("chapter", "part", "comma")  # where such a list begins anew, the lists inside it do, too
_LONGEST_HEADING = 40  # characters
_LONGEST_CLAUSE = 300  # characters
_STOPS = '。；;！!？?)）〕]】”"'


@dataclass(frozen=True)
class Marker:
    """One number that opens an item."""

    style: str
    value: int
    start: int
    end: int  # where the item's text starts
    printed: str  # without its separator
    tight: bool = (
        False  # a digit follows (8.60%以上的县): a number only where it goes on with a list of lines
    )

    @property
    def rank(self) -> int:
        return _RANKS.index(self.style)


def find_markers(source: Squeezed) -> tuple[Marker, ...]:
    """The document's item numbers in order: each continues its list or starts one."""
    accepted: list[Marker] = []
    counts: dict[str, int] = {}
    every = [marker for found in _MARKER.finditer(source.text) if (marker := _read(found))]
    joined = _joined(source, every)
    for marker in every:
        marker = replace(marker, style=joined.get(marker.style, marker.style))
        if not _stands_free(source, marker, accepted):
            continue
        if not _opens_inside(marker, accepted) and not _continues(source, marker, counts):
            continue
        counts[marker.style] = marker.value
        for lower in [style for style in counts if _rank(style) > marker.rank and marker.value == 1]:
            if marker.style in _GROUPING:
                del counts[lower]
        accepted.append(marker)
    return tuple(accepted)


def _joined(source: Squeezed, markers: list[Marker]) -> dict[str, str]:
    """一、 2、 三、 is one list: figures that open lines and never with 1 are the numerals that the list leaves out."""
    opening = [marker for marker in markers if marker.start in source.breaks and not marker.tight]
    values = {
        style: [marker.value for marker in opening if marker.style == style]
        for pair in _MIXED
        for style in pair
    }
    return {
        figures: numerals
        for numerals, figures in _MIXED
        if values[figures]
        and 1 in values[numerals]
        and not {1, *values[numerals]} & set(values[figures])
        and max(values[numerals]) + 1 >= min(values[figures])
    }


def _rank(style: str) -> int:
    return Marker(style, 0, 0, 0, "").rank


def _read(found: re.Match[str]) -> Marker | None:
    style = str(found.lastgroup) if found.lastgroup in _STYLES else _style(found)
    numeral = found[_STYLES[style]]
    value = _value(style, numeral)
    trap = _NOT_A_MARKER.get(style)
    if value is None or not 0 < value < 200 or (trap and trap.match(found.string, found.end())):
        return None
    printed = found[0] if style in ("paren", "round") or "条" in found[0] else numeral
    tight = found["tight"] is not None
    return Marker(style, value, found.start(), found.end(), printed.rstrip("、.．:："), tight)


def _value(style: str, numeral: str) -> int | None:
    if style == "circle":
        return ord(numeral) - ord("①") + 1
    return int(numeral) if numeral.isdigit() else read_integer(numeral)


def _style(found: re.Match[str]) -> str:
    return next(style for style in _STYLES if found[style])


def _stands_free(source: Squeezed, marker: Marker, accepted: list[Marker]) -> bool:
    """At the start of a line, after a sentence, or inside a heading that has not ended."""
    if marker.start == 0 or marker.start in source.breaks:
        return True
    if marker.style in ("chapter", "part", "half", "task"):
        return False
    before = source.text[marker.start - 1]
    if before in _STOPS:
        return marker.style not in ("paren", "round", "half") or not (
            before in ")）" and not _closes_clause(source.text, marker.start)
        )
    if not accepted or marker.style in ("round", "circle"):
        return False
    if marker.start - accepted[-1].end >= _LONGEST_HEADING:
        return False
    heading = source.text[accepted[-1].end : marker.start]
    return not any(stop in heading for stop in "。；;，,") and marker.value == 1


def _closes_clause(text: str, end: int) -> bool:
    """Whether a bracket that says who answers ends there."""
    depth = 0
    for at in range(end - 1, max(-1, end - _LONGEST_CLAUSE), -1):
        depth += (text[at] in CLOSING) - (text[at] in OPENING)
        if not depth:
            return says_who(text[at + 1 : end - 1]) or bool(LABEL_FIRST.match(text, at + 1))
    return False


def _opens_inside(marker: Marker, accepted: list[Marker]) -> bool:
    """Whether a list opens inside the item whose number stands last before it."""
    return marker.value == 1 and not marker.tight and bool(accepted) and accepted[-1].rank < marker.rank


def _continues(source: Squeezed, marker: Marker, counts: dict[str, int]) -> bool:
    """The next number, or 1; at the start of a line a number or two may be missing or doubled."""
    last = counts.get(marker.style, 0)
    at_line = marker.start == 0 or marker.start in source.breaks
    if marker.tight:
        return at_line and marker.value == last + 1 > 1
    if marker.value == last + 1:
        return True
    return at_line and (marker.value == 1 or last <= marker.value <= last + 3)
