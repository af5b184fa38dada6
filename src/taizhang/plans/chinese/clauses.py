"""Responsibility clauses: brackets (or labelled lines) that say who answers for what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.words.clauses import ROLE_LABELS, ROLE_WORDS, TIME_PIECE, UNIT_ENDS
from taizhang.plans.brackets import bracket_pairs
from taizhang.plans.squeezed import Squeezed, Stretch

_LONGEST = 900  # characters: no clause is longer
_LABELS = "|".join(words for _, words in ROLE_LABELS)
_LABEL = re.compile(f"(?:{_LABELS})[:：]")
_LABEL_IN_LINE = re.compile(
    f"(?:^|(?<=[。；;）)〕]))[(（〔【\\[]?(?:{_LABELS})[)）〕】\\]]?[:：][^。]{{2,{_LONGEST}}}"
)
_ENDS_IN_ROLE = re.compile("(?:" + "|".join(words for _, words in ROLE_WORDS) + ")$")
_ROLE_ENDS = re.compile("(?:" + "|".join(words for _, words in ROLE_WORDS) + ")(?=[,，]|$)")
_UNIT_END = re.compile(
    "(?:" + "|".join(UNIT_ENDS) + r"|各?县[(（][^)）]*[)）]|各?市[(（]州[)）]|[县市区州旗])(?:等|$)"
)
_NOTE_AT_END = re.compile(
    "[,，;；][^,，;；。]{0,24}(?:(?:为|是)牵头(?:单位|部门)|不再[^,，;；。]{0,8})(?:[,，]下同)?$|[,，]下同$"
)
_WHEN_AT_END = re.compile(f"[,，;；](?:{TIME_PIECE})$")
_OF_A_LEVEL = re.compile("[省市县区州盟]|自治区|国家|各")
_NOT_A_CLAUSE = re.compile("以下简称|下称|此件|试行|征求意见")


def find_clauses(source: Squeezed) -> tuple[Stretch, ...]:
    """Every clause in the order of the text, brackets included; none stands inside another."""
    found: list[Stretch] = []
    for start, end in bracket_pairs(source.text):
        inside_last = bool(found) and start < found[-1].end
        if not inside_last and _is_clause(source.text, start, end):
            found.append(Stretch(source, start, end))
    merged = tuple(_merged(found, list(_labelled_lines(source))))
    return merged or tuple(_spoken_ends(source)) or tuple(_bare_lists(source))


def _is_clause(text: str, start: int, end: int) -> bool:
    if not 4 <= end - start <= _LONGEST:
        return False
    content = text[start + 1 : end - 1]
    first = _WHEN_AT_END.sub("", _NOTE_AT_END.sub("", re.split("[。]", content, maxsplit=1)[0]))
    if _LABEL.match(content) or (_ENDS_IN_ROLE.search(first, len(first) - 16) and _names_unit(first)):
        return not _NOT_A_CLAUSE.search(first)
    return text[start - 1 : start] in ("。", "；", ";") and _lists_units(first)


def _names_unit(text: str) -> bool:
    bare = _ENDS_IN_ROLE.sub("", text)
    return any(end in bare for end in UNIT_ENDS) or "县" in bare or "市" in bare


def _lists_units(text: str) -> bool:
    """Every part is named as units are."""
    parts = [part for part in re.split("[、,，]", re.sub("等$", "", text)) if part]
    return bool(parts) and all(_UNIT_END.search(part) and len(part) < 30 for part in parts)


def _labelled_lines(source: Squeezed) -> Iterator[Stretch]:
    """Lines as 责任单位：… that stand without brackets around them."""
    for line in source.lines():
        for found in _LABEL_IN_LINE.finditer(line.text):
            if _names_unit(found[0]):
                yield line.part(found.start(), found.end())


def _spoken_ends(source: Squeezed) -> Iterator[Stretch]:
    """由市医保局牵头，市财政局配合。 at the end of a line, where a document has no clause of another shape."""
    for line in source.lines():
        bare = line.text.rstrip("。；;")
        at = max(bare.rfind(mark + "由") for mark in "，,。；;") + 1
        if at and len(bare) - at < _LONGEST and _ENDS_IN_ROLE.search(bare, max(at, len(bare) - 16)):
            spoken = _ROLE_ENDS.sub("", bare[at + 1 :])
            if _lists_units(spoken):
                yield line.part(at, len(bare))


def _bare_lists(source: Squeezed) -> Iterator[Stretch]:
    """（市医保局、市财政局） behind a title, where a document has no clause of another shape."""
    for start, end in bracket_pairs(source.text):
        parts = re.split("[、,，]", source.text[start + 1 : end - 1])
        ends_there = end == len(source.text) or end in source.breaks or source.text[end] in "。；;"
        if ends_there and all(_OF_A_LEVEL.match(part) and _lists_units(part) for part in parts):
            yield Stretch(source, start, end)


def _merged(brackets: list[Stretch], lines: list[Stretch]) -> Iterator[Stretch]:
    """Brackets and lines in order; neighbouring lines (牵头单位：… 配合单位：…) are one clause."""
    covered = {index for bracket in brackets for index in range(bracket.start, bracket.end)}
    joined: list[Stretch] = []
    for line in lines:
        if line.start in covered:
            continue
        near = joined and line.end - joined[-1].start <= _LONGEST
        if near and not line.source.text[joined[-1].end : line.start].strip("。；; "):
            joined[-1] = Stretch(line.source, joined[-1].start, line.end)
        else:
            joined.append(line)
    yield from sorted((*brackets, *joined), key=lambda stretch: stretch.start)
