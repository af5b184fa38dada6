"""任务对照: pair by pair, why they match, and the tasks without a partner."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Task
from taizhang.plans.aligning.align import Alignment
from taizhang.plans.aligning.pair import Hint, Pair
from taizhang.plans.aligning.sheets.wording import clause_of, leads_of, pair_title, task_name

NAME = "任务对照"
_FIRST_ROW = 4
_COLUMNS = (
    ("序号", 5), ("上级任务", 20), ("上级原文", 36), ("本级任务", 20), ("本级原文", 36),
    ("牵头或责任单位", 17), ("为何配对（共同内容）", 16), ("把握", 9),
)  # fmt: skip
_SHOWN_TERMS = 5
_LIGHTS = {"很有把握": Light.GREEN, "较有把握": Light.GREEN, "请核对": Light.YELLOW}


def draw_tasks(alignment: Alignment) -> Sheet:
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True)
    sheet.put_title(
        "任务对照",
        f"{pair_title(alignment.upper, alignment.lower)}　按上级计划的顺序；没有对应的任务列在后面。",
    )
    sheet.put_header(_FIRST_ROW - 1, [title for title, _ in _COLUMNS], height=34.0)
    row = _FIRST_ROW
    for pair in alignment.pairing.pairs:
        _draw_pair(sheet, row, pair)
        row += 1
    for above, alone, hints in (
        (True, alignment.pairing.upper_alone, alignment.pairing.upper_hints),
        (False, alignment.pairing.lower_alone, alignment.pairing.lower_hints),
    ):
        of_task = {hint.task.id: hint for hint in hints}
        for task in alone:
            _draw_alone(sheet, row, task, of_task.get(task.id), above=above)
            row += 1
    sheet.fit_rows(_FIRST_ROW)
    return sheet


def _draw_pair(sheet: Sheet, row: int, pair: Pair) -> None:
    sheet.put(row, 1, row - _FIRST_ROW + 1, Look.NUMBER)
    units = f"上级：{leads_of(pair.upper)}\n本级：{leads_of(pair.lower)}"
    shared = "、".join(pair.shared[:_SHOWN_TERMS]) or "用词相近"
    texts = (
        task_name(pair.upper),
        clause_of(pair.upper),
        task_name(pair.lower),
        clause_of(pair.lower),
        units,
        shared,
    )
    for column, text in enumerate(texts, 2):
        sheet.put(row, column, text, Look.TEXT)
    sheet.put(row, 8, pair.confidence, Look.CENTRED, light=_LIGHTS[pair.confidence])


def _draw_alone(sheet: Sheet, row: int, task: Task, hint: Hint | None, *, above: bool) -> None:
    sheet.put(row, 1, row - _FIRST_ROW + 1, Look.NUMBER)
    within = f"没有对应任务；内容可能并在“{task_name(hint.within)}”中，请核对。" if hint else "没有对应任务。"
    mine, other = (task_name(task), clause_of(task)), (within, "")
    for column, text in enumerate((*mine, *other) if above else (*other, *mine), 2):
        sheet.put(row, column, text, Look.TEXT)
    sheet.put(row, 6, leads_of(task), Look.TEXT)
    sheet.put(row, 7, "、".join(hint.shared[:_SHOWN_TERMS]) if hint else "", Look.TEXT)
    sheet.put(
        row, 8, "本级没有" if above else "本级增加", Look.CENTRED, light=Light.RED if above else Light.NONE
    )
