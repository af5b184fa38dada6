"""附件: every indicator, and every reporter's report, in the order of the workbook."""

from __future__ import annotations

from taizhang.model.figure import Light
from taizhang.model.plan import PlanRow
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.figures import rolled_up_indicators
from taizhang.rollups.how import How
from taizhang.rollups.notice import IndicatorLine, ReportLine
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets import figures as figures_sheet
from taizhang.rollups.sheets import reporting
from taizhang.rollups.stated import Stated, mark_of


def indicators_of(rollup: Rollup, cells: DrawnCells) -> tuple[IndicatorLine, ...]:
    """附件1: every indicator of the rollup."""
    asked = {row.id: row for row in rolled_up_indicators(rollup.plan)}
    return tuple(
        indicator_line(cells, asked[one.row], one.unit, one.light, one.refused) for one in rollup.figures
    )


def indicator_line(cells: DrawnCells, asked: PlanRow, unit: str, light: Light, refused: str) -> IndicatorLine:
    """The line of 指标汇总 for the indicator of this row; `refused` says why there is no number."""
    return _IndicatorCells(cells, asked, unit, light, refused).line()


def reports_of(rollup: Rollup, cells: DrawnCells) -> tuple[ReportLine, ...]:
    """附件3: every reporter, the open cases first as in the workbook."""
    names = rollup.names()
    rows = {
        cells.row(reporting.NAME, {"填报单位": names[one.line.reporter]}): one.line.reporter
        for one in rollup.standings
    }
    return tuple(report_line(cells, row, names[rows[row]], str(rows[row])) for row in sorted(rows))


def report_line(cells: DrawnCells, row: int, name: str, key: str) -> ReportLine:
    """A line of 未报送与迟报; `key` ends the name of its bookmark."""

    def text(title: str) -> str:
        return cells.text(cells.cell(reporting.NAME, title, row))

    late = cells.cell(reporting.NAME, "迟报天数", row)
    return ReportLine(
        name=name,
        state=text("报送状态"),
        due=text("应报日期"),
        received=text("收到时间"),
        days_late=cells.shown(mark_of("days_late", key), f"{name}迟报天数", late),
    )


class _IndicatorCells:
    """One indicator's line of 指标汇总."""

    def __init__(self, cells: DrawnCells, asked: PlanRow, unit: str, light: Light, refused: str) -> None:
        self.cells, self.asked, self.unit, self.light, self.refused = cells, asked, unit, light, refused
        self.row = cells.row(figures_sheet.NAME, {"行标识": asked.id})

    def line(self) -> IndicatorLine:
        return IndicatorLine(
            row=self.asked.id,
            task=self.asked.heading,
            subject=self._text("指标"),
            target=self._target(),
            value=self._shown("value", "汇总值", self.unit),
            rate=self._shown("rate", "完成率（%）", "%"),
            light=self.light,
            expected=self._number("expected", "应报"),
            reported=self._number("reported", "已报"),
            remark=self.refused,
        )

    def _target(self) -> Stated:
        """What the plan demands, which no reporter gave."""
        indicator = self.asked.indicator
        if indicator is None:
            raise ValueError(self.asked.id)
        clause = self.asked.measure.text if self.asked.measure else indicator.span.words
        cell = self.cells.cell(figures_sheet.NAME, "目标值", self.row)
        title = f"{self._text('指标')}目标值"
        mark = mark_of("target", self.asked.id)
        return Stated(
            mark, title, indicator.target.value, self.cells.text(cell), How.STATED, cell, clause=clause
        )

    def _text(self, title: str) -> str:
        return self.cells.text(self.cells.cell(figures_sheet.NAME, title, self.row))

    def _shown(self, mark: str, title: str, unit: str = "") -> Stated | None:
        cell = self.cells.cell(figures_sheet.NAME, title, self.row)
        said = f"{self._text('指标')}{title.removesuffix('（%）')}"
        return self.cells.shown(mark_of(mark, self.asked.id), said, cell, unit)

    def _number(self, mark: str, title: str) -> Stated:
        stated = self._shown(mark, title)
        if stated is None:
            raise ValueError(title)
        return stated
