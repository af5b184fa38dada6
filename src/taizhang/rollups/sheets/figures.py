"""指标汇总: one row per indicator, its number, its coverage and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from taizhang.model.figure import Figure, Light
from taizhang.model.grid import plain
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Answer, Comparator, Indicator, Method, PlanRow, Scope, Target
from taizhang.model.reporter import Reporter
from taizhang.model.words.plan_words import METHOD_WORDS
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.how import OF_METHOD, How
from taizhang.rollups.lights import goal_of, percent_of
from taizhang.rollups.methods import PER
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED, PENDING, RETURNED, Rollup, absence
from taizhang.rollups.sheets.many_names import names_together
from taizhang.rollups.sheets.sources import SourceSheet, Subject

NAME = "指标汇总"
FIRST_ROW = 4
_TITLES = (
    "行标识", "重点任务", "指标", "汇总方法", "目标值", "汇总值", "计量单位",
    "完成率（%）", "应报", "已报", "未报、未填单位", "亮灯", "说明",
)  # fmt: skip
_WIDTHS = (11, 20, 20, 18, 13, 10, 8, 10, 6, 6, 24, 6, 26)
LIGHT_COLUMN = _TITLES.index("亮灯") + 1
VALUE_COLUMN = _TITLES.index("汇总值") + 1


def draw_figures(rollup: Rollup, sources: SourceSheet) -> Sheet:
    sheet = Sheet(NAME, _WIDTHS, filtered=True, frozen_columns=3)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}量化指标汇总",
        "汇总值点开即到来源；比率按分子合计÷分母合计，不取平均；占比的分母为名册应报单位数。",
    )
    sheet.put_header(FIRST_ROW - 1, _TITLES)
    asked = {row.id: row for row in rolled_up_indicators(rollup.plan)}
    drawing = _FigureRows(sheet, rollup, sources, rollup.names())
    for row, figure in enumerate(rollup.figures, FIRST_ROW):
        drawing.draw(row, figure, asked[figure.row])
    sheet.fit_rows(FIRST_ROW)
    return sheet


class _FigureRows:
    def __init__(
        self, sheet: Sheet, rollup: Rollup, sources: SourceSheet, names: Mapping[Reporter, str]
    ) -> None:
        self.sheet, self.rollup, self.sources, self.names = sheet, rollup, sources, names
        self.standings = {one.line.reporter: one for one in rollup.standings}
        self.reported = {detail.reporter for detail in rollup.details}

    def draw(self, row: int, figure: Figure, asked: PlanRow) -> None:
        indicator = asked.indicator
        if indicator is None:
            return
        subject = indicator.subject or indicator.span.words
        origin = self.sources.add(
            Subject(self.sheet.cell_name(row, 6), figure.row, subject),
            [(one, "") for one in figure.contributions],
            [(reporter, self._why(reporter)) for reporter in figure.missing],
        )
        clause = asked.measure.text if asked.measure else indicator.span.words
        texts = (figure.row, asked.heading, subject)
        self.sheet.put_row(row, texts, Look.TEXT)
        self.sheet.put(row, 4, METHOD_WORDS[figure.method], Look.CENTRED)
        self.sheet.put(row, 5, target_words(indicator), Look.CENTRED)
        self.sheet.put(row, 7, figure.unit, Look.CENTRED)
        self.sheet.put(row, 11, self._missing(figure), Look.TEXT)
        self.sheet.put(row, LIGHT_COLUMN, figure.light.value, Look.CENTRED, light=figure.light)
        self.sheet.put(row, 13, _remark(figure, indicator), Look.TEXT)
        self._draw_value(row, figure, indicator, origin, subject, clause)
        self._draw_coverage(row, figure, origin, subject)

    def _draw_value(
        self, row: int, figure: Figure, indicator: Indicator, origin: str, subject: str, clause: str
    ) -> None:
        """The number and its rate; a dash where there is none."""
        if figure.value is None:
            self.sheet.put(row, 6, "—", Look.CENTRED, link=origin.split(":")[0])
            self.sheet.put(row, 8, "—", Look.CENTRED)
            return
        look = Look.SHARE if figure.unit in PER else Look.NUMBER
        cell = self.sheet.put(row, 6, figure.value, look, link=origin.split(":")[0])
        self.sheet.derive(cell, OF_METHOD[figure.method], origin, subject, _counted_by(indicator), clause)
        lit = self.sheet.cell_name(row, LIGHT_COLUMN)
        self.sheet.derive(lit, How.LIGHT, cell, f"{subject}亮灯")
        goal = goal_of(indicator, len(figure.expected)) if figure.target else None
        rate = percent_of(figure.value, goal)
        if rate is None or goal is None:
            self.sheet.put(row, 8, "—", Look.CENTRED)
            return
        rated = self.sheet.put(row, 8, rate, Look.SHARE)
        self.sheet.derive(rated, How.RATE, cell, f"{subject}完成率", plain(goal.value), clause)

    def _draw_coverage(self, row: int, figure: Figure, origin: str, subject: str) -> None:
        pairs = ((9, How.EXPECTED, len(figure.expected), "应报"), (10, How.REPORTED, figure.reported, "已报"))
        for column, how, count, word in pairs:
            cell = self.sheet.put(row, column, count, Look.NUMBER)
            self.sheet.derive(cell, how, origin, f"{subject}{word}单位数")

    def _missing(self, figure: Figure) -> str:
        words = []
        for why in (NO_REPORT, RETURNED, PENDING, NOT_FILLED):
            names = [self.names[reporter] for reporter in figure.missing if self._why(reporter) == why]
            if names:
                words.append(f"{why}：{names_together(names)}")
        return "\n".join(words)

    def _why(self, reporter: Reporter) -> str:
        return NOT_FILLED if reporter in self.reported else absence(self.standings.get(reporter))


def target_words(indicator: Indicator) -> str:
    """The target, after whom it holds for where it is each place's own; a share of places is the whole's."""
    text = _in_signs(indicator.target)
    if indicator.method is Method.SHARE_MEETING or indicator.scope is not Scope.EACH_PLACE:
        return text
    return f"{indicator.per or '每个单位'}{text}"


def _counted_by(indicator: Indicator) -> str:
    """What makes a place count; "" for methods that do not ask."""
    if indicator.method not in (Method.COUNT_MEETING, Method.SHARE_MEETING):
        return ""
    return "是" if indicator.answer is Answer.YES_NO else _in_signs(indicator.target)


def _in_signs(target: Target) -> str:
    """The target with its sign; at least one each is, for each, at least."""
    each = target.comparator is Comparator.ONE_EACH
    return str(replace(target, comparator=Comparator.AT_LEAST) if each else target)


def _remark(figure: Figure, indicator: Indicator) -> str:
    remarks = [figure.refused] if figure.refused else []
    uncounted = [f"{one.name}填“{one.raw}”" for one in figure.contributions if one.value is None]
    if uncounted:
        remarks.append(f"未计入：{'、'.join(uncounted)}。")
    if indicator.answered_by:
        remarks.append(f"与{indicator.answered_by}同一填报。")
    if not figure.contributions:
        remarks.append("尚无单位填报。")
    elif figure.target is None:
        remarks.append("目标值属于全部单位，这里只有其中一部分，不对照。")
    elif figure.value is not None and figure.light is Light.NONE:
        remarks.append("没有可比的目标值，不亮灯。")
    return "\n".join(remarks)
