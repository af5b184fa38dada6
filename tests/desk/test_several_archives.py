"""A province over the archives of its cities, over their rollup workbooks, and over a city with a plan of its own."""

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from province_office import AS_OF, CITIES, QUARTER, Call, Office, figures, open_office

from taizhang.cli.run import run

CITY_PLAN = """海川市深化医药卫生体制改革2022年重点工作任务

一、夯实基层基础。全市新建村卫生室60所。每个县(市、区)至少建成1个县域医疗中心。65岁以上老年人健康管理率达到75%以上。(市卫生健康委、市财政局负责)

二、推进紧密型医共体建设。60%的县(市、区)建成紧密型医共体。(市卫生健康委、市医疗保障局负责)

三、规范收费管理。取消一批收费项目5项。(市医疗保障局负责)
"""
CITY_ROSTER = """代码,名称,级别,上报对象
990200,海川市,市,
990201,东岬区,区,990200
990202,沙洲县,县,990200
"""
OF_CLOUD = ("--level", "city", "--place", "990100")
CLOUD, SEA = CITIES["云岭市"], CITIES["海川市"]


@pytest.fixture
def province(tmp_path: Path, call: Call) -> Office:
    return open_office(tmp_path / "省", call)


@pytest.fixture
def cloud(tmp_path: Path, call: Call) -> Office:
    """The office of one city, which works under the province's plan."""
    office = open_office(tmp_path / "云岭", call)
    office.send(CLOUD)
    return office


def rolled_up(province: Office, *words: object, name: str = "省汇总.xlsx") -> tuple[dict[str, object], Path]:
    out = province.folder / name
    command = ("consolidate", *words, *QUARTER, *AS_OF, "--json", "-o", out)
    (made,) = json.loads(province.call(*command))
    return made, out


def values(book: Path) -> dict[str, object]:
    return {row: figure["汇总值"] for row, figure in figures(book).items()}


@pytest.fixture
def whole(tmp_path: Path, call: Call) -> Path:
    """The rollup of a province that collects from everybody itself."""
    office = open_office(tmp_path / "一本账", call)
    office.send([*CLOUD, *SEA, "999001"])
    return rolled_up(office, *office.archive)[1]


def test_two_archives_give_what_one_would(province: Office, cloud: Office, whole: Path) -> None:
    province.send([*SEA, "999001"])
    made, book = rolled_up(province, *province.archive, *cloud.archive, "--level", "province")
    assert (made["expected"], made["reported"], made["missing"], made["remarks"]) == (6, 6, [], [])
    assert values(book) == values(whole)


def test_a_citys_workbook_gives_what_its_archive_would(province: Office, cloud: Office, whole: Path) -> None:
    province.send([*SEA, "999001"])
    _, sent_up = rolled_up(cloud, *cloud.archive, *OF_CLOUD, name="云岭市汇总.xlsx")
    made, book = rolled_up(province, *province.archive, "--rollup", sent_up)
    assert (made["expected"], made["reported"], made["missing"], made["remarks"]) == (6, 6, [], [])
    assert values(book) == values(whole)
    traced = json.loads(province.call("trace", book, first_sum(book), "--json"))
    assert {one["reporter"] for one in traced["sources"]} >= {"云岭市 碧潭县", "海川市 东岬区", "古渡县"}


def first_sum(book: Path) -> str:
    row = next(n for n, one in enumerate(figures(book).values(), 4) if one["汇总方法"] == "相加")
    return f"指标汇总!F{row}"


def test_a_number_changed_by_hand_is_named_and_the_ledgers_are_believed(
    province: Office, cloud: Office
) -> None:
    _, sent_up = rolled_up(cloud, *cloud.archive, *OF_CLOUD, name="云岭市汇总.xlsx")
    _, honest = rolled_up(province, *province.archive, "--rollup", sent_up, name="原样.xlsx")
    cell = first_sum(sent_up)
    was = str(Decimal(str(values(sent_up)[row_at(sent_up, cell)])))
    changed = openpyxl.load_workbook(sent_up)
    changed["指标汇总"][cell.partition("!")[2]] = 9999
    changed.save(sent_up)
    made, book = rolled_up(province, *province.archive, "--rollup", sent_up)
    assert made["remarks"] == [
        f"“云岭市汇总.xlsx”的{cell}显示“9999”，据所附台账应为{was}，按台账汇入，请报送单位核对。"
    ]
    assert values(book) == values(honest)
    notes = [
        row[0] for row in openpyxl.load_workbook(book)["层级核对"].iter_rows(min_row=9, values_only=True)
    ]
    assert made["remarks"][0] in notes


def row_at(book: Path, cell: str) -> str:
    return str(openpyxl.load_workbook(book)["指标汇总"].cell(int(cell.rpartition("F")[2]), 1).value)


