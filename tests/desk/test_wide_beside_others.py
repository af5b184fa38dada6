"""A wide plan beside others in one archive: each is rolled up in its own way, unless one could answer the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copy

import openpyxl
import pytest
from kept_reports import AT, put
from small_city import A, B, asked, plan_of
from small_province import AS_OF, BEDS, CITIES, PLAN, fill_archive, of_province

from taizhang.desk.consolidate import consolidate_archives
from taizhang.desk.noticing.notice import write_notices
from taizhang.errors import BadUsage
from taizhang.model.plan import Jurisdiction
from taizhang.model.region import Level
from taizhang.model.reporter import Roster, RosterLine

# Two cities report for themselves under a plan of their province, and two counties under a plan of their city.
OF_CITIES = replace(
    of_province(plan_of(asked(BEDS, "新增救护车", "10", "辆"), given="cities-2022")), title="云岭省专项任务"
)
CITIES_ALONE = Roster(CITIES)
OF_EAST = replace(
    plan_of(asked(BEDS, "新增床位", "50", "张"), given="east-2022"),
    title="东州市任务", jurisdiction=Jurisdiction("东州市", Level.CITY, CITIES[0].reporter.code),
)  # fmt: skip
OF_EASTERN_COUNTIES = Roster(
    tuple(
        RosterLine(one, name, Level.COUNTY, CITIES[0].reporter.code)
        for one, name in ((A, "清河县"), (B, "白石县"))
    )
)
EAST, WEST = (line.reporter for line in CITIES)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_archive(tmp_path_factory.mktemp("filled") / "档案.db", last_year=False)


@pytest.fixture
def archive(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of its own for each test; more than four reporters are very many."""
    monkeypatch.setattr("taizhang.desk.rolling_up.wide.settings.WIDE_FROM", 4)
    return Path(copy(filled, tmp_path))


def sheets_by_title(archive: Path, folder: Path, **asked_for: str) -> dict[str, list[str]]:
    """Of each rollup that was written, by the title of its plan."""
    made = consolidate_archives(
        [archive], "2022Q3", asked_for.get("level"), folder / "汇总.xlsx", AS_OF, at=AT, place=asked_for.get("place")
    )  # fmt: skip
    return {one.title: openpyxl.load_workbook(one.path).sheetnames for one in made}


def test_a_plan_of_few_beside_it_has_a_rollup_of_its_own_kind(archive: Path, tmp_path: Path) -> None:
    put(archive, OF_CITIES, {"2022Q3": {EAST: {BEDS: 4}, WEST: {BEDS: 3}}}, CITIES_ALONE)
    found = sheets_by_title(archive, tmp_path)
    assert ["分地区指标" in names for names in found.values()] == [True, False]
    assert ["县区明细" in names for names in found.values()] == [False, True]
    assert list(found) == [PLAN.title, OF_CITIES.title]
    small = openpyxl.load_workbook(tmp_path / "汇总_云岭省_云岭省专项任务.xlsx")["指标汇总"]
    titles = {cell.value: cell.column for cell in small[3]}
    assert small.cell(4, titles["汇总值"]).value == 7


def test_a_plan_that_could_answer_it_takes_both_the_full_way(archive: Path, tmp_path: Path) -> None:
    put(archive, OF_EAST, {"2022Q3": {A: {BEDS: 4}, B: {BEDS: 3}}}, OF_EASTERN_COUNTIES)
    found = sheets_by_title(archive, tmp_path)
    assert ["分地区指标" in names for names in found.values()] == [False, False]


def test_the_one_place_that_is_asked_for_is_rolled_up_alone(archive: Path, tmp_path: Path) -> None:
    put(archive, OF_CITIES, {"2022Q3": {EAST: {BEDS: 4}, WEST: {BEDS: 3}}}, CITIES_ALONE)
    assert list(sheets_by_title(archive, tmp_path, place="990000")) == [PLAN.title, OF_CITIES.title]
    with pytest.raises(BadUsage, match="没有代码为“123456”的汇总单位"):
        sheets_by_title(archive, tmp_path, place="123456")


def test_places_below_are_rolled_up_the_full_way(archive: Path, tmp_path: Path) -> None:
    made = consolidate_archives([archive], "2022Q3", "city", tmp_path / "市.xlsx", AS_OF, at=AT)
    assert [one.place for one in made] == ["东州市", "西州市"]
    assert "县区明细" in openpyxl.load_workbook(made[0].path).sheetnames


def test_each_has_its_notice(archive: Path, tmp_path: Path) -> None:
    put(archive, OF_CITIES, {"2022Q3": {EAST: {BEDS: 4}, WEST: {BEDS: 3}}}, CITIES_ALONE)
    written = write_notices(archive, "2022Q3", tmp_path / "通报.docx", as_of=AS_OF, at=AT)
    assert ["分地区指标" in openpyxl.load_workbook(one.rollup).sheetnames for one in written if one.rollup] == [
        True, False,
    ]  # fmt: skip


def test_where_no_unit_is_named_nothing_is_written(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="计划没有写明责任单位"):
        consolidate_archives([archive], "2022Q3", None, tmp_path / "汇总.xlsx", AS_OF, at=AT, view="unit")
    assert not (tmp_path / "汇总.xlsx").exists()
