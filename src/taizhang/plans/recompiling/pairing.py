"""Pair what two texts say: the same words first, then the most alike; position decides only among equals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

_LEAST = 0.6  # of the characters in common, below which two texts are no longer the same sentence


def pair_texts(new: Sequence[str], old: Sequence[str]) -> dict[int, int]:
    """For each new text the old one that it stands for, by their positions; each is taken once."""
    pairs = _equal(new, old)
    free = [o for o in range(len(old)) if o not in pairs.values()]
    return pair_most_alike(
        {(n, o): alike(new[n], old[o]) for n in range(len(new)) if n not in pairs for o in free},
        _LEAST,
        pairs,
    )


def pair_most_alike(
    scores: Mapping[tuple[int, int], float], least: float, pairs: Mapping[int, int]
) -> dict[int, int]:
    """The pairs, and from the greatest likeness down those whose sides are both still free."""
    taken, given = dict(pairs), set(pairs.values())
    for (n, o), score in sorted(
        scores.items(), key=lambda one: (-one[1], abs(one[0][0] - one[0][1]), one[0])
    ):
        if score >= least and n not in taken and o not in given:
            taken[n] = o
            given.add(o)
    return taken


def alike(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LEAST / 2 else 0.0


def _equal(new: Sequence[str], old: Sequence[str]) -> dict[int, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(old):
        places[text].append(position)
    return {n: places[text].pop(0) for n, text in enumerate(new) if places[text]}