def test_a_workbook_that_is_no_rollup_is_refused(
    province: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(other)
    words = [
        "consolidate",
        *province.archive,
        "--rollup",
        other,
        *QUARTER,
        *AS_OF,
        "-o",
        tmp_path / "汇总.xlsx",
    ]
    assert run([str(word) for word in words]) == 3
    assert capsys.readouterr().err.strip() == (
        "“别的.xlsx”里没有完整的“台账记录”表，不是本系统写出的汇总表，请向报送单位索取原汇总表。"
    )


def test_a_workbook_of_another_period_is_refused(
    province: Office, cloud: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    _, sent_up = rolled_up(cloud, *cloud.archive, *OF_CLOUD, name="云岭市汇总.xlsx")
    words = [
        "consolidate",
        *province.archive,
        "--rollup",
        sent_up,
        "--period",
        "2022Q2",
        "-o",
        sent_up.with_name("x.xlsx"),
    ]
    assert run([str(word) for word in words]) == 2
    assert capsys.readouterr().err.strip() == (
        "“云岭市汇总.xlsx”是2022年第三季度的汇总，不是2022年第二季度的，请选同一报告期的汇总。"
    )


def test_a_citys_own_plan_answers_the_provinces_where_both_ask_the_same(
    province: Office, cloud: Office, tmp_path: Path, call: Call
) -> None:
    sea = open_office(tmp_path / "海川", call, CITY_PLAN, CITY_ROSTER)
    sea.send(SEA)
    made, book = rolled_up(province, *province.archive, *cloud.archive, *sea.archive)
    assert (made["place"], made["reported"], made["missing"], made["remarks"]) == (
        "云岭省",
        5,
        ["古渡县"],
        [],
    )
    joined = {
        (row[1], row[3]): (row[5], row[6] or "")
        for row in openpyxl.load_workbook(book)["计划对照"].iter_rows(min_row=4, values_only=True)
    }
    assert joined == {
        ("T02.M01.I1", "T01.M01.I1"): ("已汇入", ""),
        ("T02.M02.I1", "T01.M02.I1"): ("已汇入", ""),
        ("T02.M03.I1", "T01.M03.I1"): ("已汇入", ""),
        ("T03.M01.I1", "T02.M01.I1"): ("已汇入", ""),
    }
    _, below = rolled_up(sea, *sea.archive, name="海川市汇总.xlsx")
    _, beside = rolled_up(cloud, *cloud.archive, *OF_CLOUD, name="云岭市汇总.xlsx")
    both = values(beside)["T02.M01.I1"] + values(below)["T01.M01.I1"]  # type: ignore[operator]
    assert values(book)["T02.M01.I1"] == both


def test_what_the_citys_plan_does_not_ask_is_not_said_to_be_left_blank(
    province: Office, tmp_path: Path, call: Call
) -> None:
    sea = open_office(
        tmp_path / "海川", call, CITY_PLAN.replace("每个县(市、区)至少建成1个县域医疗中心。", ""), CITY_ROSTER
    )
    sea.send(SEA)
    _, book = rolled_up(province, *province.archive, *sea.archive)
    figure = figures(book)["T02.M02.I1"]
    assert (figure["汇总值"], figure["已报"]) == ("—", 0)
    assert "计划未对上：海川市（东岬区、沙洲县）" in str(figure["未报、未填单位"])


def test_the_highest_plan_is_rolled_up_unless_a_level_is_asked_for(
    province: Office, tmp_path: Path, call: Call
) -> None:
    sea = open_office(tmp_path / "海川", call, CITY_PLAN, CITY_ROSTER)
    sea.send(SEA)
    made, _ = rolled_up(province, *sea.archive, *province.archive)
    assert made["place"] == "云岭省"
    out = tmp_path / "市" / "汇总.xlsx"
    command = (
        "consolidate",
        *province.archive,
        *sea.archive,
        *QUARTER,
        *AS_OF,
        "--level",
        "city",
        "-o",
        out,
        "--json",
    )
    assert [one["place"] for one in json.loads(province.call(*command))] == ["云岭市", "海川市", "海川市"]


def test_two_archives_with_two_ledgers_of_one_county(province: Office, cloud: Office) -> None:
    province.send([CLOUD[0]], seed=7)
    made, _ = rolled_up(province, *province.archive, *cloud.archive)
    assert [remark.partition("，")[0] for remark in made["remarks"]] == ["碧潭县有两份台账"]


def test_the_nation_is_a_level_too(province: Office, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "consolidate",
        *province.archive,
        *QUARTER,
        "--level",
        "nation",
        "-o",
        province.folder / "汇总.xlsx",
    ]
    assert run([str(word) for word in words]) == 2
    assert capsys.readouterr().err.strip() == (
        "没有能汇总到这一级（nation）的计划，请改用 city、province 或 nation，或不写 --level。"
    )


def submitted(office: Office, *words: object) -> dict[str, object]:
    command = ("submit", *office.archive, *QUARTER, *AS_OF, "--place", "990100", "--who", "李某", *words)
    (made,) = json.loads(office.call(*command, "-o", office.folder / "上报", "--json"))
    return dict(made)


def test_a_rollup_goes_up_signed_into_the_chain(cloud: Office, province: Office) -> None:
    made = submitted(cloud)
    book = Path(str(made["file"]))
    assert (made["number"], made["expected"], made["reported"], made["missing"]) == (1, 3, 3, [])
    assert book.name == "云岭市_2022Q3_云岭省深化医药卫生体制改革2022年重点工作任务_上报汇总.xlsx"
    assert sha256(book.read_bytes()).hexdigest() == made["sha256"]
    whole = json.loads(cloud.call("verify", *cloud.archive, "--json"))
    assert (whole["whole"], whole["lines"], whole["end"]) == (True, *made["chain"].values())  # type: ignore[attr-defined]
    above, _ = rolled_up(province, *province.archive, "--rollup", book)
    assert (above["reported"], above["remarks"]) == (3, [])


def test_what_went_up_before_stays_and_the_newest_holds(cloud: Office, province: Office) -> None:
    first = Path(str(submitted(cloud)["file"]))
    old = first.rename(first.with_name("旧.xlsx"))
    cloud.send([CLOUD[0]], seed=5)
    again = submitted(cloud, "--why", "碧潭县更正")
    assert again["number"] == 2
    both = (*province.archive, *cloud.archive)
    made, _ = rolled_up(province, *both, "--rollup", str(again["file"]))
    assert made["remarks"] == []
    made, _ = rolled_up(province, *both, "--rollup", old)
    assert [str(remark).partition("（")[0] for remark in made["remarks"]] == [  # type: ignore[attr-defined]
        "“旧.xlsx”不是云岭市最后一次上报的汇总表",
        "碧潭县有两份台账，采用“"
        + str(cloud.archive[1])
        + "”的“990101.xlsx”，未采用“旧.xlsx”的“990101.xlsx”，请核对以哪份为准。",
    ]


def test_a_second_time_wants_a_reason(cloud: Office, capsys: pytest.CaptureFixture[str]) -> None:
    submitted(cloud)
    words = ("submit", *cloud.archive, *QUARTER, *AS_OF, "--place", "990100", "--who", "李某")
    assert run([str(word) for word in words]) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("云岭市2022年第三季度已于")
    assert said.endswith("由李某上报，重新上报请用 --why 写明理由。")


def test_somebody_hands_it_in(cloud: Office, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("submit", *cloud.archive, *QUARTER, "--who", " ")
    assert run([str(word) for word in words]) == 2
    assert capsys.readouterr().err.strip() == "上报人没有写，请写明后再登记。"


NATIONAL_PLAN = """深化医药卫生体制改革2022年重点工作任务

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：

一、提升基层服务水平。全国新建村卫生室2000所。每个县(市、区)至少建成1个县域医疗中心。(国家卫生健康委、财政部负责)

国务院办公厅
2022年5月4日
"""
TWO_PROVINCES = """代码,名称,级别,上报对象
130000,河北省,省,100000
140000,山西省,省,100000
130100,石家庄市,市,130000
140100,太原市,市,140000
130102,长安区,县,130100
140105,小店区,县,140100
140106,迎泽区,县,140100
"""


def test_the_nation_is_its_provinces(tmp_path: Path, call: Call) -> None:
    country = open_office(tmp_path / "国", call, NATIONAL_PLAN, TWO_PROVINCES)
    country.send(["130102", "140105", "140106"])
    made, book = rolled_up(country, *country.archive, "--level", "nation")
    assert (made["place"], made["expected"], made["reported"]) == (
        "全国",
        29 + 3,
        3,
    )  # the other provinces are silent
    rows = openpyxl.load_workbook(book)["层级核对"].iter_rows(min_row=3, max_row=4, values_only=True)
    titles, first = (dict(enumerate(row)) for row in rows)
    told = {titles[at]: first[at] for at in range(7, 7 + 31)}
    assert {name: value for name, value in told.items() if value != "—"}.keys() == {"河北省", "山西省"}
    assert first[4] == first[5] == told["河北省"] + told["山西省"]
    provinces = json.loads(
        call(
            "consolidate",
            *country.archive,
            *QUARTER,
            *AS_OF,
            "--level",
            "province",
            "-o",
            tmp_path / "省.xlsx",
            "--json",
        )
    )
    assert [(one["place"], one["expected"]) for one in provinces] == [("河北省", 1), ("山西省", 2)]
