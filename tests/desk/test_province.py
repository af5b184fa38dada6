"""An invented province of two cities and a county it governs directly, by the commands that offices type."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from province_office import AS_OF, CITIES, QUARTER, SILENT, Call, Office, figures, open_office, parts

from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of


@pytest.fixture
def office(tmp_path: Path, call: Call) -> Office:
    return open_office(tmp_path, call)


def states(office: Office) -> dict[str, str]:
    (report,) = json.loads(
        office.call("status", *office.archive, *QUARTER, "--as-of", "2022-10-15", "--json")
    )
    return {one["name"]: one["state"] for one in report["states"]}


def everyone_but_one(office: Office) -> None:
    office.send([code for codes in (*CITIES.values(), ("999001",)) for code in codes if code != SILENT])


def test_ledgers_go_to_the_cities_or_further_down_to_the_counties(office: Office) -> None:
    issue = ("issue", office.folder / "计划.json", *QUARTER, *office.archive, "--json", "--out")
    to_cities = json.loads(office.call(*issue, office.folder / "下发市"))
    to_counties = json.loads(office.call(*issue, office.folder / "下发县", "--level", "county"))
    assert [one["name"] for one in to_cities] == ["云岭市", "海川市", "古渡县"]
    assert [one["name"] for one in to_counties] == [
        "碧潭县",
        "松陂县",
        "白礁区",
        "东岬区",
        "沙洲县",
        "古渡县",
    ]


def test_status_names_the_counties_that_fill_in(office: Office) -> None:
    everyone_but_one(office)
    """Each behind its city, since counties of two cities may share a name."""
    in_time = ("云岭市 碧潭县", "云岭市 松陂县", "云岭市 白礁区", "海川市 东岬区", "古渡县")
    assert states(office) == dict.fromkeys(in_time, "及时") | {"海川市 沙洲县": "未报"}


def test_the_province_is_its_cities_and_the_county_it_governs_directly(office: Office) -> None:
    everyone_but_one(office)
    ((province, book),) = office.consolidate("province").values()
    cities = office.consolidate("city")
    assert (province["place"], province["expected"], province["reported"]) == ("云岭省", 6, 5)
    assert province["missing"] == ["海川市 沙洲县"]
    assert {name: (one["expected"], one["reported"]) for name, (one, _) in cities.items()} == {
        "云岭市": (3, 3), "海川市": (2, 1),
    }  # fmt: skip
    above = figures(book)
    below = [figures(path) for _, path in cities.values()]
    assert above
    for row_id, figure in above.items():
        assert figure["应报"] == sum(int(str(city[row_id]["应报"])) for city in below) + 1
        together = parts(book, row_id)
        lower = [parts(path, row_id) for _, path in cities.values()]
        for column, values in together.items():
            of_cities = [value for city in lower for value in city.get(column, [])]
            assert values[: len(of_cities)] == of_cities  # and last, once, the county without a city
            assert len(values) == len(of_cities) + 1 == 5
        if figure["汇总方法"] == "相加":
            assert Decimal(str(figure["汇总值"])) == sum(together["累计完成值"])
        if figure["汇总方法"] == "分子合计÷分母合计":
            share = sum(together["分子"]) * 100 / sum(together["分母"])
            assert float(str(figure["汇总值"])) == pytest.approx(float(share), rel=1e-12)


def test_a_province_of_silent_cities_has_its_counties_in_the_denominators(office: Office) -> None:
    ((province, book),) = office.consolidate("province").values()
    assert (province["expected"], province["reported"]) == (6, 0)
    assert {figure["应报"] for figure in figures(book).values()} == {6}


def test_a_county_returned_stands_so_in_its_citys_rollup_too(office: Office) -> None:
    issue = ("issue", office.folder / "计划.json", *QUARTER, *office.archive, "--level", "county")
    office.call(*issue, "--out", office.folder / "下发")
    (blank,) = (office.folder / "下发").glob("990201_*.xlsx")
    office.call("collect", blank, *office.archive, *AS_OF)
    _, book = office.consolidate("city")["海川市"]
    told = openpyxl.load_workbook(book)["未报送与迟报"].iter_rows(min_row=4, max_col=2, values_only=True)
    assert dict(told) == {"东岬区": "退回未改", "沙洲县": "待定"}


def test_a_number_of_the_province_leads_to_a_countys_cell(office: Office) -> None:
    everyone_but_one(office)
    ((_, book),) = office.consolidate("province").values()
    row = next(n for n, one in enumerate(figures(book).values(), 4) if one["汇总方法"] == "相加")
    traced = json.loads(office.call("trace", book, f"指标汇总!F{row}", *office.archive, "--json"))
    assert (traced["compared"], traced["differing"]) == (5, [])
    heard = [one for one in traced["sources"] if one["place"]]
    assert [one["reporter"] for one in heard] == [
        "云岭市 碧潭县", "云岭市 松陂县", "云岭市 白礁区", "海川市 东岬区", "古渡县",
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(office.folder / "来件0" / "999001.xlsx")["任务台账"]
    assert str(sheet[heard[-1]["place"].partition("!")[2]].value) == heard[-1]["raw"]
    assert [one["remark"] for one in traced["sources"] if not one["place"]] == ["待定"]  # not due yet


def test_cities_that_fill_in_themselves_count_for_themselves(office: Office) -> None:
    office.send(["990100", "999001"])
    assert states(office) == {"云岭市": "及时", "海川市": "未报", "古渡县": "及时"}
    ((province, book),) = office.consolidate("province").values()
    assert (province["expected"], province["reported"], province["missing"]) == (3, 2, ["海川市"])
    assert {figure["已报"] for figure in figures(book).values()} == {2}


def test_a_citys_own_ledger_beside_its_counties_is_named_and_not_counted_twice(office: Office) -> None:
    everyone_but_one(office)
    ((_, alone),) = office.consolidate("province").values()
    before = {row_id: figure["汇总值"] for row_id, figure in figures(alone).items()}
    office.send(["990100"], seed=1)
    ((province, book),) = office.consolidate("province").values()
    assert (province["expected"], province["reported"]) == (6, 5)
    assert {row_id: figure["汇总值"] for row_id, figure in figures(book).items()} == before
    notes = [
        row[0] for row in openpyxl.load_workbook(book)["未报送与迟报"].iter_rows(min_row=10, values_only=True)
    ]
    assert notes[-1] == "所辖各地已分别报送，本级另报的台账未重复计入：云岭市。请核对由哪一级填报。"


def test_a_citys_own_ledger_under_the_provinces_plan_shows_its_counties_alone(office: Office) -> None:
    everyone_but_one(office)
    issue = ("issue", office.folder / "计划.json", *QUARTER, *office.archive, *AS_OF, "--json", "--by", "own")
    (own,) = json.loads(office.call(*issue, "--reporters", "990100", "--out", office.folder / "本级"))
    assert (own["reporter"], own["name"]) == ("990100/本级", "云岭市本级")
    cities = {name: figures(path) for name, (_, path) in office.consolidate("city").items()}
    sheet = openpyxl.load_workbook(own["file"])[TABLE]
    rows = range(FIRST_ROW, FIRST_ROW + own["rows"])
    shown = {
        str(sheet.cell(row, column_of("id")).value): sheet.cell(row, column_of("actual")).value
        for row in rows
    }
    counted = cities["云岭市"]
    assert {row: float(str(counted[row]["汇总值"])) for row in counted} == pytest.approx(
        {row: value for row, value in shown.items() if row in counted}, abs=0.05
    )
