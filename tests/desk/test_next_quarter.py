"""Quarter after quarter through one archive: issued, filled in, collected, and the next one starts from there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from quarters import CENTRE, Cells, Office, remarks, table, typed

from taizhang.books.fill_cells import fill_cells
from taizhang.desk.compile import compile_document
from taizhang.desk.files import read_plan, write_plan
from taizhang.desk.issue import draw_blank_ledger
from taizhang.ledgers.sheet_layout import (
    FIRST_ROW,
    HEAD_CELLS,
    HEAD_ROW,
    TABLE,
    column_of,
    foot_cells_of,
)
from taizhang.model.ledger import Filler, ledger_columns
from taizhang.model.plan_change import Amendment, Change

TRAINING = "T14.M02"


@pytest.fixture
def office(tmp_path: Path, sample_document: Path, sample_roster: Path) -> Office:
    made = Office(tmp_path, sample_roster)
    write_plan(compile_document(sample_document), made.plan)
    made.open_archive()
    return made


def carried(content: bytes) -> dict[str, dict[str, Any]]:
    """What a workbook starts from, by row, where anything stands there."""
    names = ("person", "previous", "problems", "clearing", "changes")
    found = {
        row: {n: cells[n] for n in names if cells[n] is not None} for row, cells in table(content).items()
    }
    return {row: cells for row, cells in found.items() if cells}


def amend(office: Office, from_day: date, *changes: Change) -> None:
    plan = read_plan(office.plan)
    amendment = Amendment(from_day, "云医改〔2022〕9号", "医改办", from_day, changes)
    write_plan(replace(plan, amendments=(amendment,)), office.plan)
    office.open_archive()


BEHIND = {
    "status": "滞后", "actual": Decimal(1), "progress": "一处已开工。", "problems": "用地未批", "person": "医改专班 0000-1",
    "next_steps": "11月底前完成",
}  # fmt: skip
CARRIED = "上期累计取自上期已接收的报送；责任人及联系电话、尚未解决的存在问题、销号沿用上期内容，请逐项核对，有变化的直接修改。"
SILENT = ("990103", "990104", "990105", "990106", "990107", "990108")


def test_three_quarters_with_a_plan_amended_between(office: Office) -> None:
    second = office.issue("2022Q2")
    assert [(carried(path.read_bytes()), remarks(path.read_bytes())) for path in second.values()] == [
        ({}, [])
    ] * 8

    nothing = {"status": "未启动"}
    sent = {
        "990101": typed(second["990101"].read_bytes(), {CENTRE: BEHIND}, others=nothing),
        "990102": typed(second["990102"].read_bytes(), {CENTRE: {"actual": "若干"}}, others=nothing),
    }
    assert office.collect("2022Q2", sent) == {"990101": ("已接收", []), "990102": ("退回修改", ["E101"])}

    third = {key: path.read_bytes() for key, path in office.issue("2022Q3").items()}
    assert {key: (carried(content), remarks(content)) for key, content in third.items()} == {
        "990101": (
            {CENTRE: {"person": "医改专班 0000-1", "previous": 1, "problems": "用地未批"}}, [CARRIED],
        ),
        "990102": ({}, ["上期退回未改，上期累计空白。"]),
        **dict.fromkeys(SILENT, ({}, ["上期未报，上期累计空白。"])),
    }  # fmt: skip
    done = {
        "status": "已完成", "actual": Decimal(2), "progress": "两处均已建成。", "evidence": "验收报告", "clearing": "申请中",
    }  # fmt: skip
    fewer = {CENTRE: {"status": "序时推进", "actual": Decimal(0), "progress": "正在选址。"}}
    changed = {CENTRE: {**done, "previous": Decimal(2)}}
    sent = {
        "990101": typed(third["990101"], {CENTRE: done}, others=nothing),
        "990101减少": typed(third["990101"], fewer, others=nothing),
        "990101改上期": typed(third["990101"], changed, others=nothing),
    }
    told = office.collect("2022Q3", {name: sent[name] for name in ("990101减少", "990101改上期", "990101")})
    assert told == {
        "990101减少": ("已接收", ["W405"]),
        "990101改上期": ("已接收", ["W404"]),
        "990101": ("已接收", []),
    }
    office.approve(date(2022, 10, 8), "990101")

    amend(
        office,
        date(2022, 10, 1),
        Change(CENTRE, "value", "2", "3"),
        Change(TRAINING, "standing", "保留", "取消"),
    )
    fourth = {key: path.read_bytes() for key, path in office.issue("2022Q4").items()}
    target = "目标值由≥2改为≥3"
    assert {key: carried(content) for key, content in fourth.items()} == {
        "990101": {
            CENTRE: {
                "person": "医改专班 0000-1", "previous": 2, "clearing": "已销号", "changes": f"{target}；上期已销号",
            }
        },
        **{key: {CENTRE: {"changes": target}} for key in ("990102", *SILENT)},
    }  # fmt: skip
    rows = list(table(fourth["990101"]))
    name = f"第{rows.index(CENTRE) + 1}行（{table(fourth['990101'])[CENTRE]['indicator']}）"
    gone = f"已取消：{table(third['990101'])[TRAINING]['measure'].rstrip('。')}。"
    assert TRAINING not in rows
    assert remarks(fourth["990101"]) == [CARRIED, f"{name}：{target}；上期已销号。", gone]
    assert remarks(fourth["990103"]) == ["上期未报，上期累计空白。", f"{name}：{target}。", gone]
    sent = {
        "990101": typed(
            fourth["990101"], {CENTRE: {**done, "clearing": "已销号", "actual": Decimal(3)}}, others=nothing
        )
    }
    assert office.collect("2022Q4", sent) == {"990101": ("已接收", [])}


def test_a_period_of_another_length_is_not_the_last_one(office: Office) -> None:
    """What was reported for the second quarter is carried into the third, not into a half year or a month."""
    second = office.issue("2022Q2")
    sent = {"990101": typed(second["990101"].read_bytes(), {CENTRE: BEHIND}, others={"status": "未启动"})}
    office.collect("2022Q2", sent)
    for period, found in (("2022H2", {}), ("2022-07", {}), ("2022Q4", {})):
        content = office.issue(period)["990101"].read_bytes()
        assert (carried(content), remarks(content)) == (found, [])


def test_what_the_filler_leaves_standing_is_the_answer(office: Office) -> None:
    """The reason of last quarter, left as it is, still says why the row is behind, and is only noted."""
    second = office.issue("2022Q2")["990101"].read_bytes()
    nothing = {"status": "未启动"}
    office.collect("2022Q2", {"990101": typed(second, {CENTRE: BEHIND}, others=nothing)})
    third = office.issue("2022Q3")["990101"].read_bytes()
    still = {
        "status": "滞后",
        "actual": Decimal(1),
        "progress": "仍在等待审批。",
        "next_steps": "明年3月底前补上",
    }
    emptied = {**still, "problems": None}
    mine = {**still, "problems": "用地已批，资金未到", "person": "换了人 0000-2"}
    sent = {
        "留着": typed(third, {CENTRE: still}, others=nothing),
        "删去": typed(third, {CENTRE: emptied}, others=nothing),
        "改写": typed(third, {CENTRE: mine}, others=nothing),
    }
    assert office.collect("2022Q3", sent) == {
        "留着": ("已接收", ["N420"]),
        "删去": ("退回修改", ["E206"]),
        "改写": ("已接收", []),
    }


BUILDING = {**BEHIND, "progress": "一处已开工，另一处正在选址。"}
SECOND = {
    "一处在建": {**BUILDING, "next_steps": "8月底前完成主体建设。"},
    "已销号": {
        "status": "已完成", "actual": Decimal(2), "progress": "两处均已建成投用。", "evidence": "验收报告", "clearing": "申请中",
    },
}  # fmt: skip
CLEARED = {**SECOND["已销号"], "clearing": "已销号"}
THIRD: dict[str, tuple[str, Cells, list[str]]] = {
    "照抄": ("一处在建", BUILDING, ["W419", "W421", "N420"]),
    "说明": ("一处在建", {**BEHIND, "progress": "主体已封顶。", "problems": "雨季停工，顺延两月"}, []),
    "大数": ("已销号", {**CLEARED, "actual": Decimal(20)}, ["W417"]),
    "重开": ("已销号", {**CLEARED, "clearing": "未申请"}, ["E416"]),
    "有因": ("已销号", {**CLEARED, "clearing": "未申请", "remarks": "复核发现一处未达标"}, []),
    "照旧": ("已销号", {**CLEARED, "clearing": "申请中"}, []),
    "自销": ("一处在建", {**CLEARED, "actual": Decimal(2)}, ["W430"]),
    "不适用": ("一处在建", {"status": "不适用"}, ["W418"]),
    "划出": ("一处在建", {"status": "不适用", "remarks": "8月起由邻区承担"}, []),
}


@pytest.mark.parametrize("case", THIRD)
def test_the_quarter_is_held_against_the_one_before(office: Office, case: str) -> None:
    before, now, codes = THIRD[case]
    nothing = {"status": "未启动"}
    second = office.issue("2022Q2")["990101"].read_bytes()
    sent = {"990101": typed(second, {CENTRE: SECOND[before]}, others=nothing)}
    assert office.collect("2022Q2", sent) == {"990101": ("已接收", [])}
    if before == "已销号":
        office.approve(date(2022, 7, 8), "990101")
    third = office.issue("2022Q3")["990101"].read_bytes()
    told = office.collect("2022Q3", {"990101": typed(third, {CENTRE: now}, others=nothing)})
    assert told["990101"][1] == codes


def test_the_open_workbook_starts_from_the_same(office: Office) -> None:
    """What a face asks for of one reporter is what the file has."""
    second = office.issue("2022Q2")
    sent = {"990101": typed(second["990101"].read_bytes(), {CENTRE: BEHIND}, others={"status": "未启动"})}
    office.collect("2022Q2", sent)
    grid = draw_blank_ledger(office.plan, "990101", "2022Q3", archive=office.archive)[0]
    row = next(at for at, cells in grid.rows() if cells.get(column_of("id")) == CENTRE)
    assert [grid.value(row, column_of(name)) for name in ("previous", "problems", "progress")] == [
        Decimal(1), "用地未批", None,
    ]  # fmt: skip


# Two counties and more, each with words and numbers of its own in every cell it may fill

PROVINCE = """云岭省深化医药卫生体制改革2022年重点工作任务

