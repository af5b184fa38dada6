"""`taizhang score --level`: a province's cities are ranked; each city ranks its own counties."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from province_office import AS_OF, CITIES, QUARTER, Call, Office, open_office

from taizhang import desk
from taizhang.desk.files import read_plan, write_plan
from taizhang.model.plan_change import Change
from taizhang.plans.changing.apply import apply_changes

SETTINGS = (
    Change("T02.M02.I1", "score/weight", "", "40"),
    Change("T02.M02.I1", "score/manner", "", "按完成率得分"),
    Change("T02.M03.I1", "score/weight", "", "60"),
    Change("T02.M03.I1", "score/manner", "", "按完成率得分"),
    Change("T02.M03.I1", "score/held_to", "", "70"),
    Change("plan", "score/subsidy", "", "得分≥70：全额拨付；＜70：拨付90%"),
)
REPORTING = (*CITIES["云岭市"], *CITIES["海川市"], "999001")


@pytest.fixture
def office(tmp_path: Path, call: Call) -> Office:
    """Every county reported under a plan that scores."""
    made = open_office(tmp_path / "省", call)
    plan = apply_changes(read_plan(made.folder / "计划.json"), SETTINGS)
    write_plan(plan, made.folder / "计划.json")
    at = datetime(2022, 10, 4, 9, tzinfo=timezone(timedelta(hours=8)))
    desk.init_archive(made.folder / "档案.db", [made.folder / "计划.json"], made.folder / "通讯录.csv", at=at)
    made.send(REPORTING)
    return made


def score(office: Office, *words: str) -> list[dict]:  # type: ignore[type-arg]
    out = office.folder / "考核" / "考核.xlsx"
    return json.loads(office.call("score", *office.archive, *QUARTER, "-o", out, *AS_OF, *words, "--json"))  # type: ignore[no-any-return]


def test_a_provinces_cities_are_scored_beside_its_counties(office: Office) -> None:
    (told,) = score(office)
    assert told["place"] == "云岭省"
    assert [one["name"] for one in told["places"]] == ["云岭市", "海川市", "古渡县"]
    assert sorted(one["rank"] for one in told["places"])[0] == 1
    assert len(told["reporters"]) == 6
    assert {line["kind"] for one in told["places"] for line in one["lines"]} == {"考核项"}


@pytest.mark.parametrize(("level", "places"), [("city", ["云岭市", "海川市"]), ("province", ["云岭省"])])
def test_every_place_of_the_level_gets_a_workbook(office: Office, level: str, places: list[str]) -> None:
    told = score(office, "--level", level)
    assert [one["place"] for one in told] == places
    assert all(Path(one["file"]).exists() for one in told)
    if level == "city":
        names = [[score["name"] for score in one["reporters"]] for one in told]
        assert names == [["碧潭县", "松陂县", "白礁区"], ["东岬区", "沙洲县"]]
        assert [one["places"] for one in told] == [[], []]
        assert all(1 in [score["rank"] for score in one["reporters"]] for one in told)


def test_a_level_that_no_plan_has_is_refused(office: Office) -> None:
    with pytest.raises(AssertionError, match="没有能考核到这一级（nation）的计划，请改用"):
        score(office, "--level", "nation")


def test_the_list_shows_the_cities_first(office: Office) -> None:
    out = office.folder / "考核.xlsx"
    shown = office.call("score", *office.archive, *QUARTER, "-o", out, *AS_OF).split("\n")
    assert "所辖填报单位：" in shown
    before = shown[: shown.index("所辖填报单位：")]
    assert [name for name in ("云岭市", "海川市", "云岭市 碧潭县") if any(name in line.split() for line in before)] == [
        "云岭市", "海川市",
    ]  # fmt: skip


def test_a_bookmark_of_the_annex_leads_to_the_counties(office: Office) -> None:
    paper = office.folder / "通报.docx"
    office.call("notice", *office.archive, *QUARTER, "-o", paper, *AS_OF)
    tree = office.call("trace", paper, "TZ_score_total_over_990200")
    assert "东岬区" in tree
    assert "任务台账!" in tree
    assert "名次" in office.call("trace", paper, "TZ_rank_place_990200")
