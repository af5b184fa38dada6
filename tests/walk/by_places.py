"""The same province by places: what each comes to, told as the full rollup tells it."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.model.figure import Figure
from taizhang.rollups.wide.extract import Question, extract_place
from taizhang.rollups.wide.figures import WideFigure
from taizhang.rollups.wide.places import Place
from taizhang.rollups.wide.sums import PlaceSum
from taizhang.rollups.wide.written import sum_from_json, sum_to_json
from walk.office import Round


def sums(made: Round, asked: Question, place: Place) -> dict[str, PlaceSum]:
    """By code, of the place and all below it."""
    found = {}
    total = extract_place(asked, place, made.reports).sum
    for one in place.below:
        found |= sums(made, asked, one)
        total += found[one.code]
    assert sum_from_json(sum_to_json(total)) == total
    return found | {place.code: total}


def told(figures: Iterable[Figure]) -> list[tuple[object, ...]]:
    return [
        (one.row, one.value, one.light, len(one.expected), one.reported, one.refused != "") for one in figures
    ]


def told_wide(figures: Iterable[WideFigure]) -> list[tuple[object, ...]]:
    return [
        (one.row.id, one.value, one.light, one.expected, one.count.reported, one.refused != "")
        for one in figures
    ]
