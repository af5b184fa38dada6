"""Responsibility clauses: brackets that say who answers for what stands before them, and what says it without any."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from taizhang.model.words.clauses import TIME_PIECE
from taizhang.plans.brackets import OPENING, bracket_pairs
from taizhang.plans.chinese.labels import IS_LABEL, LABEL_FIRST
from taizhang.plans.chinese.open_clauses import bare_lists, labelled_lines, spoken_ends
from taizhang.plans.chinese.unit_lists import WHEN_AT_END, lists_units, says_who
from taizhang.plans.squeezed import Squeezed, Stretch

_LONGEST = 900  # characters: no clause is longer
_NOTE_AT_END = re.compile(
    "[,，;；][^,，;；。]{0,24}(?:(?:为|是)牵头(?:单位|部门)|不再[^,，;；。]{0,8})(?:[,，]下同)?$|[,，]下同$"
)
_WHEN_AT_START = re.compile(f"^(?:{TIME_PIECE})[,，;；]")
_NUMBER = re.compile(
    r"第[一二三四五六七八九十]{1,3}[章节条]|[(（]?[一二三四五六七八九十]{1,3}[)）、]|[(（]?\d{1,2}[)）.．、]\D"
)
# （牵头领导：…；责任单位：…）
_PERSON_FIRST = re.compile(f"[^:：;；。]{{2,8}}[:：][^;；。]{{1,20}}[;；,，](?={LABEL_FIRST.pattern})")
_NOT_A_CLAUSE = re.compile("以下简称|下称|此件|试行|征求意见")


def find_clauses(source: Squeezed) -> tuple[Stretch, ...]:
    """Every clause in the order of the text, brackets included; none stands inside another."""
    found: list[Stretch] = []
    for start, end in bracket_pairs(source.text):
        inside_last = bool(found) and start < found[-1].end
        if not inside_last and _is_clause(source, start, end):
            found.append(Stretch(source, start, end))
    merged = tuple(_merged(found, list(labelled_lines(source))))
    if not merged:
        return tuple(spoken_ends(source, parts=True)) or tuple(bare_lists(source))
    return tuple(_with(merged, [*spoken_ends(source, parts=False), *bare_lists(source)]))


def stands_apart(clause: Stretch) -> bool:
    """Whether brackets or a label part the clause from the sentences."""
    return clause.text[0] in OPENING or bool(LABEL_FIRST.match(clause.text))


def _is_clause(source: Squeezed, start: int, end: int) -> bool:
    if not 4 <= end - start <= _LONGEST or _holds_item(source, start, end):
        return False
    content = _WHEN_AT_START.sub("", source.text[start + 1 : end - 1])
    first = WHEN_AT_END.sub("", _NOTE_AT_END.sub("", content.partition("。")[0]))
    if LABEL_FIRST.match(content) or _PERSON_FIRST.match(content) or says_who(first):
        return not _NOT_A_CLAUSE.search(first)
    behind_stop = source.text[start - 1 : start] in ("。", "；", ";")
    return behind_stop and lists_units(first) and not IS_LABEL.fullmatch(first)


def _holds_item(source: Squeezed, start: int, end: int) -> bool:
    """Whether an item opens between the brackets: then one of them has lost its partner."""
    starts = source.line_starts
    inside = starts[bisect_right(starts, start) : bisect_left(starts, end)]
    return any(_NUMBER.match(source.text, at) for at in inside)


def _with(clauses: tuple[Stretch, ...], others: list[Stretch]) -> list[Stretch]:
    """The clauses, and those of other shapes that no clause holds or follows."""
    starts = [clause.start for clause in clauses]
    kept = list(clauses)
    for other in others:
        at = bisect_left(starts, other.start)
        behind = at < len(starts) and not other.source.text[other.end : starts[at]].strip("。；;")
        if not behind and (at == 0 or clauses[at - 1].end <= other.start):
            kept.append(other)
    return sorted(kept, key=lambda clause: clause.start)


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
