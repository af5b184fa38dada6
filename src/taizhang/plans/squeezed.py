"""Squeezed text: what the rules read, with the way back to every character of the stored text.

Page breaks leave blanks inside words (`关 于`), so rules read text without white space (Chinese) or with
single blanks (English), and every span leads back to the text as it was decoded.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from taizhang.model.plan import Span
from taizhang.model.words.blanks import INVISIBLE
from taizhang.model.words.ornaments import ornaments
from taizhang.model.words.page_numbers import PAGE_NUMBER
from taizhang.plans.form_head import form_head_spans

_HARDLY_A_LINE = 3
_SHORT = 12  # characters: a line of these may be a heading
_STOPS = '。.；;：:！？!?）)〕]】”"》'
_OPENS_ITEM = re.compile(
    r"第[一二三四五六七八九十百]{1,4}[章节条篇]|(?:重点|工作)?任务[一二三四五六七八九十\d]{1,3}[:：]"
    r"|第?[(（]?[一二三四五六七八九十百\d]{1,3}(?:[)）]|[、.．])|[(（\[【〔●•·◆]"
)
# Digits and signs in full width are read as their narrow sisters; every span still says what is printed.
_NARROW = str.maketrans("０１２３４５６７８９％．＋", "0123456789%.+")
# A point between Chinese words is a full stop; behind a numeral it belongs to the number of an item.
_POINT_AS_STOP = re.compile(r"(?<=[一-龥”）)])(?<![一二三四五六七八九十])\.(?=[一-龥“（(]|$)")


def opens_item(line: str) -> bool:
    """Whether a line opens with the number of an item or a bullet."""
    return bool(_OPENS_ITEM.match(line))


@dataclass(frozen=True, eq=False)
class Squeezed:
    """Text to read, the text it came from, and where each character stood there."""

    text: str
    origin: str
    places: array[int]  # by character of `text`: its index in `origin`
    breaks: frozenset[int]  # indexes in `text` of the first character of a line

    def span(self, start: int, end: int) -> Span:
        """The stretch of the origin from the first to the last character, white space as printed."""
        if end <= start:
            at = self.places[start] if start < len(self.places) else len(self.origin)
            return Span(at, at, "")
        first, last = self.places[start], self.places[end - 1] + 1
        return Span(first, last, self.origin[first:last])

    @property
    def whole(self) -> Stretch:
        return Stretch(self, 0, len(self.text))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        return tuple(sorted(self.breaks))

    @property
    def wraps(self) -> bool:
        """Whether lines break at the page's width, so that a break says nothing about paragraphs."""
        return self.width > 0

    @cached_property
    def width(self) -> int:
        """Characters in a line of a page whose lines break at its width; 0 where they are paragraphs."""
        lines = [line.text for line in self.lines()]
        long = [len(line) for line in lines if len(line) > _SHORT]
        cut = sorted(
            len(line)
            for line, after in zip(lines, (*lines[1:], ""), strict=True)
            if len(line) > _SHORT and line[-1] not in _STOPS and not _OPENS_ITEM.match(after)
        )
        if len(cut) <= 6 or len(cut) <= 0.4 * len(long):
            return 0
        width = cut[int(0.9 * len(cut))]
        return width if sum(length > 1.25 * width for length in long) <= 0.1 * len(long) else 0

    def run_together(self, longest: int) -> Iterator[tuple[int, int]]:
        """Lines longer than a paragraph is, or than a few words where the whole text has hardly a line."""
        least = longest if len(self.breaks) > _HARDLY_A_LINE else longest // 10
        for start, end in pairwise((*self.line_starts, len(self.text))):
            if end - start > least:
                yield start, end

    def line_end(self, position: int) -> int:
        """Where the line that holds a position ends."""
        after = bisect_right(self.line_starts, position)
        return self.line_starts[after] if after < len(self.line_starts) else len(self.text)

    def lines(self) -> Iterator[Stretch]:
        """Every line that holds something."""
        for start, end in pairwise((*self.line_starts, len(self.text))):
            line = Stretch(self, start, end).stripped()
            if line.text:
                yield line


@dataclass(frozen=True, eq=False)
class Stretch:
    """A part of squeezed text; positions inside it count from its own start."""

    source: Squeezed
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def part(self, start: int, end: int | None = None) -> Stretch:
        return Stretch(self.source, self.start + start, self.end if end is None else self.start + end)

    def span(self) -> Span:
        return self.source.span(self.start, self.end)

    def stripped(self, drop: str = " ") -> Stretch:
        """Without the given characters at either end."""
        text = self.text
        front = len(text) - len(text.lstrip(drop))
        back = len(text.rstrip(drop))
        return self.part(front, max(front, back))


def squeeze(text: str, *, blanks: bool) -> Squeezed:
    """The text without white space, page numbers and the head of a form, or (`blanks`) with single blanks where white space stood."""
    furniture = {at for line in PAGE_NUMBER.finditer(text) for at in range(*line.span())}
    unseen = {at for ornament in ornaments(text) for at in range(*ornament)}
    unseen.update(at for _, said in form_head_spans(text) for at in range(said.start, said.end))
    kept: list[str] = []
    places = array("L")
    breaks = {0}
    gap = broken = torn = False
    for index, character in enumerate(text):
        if index in unseen:
            continue
        if character.isspace() or character in INVISIBLE or index in furniture:
            gap, broken, torn = (
                gap or character not in INVISIBLE,
                broken or character in "\n\r\x0b\x0c\x85\u2028\u2029",
                torn or index in furniture,
            )
            continue
        if gap and blanks and kept:
            kept.append(" ")
            places.append(index - 1)
        if broken and not (torn and kept and kept[-1] not in _STOPS and not _OPENS_ITEM.match(text, index)):
            breaks.add(len(kept))  # a page ends inside a sentence as often as behind one
        gap = broken = torn = False
        kept.append(character)
        places.append(index)
    read = "".join(kept).translate(_NARROW)
    if not blanks:
        read = _POINT_AS_STOP.sub("。", read)
    return Squeezed(read, text, places, frozenset(b for b in breaks if b < len(kept)))
