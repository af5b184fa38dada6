"""计划对照: which rows of a lower plan answered which of this one, and what could not be carried over."""

from __future__ import annotations

from taizhang.model.grid import plain
from taizhang.model.picture import Look, Sheet
from taizhang.rollups.joined_plans import Join
from taizhang.rollups.rollup import Rollup

NAME = "计划对照"
FIRST_ROW = 4
_COLUMNS = (
    ("本级计划", 26), ("上级行标识", 12), ("上级原文", 38), ("本级行标识", 12), ("本级原文", 38), ("结果", 8), ("说明", 40),
)  # fmt: skip


def draw_joinings(rollup: Rollup) -> Sheet:
    """Drawn where ledgers under another plan came in."""
    sheet = Sheet(NAME, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=2)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}上下级计划对照",
        "各地按本级计划（左起第一列）填报；与上级计划同一口径的指标逐项汇入，其余写明原因，没有汇入。",
    )
    sheet.put_header(FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    lines = [(joining.lower, join) for joining in rollup.joinings for join in joining.joins]
    for row, (plan, join) in enumerate(lines, FIRST_ROW):
        texts = (
            plan, join.upper, join.upper_words, join.lower, join.lower_words,
            "未汇入" if join.refused else "已汇入", join.refused or _converted(join),
        )  # fmt: skip
        sheet.put_row(row, texts, Look.TEXT)
    sheet.fit_rows(FIRST_ROW)
    return sheet


def _converted(join: Join) -> str:
    return "" if join.factor == 1 else f"本级的数乘以{plain(join.factor)}，换算为上级的计量单位。"
