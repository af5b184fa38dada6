"""The parts of a document, nested by the style of their numbers, each with the clauses that stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.plans.chinese.annexed_duties import ANNEX
from taizhang.plans.chinese.clauses import find_clauses, stands_apart
from taizhang.plans.chinese.markers import Marker, find_markers
from taizhang.plans.numbered_parts import Part as NumberedPart
from taizhang.plans.numbered_parts import with_clauses
from taizhang.plans.squeezed import Squeezed, Stretch

Part = NumberedPart[Marker]


def build_tree(source: Squeezed) -> list[Part]:
    """Parts nested by the style of their numbers; a style met for the first time lies inside the open one."""
    roots: list[Part] = []
    opened: list[Part] = []
    clauses = find_clauses(source)
    annex = _annexes_start(source, clauses)
    for marker in find_markers(source):
        if marker.start >= annex:
            break
        styles = [part.marker.style for part in opened]
        if marker.style in styles:
            _close(opened, styles.index(marker.style), marker.start)
        elif opened and opened[-1].marker.rank > marker.rank:
            outer = next(i for i, part in enumerate(opened) if part.marker.rank > marker.rank)
            _close(opened, outer, marker.start)
        part = Part(marker)
        (opened[-1].children if opened else roots).append(part)
        opened.append(part)
    _close(opened, 0, annex)
    _share_out(roots, clauses, any(map(stands_apart, clauses)))
    return roots


def _annexes_start(source: Squeezed, clauses: tuple[Stretch, ...]) -> int:
    """Where annexes in which nobody answers for anything follow the tasks; else the end of the text."""
    last = clauses[-1].end if clauses else len(source.text)
    after = (line.start for line in source.lines() if line.start >= last and ANNEX.fullmatch(line.text))
    return next(after, len(source.text))


def _close(opened: list[Part], keep: int, end: int) -> None:
    for part in opened[keep:]:
        part.end = end
    del opened[keep:]


def _share_out(parts: list[Part], clauses: tuple[Stretch, ...], apart: bool) -> None:
    """Give each part the clauses that stand in it.

    Where a document sets clauses `apart`, a sentence (市医改办负责。) is one only in a list that has others set apart.
    """
    if apart and not any(map(stands_apart, clauses)):
        clauses = ()
    for part, standing_in_it in with_clauses(parts, clauses):
        part.clauses = standing_in_it
        _share_out(part.children, part.clauses, apart)
        if apart and part.children and not any(child.clauses for child in part.children):
            part.clauses = tuple(filter(stands_apart, part.clauses))


def groups(source: Squeezed, part: Part) -> bool:
    """Whether the parts inside are the tasks: several carry clauses, or the only one under a bare heading does."""
    carrying = [child for child in part.children if child.clauses]
    bare = "。" not in source.text[part.marker.end : part.own_end]
    lone = bool(carrying) and ((len(part.children) == 1 and bare) or groups(source, carrying[0]))
    return len(carrying) > 1 or lone


def leaves(source: Squeezed, parts: list[Part]) -> Iterator[Part]:
    """The parts that are no mere groups of others."""
    for part in parts:
        if part.children and (groups(source, part) or not part.clauses):
            yield from leaves(source, part.children)
        else:
            yield part
