"""The workbook 对照表: its sheets, what stands in them, and that every row has a height."""

from __future__ import annotations

from taizhang.model.picture import Sheet
from taizhang.plans.aligning import align, draw_alignment


def rows(sheet: Sheet, first: int = 4) -> list[list[str]]:
    return [
        [str(sheet.cells[row, column].value) for column in range(1, len(sheet.widths) + 1)]
        for row in range(first, sheet.last_row + 1)
    ]


def test_the_sheets(province, city):
    sheets = draw_alignment(align(province, city))
    assert [sheet.name for sheet in sheets] == ["概况", "任务对照", "指标对照", "缺少与差异", "本级增加"]


def test_every_row_of_a_table_has_a_height(province, city):
    for sheet in draw_alignment(align(province, city))[1:]:
        assert {row for row, _ in sheet.cells} - sheet.heights.keys() == set()


def test_tasks_side_by_side(province, city):
    sheet = draw_alignment(align(province, city))[1]
    shown = [(row[1], row[3], row[7]) for row in rows(sheet)]
    assert shown[0][:2] == ("一、推进紧密型县域医共体建设", "（三）县域医疗共同体建设")
    assert shown[6] == ("六、加强卫生人才培养", "没有对应任务。", "本级没有")
    assert shown[7] == ("没有对应任务。", "（七）托育服务", "本级增加")


def test_what_is_to_be_mended_stands_first(province, city):
    sheet = draw_alignment(align(province, city))[3]
    assert [row[1] for row in rows(sheet)] == [
        "缺少",
        "缺少",
        "低于上级要求",
        "晚于上级",
        "口径不同",
        "牵头单位不同",
    ]
    assert all(row[7].startswith("请") for row in rows(sheet))


def test_a_plan_against_itself_has_nothing_to_mend(province):
    found = align(province, province)
    assert found.findings == ()
    notes = [str(sheet.cells[4, 1].value) for sheet in draw_alignment(found)[3:]]
    assert notes == ["没有发现缺少和差异。", "本级计划没有增加任务和指标。"]
