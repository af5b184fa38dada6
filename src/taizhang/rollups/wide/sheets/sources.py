"""来源 of a wide rollup as far as its header."""

from __future__ import annotations

from taizhang.model.picture import Look, Sheet
from taizhang.rollups.wide.rollup import WideRollup
from taizhang.rollups.wide.sheets.long_sheet import Column, draw_head
from taizhang.rollups.wide.source_lines import COLUMNS, NAME, NUMBERS_AT


def draw_sources(rollup: WideRollup) -> Sheet:
    columns = [
        Column(title, width, Look.EXACT if at in NUMBERS_AT else Look.CODE)
        for at, (title, width) in enumerate(COLUMNS)
    ]
    return draw_head(
        NAME, columns, f"{rollup.place}{rollup.period.title}汇总数字来源",
        "各单位台账逐行列出，按名册排列；一个汇总数字取自其地区范围内同一行标识的各行，范围见“各地情况”的“来源行”。", frozen=3,
    )  # fmt: skip
