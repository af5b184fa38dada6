from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from importlib.resources import files

import pytest

from taizhang.model.divisions import default_roster, divisions
from taizhang.model.region import NATION, Level, Region
from taizhang.model.reporter import Reporter, RosterLine

SHIPPED = (2021, 2022, 2023, 2024, 2025)
HOLDERS = {"市辖区", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def counties(year: int, beginning: str = "") -> list[Region]:
    return [
        region
        for region in divisions(year).regions.values()
        if region.level is Level.COUNTY and region.code.startswith(beginning)
    ]


def names(regions: tuple[Region, ...]) -> list[str]:
    return [region.name for region in regions]


@pytest.mark.parametrize(
    ("year", "count"), [(2021, 2843), (2022, 2843), (2023, 2844), (2024, 2846), (2025, 2845)]
)
def test_counties_of_the_nation(year: int, count: int) -> None:
    assert len(counties(year)) == count


@pytest.mark.parametrize("year", SHIPPED)
def test_places_below_known_regions(year: int) -> None:
    known = divisions(year)
    assert {
        code: len(known.children(code)) for code in ("130100", "510900", "640300", "540000", "130000")
    } == {
        "130100": 22,  # 石家庄市
        "510900": 5,  # 遂宁市
        "640300": 5,  # 吴忠市
        "540000": 7,  # 西藏自治区
        "130000": 11,  # 河北省
    }
    assert len(counties(year, "54")) == 74
    assert len(counties(year, "13")) == 167


@pytest.mark.parametrize(("year", "repeating"), [(2021, 29), (2022, 29), (2023, 29), (2024, 29), (2025, 28)])
def test_county_names_that_repeat_nationally(year: int, repeating: int) -> None:
    times = Counter(region.name for region in counties(year))
    assert sum(count > 1 for count in times.values()) == repeating


@pytest.mark.parametrize("year", SHIPPED)
def test_every_region_lies_in_a_region_one_level_up_or_in_its_province(year: int) -> None:
    known = divisions(year)
    strays = []
    for region in known.regions.values():
        above = known.region(region.parent)
        if region.level is Level.PROVINCE:
            in_place = region.parent == ""
        elif region.level is Level.CITY:
            in_place = above is not None and above.level is Level.PROVINCE
        else:
            in_place = above is not None and above.level in (Level.PROVINCE, Level.CITY)
        if not in_place or region.name in HOLDERS:
            strays.append(region)
    assert strays == []


@pytest.mark.parametrize("year", SHIPPED)
def test_the_table_is_sorted_and_nothing_in_it_is_padded(year: int) -> None:
    table = files("taizhang.model.divisions").joinpath(f"divisions_{year}.csv").read_text(encoding="utf-8")
    head, *lines = csv.reader(table.splitlines())
    assert head == ["code", "name", "parent", "level"]
    codes = [line[0] for line in lines]
    assert codes == sorted(set(codes))
    assert [cell for line in lines for cell in line if cell != "".join(cell.split())] == []


def test_districts_of_a_municipality_lie_in_it() -> None:
    assert names(divisions(2022).children("310000"))[:3] == ["黄浦区", "徐汇区", "长宁区"]
    assert names(divisions(2022).children("500000"))[-2:] == ["酉阳土家族苗族自治县", "彭水苗族土家族自治县"]


def test_counties_without_a_city_lie_in_their_province() -> None:
    assert divisions(2022).region("419001") == Region("419001", "济源市", Level.COUNTY, "410000")
    assert names(divisions(2022).children("420000"))[-5:] == [
        "恩施土家族苗族自治州",
        "仙桃市",
        "潜江市",
        "天门市",
        "神农架林区",
    ]


def test_the_nearest_year_stands_in() -> None:
    assert divisions(1999).year == 2021
    assert divisions(2022) is divisions(2022)
    assert divisions(2031).year == 2025


def test_a_name_is_found_inside_its_parent_at_any_depth() -> None:
    known = divisions(2022)
    assert known.find("长安区") is None  # 石家庄 and 西安
    assert known.find("长安区", parent="130100") == known.region("130102")
    assert known.find("长安区", parent="130000") == known.region("130102")
    assert known.find("长安区", parent="510000") is None
    assert known.find("桥西区", parent="130000") is None  # 石家庄, 邢台 and 张家口
    assert known.find("石家庄市", parent="130100") is None  # no place lies in itself


def test_a_name_is_compared_whole_and_without_blanks() -> None:
    known = divisions(2022)
    assert known.find("渠　 县") == known.region("511725")
    assert known.find("渠") is None
    assert known.find("石家庄") is None
    assert known.find("") is None
    assert known.find("市辖区") is None


def test_a_level_tells_namesakes_apart() -> None:
    known = divisions(2022)
    assert known.find("石家庄市", level=Level.COUNTY) is None
    assert known.find("石家庄市", level=Level.CITY) == known.region("130100")


def test_renamed_counties_keep_to_their_years() -> None:
    assert divisions(2022).find("米林县") is not None
    assert divisions(2023).find("米林县") is None
    assert divisions(2023).find("米林市") == Region("540481", "米林市", Level.COUNTY, "540400")


def test_a_city_asks_its_counties() -> None:
    roster = default_roster(divisions(2022), "130100")
    assert len(roster) == 22
    assert roster.lines[0] == RosterLine(Reporter("130102"), "长安区", Level.COUNTY, "130100")
    codes = [line.reporter.code for line in roster]
    assert codes == sorted(codes)


def test_a_province_asks_its_cities_and_the_counties_directly_in_it() -> None:
    hebei = default_roster(divisions(2022), "130000")
    assert [line.name for line in hebei] == [
        "石家庄市", "唐山市", "秦皇岛市", "邯郸市", "邢台市", "保定市", "张家口市", "承德市", "沧州市", "廊坊市", "衡水市",
    ]  # fmt: skip
    henan = default_roster(divisions(2022), "410000")
    assert len(henan) == 18
    assert (henan.lines[-1].name, henan.lines[-1].level) == ("济源市", Level.COUNTY)


@pytest.mark.parametrize(("code", "name"), [("441900", "东莞市"), ("130102", "长安区"), ("710000", "台湾省")])
def test_a_place_without_places_below_it_stands_in_for_itself(code: str, name: str) -> None:
    (only,) = default_roster(divisions(2022), code)
    assert (only.reporter, only.name, only.reports_to) == (Reporter(code), name, code)


def test_nobody_reports_to_an_unknown_place() -> None:
    assert len(default_roster(divisions(2022), "990100")) == 0
    assert len(default_roster(divisions(2022), "")) == 0


def test_nothing_heavy_is_loaded() -> None:
    heavy = {"pandas", "pydantic", "openpyxl", "sqlalchemy", "lxml"}
    code = (
        f"import sys, taizhang.model.divisions as d; d.divisions(2022); print({heavy!r} & set(sys.modules))"
    )
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout == "set()\n"


def test_the_country_asks_the_provinces_that_its_plans_address() -> None:
    roster = default_roster(divisions(2022), NATION)
    assert len(roster) == 31
    assert {line.reports_to for line in roster} == {NATION}
    assert [roster.lines[0].name, roster.lines[-1].name] == ["北京市", "新疆维吾尔自治区"]
    assert divisions(2022).lies_in(divisions(2022).regions["130102"], NATION)
