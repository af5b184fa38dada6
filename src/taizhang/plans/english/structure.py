"""Items and clauses: `1.`, `(1)`, `Third,` under `I.` and the brackets that say who is responsible."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from taizhang.model.words.english import ORDINALS
from taizhang.plans.brackets import bracket_pairs
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch

_MARKER = re.compile(
    r"(?<![\w.])(?:(?P<figure>\d{1,2})\. ?(?=[A-Z\"“(])|(?P<word>" + "|".join(ORDINALS) + r"), ?"
    r"|\((?P<round>\d{1,2})\) ?(?=[A-Z\"“])|(?P<roman>[IVX]{1,5})\. (?=[A-Z]))"
)
_RESPONSIBLE = re.compile(
    r"\b(?:responsib\w+|in charge|takes? the lead|led by|cooperat\w+|participat\w+|lead(?:ing)? units?)\b",
    re.I,
)
_UNIT = re.compile(
    r"(?:the |and )*(?:National|State|Provincial|Autonomous Region|Municipal|City|County|District|Prefectur\w+|All|Each|Other|Various|Relevant)\b"
    r"[\w' ()/&-]{2,80}",
    re.I,
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LONGEST = 2000
_LONGEST_SENTENCE = 1500
_STOP = re.compile(r"(?<!\bNo)[.!?](?=[ )\]\"”]|$|[A-Z])")


def find_clauses(source: Squeezed) -> tuple[Stretch, ...]:
    """Every bracket that says who is responsible, in order; none stands inside another."""
    found: list[Stretch] = []
    for start, end in bracket_pairs(source.text):
        if end - start > _LONGEST or (found and start < found[-1].end):
            continue
        if _RESPONSIBLE.search(source.text, start, end) or _lists_units(source.text, start, end):
            found.append(Stretch(source, start, end))
    return tuple(found)


def _lists_units(text: str, start: int, end: int) -> bool:
    """A bracket behind a full stop in which every part is named as units are."""
    if text[max(0, start - 2) : start].rstrip()[-1:] not in (".", ";"):
        return False
    parts = text[start + 1 : end - 1].split(", ")
    return all(_UNIT.fullmatch(part.strip(" .")) for part in parts)


def read_items(source: Squeezed) -> tuple[Item, ...]:
    """Every numbered item that carries a clause, each once."""
    clauses = find_clauses(source)
    starts = [clause.start for clause in clauses]
    every = list(_marks(source, clauses))
    marks, headings = _main_list(every, starts)
    above = [heading.start() for heading in headings]
    ends = sorted((*(mark.start() for mark in (*marks, *headings)), len(source.text)))
    items: dict[str, Item] = {}
    for mark in marks:
        end = ends[bisect_right(ends, mark.start())]
        own = tuple(clauses[bisect_left(starts, mark.end()) : bisect_left(starts, end)])
        if own:
            item = _item(source, mark, own, _section(source, mark, above))
            items.setdefault(item.title.text, item)
    return tuple(items.values())


def _marks(source: Squeezed, clauses: tuple[Stretch, ...]) -> Iterator[re.Match[str]]:
    """Numbers in their order, at the start of a line or after a sentence or clause."""
    covered = {index for clause in clauses for index in range(clause.start, clause.end)}
    last = dict.fromkeys(("list", "round", "roman"), 0)
    for found in _MARKER.finditer(source.text):
        value, style = _value(found), _style(found)
        before = source.text[max(0, found.start() - 2) : found.start()].rstrip()[-1:]
        free = found.start() in source.breaks or (style != "roman" and before in (")", "]", ".", ""))
        if free and found.start() not in covered and value and value in (last[style] + 1, 1):
            last[style] = value
            yield found


def find_numbers(source: Squeezed) -> dict[int, int]:
    """Where the number of each item starts and ends."""
    marks = _marks(source, find_clauses(source))
    return {mark.start(): mark.start() + len(mark[0].rstrip(" .,")) for mark in marks}


def _style(mark: re.Match[str]) -> str:
    """Figures and words make one list: translations mix `3.` and `Third,`."""
    return str(mark.lastgroup) if mark.lastgroup in ("round", "roman") else "list"


def _value(mark: re.Match[str]) -> int:
    if mark["word"]:
        return ORDINALS.index(mark["word"]) + 1
    if mark["roman"]:
        return _ROMAN.index(mark["roman"]) + 1 if mark["roman"] in _ROMAN else 0
    return int(mark["figure"] or mark["round"])


def _main_list(
    marks: list[re.Match[str]], clauses: list[int]
) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """The marks of the list whose items carry most clauses, and those of the lists around it."""
    carrying: dict[str, int] = {}
    ends = [*(mark.start() for mark in marks[1:]), clauses[-1] + 1 if clauses else 0]
    for mark, end in zip(marks, ends, strict=False):
        carries = bisect_left(clauses, mark.end()) < bisect_left(clauses, end)
        carrying[_style(mark)] = carrying.get(_style(mark), 0) + carries
    main = max(carrying, key=lambda style: carrying[style], default="")
    inner = [mark for mark in marks if _style(mark) == main]
    first = inner[0].start() if inner else 0
    around = {_style(mark) for mark in marks if mark.start() < first} - {main}
    return inner, [mark for mark in marks if _style(mark) in around]


def _section(source: Squeezed, mark: re.Match[str], headings: list[int]) -> tuple[str, ...]:
    """The printed heading of the list around the item; `headings` says where each starts."""
    above = bisect_right(headings, mark.start())
    if not above:
        return ()
    start = headings[above - 1]
    end = min(source.line_end(start), mark.start(), start + 120)
    return (source.text[start:end].strip(" ."),)


def _item(
    source: Squeezed, mark: re.Match[str], clauses: tuple[Stretch, ...], section: tuple[str, ...]
) -> Item:
    whole = Stretch(source, mark.start(), clauses[-1].end)
    inside = Stretch(source, mark.end(), clauses[-1].end).stripped()
    stop = _STOP.search(inside.text)
    end = min(stop.start() if stop else len(inside), clauses[0].start - inside.start)
    body = inside.part(min(end + 1, len(inside)))
    number = mark["figure"] or mark["word"] or mark[0].strip()
    return Item(number, section, whole, inside.part(0, end).stripped(), body, clauses)


def read_sentences(stretch: Stretch) -> Iterator[Stretch]:
    """The sentences of a paragraph, with their full stops."""
    start = 0
    for stop in _STOP.finditer(stretch.text):
        yield from _cut(stretch.part(start, stop.end()))
        start = stop.end()
    yield from _cut(stretch.part(start))


def _cut(sentence: Stretch) -> Iterator[Stretch]:
    """What runs on too long is no sentence, and is cut so that reading stays linear."""
    for start in range(0, max(1, len(sentence)), _LONGEST_SENTENCE):
        yield from _worth(sentence.part(start, min(len(sentence), start + _LONGEST_SENTENCE)).stripped())


def _worth(sentence: Stretch) -> Iterator[Stretch]:
    if any(character.isalnum() for character in sentence.text):
        yield sentence
