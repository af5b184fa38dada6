"""Sentences and the parts of a sentence; words inside book titles and quotation marks are masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.clauses import PLAN_WORDS
from taizhang.plans.brackets import bracket_pairs
from taizhang.plans.squeezed import Stretch

MASK = "□"
TIME_MASK = "▁"  # where a time word stands
_TITLED = re.compile("《[^《》]{0,120}》")
_QUOTED = re.compile("“[^“”]{0,60}”")
_LONGEST = 1500  # characters: what runs on longer is no sentence, and is cut so that reading stays linear
_STOPS = "。；;：:！？!?）)】〕]”"
_BARS = " |｜"  # between the cells of a table
_GOES_ON = "，,、；;。）)"
_ENDS = "。！？!?"
_NUMBERED = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?)(?=[^\d年月日%％])")
_PLACES_NAMED = "[(（](?:[县市区州旗地盟镇乡村场、，,/和及]|街道|社区|办事处){1,12}[)）]"
_PLACES_ASIDE = re.compile(_PLACES_NAMED)
_ENDS_IN_PLACES = re.compile(f"[县市区州旗地盟镇乡]{_PLACES_NAMED}$")
_LONGEST_HEAD = 60  # characters
# A line of the head, as the number, the letter or the title of the document.
_OF_HEAD = re.compile(
    rf"(?:[〕\]］)）]第?\d{{1,4}}号|的通知|20\d\d年\d{{1,2}}月\d{{1,2}}日|年[^。，,；;]{{2,40}}(?:{'|'.join(PLAN_WORDS)}))$"
)
_LONGEST_ASIDE = 40  # characters


def read_sentences(stretch: Stretch) -> Iterator[Stretch]:
    """The sentences of a paragraph, with their full stops; a line break ends what has none."""
    text, start, depth = stretch.text, 0, 0
    for index, character in enumerate(text):
        depth += (character == "《") - (character == "》")
        ends = (character in _ENDS and depth <= 0) or index - start >= _LONGEST
        position = stretch.start + index
        if position in stretch.source.breaks and index > start and _breaks(stretch, start, index):
            yield from _worth(stretch.part(start, index))
            start, depth = index, 0
        if ends:
            yield from _worth(stretch.part(start, index + 1))
            start, depth = index + 1, 0
    yield from _worth(stretch.part(start))


def _breaks(stretch: Stretch, start: int, index: int) -> bool:
    """Whether a line break parts paragraphs: after a stop or a bare heading, never inside a sentence."""
    if stretch.source.wraps or stretch.text[index] in _GOES_ON:
        return False
    line = _NUMBERED.sub("", stretch.text[start:index], count=1) or stretch.text[start:index]
    if line[-1] in _STOPS:
        return not _ENDS_IN_PLACES.search(line, max(0, len(line) - _LONGEST_ASIDE))
    if _OF_HEAD.search(line[-_LONGEST_HEAD:]):
        return True
    own_line = stretch.start + start in stretch.source.breaks  # a heading has its line to itself
    return own_line and len(line) <= 40 and not any(mark in line for mark in _GOES_ON)


def _worth(sentence: Stretch) -> Iterator[Stretch]:
    bare = sentence.stripped(_BARS)
    if any(character.isalnum() for character in bare.text):
        yield bare


def masked(text: str, *, quotes: bool = True, no_asides: bool = True) -> str:
    """The sentence with book titles, quotations and asides blotted out, at the same length.

    Asides that only list levels, as 县(市、区), stay; so do redactions and what a time stands in (“十四五”).
    """
    text = _TITLED.sub(_blot, text)
    if quotes:
        text = _QUOTED.sub(_blot, text)
    for start, end in asides(text) if no_asides else ():
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def asides(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each outermost bracket that says something aside, brackets included."""
    found: list[tuple[int, int]] = []
    for start, end in bracket_pairs(text):
        aside = text[start:end]
        says = not _PLACES_ASIDE.fullmatch(aside) and aside[1:-1] != "略"
        if says and (not found or start >= found[-1][1]):
            found.append((start, end))
    return tuple(found)


def _blot(found: re.Match[str]) -> str:
    return MASK * len(found[0])


def pieces(text: str, separators: str = ",，;；:：。") -> Iterator[tuple[int, int]]:
    """Start and end of each part between separators outside asides; a comma inside a number parts nothing."""
    start, inside = 0, 0
    for index, character in enumerate(text):
        inside += (character in "(（") - (character in ")）" and inside > 0)
        if character in separators and not inside and not _in_number(text, index):
            if index > start:
                yield start, index
            start = index + 1
    if len(text) > start:
        yield start, len(text)


def _in_number(text: str, index: int) -> bool:
    return text[index] == "," and text[index - 1 : index].isdigit() and text[index + 1 : index + 4].isdigit()
