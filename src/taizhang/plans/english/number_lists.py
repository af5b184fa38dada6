"""Lists of numbers: which belong together, although a translation prints one list in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

_RANKS = {
    "chapter": 0,
    "roman": 1,
    "ordinal": 1,
    "cardinal": 1,
    "letter": 1,
    "roundword": 2,
    "roundroman": 2,
    "roundletter": 2,
}
# Translations change between these inside one list: `1.` `Third,` `VI.` and `(1)` `(II)` `(four)`.
MIXED = (("figure", "ordinal", "cardinal", "roman"), ("round", "roundword", "roundroman"))
_BEFORE_I = 8  # the letter h
_SOME = 2  # figures without a stop before they count


@dataclass(frozen=True)
class Marker:
    """The number of a part where it stands."""

    start: int
    end: int
    kind: str
    value: int
    printed: str
    opens_line: bool

    @property
    def rank(self) -> int:
        """How high its kind stands; figures stand under or above each other as the text has them."""
        return _RANKS.get(self.kind, 3)


def join_lists(markers: list[Marker]) -> Iterator[Marker]:
    """The numbers, each with the kind of the list that it goes on in."""
    found = list(_lettered(_counted(markers)))
    joined = {kind: home for kinds in MIXED for kind, home in _joined(found, kinds).items()}
    yield from _continued(found, joined)


def _continued(markers: list[Marker], joined: dict[str, str]) -> Iterator[Marker]:
    """Each number of a kind that never opens with 1 in the list that stands one before it (`(7)` `Eight,` `(9)`)."""
    opening = {one.kind for one in markers if one.value == 1 and one.opens_line}
    last: dict[str, int] = {}  # by kind, the list met last at the end
    for one in markers:
        kind = joined.get(one.kind, one.kind)
        if one.opens_line and one.kind in joined and one.kind not in opening:
            before = [home for home, value in last.items() if value + 1 == one.value]
            kind = before[-1] if before else kind
        if one.opens_line:
            last.pop(kind, None)
            last[kind] = one.value
        yield replace(one, kind=kind)


def _lettered(markers: list[Marker]) -> Iterator[Marker]:
    """`(i)` behind `(h)` is a letter."""
    last = {"letter": 0, "roundletter": 0}
    for one in markers:
        letters = {"roman": "letter", "roundroman": "roundletter"}.get(one.kind, "")
        if letters and one.value == 1 and last[letters] == _BEFORE_I:
            one = replace(one, kind=letters, value=_BEFORE_I + 1)
        if one.kind in last:
            last[one.kind] = one.value
        yield one


def _counted(markers: list[Marker]) -> list[Marker]:
    """Figures without a stop (`1 Open stations`) are numbers where no others are, and they count from 1."""
    bare = [one for one in markers if one.kind == "bare"]
    if any(one.kind == "figure" and one.opens_line for one in markers) or len(bare) < _SOME:
        bare = []
    counts = [one.value for one in bare] == list(range(1, len(bare) + 1))
    return [
        replace(one, kind="figure") if one.kind == "bare" else one
        for one in markers
        if counts or one.kind != "bare"
    ]


def _joined(markers: list[Marker], kinds: tuple[str, ...]) -> dict[str, str]:
    """`1.` `2.` `Third,` and `First,` `Second,` `3.` are one list: a kind that never opens with 1 goes on in one that does."""
    values = {kind: {one.value for one in markers if one.kind == kind and one.opens_line} for kind in kinds}
    homes = [kind for kind in kinds if 1 in values[kind]]
    joined = {}
    for kind in kinds:
        if 1 not in values[kind]:
            apart = [home for home in homes if not values[home] & values[kind]]
            joined[kind] = next(iter((*apart, *homes)), kinds[0])
    return joined
