"""指标对照: both indicators, both quotes, the verdict and what differs."""

from __future__ import annotations

from taizhang.model.picture import Look, Sheet
from taizhang.plans.aligning.align import Alignment, Compared
from taizhang.plans.aligning.sheets.wording import (
    day_of,
    light_of,
    pair_title,
    quote_of,
    target_of,
    task_name,
    task_of,
)

NAME = "指标对照"
_FIRST_ROW = 4
_COLUMNS = (
    ("序号", 5), ("上级任务", 17), ("上级指标（原文）", 30), ("上级要求", 10), ("上级时限", 11),
    ("本级任务", 17), ("本级指标（原文）", 30), ("本级要求", 10), ("本级时限", 11), ("判定", 10), ("差异说明", 28),
)  # fmt: skip


def draw_indicators(alignment: Alignment) -> Sheet:
    """What only the lower plan has stands on a sheet of its own."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=1)
    sheet.put_title(
        "指标对照",
        f"{pair_title(alignment.upper, alignment.lower)}　量化指标和写明时限的举措，按上级计划的顺序。",
    )
    sheet.put_header(_FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    for row, compared in enumerate((one for one in alignment.compared if one.upper), _FIRST_ROW):
        _draw_row(sheet, row, compared)
    sheet.fit_rows(_FIRST_ROW)
    return sheet


def _draw_row(sheet: Sheet, row: int, compared: Compared) -> None:
    sheet.put(row, 1, row - _FIRST_ROW + 1, Look.NUMBER)
    column = 2
    tasks = (task_of(compared.upper), task_name(compared.lower_task) or task_of(compared.lower))
    sides = ((compared.upper, compared.lower), (compared.lower, compared.upper))
    for task, (asked, other) in zip(tasks, sides, strict=True):
        sheet.put(row, column, task, Look.TEXT)
        sheet.put(row, column + 1, quote_of(asked), Look.TEXT)
        sheet.put(row, column + 2, target_of(asked, other), Look.CENTRED)
        sheet.put(row, column + 3, day_of(asked), Look.CENTRED)
        column += 4
    verdicts = "\n".join(dict.fromkeys(remark.verdict.value for remark in compared.remarks))
    sheet.put(row, 10, verdicts, Look.CENTRED, light=light_of(compared.verdict))
    sheet.put(row, 11, compared.says, Look.TEXT)
