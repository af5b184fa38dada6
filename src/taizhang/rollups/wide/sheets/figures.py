"""指标汇总 of a wide rollup: the whole's figure for each indicator, beside that of the period before."""

from __future__ import annotations

from decimal import Decimal

from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Method
from taizhang.model.words.plan_words import METHOD_WORDS
from taizhang.rollups.sheets.comparing import COMPARED
from taizhang.rollups.sheets.figure_words import look_in
from taizhang.rollups.sheets.figures import target_words
from taizhang.rollups.sheets.many_names import names_together
from taizhang.rollups.wide.figures import Concluding, WideFigure
from taizhang.rollups.wide.lines.sources import NAME as SOURCES
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup
from taizhang.rollups.wide.sheets import place_figures
from taizhang.rollups.wide.sheets.place_figures import remarks_on, shown, value_of

NAME = "指标汇总"
TITLES = (
    "行标识", "重点任务", "指标", "汇总方法", "目标值", "汇总值", "计量单位", "完成率（%）", "应报", "已报",
    "未报、未填单位", "亮灯", *COMPARED, "说明",
)  # fmt: skip
_WIDTHS = (10, 16, 20, 10, 11, 10, 6, 8, 6, 6, 24, 6, *(9,) * len(COMPARED), 30)
_VALUE = "汇总值"
VALUE_AT = TITLES.index(_VALUE) + 1


def draw_figures(rollup: WideRollup, concluding: Concluding) -> Sheet:
    sheet = Sheet(NAME, tuple(map(float, _WIDTHS)), filtered=True, frozen_columns=3)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}量化指标汇总",
        "比率按分子合计÷分母合计，不取平均；占比的分母为名册应报单位数。各地数值见“分地区指标”，逐家逐格见“来源”。",
    )
    sheet.put_header(FIRST_ROW - 1, TITLES)
    for row, figure in enumerate(concluding.figures(rollup.whole), FIRST_ROW):
        _draw_line(sheet, row, rollup, figure)
    sheet.fit_rows(FIRST_ROW)
    return sheet


def _draw_line(sheet: Sheet, row: int, rollup: WideRollup, figure: WideFigure) -> None:
    indicator, method = figure.indicator, figure.indicator.method
    texts = (figure.row.id, figure.row.heading, indicator.subject or indicator.span.words)
    sheet.put_row(row, texts, Look.TEXT)
    earlier = [one.before(figure.row.id) for one in (rollup.last, rollup.year_before)]
    cells = (
        METHOD_WORDS[method], target_words(indicator), value_of(figure), indicator.rolled_up_in,
        "—" if figure.rate is None else figure.rate, Decimal(figure.expected), Decimal(figure.count.reported),
        names_together(figure.count.missing), figure.light.value,
        *(cell for one in earlier for cell in (shown(one.value, method), _difference(figure, one.value))),
        "".join((*remarks_on(figure), *(one.remark for one in earlier))),
    )  # fmt: skip
    for at, value in enumerate(cells, 4):
        sheet.put(row, at, value, _look(TITLES[at - 1], value, indicator.rolled_up_in))
    lit = sheet.cells[row, TITLES.index("亮灯") + 1]
    sheet.put(row, TITLES.index("亮灯") + 1, lit.value, lit.look, light=figure.light)
    sheet.lead(row, VALUE_AT, _origin(rollup, row))


def _difference(figure: WideFigure, before: Decimal | None) -> Decimal | str:
    if figure.value is None or before is None or figure.indicator.method is Method.ALL_OF:
        return "—"
    return figure.value - before


def _origin(rollup: WideRollup, row: int) -> str:
    """The first place's figure below the whole, or the first line of 来源 where there is none."""
    first = next((line for line in rollup.lines if line.depth == 1), None)
    if first is None:
        return f"{SOURCES}!A{FIRST_ROW}"
    return f"{place_figures.NAME}!A{first.figures.first + row - FIRST_ROW}"


def _look(title: str, value: str | Decimal, unit: str) -> Look:
    """A ratio has one decimal, here as in the full rollup."""
    if title == "完成率（%）":
        return Look.SHARE
    if isinstance(value, Decimal):
        return look_in(unit) if title in (_VALUE, *COMPARED) else Look.NUMBER
    return Look.TEXT if title in ("未报、未填单位", "说明") else Look.CENTRED
