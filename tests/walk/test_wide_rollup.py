"""The same province by places: every place's figures are those of the full rollup, which are walked to the raw cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from taizhang.model.figure import Figure
from taizhang.rollups.frame import frame_of
from taizhang.rollups.rollup import asks_leader
from taizhang.rollups.wide.extract import Question, extract_place
from taizhang.rollups.wide.figures import Concluding, WideFigure
from taizhang.rollups.wide.places import Place, expecting, places_of
from taizhang.rollups.wide.sums import PlaceSum
from taizhang.rollups.wide.written import sum_from_json, sum_to_json
from walk.again import Walk
from walk.office import AS_OF, PERIOD, Round


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


def test_a_province_by_places_is_the_full_one(province: Walk) -> None:
    made, full = province.made, province.made.rollup
    heard = {report.ledger.reporter for report in made.reports}
    frame = frame_of(made.plan, made.roster, PERIOD, AS_OF, made.place, None, heard)
    tree, asked = places_of(frame), Question(made.plan, frame.schedule, expecting(frame))
    found, concluding = sums(made, asked, tree), Concluding(asked)
    assert told_wide(concluding.figures(found["130000"])) == told(full.figures)
    assert len(full.below) == 11
    for place in full.below:
        assert told_wide(concluding.figures(found[place.line.reporter.code])) == told(place.figures)
    lights = {
        task.id: Counter((state.word, state.light) for state in task.states if state.contributions)
        for task in full.tasks
    }
    assert found["130000"].tasks == lights
    assert found["130000"].rows == {
        "来源": len(full.details),
        "问题清单": len(full.issues),
        "需领导协调": sum(asks_leader(one.row) for one in full.details),
    }
    assert sum(number.value is not None for number in full.figures) == 21
    assert Decimal(found["130000"].heard) == len(made.reports)
