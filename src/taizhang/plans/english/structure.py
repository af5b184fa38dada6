"""Items and clauses: `1.`, `Third,` and the brackets that say who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.english import ORDINALS
from taizhang.plans.brackets import bracket_pairs
from taizhang.plans.draft import Item
from taizhang.plans.squeezed import Squeezed, Stretch

_MARKER = re.compile(
    r"(?<![\w.])(?:(?P<figure>\d{1,2})\. ?(?=[A-Z\"“(])|(?P<word>" + "|".join(ORDINALS) + r"), ?)"
)
_RESPONSIBLE = re.compile(
    r"\b(?:responsib\w+|in charge|take the lead|takes the lead|cooperat\w+|participat\w+|lead(?:ing)? units?)\b",
    re.I,
)
_LONGEST = 2000
_LONGEST_SENTENCE = 1500
_STOP = re.compile(r"(?<!\bNo)[.!?](?=[ )\]\"”]|$|[A-Z])")


def find_clauses(source: Squeezed) -> tuple[Stretch, ...]:
    """Every bracket that says who is responsible, in order; none stands inside another."""
    found: list[Stretch] = []
    for start, end in bracket_pairs(source.text):
        if end - start > _LONGEST or (found and start < found[-1].end):
            continue
        if _RESPONSIBLE.search(source.text, start, end):
            found.append(Stretch(source, start, end))
    return tuple(found)


def read_items(source: Squeezed) -> tuple[Item, ...]:
    """Every numbered item that carries a clause, each once."""
    clauses = find_clauses(source)
    marks = list(_marks(source, clauses))
    ends = [*(mark.start() for mark in marks[1:]), len(source.text)][: len(marks)]
    items: dict[str, Item] = {}
    for mark, end in zip(marks, ends, strict=True):
        own = tuple(clause for clause in clauses if mark.end() <= clause.start < end)
        if own:
            item = _item(source, mark, own)
            items.setdefault(item.title.text, item)
    return tuple(items.values())


def _marks(source: Squeezed, clauses: tuple[Stretch, ...]) -> Iterator[re.Match[str]]:
    """Numbers in their order, at the start of a line or after a sentence or clause."""
    covered = {index for clause in clauses for index in range(clause.start, clause.end)}
    last = 0
    for found in _MARKER.finditer(source.text):
        value = int(found["figure"]) if found["figure"] else ORDINALS.index(found["word"]) + 1
        before = source.text[max(0, found.start() - 2) : found.start()].rstrip()[-1:]
        free = found.start() in source.breaks or before in (")", "]", ".", "")
        if free and found.start() not in covered and (value == last + 1 or value == 1):
            last = value
            yield found


def _item(source: Squeezed, mark: re.Match[str], clauses: tuple[Stretch, ...]) -> Item:
    whole = Stretch(source, mark.start(), clauses[-1].end)
    inside = Stretch(source, mark.end(), clauses[-1].end).stripped()
    stop = _STOP.search(inside.text)
    end = min(stop.start() if stop else len(inside), clauses[0].start - inside.start)
    body = inside.part(min(end + 1, len(inside)))
    return Item(mark["figure"] or mark["word"], (), whole, inside.part(0, end).stripped(), body, clauses)


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
