"""任务进展 of a wide rollup: how many reporters stand in each task with which word and which light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.words.status import Status
from taizhang.rollups.progress import task_ids
from taizhang.rollups.rollup import NOT_ASKED, NOT_FILLED, NOTHING_TO_REPORT
from taizhang.rollups.sheets.progress import LIGHTS as LIGHTS
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup

NAME = "任务进展"
WORDS = (
    Status.EXCEEDED.value, Status.DONE.value, Status.ON_SCHEDULE.value, Status.BEHIND.value, Status.OVERDUE.value,
    Status.NOT_STARTED.value, NOT_FILLED, NOTHING_TO_REPORT, Status.NOT_APPLICABLE.value, NOT_ASKED,
)  # fmt: skip
_NO_TASK = "—（不在台账内）"
TITLES = (
    "序号", "任务标识", "重点任务", "绿", "黄", "红", "未亮灯", "绿灯占比（%）", "无台账", *WORDS[:-1], _NO_TASK,
)  # fmt: skip
_WIDTHS = (6, 9, 34, *(7,) * 4, 9, 8, *(8,) * (len(WORDS) - 1), 9)
TITLE_AT, LIGHTS_AT, ID_AT = 3, 4, 2
SHARE_AT, SILENT_AT, WORDS_AT = 8, 9, 10


def draw_progress(rollup: WideRollup) -> Sheet:
    sheet = Sheet(NAME, tuple(map(float, _WIDTHS)), filtered=True, frozen_columns=3)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}重点任务进展",
        "单位数；一个单位一项任务取其各行中最需关注的状态。“无台账”为没有计入汇总的台账的应报单位。",
    )
    sheet.put_header(FIRST_ROW - 1, TITLES, height=36.0)
    tasks = {task.id: task for task in rollup.plan.tasks}
    expected = sum(1 for line in rollup.tree.everyone() if not line.reporter.unit)
    for row, given in enumerate(task_ids(rollup.plan), FIRST_ROW):
        task, stands = tasks.get(given), rollup.whole.tasks.get(given, Counter())
        sheet.put(row, 1, task.number if task else "", Look.CENTRED)
        sheet.put(row, ID_AT, given, Look.CENTRED)
        sheet.put(row, TITLE_AT, task.title if task else "总体目标", Look.TEXT)
        for at, value in enumerate(_counts(stands, expected), LIGHTS_AT):
            look = Look.SHARE if at == SHARE_AT else Look.NUMBER
            sheet.put(row, at, value, look)
    sheet.fit_rows(FIRST_ROW)
    return sheet


def last_row(rollup: WideRollup) -> int:
    return FIRST_ROW + len(task_ids(rollup.plan)) - 1


def _counts(stands: Counter[tuple[str, Light]], expected: int) -> Iterator[str | Decimal]:
    """The numbers of a line from the green lights on."""
    lights: Counter[Light] = Counter()
    words: Counter[str] = Counter()
    for (word, light), number in stands.items():
        lights[light] += number
        words[word] += number
    lit = sum(lights[light] for light in LIGHTS)
    yield from (Decimal(lights[light]) for light in (*LIGHTS, Light.NONE))
    yield Decimal(lights[Light.GREEN] * 100) / lit if lit else "—"
    yield Decimal(max(0, expected - words.total()))
    yield from (Decimal(words[word]) for word in WORDS)
