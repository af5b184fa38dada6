"""指标汇总: one row per indicator, its number, its coverage and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from taizhang.model.figure import Figure
from taizhang.model.grid import plain
from taizhang.model.picture import Look, Sheet
from taizhang.model.plan import Answer, Comparator, Indicator, Method, Plan, PlanRow, Scope, Target
from taizhang.model.reporter import Reporter
from taizhang.model.words.plan_words import METHOD_WORDS, OVER_WORDS
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.how import OF_METHOD, How
from taizhang.rollups.lights import goal_of, percent_of
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED, NOT_JOINED, PENDING, RETURNED, Rollup, absence
from taizhang.rollups.sheets.comparing import COMPARED, Comparing
from taizhang.rollups.sheets.figure_words import put_value, remarks_on
from taizhang.rollups.sheets.many_names import names_together
from taizhang.rollups.sheets.sources import SourceSheet, Subject

NAME = "指标汇总"
FIRST_ROW = 4
_TITLES = (
    "行标识", "重点任务", "指标", "汇总方法", "目标值", "汇总值", "计量单位",
    "完成率（%）", "应报", "已报", "未报、未填单位", "亮灯", *COMPARED, "说明",
)  # fmt: skip
_WIDTHS = (10, 15, 18, 10, 11, 9, 5.5, 7.5, 5, 5, 20, 5, 8, 8, 8, 8, 24)
LIGHT_COLUMN = _TITLES.index("亮灯") + 1
VALUE_COLUMN = _TITLES.index("汇总值") + 1
_COMPARED_AT = _TITLES.index(COMPARED[0]) + 1
_REMARK_COLUMN = len(_TITLES)


def draw_figures(rollup: Rollup, sources: SourceSheet, past: SourceSheet | None = None) -> Sheet:
    """`past` takes the lines of the numbers of earlier periods."""
    sheet = Sheet(NAME, _WIDTHS, filtered=True, frozen_columns=3)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}量化指标汇总",
        "汇总值点开即到来源；比率按分子合计÷分母合计，不取平均；占比的分母为名册应报单位数。增减为本期值减去往期值，以%计的为百分点。",
    )
    sheet.put_header(FIRST_ROW - 1, _TITLES)
    asked = {row.id: row for row in rolled_up_indicators(rollup.plan)}
    drawing = _FigureRows(sheet, rollup, sources, rollup.names())
    comparing = Comparing(sheet, rollup, past, _COMPARED_AT) if past else None
    for row, figure in enumerate(rollup.figures, FIRST_ROW):
        remarks = drawing.draw(row, figure, asked[figure.row])
        remarks += comparing.draw(row, figure, sheet.cell_name(row, VALUE_COLUMN)) if comparing else []
        sheet.put(row, _REMARK_COLUMN, "\n".join(remarks), Look.TEXT)
    sheet.fit_rows(FIRST_ROW)
    return sheet


class _FigureRows:
    def __init__(
        self, sheet: Sheet, rollup: Rollup, sources: SourceSheet, names: Mapping[Reporter, str]
    ) -> None:
        self.sheet, self.rollup, self.sources, self.names = sheet, rollup, sources, names
        self.standings = {one.line.reporter: one for one in rollup.standings}
        self.reported = {report.ledger.reporter for report in rollup.reports}
        self.rows = {
            (report.ledger.reporter, row.id) for report in rollup.reports for row in report.ledger.rows
        }
        self.answered_in = {
            row.id: row.indicator.answered_by or row.id
            for row in rolled_up_indicators(rollup.plan)
            if row.indicator
        }

    def draw(self, row: int, figure: Figure, asked: PlanRow) -> list[str]:
        """Everything but the comparison; what is to be said in 说明 comes back."""
        indicator = asked.indicator
        if indicator is None:
            return []
        subject = indicator.subject or indicator.span.words
        origin = self.sources.add(
            Subject(self.sheet.cell_name(row, 6), figure.row, subject),
            [(one, "") for one in figure.contributions],
            [(reporter, self._why(figure, reporter)) for reporter in figure.missing],
            gaps=figure.gaps,
        )
        clause = asked.measure.text if asked.measure else indicator.span.words
        texts = (figure.row, asked.heading, subject)
        self.sheet.put_row(row, texts, Look.TEXT)
        over = f"\n{OVER_WORDS[indicator.over]}" if indicator.of_period and indicator.over else ""
        self.sheet.put(row, 4, METHOD_WORDS[figure.method] + over, Look.CENTRED)
        self.sheet.put(row, 5, target_words(indicator), Look.CENTRED)
        self.sheet.put(row, 7, figure.unit, Look.CENTRED)
        self.sheet.put(row, 11, self._missing(figure), Look.TEXT)
        self.sheet.put(row, LIGHT_COLUMN, figure.light.value, Look.CENTRED, light=figure.light)
        self._draw_value(row, figure, indicator, origin, subject, clause)
        self._draw_coverage(row, figure, origin, subject)
        return list(remarks_on(figure, indicator, self.names))

    def _draw_value(
        self, row: int, figure: Figure, indicator: Indicator, origin: str, subject: str, clause: str
    ) -> None:
        """The number and its rate; a dash where there is none."""
        if figure.value is None:
            self.sheet.put(row, 6, "—", Look.CENTRED, link=origin.split(":")[0])
            self.sheet.put(row, 8, "—", Look.CENTRED)
            return
        cell = put_value(self.sheet, row, 6, figure, origin.split(":")[0])
        self.sheet.derive(cell, OF_METHOD[figure.method], origin, subject, counted_by(indicator), clause)
        lit = self.sheet.cell_name(row, LIGHT_COLUMN)
        self.sheet.derive(lit, How.LIGHT, cell, f"{subject}亮灯")
        goal = goal_of(indicator, len(figure.expected)) if figure.target else None
        rate = None if figure.method is Method.ALL_OF else percent_of(figure.value, goal)
        if rate is None or goal is None:
            self.sheet.put(row, 8, "—", Look.CENTRED)
            return
        rated = self.sheet.put(row, 8, rate, Look.SHARE)
        self.sheet.derive(rated, How.RATE, cell, f"{subject}完成率", plain(goal.value), clause)

    def _draw_coverage(self, row: int, figure: Figure, origin: str, subject: str) -> None:
        pairs = ((9, How.EXPECTED, len(figure.expected), "应报"), (10, How.REPORTED, figure.reported, "已报"))
        for column, how, count, word in pairs:
            cell = self.sheet.put(row, column, count, Look.NUMBER)
            period = str(self.rollup.period) if figure.gaps and how is How.REPORTED else ""
            self.sheet.derive(cell, how, origin, f"{subject}{word}单位数", period)

    def _missing(self, figure: Figure) -> str:
        words = []
        for why in (NO_REPORT, RETURNED, PENDING, NOT_FILLED, NOT_JOINED):
            names = [self.names[one] for one in figure.missing if self._why(figure, one) == why]
            if names:
                words.append(f"{why}：{names_together(names)}")
        return "\n".join(words)

    def _why(self, figure: Figure, reporter: Reporter) -> str:
        if reporter not in self.reported:
            return absence(self.standings.get(reporter))
        asked = not self.rollup.joinings or (reporter, self.answered_in[figure.row]) in self.rows
        return NOT_FILLED if asked else NOT_JOINED


def target_words(indicator: Indicator) -> str:
    """The target, after whom it holds for where it is each place's own; a share of places is the whole's."""
    text = _in_signs(indicator.target)
    if indicator.method is Method.SHARE_MEETING or indicator.scope is not Scope.EACH_PLACE:
        return text
    return f"{indicator.per or '每个单位'}{text}"


def subjects_of(plan: Plan) -> dict[str, str]:
    """What each indicator counts, by its id."""
    return {
        row.id: row.indicator.subject or row.indicator.span.words
        for row in rolled_up_indicators(plan)
        if row.indicator
    }


def counted_by(indicator: Indicator) -> str:
    """What makes a place count, and how periods became one; "" for methods that do not ask and cumulative numbers."""
    counts = indicator.method in (Method.COUNT_MEETING, Method.SHARE_MEETING, Method.ALL_OF)
    wanted = "是" if indicator.answer is Answer.YES_NO else _in_signs(indicator.target)
    over = OVER_WORDS[indicator.over] if indicator.of_period and indicator.over else ""
    return "，".join(filter(None, (wanted if counts else "", over)))


def _in_signs(target: Target) -> str:
    """The target with its sign; at least one each is, for each, at least."""
    each = target.comparator is Comparator.ONE_EACH
    return str(replace(target, comparator=Comparator.AT_LEAST) if each else target)
