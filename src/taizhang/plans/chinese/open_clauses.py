"""Responsibility clauses without brackets around them: labelled lines, what a line says at its end, lists behind titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from taizhang.plans.brackets import CLOSING, OPENING, bracket_pairs
from taizhang.plans.chinese.labels import LABEL_FIRST, LABEL_OF_LINE
from taizhang.plans.chinese.unit_lists import WHEN_AT_END, lists_units, only_says_who
from taizhang.plans.squeezed import Squeezed, Stretch, opens_item

_LONGEST = 900  # characters: no clause is longer
_LONGEST_HEADED = 120  # characters of a line that holds a title and who answers
_STOPS = "。；;)）〕】"
_TO_THE_END = re.compile(f"{LABEL_FIRST.pattern}[^。]{{2,}}$")
_FULL = 0.85  # of a page's width: a shorter line ends what it says
_HOST = re.compile("主办单位|主办部门")
_OF_A_LEVEL = re.compile("[省市县区州盟]|自治区|国家|各")
_NAMES_UNIT = re.compile("[委局厅办部院会省市县区州旗盟科处股室]|政府|单位|中心|公司|机构|银行|大学")


def labelled_lines(source: Squeezed) -> Iterator[Stretch]:
    """Lines as 责任单位：… that stand without brackets around them; one 主办单位：… alone is the page's own."""
    found = [
        line.part(label.start(), label.end())
        for line in (_paragraphs(source) if source.wraps else source.lines())
        for label in (*LABEL_OF_LINE.finditer(line.text), *_behind_blank(line))
        if _NAMES_UNIT.search(LABEL_FIRST.sub("", label[0]))
    ]
    hosts = [one for one in found if _HOST.match(one.text)]
    yield from (one for one in found if len(hosts) > 1 or one not in hosts)


def _paragraphs(source: Squeezed) -> Iterator[Stretch]:
    """The lines of a wrapped page, those with a label on through the lines that its units fill."""
    held: Stretch | None = None
    for line in source.lines():
        if held and _runs_on(held, line):
            held = Stretch(source, held.start, line.end)
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _runs_on(held: Stretch, line: Stretch) -> bool:
    """Whether units behind a label fill their line to the width of the page and go on in the next."""
    labels = list(LABEL_OF_LINE.finditer(held.text)) if len(held) < _LONGEST else []
    last_line = held.source.line_starts[bisect_right(held.source.line_starts, held.end - 1) - 1]
    full = held.end - last_line >= _FULL * held.source.width
    ended = (
        held.text[-1] in "。；;"
        or re.search("[。；;].", line.text)
        or opens_item(line.text)
        or LABEL_FIRST.match(line.text)
    )
    if not labels or labels[-1].end() != len(held) or not full or ended:
        return False
    *units, last = re.split(
        "[、,，]", LABEL_FIRST.sub("", labels[-1][0] + line.text.rstrip("。；;"), count=1)
    )
    before = re.split("[、,，:：]", held.text)[-1]
    whole = len(units) and not lists_units(before)  # a name is torn at the end of the line before
    torn = len(line) >= _FULL * held.source.width and (whole or re.search("[、,，]", line.text))
    return lists_units("、".join(units)) and bool(torn or only_says_who(last) or lists_units(last))


def _behind_blank(line: Stretch) -> Iterator[re.Match[str]]:
    """一、建平台 牵头单位：市医保局: a label that only a blank parts from the title before it."""
    if len(line) > _LONGEST_HEADED or LABEL_FIRST.match(line.text):
        return
    places = line.source.places
    for found in _TO_THE_END.finditer(line.text):
        at = line.start + found.start()
        parted = at > line.start and places[at] - places[at - 1] > 1
        if parted and line.text[found.start() - 1] not in _STOPS:
            yield found
            return


def spoken_ends(source: Squeezed, *, parts: bool) -> Iterator[Stretch]:
    """由市医保局牵头，市财政局配合，6月底前完成。 at the end of a line: its last sentence, or `parts` of it from 由 on."""
    for line in source.lines():
        bare = line.text.rstrip("。；;")
        sentence = max(bare.rfind(stop) for stop in "。；;") + 1
        spoken = re.search("[,，]由", bare[sentence:]) if parts else None
        starts = (sentence, sentence + spoken.start() + 1) if spoken else (sentence,)
        said = (at for at in starts if len(bare) - at < _LONGEST and only_says_who(_unbracketed(bare[at:])))
        start = next(said, None)
        if start is not None:
            yield line.part(start, len(bare))


def _unbracketed(said: str) -> str:
    """Without a bracket that has lost its partner."""
    pairs = bracket_pairs(said)
    if said[:1] in OPENING and all(start for start, _ in pairs):
        said = said[1:]
    if said[-1:] in CLOSING and all(end < len(said) for _, end in bracket_pairs(said)):
        said = said[:-1]
    return said


def bare_lists(source: Squeezed) -> Iterator[Stretch]:
    """（市医保局、市财政局） behind a title or at the end of a sentence."""
    for start, end in bracket_pairs(source.text):
        ends_there = end == len(source.text) or end in source.breaks or source.text[end] in "。；;"
        if ends_there and end - start < _LONGEST and _all_units(source.text[start + 1 : end - 1]):
            yield Stretch(source, start, end)


def _all_units(listed: str) -> bool:
    listed = WHEN_AT_END.sub("", listed)
    return all(_OF_A_LEVEL.match(part) and lists_units(part) for part in re.split("[、,，]", listed))