一、提升基层服务水平。全省新建村卫生室200所。每个县(市、区)至少建成1个县域医疗中心。65岁以上老年人健康管理率达到70%以上。(省卫生健康委、省财政局负责)

二、推进紧密型医共体建设。50%的县(市、区)建成紧密型医共体。(省卫生健康委、省医疗保障局负责)

三、加强医改宣传培训。11月底前印发宣传方案。(省卫生健康委负责)
"""
ROSTER = """代码,名称,单位,级别,上报对象
990000,云岭省,,省,
990100,云岭市,,市,990000
990101,碧潭县,,县,990100
990101,碧潭县医院,县医院,县,990100
990110,碧潭县新区,,区,990100
999001,古渡县,,县,990000
"""
REPORTERS = ("990101", "990101/县医院", "990110", "999001")  # a place, its hospital, a namesake, 省直管
BASES = dict(
    zip(REPORTERS, (43007, 53007, 63007, 73007), strict=True)
)  # of the numbers that each one reports
KEPT = {"person", "problems"}
TEXTS = [
    c.field for c in ledger_columns() if c.filler is Filler.COUNTY and c.content == "text" and not c.choices
]


def marker(reporter: str, field: str, row: int) -> str:
    return f"〔{reporter}:{field}:{row}〕"


def marked(content: bytes, reporter: str, base: int) -> bytes:
    """The workbook with a marker in every cell that the reporter may fill, head and foot and properties too."""
    values: dict[tuple[int, int], Any] = {}
    for at, row in enumerate(table(content).values(), FIRST_ROW):
        number = base + at * 10
        cells = {field: marker(reporter, field, at) for field in TEXTS}
        cells |= {"status": "滞后", "needs_leader": "是", "clearing": "申请中"}
        cells |= numbers(str(row["id"]), number)
        values |= {(at, column_of(field)): value for field, value in cells.items()}
    for name, _, _, (first, _) in HEAD_CELLS:
        if name not in ("reporter_name", "self_check"):
            values[HEAD_ROW, column_of(first)] = marker(reporter, name, HEAD_ROW)
            if name == "filled_on":
                values[HEAD_ROW, column_of(first)] = "2022-10-02"
    for name, cell in foot_cells_of(FIRST_ROW + len(table(content)) - 1).items():
        if name != "nothing_to_report":
            values[cell] = marker(reporter, name, cell[0])
    filled = openpyxl.load_workbook(BytesIO(fill_cells(content, TABLE, values)))
    filled.properties.creator = filled.properties.description = marker(reporter, "properties", 0)
    out = BytesIO()
    filled.save(out)
    return out.getvalue()


def numbers(row: str, number: int) -> dict[str, object]:
    """Numbers that nobody else reports, where the row asks for any: the ratio is 50 %."""
    asked = {
        "T01.M01.I1": "number",
        "T01.M02.I1": "number",
        "T01.M03.I1": "ratio",
        "T02.M01.I1": "yes-no",
    }.get(row)
    match asked:
        case "number":
            return {"actual": Decimal(number)}
        case "ratio":
            return {"numerator": Decimal(number), "denominator": Decimal(2 * number), "actual": Decimal(50)}
        case "yes-no":
            return {"actual": "是"}
        case _:
            return {}


def everything_in(content: bytes) -> str:
    """All parts of the workbook one after another, their names too."""
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(name + "\n" + archive.read(name).decode("utf-8") for name in archive.namelist())


@pytest.fixture
def province(tmp_path: Path) -> Office:
    (tmp_path / "计划.txt").write_text(PROVINCE, encoding="utf-8")
    (tmp_path / "通讯录.csv").write_text(ROSTER, encoding="utf-8")
    made = Office(tmp_path, tmp_path / "通讯录.csv")
    write_plan(compile_document(tmp_path / "计划.txt"), made.plan)
    made.open_archive()
    return made


def test_nobody_gets_anything_of_anybody_else(province: Office) -> None:
    third = province.issue("2022Q3", everyone_below=True)
    assert tuple(third) == REPORTERS
    sent = {
        reporter.replace("/", "_"): marked(third[reporter].read_bytes(), reporter, BASES[reporter])
        for reporter in REPORTERS
    }
    said = province.collect("2022Q3", sent)
    assert {word for word, _ in said.values()} == {"已接收"}, said

    fourth = {key: path.read_bytes() for key, path in province.issue("2022Q4", everyone_below=True).items()}
    rows = list(enumerate(table(fourth["990101"]), FIRST_ROW))
    leading = [at for at, row in rows if table(fourth["990101"])[row]["person"]]
    assert (len(rows), len(leading)) == (5, 5)
    for reporter in REPORTERS:
        found = set(re.findall("〔[^〕]*〕", everything_in(fourth[reporter])))
        assert found == {marker(reporter, field, at) for field in KEPT for at in leading}
        base = BASES[reporter]
        was = table(fourth[reporter])
        assert [was[row]["previous"] for _, row in rows] == [base + 60, base + 70, 50, "是", None]
        filled = {name for cells in was.values() for name, value in cells.items() if value is not None}
        assert filled & {c.field for c in ledger_columns() if c.filler is Filler.COUNTY} == KEPT
        mine = {str(base + 60), str(base + 70)}
        theirs = set(re.findall(r"\b[4-7]3[0-9]{2}7\b", everything_in(fourth[reporter])))
        assert theirs == mine
