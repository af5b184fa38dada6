"""分地区指标: every indicator of every place, province by province and city by city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from taizhang.model.picture import Look, Sheet, Tint
from taizhang.model.plan import Method
from taizhang.model.words.plan_words import METHOD_WORDS
from taizhang.rollups.own_status import FINISHED_LATE
from taizhang.rollups.sheets.figure_words import OF_ALL
from taizhang.rollups.sheets.figures import target_words
from taizhang.rollups.sheets.many_names import names_together
from taizhang.rollups.wide.figures import WideFigure
from taizhang.rollups.wide.lines.column import Column, Line, two_names
from taizhang.rollups.wide.places import Place
from taizhang.rollups.wide.rollup import FIRST_ROW, WideRollup
from taizhang.rollups.wide.sheets.long_sheet import draw_head

NAME = "分地区指标"
COLUMNS = (
    Column("省", 10), Column("市", 12), Column("行标识", 11), Column("指标", 24), Column("汇总方法", 10, Look.CENTRED),
    Column("目标值", 11, Look.CENTRED), Column("汇总值", 10, Look.NUMBER), Column("计量单位", 6, Look.CENTRED),
    Column("完成率（%）", 8, Look.SHARE), Column("应报", 6, Look.NUMBER), Column("已报", 6, Look.NUMBER),
    Column("亮灯", 6, Look.CENTRED), Column("未报、未填单位", 30), Column("说明", 30),
)  # fmt: skip
TITLES = tuple(one.title for one in COLUMNS)
VALUE_AT, LIGHT_AT = TITLES.index("汇总值") + 1, TITLES.index("亮灯") + 1


def draw_place_figures(rollup: WideRollup) -> Sheet:
    sheet = draw_head(
        NAME, COLUMNS, f"{rollup.place}{rollup.period.title}分地区量化指标",
        "每个地区按其所辖填报单位的台账算出；比率为分子合计÷分母合计。汇总值点开即到来源。", frozen=4,
    )  # fmt: skip
    for word, good in (("绿", True), ("红", False)):
        sheet.tints.append(Tint((FIRST_ROW, LIGHT_AT), (FIRST_ROW + 1, LIGHT_AT), word, good))
    return sheet


def figure_lines(place: Place, figures: Iterable[WideFigure]) -> Iterator[Line]:
    """One line for each figure of the place, in their order."""
    for figure in figures:
        indicator = figure.indicator
        yield (
            *two_names(place.path), figure.row.id, indicator.subject or indicator.span.words,
            METHOD_WORDS[indicator.method], target_words(indicator), value_of(figure), indicator.rolled_up_in,
            "—" if figure.rate is None else figure.rate, Decimal(figure.expected), Decimal(figure.count.reported),
            figure.light.value, names_together(figure.count.missing), "".join(remarks_on(figure)),
        )  # fmt: skip


def value_of(figure: WideFigure) -> str | Decimal:
    """The number, or 是 or 否 where all have to meet it, or a dash."""
    return shown(figure.value, figure.indicator.method)


def shown(value: Decimal | None, method: Method) -> str | Decimal:
    if value is None:
        return "—"
    if method is Method.ALL_OF:
        return "是" if value == 1 else "否"
    return value


def remarks_on(figure: WideFigure) -> Iterator[str]:
    """A sentence each; long lists of names are cut, since every name stands in 来源 and in its city's line."""
    if not figure.expected:
        yield "不涉及。"
        return
    if figure.refused:
        yield figure.refused
    if figure.count.uncounted:
        yield f"未计入：{_some(figure.count.uncounted)}。"
    if figure.count.unmet:
        yield f"未达到：{names_together(figure.count.unmet)}。"
    if figure.count.gaps:
        yield f"往期缺数：{_some(figure.count.gaps)}。"
    if figure.indicator.of_period:
        yield "由各期数值合成，往期的逐条来源见“往期来源”。"
    if figure.late:
        yield f"{figure.late.title}末已到时限，未达到目标，{FINISHED_LATE}。"
    if figure.indicator.answered_by:
        yield f"与{figure.indicator.answered_by}同一填报。"
    if not figure.count.tally.heard:
        yield "尚无单位填报。"
    elif figure.of_all:
        yield OF_ALL


def _some(told: tuple[str, ...], most: int = 20) -> str:
    return "、".join(told[:most]) + (f"等{len(told)}处" if len(told) > most else "")
