"""Lines of a translated text that were lost on the way: breaks put back before the numbers of parts, labels and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from taizhang.model.words.english import MONTHS
from taizhang.plans.english.clauses import closes_duty, opens_label
from taizhang.plans.english.markers import every_number
from taizhang.plans.english.number_lists import MIXED, Marker
from taizhang.plans.squeezed import Squeezed

_LONGEST_PARAGRAPH = 4000  # characters
_SOME = 3  # parts in one line before its breaks are taken for lost
_STOPS = '.;:：)]】"”。'
_LONGEST_HEADING = 120  # characters
_LONGEST_LIST = 400  # characters of units behind a label
_LABELLED = re.compile(r"(?<=[.;)\]。] )(?=[A-Za-z ]{4,48}[:：])")
_HEAD = re.compile(
    rf"[\])〕】] ?No\. ?\d{{1,4}}(?= )|\b(?:{'|'.join(MONTHS)}) \d{{1,2}} ?,? 20\d\d\b|\(This (?:document|piece)[^()]{{4,40}}\)"
)


def restore_lines(source: Squeezed) -> Squeezed:
    """The text with the breaks that long lines have lost; a text whose lines stand is given back as it is."""
    breaks = set(source.breaks)
    for start, end in source.run_together(_LONGEST_PARAGRAPH):
        numbers = list(_numbers(source, start, end))
        if len(numbers) >= _SOME:
            first = numbers[0].start
            breaks |= {number.start for number in numbers}
            breaks |= set(_labels(source.text, first, end))
            breaks |= {found.end() + 1 for found in _HEAD.finditer(source.text, start, first)}
    return replace(source, breaks=frozenset(breaks)) if len(breaks) > len(source.breaks) else source


def _numbers(source: Squeezed, start: int, end: int) -> Iterator[Marker]:
    """The numbers of parts in a line: each goes on with its list, or opens one that goes on behind it."""
    found = list(every_number(source.text, start, end))
    seconds = {number.kind: number.start for number in found if number.value == 2}  # the last of each
    last: dict[str, int] = {}
    before = start
    for number in found:
        kinds = next((kinds for kinds in MIXED if number.kind in kinds), (number.kind,))
        opens = number.value == 1 and any(number.start < seconds.get(kind, start) for kind in kinds)
        follows = any(last.get(kind, 0) + 1 == number.value for kind in kinds)
        if (follows or opens) and _stands_free(source.text, number, before, first=not last):
            last[number.kind] = number.value
            before = number.end
            yield number


def _stands_free(text: str, number: Marker, before: int, *, first: bool) -> bool:
    """Behind a sentence, a heading, or the units of a label."""
    if first or text[max(0, number.start - 2) : number.start].rstrip()[-1:] in _STOPS:
        return True
    heading = text[max(before, number.start - _LONGEST_LIST) : number.start]
    if len(heading) < _LONGEST_HEADING and not re.search(r"[.;] ", heading):
        return True
    said = heading[heading.rfind(". ") + 2 :] if ". " in heading else heading
    return opens_label(said) or closes_duty(said.rstrip())


def _labels(text: str, start: int, end: int) -> Iterator[int]:
    return (
        found.start()
        for found in _LABELLED.finditer(text, start, end)
        if opens_label(text[found.start() : found.start() + 60])
    )
