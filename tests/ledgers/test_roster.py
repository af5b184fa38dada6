from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.errors import CannotRead
from taizhang.ledgers.roster import draw_roster, merge_roster, read_roster
from taizhang.model.divisions import default_roster, divisions
from taizhang.model.grid import CellValue, Grid
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine

KNOWN = divisions(2022)
HEBEI = Region("130000", "河北省", Level.PROVINCE)
SHIJIAZHUANG = Region("130100", "石家庄市", Level.CITY, "130000")
YUNLING = Region("990100", "云岭市", Level.CITY)  # invented

HEADER = "代码 | 名称 | 单位 | 级别 | 上报对象 | 邮箱 | 联系人 | 电话 | 领导"


def sheet(*rows: str, sheet_name: str = "通讯录") -> Grid:
    """A grid from rows as `130102 | 长安区`; a bare number becomes a number cell."""
    cells: dict[tuple[int, int], CellValue] = {}
    for row, line in enumerate(rows, start=1):
        for column, cell in enumerate(line.split("|"), start=1):
            text = cell.strip(" ")
            if text:
                cells[row, column] = Decimal(text) if text.isdecimal() and text.isascii() else text
    return Grid(sheet_name, cells)


def trouble(*rows: str, parent: Region = SHIJIAZHUANG) -> str:
    with pytest.raises(CannotRead) as caught:
        read_roster(sheet(*rows), parent, KNOWN)
    return str(caught.value)


def test_a_whole_line() -> None:
    rows = (HEADER, "130102 | 长安区 | | 县级 | 130100 | a@x.cn | 联络员甲 | 031100000000 | 领导乙")
    assert read_roster(sheet(*rows), SHIJIAZHUANG, KNOWN) == (
        RosterLine(
            Reporter("130102"),
            "长安区",
            Level.COUNTY,
            "130100",
            ("a@x.cn",),
            "联络员甲",
            "31100000000",
            "领导乙",
        ),
    )  # a phone that Excel keeps as a number has lost its zero before it reaches us


def test_the_header_is_found_under_a_title_and_in_any_order() -> None:
    rows = (
        "石家庄市通讯录",
        "",
        "电子邮箱 | 序号 | 县（市、区） | 行政区划代码",
        "a@x.cn | 1 | 长安区 | 130102",
        "注：略",
    )
    (line,) = read_roster(sheet(*rows), SHIJIAZHUANG, KNOWN)
    assert line == RosterLine(Reporter("130102"), "长安区", Level.COUNTY, "130100", ("a@x.cn",))


def test_a_sheet_without_a_header() -> None:
    assert trouble("石家庄市", "130102") == (
        "工作表“通讯录”的前10行里找不到通讯录的表头；请写上“代码”“名称”“邮箱”等列名。"
    )


def test_a_blank_code_is_found_by_the_name_inside_the_parent() -> None:
    (line,) = read_roster(sheet("名称 | 邮箱", "长　安 区 | a@x.cn"), SHIJIAZHUANG, KNOWN)
    assert (line.reporter, line.name) == (Reporter("130102"), "长安区")


def test_plan_local_places_have_codes_of_their_own() -> None:
    rows = (HEADER, "130199A | 高新区", "990101 | 循环化工园区 | | | 130109")
    assert read_roster(sheet(*rows), SHIJIAZHUANG, KNOWN) == (
        RosterLine(Reporter("130199A"), "高新区", Level.COUNTY, "130100"),
        RosterLine(Reporter("990101"), "循环化工园区", Level.COUNTY, "130109"),
    )


def test_an_invented_city_gives_its_own_code() -> None:
    rows = (HEADER, "990100 | 云岭市 | | 市级", "990101 | 清河县", "990102 | 长安区")
    nameless = Region("", "云岭市", Level.CITY)
    assert [
        (str(line.reporter), line.level, line.reports_to)
        for line in read_roster(sheet(*rows), nameless, KNOWN)
    ] == [
        ("990100", Level.CITY, "990100"),
        ("990101", Level.COUNTY, "990100"),
        ("990102", Level.COUNTY, "990100"),
    ]


def test_units_of_a_place() -> None:
    rows = (HEADER, "130100 | | 市卫生健康委", "130102 | 长安区 | 区医院 | | 130102")
    assert [
        (str(line.reporter), line.name, line.level, line.reports_to)
        for line in read_roster(sheet(*rows), SHIJIAZHUANG, KNOWN)
    ] == [
        ("130100/市卫生健康委", "石家庄市卫生健康委", Level.CITY, "130100"),
        ("130102/区医院", "长安区医院", Level.COUNTY, "130102"),
    ]


def test_several_addresses() -> None:
    rows = (HEADER, "130102 | | | | | A@x.cn、b＠x.cn；c@x.cn\nd@x.cn，a@x.cn")
    (line,) = read_roster(sheet(*rows), SHIJIAZHUANG, KNOWN)
    assert line.addresses == ("a@x.cn", "b@x.cn", "c@x.cn", "d@x.cn")


