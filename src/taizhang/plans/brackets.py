"""Brackets: pairs, whatever their shape, and splitting outside them."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.plans.squeezed import Stretch

OPENING = "(（〔[［【"
CLOSING = ")）〕]］】"


def bracket_pairs(text: str) -> tuple[tuple[int, int], ...]:
    """Every (opening, after closing), in the order of the opening; a bracket without a partner is none."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if character in OPENING:
            opened.append(index)
        elif character in CLOSING and opened:
            pairs.append((opened.pop(), index + 1))
    return tuple(sorted(pairs))


def depth_by_character(text: str, opening: str = OPENING, closing: str = CLOSING) -> list[int]:
    """How many brackets are open at each character; a closing bracket counts as inside."""
    depth, depths = 0, []
    for character in text:
        if character in opening:
            depth += 1
        depths.append(depth)
        if character in closing and depth:
            depth -= 1
    return depths


def split_outside(stretch: Stretch, separators: str) -> Iterator[Stretch]:
    """The parts between separators that stand outside brackets; empty parts are left out."""
    text, start = stretch.text, 0
    depths = depth_by_character(text)
    for index, character in enumerate(text):
        if character in separators and depths[index] == 0:
            yield from _unless_empty(stretch.part(start, index))
            start = index + 1
    yield from _unless_empty(stretch.part(start))


def _unless_empty(stretch: Stretch) -> Iterator[Stretch]:
    bare = stretch.stripped()
    if bare.text:
        yield bare
