"""Which indicator of the lower plan answers which of the upper one: by what both count, then by how they count it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from taizhang.plans.aligning.asked import Asked
from taizhang.plans.aligning.bases import base_of
from taizhang.plans.aligning.pair import Pairing

_INSIDE = 0.3  # enough likeness inside a pair of tasks
_WITHIN = 0.4  # inside a task that may cover another
_ACROSS = 0.62  # between tasks that are no pair
_BESIDE = 0.5  # for a second indicator over the same thing, counted in another way
_WITHOUT_A_TERM = 0.5  # enough where no term of their own words is the same
_SAME_BASE, _SAME_NUMBER, _SAME_DAY = 0.12, 0.08, 0.15
_CONFLICT = 0.45  # what is left where rank or tier contradict


@dataclass(frozen=True, slots=True)
class Match:
    """Two indicators over the same thing."""

    upper: Asked
    lower: Asked
    again: bool = False  # the upper one has another, better match


@dataclass(frozen=True, slots=True)
class Matching:
    """Every indicator of both plans: matched, or alone."""

    matches: tuple[Match, ...]
    upper_alone: tuple[Asked, ...]
    lower_alone: tuple[Asked, ...]


def match_asked(upper: Sequence[Asked], lower: Sequence[Asked], pairing: Pairing) -> Matching:
    """Inside pairs of tasks first, then across; each once, but for what is counted a second time in another way."""
    likeness = _Likeness(upper, lower)
    partners = {pair.upper.id: pair.lower.id for pair in pairing.pairs}

    def inside(one: Asked, other: Asked) -> bool:
        if one.task is None or other.task is None:
            return one.task is other.task
        return partners.get(one.task.id) == other.task.id

    covered = {(hint.task.id, hint.within.id) for hint in pairing.upper_hints}
    covered |= {(hint.within.id, hint.task.id) for hint in pairing.lower_hints}

    def within(one: Asked, other: Asked) -> bool:
        return one.task is not None and other.task is not None and (one.task.id, other.task.id) in covered

    matches: list[Match] = []
    for allowed, least in ((inside, _INSIDE), (within, _WITHIN), (_anywhere, _ACROSS)):
        left = _left(upper, (match.upper for match in matches))
        matches += _best(left, _left(lower, (match.lower for match in matches)), likeness, allowed, least)
    alone = _left(lower, (match.lower for match in matches))
    again = _again(alone, matches, likeness)
    return Matching(
        tuple(matches + again),
        tuple(_left(upper, (match.upper for match in matches))),
        tuple(_left(alone, (match.lower for match in again))),
    )


def _left(all_asked: Iterable[Asked], taken: Iterable[Asked]) -> list[Asked]:
    ids = {one.id for one in taken}
    return [one for one in all_asked if one.id not in ids]


def _best(
    upper: Sequence[Asked],
    lower: Sequence[Asked],
    likeness: _Likeness,
    allowed: Callable[[Asked, Asked], bool],
    least: float,
) -> list[Match]:
    """The most alike first, each once; equals by their words, so that no order decides."""
    couples = [
        (-value, one.words, other.words, one, other)
        for one in upper
        for other in lower
        if allowed(one, other) and (value := likeness.of(one, other)) >= least
    ]
    couples.sort(key=lambda couple: couple[:3])
    found: list[Match] = []
    used: set[str] = set()
    for _, _, _, one, other in couples:
        if f"上{one.id}" not in used and f"下{other.id}" not in used:
            used |= {f"上{one.id}", f"下{other.id}"}
            found.append(Match(one, other))
    return found


def _anywhere(one: Asked, other: Asked) -> bool:
    return bool(one.own & other.own)


def _again(alone: Sequence[Asked], matches: Sequence[Match], likeness: _Likeness) -> list[Match]:
    """Lower indicators that count in another way what a matched upper one of the same pair of tasks counts."""
    found = []
    for other in alone:
        if other.indicator is None:
            continue
        near = [
            (likeness.of(match.upper, other), match.upper)
            for match in matches
            if match.lower.task is other.task
            and match.upper.own & other.own
            and base_of(match.upper) != base_of(other)
        ]
        value, best = max(near, key=lambda one: one[0], default=(0.0, None))
        if best is not None and value >= _BESIDE:
            found.append(Match(best, other, again=True))
    return found


class _Likeness:
    """How much two indicators count the same; what few of them speak of weighs most."""

    def __init__(self, upper: Sequence[Asked], lower: Sequence[Asked]) -> None:
        said = [one.speaks_of for one in (*upper, *lower)]
        spoken = Counter(name for one in said for name in one)
        self._rarity = {name: math.log(1 + len(said) / (count + 1)) for name, count in spoken.items()}

    def of(self, one: Asked, other: Asked) -> float:
        """From 0; above 1 where number and base are the same as well."""
        if (one.indicator is None) != (other.indicator is None):
            return 0.0
        value = self._cosine(one.speaks_of, other.speaks_of)
        if value < _WITHOUT_A_TERM and not one.own & other.own:
            return 0.0
        value *= _CONFLICT ** len(conflicts(one, other))
        if one.target and other.target:
            value += _SAME_BASE * (base_of(one) == base_of(other))
            value += _SAME_NUMBER * (one.target.value == other.target.value)
        if one.indicator is None and one.day and other.day:
            value += _SAME_DAY * ((one.day.month, one.day.day) == (other.day.month, other.day.day))
        return value

    def _cosine(self, mine: Mapping[str, float], yours: Mapping[str, float]) -> float:
        common = sum(
            weight * yours[name] * self._rarity[name] ** 2 for name, weight in mine.items() if name in yours
        )
        return common / (self._length(mine) * self._length(yours)) if common else 0.0

    def _length(self, weights: Mapping[str, float]) -> float:
        return math.sqrt(sum((weight * self._rarity[name]) ** 2 for name, weight in weights.items()))


def conflicts(one: Asked, other: Asked) -> list[str]:
    """What tells the two apart: rank, tier … where both name one and none is the same."""
    return [
        kind
        for kind, mine in one.marks.items()
        if mine and other.marks[kind] and not mine & other.marks[kind]
    ]