def test_reports_to_by_code_and_by_name() -> None:
    rows = (HEADER, "130181 | 辛集市 | | | 130000", "130102 | | | | 石家庄市", "130104 | | | | 河北省")
    assert [line.reports_to for line in read_roster(sheet(*rows), SHIJIAZHUANG, KNOWN)] == [
        "130000",
        "130100",
        "130000",
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("| 长安县", "通讯录!B2：在石家庄市的行政区划里找不到“长安县”，或有重名；请填写它的代码；开发区等请自编一个代码。"),
        ("| | | 县级", "通讯录!A2：这一行没有代码，也没有名称；请补上；合并的单元格请拆开后逐行填写。"),
        ("130102 | 桥西区", "通讯录!B2：代码“130102”是长安区，名称却是“桥西区”；请改正代码或名称，使两者一致。"),
        ("130203 | ", "通讯录!A2：代码“130203”是路北区，不在石家庄市内；请核对代码。"),
        ("13012 | 长安区", "通讯录!A2：长安区的代码是130102，不是“13012”；请改正代码。"),
        ("13012 | ", "通讯录!A2：行政区划里没有代码“13012”；请改正；自编代码的请写上名称。"),
        ("高新/1 | 高新区", "通讯录!A2：代码“高新/1”里有空格或标点；请只用数字和字母。"),
        ("130102 | | | 科级", "通讯录!D2：“科级”不是级别；请填“省级”“市级”或“县级”，也可以不填。"),
        ("130102 | | | | 省里", "通讯录!E2：不知道上报对象“省里”是哪里；请填写上级地区的代码。"),
        ("130102 | | | | | a@x", "通讯录!F2：“a@x”不像邮箱地址；请改正；几个邮箱之间请用顿号、分号或换行隔开。"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_names_its_cell(row: str, says: str) -> None:
    assert trouble(HEADER, row) == says


def test_a_line_that_stands_twice() -> None:
    assert trouble(HEADER, "130102 | 长安区", "| 长安区") == (
        "通讯录!A3：“长安区”在前面已经登记过；请删去重复的一行。"
    )


def test_a_gb_code_is_not_given_to_an_invented_place() -> None:
    says = trouble(HEADER, "130102 | 清河县", parent=YUNLING)
    assert says == "通讯录!A2：代码“130102”是长安区，不在云岭市内；请核对代码。"


CITY = default_roster(KNOWN, "130100")


def codes(roster: Roster) -> list[str]:
    return [str(line.reporter) for line in roster]


def test_the_files_lines_override_the_default_by_reporter() -> None:
    lines = read_roster(sheet(HEADER, "130102 | | | | | a@x.cn", "130199A | 高新区"), SHIJIAZHUANG, KNOWN)
    merged = merge_roster(CITY, lines)
    assert codes(merged) == sorted([*codes(CITY), "130199A"])
    assert merged.line(Reporter("130102")) == lines[0]


def test_a_county_under_the_province_leaves_its_city_and_joins_the_province() -> None:
    (xinji,) = read_roster(sheet(HEADER, "130181 | 辛集市 | | | 130000"), SHIJIAZHUANG, KNOWN)
    city = merge_roster(CITY, [xinji])
    assert len(city) == 21
    assert city.line(xinji.reporter) is None
    province = merge_roster(
        default_roster(KNOWN, "130000"), read_roster(draw_roster(Roster((xinji,))), HEBEI, KNOWN)
    )
    assert len(province.reporting_to("130000")) == 12
    assert codes(province)[:3] == ["130100", "130181", "130200"]


def test_a_roster_that_lists_everyone_gives_the_order() -> None:
    backwards = Roster(CITY.lines[::-1])
    assert merge_roster(CITY, backwards) == backwards
    assert merge_roster(CITY, backwards.lines[1:]) == CITY
    assert merge_roster(Roster(()), backwards) == backwards


def test_a_stand_in_makes_room_for_the_reporters_of_the_file() -> None:
    dongguan, place = default_roster(KNOWN, "441900"), KNOWN.region("441900")
    assert place is not None
    towns = read_roster(sheet(HEADER, "441901A | 莞城街道", "441902A | 石龙镇"), place, KNOWN)
    assert merge_roster(dongguan, []) == dongguan
    assert codes(merge_roster(dongguan, towns)) == ["441901A", "441902A"]
    assert codes(merge_roster(dongguan, [*dongguan, *towns])) == ["441900", "441901A", "441902A"]


def test_the_places_own_line_stays_and_reports_upwards() -> None:
    own = RosterLine(Reporter("130100"), "石家庄市", Level.CITY, "130000", leader="领导乙")
    merged = merge_roster(CITY, [own])
    assert merged.lines[0] == own
    assert merged.reporting_to("130100") == CITY.lines


@pytest.mark.parametrize("code", ["130000", "130100", "310000", "441900"])
def test_a_default_roster_drawn_reads_back(code: str) -> None:
    roster, place = default_roster(KNOWN, code), KNOWN.region(code)
    assert place is not None
    assert read_roster(draw_roster(roster), place, KNOWN) == roster.lines


hanzi = st.text("甲乙丙丁高新区医院市县", min_size=1, max_size=6)
addresses = st.lists(st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.cn", fullmatch=True), max_size=3, unique=True)
local_lines = st.builds(
    RosterLine,
    reporter=st.builds(Reporter, st.from_regex(r"99[0-9]{4}", fullmatch=True)),
    name=hanzi,
    level=st.sampled_from(Level),
    reports_to=st.just("990100"),
    addresses=addresses.map(tuple),
    contact=hanzi,
    phone=st.from_regex(r"0[0-9]{3}-[0-9]{8}", fullmatch=True),
    leader=hanzi,
)


@given(st.lists(local_lines, max_size=5, unique_by=lambda line: line.reporter))
def test_an_invented_roster_drawn_reads_back(lines: list[RosterLine]) -> None:
    lines = [line for line in lines if line.reporter.code != YUNLING.code]
    assert read_roster(draw_roster(Roster(tuple(lines))), YUNLING, KNOWN) == tuple(lines)
