"""Sentences, and where a title stops: a full stop that belongs to no abbreviation and no number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from taizhang.model.words.english import NUMBERS
from taizhang.plans.english.markers import opens_part
from taizhang.plans.squeezed import Squeezed, Stretch

_NUMBERED = re.compile(r"No\.? ?\d{1,4} ?$")  # the number of a document ends its line
_SMALL_NUMBER = re.compile(rf"(?:{'|'.join(NUMBERS)}), [a-z]")  # three, organization and guarantee
_LABEL_ENDS = re.compile(
    r"(?:^|[.;(\[ ])(?:lead|respons|cooperat|support|participat)\w* (?:units?|departments?|agency|agencies) ?[:：] ?$",
    re.I,
)
_NUMBER = re.compile(r" ?(?:\d{1,2}|[IVX]{1,5}) ?\.")  # the number of an item is no sentence
_SMALL = re.compile(r" [a-z,]")
_LONGEST = 1500
_WIDE = 50  # characters: a line shorter than the page is wide
_SOME = 7  # lines that go on in small letters before the page's width is to blame
STOP = re.compile(r"(?<!\bNo)(?<!\bSt)(?<!\bDr)(?<!\b[A-Z])(?:\.(?!\.)|[!?。])(?=[ )\]\"”]|$|[A-Z])")


def read_sentences(stretch: Stretch) -> Iterator[Stretch]:
    """The sentences of a paragraph, with their full stops; a line ends one, too."""
    for line in lines_of(stretch):
        start = 0
        for stop in STOP.finditer(line.text):
            goes_on = line.text.endswith("etc.", start, stop.end()) and _SMALL.match(line.text, stop.end())
            if goes_on or _NUMBER.fullmatch(line.text, start, stop.end()):
                continue
            yield from _cut(line.part(start, stop.end()))
            start = stop.end()
        yield from _cut(line.part(start))


def lines_of(stretch: Stretch) -> Iterator[Stretch]:
    """The lines of a stretch."""
    source, start = stretch.source, stretch.start
    starts = source.line_starts
    for at in starts[bisect_right(starts, stretch.start) : bisect_left(starts, stretch.end)]:
        yield Stretch(source, start, at)
        start = at
    yield Stretch(source, start, stretch.end)


def join_broken_lines(source: Squeezed) -> Squeezed:
    """The text without the line breaks inside its sentences: a line that goes on in small letters is none of its own.

    Where the page's width breaks the lines, only a full stop or a number of a part makes a new one.
    """
    lines = [Stretch(source, start, source.line_end(start)) for start in source.line_starts]
    going_on = [(before, line) for before, line in pairwise(lines) if _goes_on(before.text, line.text)]
    dropped = {line.start for _, line in going_on}
    cut = [
        before for before, line in going_on if line.text[:1].isalpha() and not _LABEL_ENDS.search(before.text)
    ]
    if len(cut) >= max(_SOME, 0.35 * sum(len(line) > _WIDE for line in lines)):
        width = median(len(before) for before, _ in going_on)
        dropped |= {line.start for before, line in pairwise(lines) if _is_cut(before.text, line.text, width)}
    return replace(source, breaks=source.breaks - dropped)


def _goes_on(before: str, line: str) -> bool:
    small = line[:1].islower() and not opens_part(line)
    small = small and not (_SMALL_NUMBER.match(line) and before.rstrip()[-1:] in ".)]】")
    return small or line[:1] in ".,;:)]" or before.rstrip()[-1:] == "," or bool(_LABEL_ENDS.search(before))


def _is_cut(before: str, line: str, width: float) -> bool:
    ended = before.rstrip()[-1:] in ".:;)]。" or _NUMBERED.search(before)
    return len(before) > 0.75 * width and not ended and not opens_part(line)


def _cut(sentence: Stretch) -> Iterator[Stretch]:
    """What runs on too long is no sentence, and is cut so that reading stays linear."""
    for start in range(0, max(1, len(sentence)), _LONGEST):
        yield from _worth(sentence.part(start, min(len(sentence), start + _LONGEST)).stripped())


def _worth(sentence: Stretch) -> Iterator[Stretch]:
    if any(character.isalnum() for character in sentence.text):
        yield sentence
