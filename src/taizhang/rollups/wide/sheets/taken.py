"""The sheets that are taken out of ledgers line by line, each as far as its header."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.figure import Light
from taizhang.model.picture import Sheet, Tint
from taizhang.rollups.wide.lines import clearings, coordination, earlier, issues, sources
from taizhang.rollups.wide.rollup import FIRST_ROW, TAKEN, WideRollup
from taizhang.rollups.wide.sheets.long_sheet import draw_head

COLUMNS = {
    issues.NAME: issues.COLUMNS,
    coordination.NAME: coordination.COLUMNS,
    clearings.NAME: clearings.COLUMNS,
    sources.NAME: sources.COLUMNS,
    earlier.NAME: earlier.COLUMNS,
}
_SUBTITLES = {
    issues.NAME: "填了存在问题，或需领导协调的，逐条照录，按名册排列；可按“省”“市”“需领导协调”筛选。",
    coordination.NAME: "填报单位在“是否需领导协调”中填“是”的，逐条照录；分管领导以通讯录为准。",
    clearings.NAME: "申请以已接收台账或登记为准，销号以核准为准；逾期销号的始终亮黄灯。“经过”为逐次申请和审核。",
    sources.NAME: "各单位台账逐行列出，按名册排列；一个汇总数字取自其地区范围内同一行标识的各行，范围见“各地情况”的“来源行”。",
    earlier.NAME: "上期值，以及由各期数值合成的指标，所取的往期台账逐行列出；“期间”为台账的报告期，其余各栏同“来源”。",
}
_TITLES = {
    coordination.NAME: "需领导协调事项",
    sources.NAME: "汇总数字来源",
    earlier.NAME: "汇总数字往期来源",
}
_NONE = {
    issues.NAME: "本期没有单位填报问题。",
    coordination.NAME: "本期没有需领导协调的事项。",
    clearings.NAME: "至本期末没有单位申请销号。",
}
_LIT = "亮灯"


def column(sheet: str, title: str) -> int:
    return [one.title for one in COLUMNS[sheet]].index(title) + 1


def drawn_of(rollup: WideRollup) -> tuple[str, ...]:
    """The names of those that are there."""
    return tuple(name for name in TAKEN if name != earlier.NAME or rollup.whole.rows.get(name))


def draw_taken(rollup: WideRollup) -> Iterator[Sheet]:
    """In the order of the workbook; one that stays empty says so, 往期来源 is not there then."""
    for name in drawn_of(rollup):
        title = f"{rollup.place}{rollup.period.title}{_TITLES.get(name, name)}"
        nothing = name in _NONE and not rollup.whole.rows.get(name)
        subtitle = _NONE[name] if nothing else _SUBTITLES[name]
        sheet = draw_head(name, COLUMNS[name], title, subtitle, frozen=3)
        titles = [one.title for one in COLUMNS[name]]
        if _LIT in titles:
            at = titles.index(_LIT) + 1
            for light in (Light.GREEN, Light.RED):
                sheet.tints.append(
                    Tint((FIRST_ROW, at), (FIRST_ROW + 1, at), light.value, light is Light.GREEN)
                )
        yield sheet
