"""Numbers of parts: `1.`, `(1)`, `(one)`, `First,`, `Two,`, `I.`, `Chapter 1`, each with its kind and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from taizhang.model.words.english import NUMBERS, ORDINALS
from taizhang.plans.english.number_lists import Marker, join_lists
from taizhang.plans.squeezed import Squeezed

_CARDINAL = (
    r"(?:"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r")(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
_ORDINAL = (
    r"(?:"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r"|Twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|Thirtieth)"
)
_OPENS = r"(?=[A-Za-z\"“'(\[*《])"
_MARKER = re.compile(
    rf"(?<![\w.,-])(?:(?P<chapter>(?:Chapter|Part|Section) (?P<chapter_value>\d{{1,2}}|[IVX]{{1,5}}|{_CARDINAL}|{_ORDINAL})\b[.,:：]? ?)"
    rf"|(?P<article>(?:Article|Task|Item|Measure) ?(?P<article_value>\d{{1,2}})[.,:：]? ?)(?=(?-i:[A-Z])|[\"“])"
    rf"|(?P<figure>(?P<figure_value>\d{{1,2}})(?: ?[.．、)）]|,(?= ?(?-i:[A-Z])))(?!\d) ?){_OPENS}"
    rf"|(?P<bare>(?P<bare_value>\d{{1,2}}) )(?=(?-i:[A-Z][a-z]))"
    rf"|(?P<round>[(（] ?(?P<round_value>\d{{1,2}}) ?[)）][.,、]? ?){_OPENS}"
    rf"|(?P<roundword>[(（] ?(?P<roundword_value>{_CARDINAL}|{_ORDINAL}) ?[)）][.,、]? ?)(?=[A-Za-z\"“'])"
    rf"|(?P<roundletter>[(（] ?(?P<roundletter_value>[a-hj-u]) ?[)）][.,、]? ?)(?=(?-i:[A-Z])|[\"“])"
    rf"|(?P<letter>(?-i:(?P<letter_value>[A-HJ-U]))[.、] ?)(?=(?-i:[A-Z][a-z])|[\"“])"
    rf"|(?P<roundroman>[(（] ?(?P<roundroman_value>[ivxIVX]{{1,5}}) ?[)）][.,、]? ?)(?=(?-i:[A-Z])|[\"“])"
    rf"|(?P<roman>(?P<roman_value>[IVX]{{1,5}})[.,、．] ?)(?=(?-i:[A-Z])|[\"“])"
    rf"|(?P<ordinal>(?P<ordinal_value>{_ORDINAL})(?:ly)?[,.:、：] ?)(?=[A-Za-z\"“'\d])"
    rf"|(?P<cardinal>(?P<cardinal_value>{_CARDINAL})[,.、：:] ?)(?=[A-Za-z\"“'])"
    r"|(?P<circled>(?P<circled_value>[①-⑳]) ?))",
    re.I,
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ANYWHERE = ("figure", "round", "ordinal", "roundword", "circled")


def find_markers(source: Squeezed) -> tuple[Marker, ...]:
    """Every number at the start of a line or behind a sentence; words among figures (`2.`, `Third,`) count with them."""
    return tuple(join_lists(list(_read(source))))


def opens_part(line: str) -> bool:
    """Whether a line opens with a number of its own."""
    found = _MARKER.match(line)
    return found is not None and _is_printed_so(_kind(found), found)


def every_number(text: str, start: int, end: int) -> Iterator[Marker]:
    """Every number in the print of a part's, wherever it stands."""
    for found in _MARKER.finditer(text, start, end):
        kind = _kind(found)
        value = _value(kind, found[f"{kind}_value"])
        if value and _is_printed_so(kind, found):
            yield Marker(found.start(), found.end(), kind, value, _printed(kind, found), opens_line=False)


def _read(source: Squeezed) -> Iterator[Marker]:
    for one in every_number(source.text, 0, len(source.text)):
        if one.start in source.breaks:
            yield replace(one, opens_line=True)
        elif _stands_behind(source.text, one):
            yield one


def _stands_behind(text: str, one: Marker) -> bool:
    """Behind a sentence or a clause, with a capital behind it."""
    before = text[max(0, one.start - 2) : one.start].rstrip()[-1:]
    ended = before in ".。" and one.kind in ("figure", "round", "roundword", "circled")
    closed = before in ")]）〕】" and one.kind in _ANYWHERE
    torn = " " in text[one.start : one.end].rstrip()  # reach 20 . All of them …
    small = text[one.end : one.end + 1].islower() and not (closed and one.kind == "ordinal")
    return bool(before) and (ended or closed) and not torn and not small


_KINDS = (
    "chapter",
    "article",
    "figure",
    "bare",
    "round",
    "roundword",
    "roundroman",
    "roundletter",
    "letter",
    "roman",
    "ordinal",
    "cardinal",
    "circled",
)


def _kind(found: re.Match[str]) -> str:
    return next(name for name in _KINDS if found[name])


def _is_printed_so(kind: str, found: re.Match[str]) -> bool:
    """Words and Roman numbers of parts open with a capital, or a capital follows them (one, Main goals)."""
    if kind == "roman":
        return found["roman_value"].isupper()
    capital = found[0][0].isupper()
    if kind in ("ordinal", "cardinal"):  # in running text (one, two, and others) no capital does
        return capital or found.string[found.end() : found.end() + 2].strip("\"“'")[:1].isupper()
    return kind not in ("chapter", "article") or capital


def _value(kind: str, written: str) -> int:
    if written.isdecimal():
        return int(written)
    if len(written) == 1 and kind.endswith("letter"):
        return ord(written.lower()) - ord("a") + 1
    if written in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(written) - ord("①") + 1
    if written.upper() in _ROMAN:
        return _ROMAN.index(written.upper()) + 1
    if written.capitalize() in ORDINALS:
        return ORDINALS.index(written.capitalize()) + 1
    tens, _, ones = written.lower().partition("-")
    unit = NUMBERS.get(ones, 0) or next(
        (at for at, word in enumerate(ORDINALS, 1) if word.lower() == ones), 0
    )
    return NUMBERS.get(tens, 0) + unit if tens in NUMBERS else 0


def _printed(kind: str, found: re.Match[str]) -> str:
    if kind in ("figure", "bare", "ordinal", "cardinal", "article", "circled"):
        return found[f"{kind}_value"]
    return found[kind].strip(" .,:：、")
