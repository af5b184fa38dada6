"""本级增加: tasks and indicators that only the lower plan has."""

from __future__ import annotations

from taizhang.model.picture import Look, Sheet
from taizhang.plans.aligning.align import Alignment, Finding
from taizhang.plans.aligning.sheets.wording import clause_of, day_of, pair_title, target_of, task_name
from taizhang.plans.aligning.verdicts import Verdict

NAME = "本级增加"
_FIRST_ROW = 4
_COLUMNS = (
    ("序号", 5),
    ("类别", 8),
    ("本级任务", 34),
    ("原文", 64),
    ("本级要求", 14),
    ("本级时限", 15),
    ("说明", 40),
)


def draw_added(alignment: Alignment) -> Sheet:
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True)
    sheet.put_title(
        "本级增加的任务和指标",
        f"{pair_title(alignment.upper, alignment.lower)}　上级计划没有，不需修改，供了解。",
    )
    sheet.put_header(_FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    added = [one for one in alignment.findings if one.verdict is Verdict.ADDED]
    for row, finding in enumerate(added, _FIRST_ROW):
        _draw_row(sheet, row, finding)
    if not added:
        sheet.put(_FIRST_ROW, 1, "本级计划没有增加任务和指标。", Look.NOTE)
    sheet.fit_rows(_FIRST_ROW)
    return sheet


def _draw_row(sheet: Sheet, row: int, finding: Finding) -> None:
    asked, task = finding.lower, finding.lower_task
    sheet.put(row, 1, row - _FIRST_ROW + 1, Look.NUMBER)
    sheet.put(row, 2, "指标" if asked else "任务", Look.CENTRED)
    sheet.put(row, 3, task_name(task) or "总体目标", Look.TEXT)
    sheet.put(row, 4, asked.words if asked else clause_of(task) if task else "", Look.TEXT)
    sheet.put(row, 5, target_of(asked, None), Look.CENTRED)
    sheet.put(row, 6, day_of(asked), Look.CENTRED)
    sheet.put(row, 7, finding.says, Look.TEXT)
