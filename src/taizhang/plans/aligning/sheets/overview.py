"""概况: both plans, how many tasks found a partner, what the comparison came to."""

from __future__ import annotations

from collections import Counter

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Plan
from taizhang.plans.aligning.align import Alignment
from taizhang.plans.aligning.sheets.wording import light_of, pair_title
from taizhang.plans.aligning.verdicts import Verdict

NAME = "概况"
_WIDTHS = (16.0,) * 9
_NOTES = (
    "任务按内容配对，不看顺序和编号；把握不足的不配对，宁缺毋错。标“请核对”的，请先核对任务是否相同。",
    "一致：数值、时限和口径相同。高于上级要求：本级更严，不需修改。低于上级要求：本级数值更低或表述放宽。",
    "晚于上级：本级时限更晚，或上级有时限而本级没有写。口径不同：统计的范围、分母或计量方法不同。",
    "牵头单位不同：两级都写明牵头单位而不是对口部门。无法比较：两个数不能直接比高低，原因写在说明里。",
)


def draw_overview(alignment: Alignment) -> Sheet:
    sheet = Sheet(NAME, _WIDTHS)
    sheet.put_title("上下级计划对照情况", pair_title(alignment.upper, alignment.lower))
    _draw_plans(sheet, alignment)
    _draw_tasks(sheet, alignment)
    _draw_verdicts(sheet, alignment)
    _draw_notes(sheet, alignment)
    return sheet


def _draw_plans(sheet: Sheet, alignment: Alignment) -> None:
    _heading(sheet, 3, "一、对照的计划")
    titles = ("", "计划名称", "", "", "", "发文地区", "年份", "任务（项）", "指标（个）")
    sheet.put_row(4, titles, Look.HEADER)
    sheet.merges[4, 2] = (4, 5)
    for row, (name, plan) in enumerate((("上级计划", alignment.upper), ("本级计划", alignment.lower)), 5):
        _draw_plan(sheet, row, name, plan)


def _draw_plan(sheet: Sheet, row: int, name: str, plan: Plan) -> None:
    sheet.put(row, 1, name, Look.LABEL)
    for column in (2, 3, 4, 5):
        sheet.put(row, column, plan.title if column == 2 else "", Look.TEXT)
    sheet.merges[row, 2] = (row, 5)
    sheet.put(row, 6, plan.jurisdiction.canonical or plan.jurisdiction.name, Look.CENTRED)
    sheet.put(row, 7, plan.year, Look.NUMBER)
    sheet.put(row, 8, len(plan.tasks), Look.NUMBER)
    sheet.put(row, 9, sum(1 for _ in plan.indicators()), Look.NUMBER)
    sheet.heights[row] = 34.0


def _draw_tasks(sheet: Sheet, alignment: Alignment) -> None:
    _heading(sheet, 8, "二、任务配对")
    sure = Counter(pair.confidence for pair in alignment.pairing.pairs)
    figures = (
        ("配对的任务", len(alignment.pairing.pairs), Light.NONE),
        ("其中很有把握", sure["很有把握"], Light.NONE),
        ("较有把握", sure["较有把握"], Light.NONE),
        ("请核对", sure["请核对"], Light.NONE),
        ("上级有而\n本级没有", len(alignment.pairing.upper_alone), Light.RED),
        ("本级有而\n上级没有", len(alignment.pairing.lower_alone), Light.NONE),
    )
    _headlines(sheet, 9, figures)


def _draw_verdicts(sheet: Sheet, alignment: Alignment) -> None:
    _heading(sheet, 12, "三、对照结果（条）")
    found = Counter(finding.verdict for finding in alignment.findings)
    found |= Counter(
        row.verdict for row in alignment.compared if row.verdict in (Verdict.SAME, Verdict.STRICTER)
    )
    _headlines(sheet, 13, tuple((verdict.value, found[verdict], light_of(verdict)) for verdict in Verdict))


def _headlines(sheet: Sheet, row: int, figures: tuple[tuple[str, int, Light], ...]) -> None:
    for column, (title, count, light) in enumerate(figures, 1):
        sheet.put(row, column, title, Look.LABEL)
        sheet.put(row + 1, column, count, Look.BIG, light=light if count else Light.NONE)
    sheet.heights |= {row: 32.0, row + 1: 32.0}


def _draw_notes(sheet: Sheet, alignment: Alignment) -> None:
    _heading(sheet, 16, "四、怎样看这份表")
    notes = list(_NOTES)
    if alignment.upper.jurisdiction.level is alignment.lower.jurisdiction.level:
        notes.insert(0, "两份计划同级，表中“上级”指前一份计划，“本级”指后一份计划。")
    for row, text in enumerate(notes, 17):
        sheet.put(row, 1, text, Look.NOTE)
        sheet.merges[row, 1] = (row, len(_WIDTHS))
        sheet.heights[row] = 20.0


def _heading(sheet: Sheet, row: int, text: str) -> None:
    sheet.put(row, 1, text, Look.HEADING)
    sheet.merges[row, 1] = (row, len(_WIDTHS))
    sheet.heights[row] = 26.0
