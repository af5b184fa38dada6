"""Places are added up from below: whatever stands below a place unchanged is not looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.wide.entries import Entry, entry_of_figures

if TYPE_CHECKING:
    from taizhang.desk.rolling_up.wide.round import OpenRound
    from taizhang.rollups.wide.figures import Concluding
    from taizhang.rollups.wide.places import Place
    from taizhang.rollups.wide.sums import PlaceSum


def keys_of_all(place: Place, own: Mapping[str, str]) -> dict[str, str]:
    """By place code, the key of a place with all below it, made from the keys of its own reporters' ledgers."""
    found: dict[str, str] = {}
    for one in place.below:
        found |= keys_of_all(one, own)
    parts = (place.code, "\0".join(place.path), own[place.code], *(found[one.code] for one in place.below))
    found[place.code] = sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return found


@dataclass(slots=True)
class AddingUp:
    """Sums of places; each is worked out or read once."""

    concluding: Concluding
    own: Mapping[str, Entry]  # by code: of the place's own reporters
    whole: dict[str, Entry]  # by code: of the place with all below it, as known; the others are added
    firsts: Mapping[str, int]  # by code: where the lines of its figures begin

    def add_up(self, place: Place) -> Entry:
        """The place's entry; those below it are made first."""
        known = self.whole.get(place.code)
        self.whole[place.code] = self._worked_out(place) if known is None else self._standing(place, known)
        return self.whole[place.code]

    def _worked_out(self, place: Place) -> Entry:
        together: PlaceSum = self.own[place.code].sum()
        for one in place.below:
            together += self.add_up(one).sum()
        figures = list(self.concluding.figures(together))
        return entry_of_figures(place, together, figures, self.firsts.get(place.code))

    def _standing(self, place: Place, known: Entry) -> Entry:
        return known.standing_at(self.firsts[place.code]) if place.code in self.firsts else known


def add_up(
    opened: OpenRound, tree: Place, own: Mapping[str, Entry], known: Mapping[str, Entry]
) -> dict[str, Entry]:
    """The entries of places with all below them, of which some are known."""
    from taizhang.rollups.wide.figures import Concluding

    adding = AddingUp(Concluding(opened.asked), own, dict(known), _firsts(opened, tree))
    for place in tree.walk():
        adding.add_up(place)
    return adding.whole


def _firsts(opened: OpenRound, tree: Place) -> dict[str, int]:
    """By place code, the row of 分地区指标 that its lines begin at; the whole has none there."""
    from taizhang.rollups.wide.rollup import FIRST_ROW

    below, each = [one for one in tree.walk() if one.path], len(opened.asked.rows)
    return {one.code: FIRST_ROW + at * each for at, one in enumerate(below)}
