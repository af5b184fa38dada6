"""The report on a compilation: five sheets that a person reads and prints."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from taizhang.model.figure import Light
from taizhang.plans import compile_plan
from taizhang.plans.accounting import account_for, draw_accounting

MADE = datetime(2031, 3, 2, 9, 30, tzinfo=UTC)
DOUBTFUL = """云栖市深化医改2031年重点工作任务
一、建联合体。桃源县、柳溪县3个县建成联合体。2033年评价有序，支持三级医院。（市医保局、市财政局）
二、做好监管。查处问题。（市医保局牵头，市财政局、人社局等配合）
"""


def drawn(text):
    plan = compile_plan(text)
    return {sheet.name: sheet for sheet in draw_accounting(plan, account_for(plan), MADE)}


def row(sheet, number):
    return tuple(str(sheet.cells[number, column].value) for column in range(1, len(sheet.widths) + 1))


@pytest.fixture(scope="module")
def sheets():
    return drawn(DOUBTFUL)


def test_the_sheets_in_their_order(sheets):
    assert list(sheets) == ["概况", "逐句对照", "未编入", "待核定", "未写明"]


def test_overview(sheets):
    said = {
        str(cell.value): str(sheets["概况"].cells[line, column + 1].value)
        for (line, column), cell in sheets["概况"].cells.items()
        if (line, column + 1) in sheets["概况"].cells
    }
    assert (said["地方"], said["计划年度"], said["性质"], said["文号"]) == (
        "云栖市（市级）",
        "2031",
        "印发",
        "未写明",
    )
    counts = {
        str(cell.value): str(sheets["概况"].cells[line + 1, column].value)
        for (line, column), cell in sheets["概况"].cells.items()
        if (line + 1, column) in sheets["概况"].cells
    }
    assert (counts["任务"], counts["举措"], counts["指标"], counts["责任分工"], counts["待核定"]) == (
        "2",
        "3",
        "1",
        "5",
        "1",
    )


def test_each_sentence_with_what_it_became(sheets):
    sheet = sheets["逐句对照"]
    assert [row(sheet, line) for line in range(4, sheet.last_row + 1)] == [
        ("1", "文件头", "云栖市深化医改2031年重点工作任务", "2031年 → 标题：云栖市深化医改2031年重点工作任务\n2031年 → 年度：2031", ""),
        ("2", "T01", "一、建联合体。", "一 → T01 编号：一　建联合体", ""),
        ("3", "T01", "桃源县、柳溪县3个县建成联合体。", "3个 → T01.M01.I1 目标值：3个", ""),
        ("4", "T01", "2033年评价有序，支持三级医院。", "", "像目标、时限或分工，请核对：2033年\n机构等级、层级名：三级"),
        ("5", "T01", "（市医保局、市财政局）", "（市医保局、市财政局） → T01 责任分工：市医保局（分别负责）、市财政局（分别负责）", ""),
        ("6", "T02", "二、做好监管。", "二 → T02 编号：二　做好监管", ""),
        ("7", "T02", "（市医保局牵头，市财政局、人社局等配合）",
         "（市医保局牵头，市财政局、人社局等… → T02 责任分工：市医保局（牵头）、市财政局（配合）、市人社局（配合）", ""),
    ]  # fmt: skip
    assert [line for line in range(4, 11) if sheet.cells[line, 5].light is Light.YELLOW] == [7]


def test_what_asks_for_a_look_stands_first(sheets):
    sheet = sheets["未编入"]
    assert sheet.filtered
    assert [row(sheet, line)[1:4] for line in (4, 5)] == [
        ("2033年", "时间", "像目标、时限或分工，请核对"), ("三级", "数字", "机构等级、层级名"),
    ]  # fmt: skip
    assert row(sheet, 5)[6] == "2033年评价有序，支持【三级】医院。"


def test_readings_that_a_person_decides(sheets):
    assert row(sheets["待核定"], 4)[1:4] == ("T01.M01.I1", "名单与数目", "1．3个\n2．列出的2个")


def test_what_the_text_leaves_open(sheets):
    sheet = sheets["未写明"]
    assert [row(sheet, line)[1:4] for line in range(4, sheet.last_row + 1)] == [
        ("T01", "谁牵头", "都按分别负责：市医保局、市财政局"),
        ("T01.M01.I1", "怎样填、怎样汇总", "类型：是否；汇总：达标单位个数；时限：到2031年12月31日"),
        ("T02", "单位全称", "补成：市人社局（人社局）"),
        ("T02", "“等”指谁", "责任单位后写有“等”，只列了点名的单位。"),
    ]


def test_empty_sheets_say_so():
    sheets = drawn(
        "云栖市2031年重点工作任务\n一、建站。落实责任。（市医保局牵头）\n二、做好监管。查处。（市医保局牵头）\n"
    )
    assert sheets["未编入"].cells[4, 1].value == "原文提到的职责、数字、时间都已编入。"
    assert sheets["待核定"].cells[4, 1].value == "没有需要核定的读法。"
    assert sheets["未写明"].cells[4, 1].value == "原文都已写明。"


def test_every_row_has_a_height_that_shows_it(sheets):
    for sheet in sheets.values():
        assert {line for line, _ in sheet.cells} <= set(sheet.heights)
