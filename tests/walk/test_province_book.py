"""The rollup workbook of a province of 11 cities and 167 counties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from clients.audit import errors_of
from clients.jobs import Answer, Job
from clients.office import Office

from taizhang.books import write_rollup
from taizhang.model.divisions import divisions
from taizhang.rollups.frame import frame_of
from taizhang.rollups.rollup import asks_leader
from taizhang.rollups.wide.extract import Question
from taizhang.rollups.wide.figures import Concluding
from taizhang.rollups.wide.places import expecting, places_of
from walk.again import Walk, is_same
from walk.by_places import sums, told, told_wide
from walk.office import AS_OF, PERIOD, province_round
from walk.settings import settings_of
from walk.test_city_book import LISTED, ONE, shown, texts


@pytest.fixture(scope="module")
def few_tasks(sample_document: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the plan's tasks for all 167: the same sheets, in a workbook that other programs take in fast."""
    path = tmp_path_factory.mktemp("province") / "汇总.xlsx"
    path.write_bytes(write_rollup(province_round(sample_document, tasks=2).rollup))
    return path


def test_every_number_is_computed_again_from_the_raw_cells(province: Walk) -> None:
    walked = Counter[str]()
    for cell in province.numbers():
        assert is_same(province.again(cell), province.shown(cell)), str(province.tracer.trace(cell))
        walked[cell[0]] += 1
    assert dict(walked) == {
        "总览": 1761, "任务进展": 180, "指标汇总": 84, "层级核对": 272, "县区明细": 5229, "销号台账": 8, "未报送与迟报": 22, "按责任单位": 552,
        "按分管领导": 1706, "来源": 4274,
    }  # fmt: skip
    assert len(province.places) == 11667


def test_the_cities_add_up_to_the_province(province: Walk) -> None:
    """Both rankings of 总览, by the cells alone."""
    grid = province.grids["总览"]
    cities, counties = (
        row for (row, column), text in sorted(grid.cells.items()) if text == "名次" for _ in [0]
    )
    for column in (3, 4, 5, 6, 8, 9, 10, 11):
        above = sum(province.shown(("总览", row, column)) for row in range(cities + 1, cities + 12))
        below = sum(province.shown(("总览", row, column)) for row in range(counties + 1, counties + 168))
        assert above == below


def test_the_standard_says_nothing_against_it(few_tasks: Path) -> None:
    assert errors_of(few_tasks) == []


def test_how_every_sheet_is_frozen_filtered_and_printed(few_tasks: Path) -> None:
    """The matrix goes over ten pages of A3, a city on one page where it fits; the counties' ranking repeats its header."""
    assert settings_of(openpyxl.load_workbook(few_tasks)) == {
        "总览": ("", "", "60:60", "", "A4", "85 %", "32,58/"),
        "任务进展": ("E5", "", "1:4", "A:D", "A3", "60 %", "/16,38,59,77,100,119,135,146,162"),
        "层级核对": ("C4", "A3", "1:3", "", *ONE),
        "自报核对": ("D4", "A3", "1:3", "", *ONE),
        **LISTED,
    }


def test_charts_are_by_city(few_tasks: Path) -> None:
    page = openpyxl.load_workbook(few_tasks)["总览"]
    places, _, _ = page._charts
    names = [
        cell.value for (cell,) in page[places.series[0].cat.strRef.f.rpartition("!")[2].replace("$", "")]
    ]
    assert sorted(names) == sorted(city.name for city in divisions(2022).children("130000"))


def test_libreoffice_shows_the_same_values(few_tasks: Path, libreoffice: Office) -> None:
    names = tuple(openpyxl.load_workbook(few_tasks, read_only=True).sheetnames)
    [answer] = libreoffice.recalculated([Job(few_tasks, read=names)])
    assert texts(answer, names) == shown(few_tasks.read_bytes(), names)


def test_gnumeric_shows_the_same_values(few_tasks: Path, gnumeric: Callable[..., list[Answer]]) -> None:
    names = tuple(openpyxl.load_workbook(few_tasks, read_only=True).sheetnames)
    [answer] = gnumeric([few_tasks], names)
    assert texts(answer, names) == shown(few_tasks.read_bytes(), names)


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
