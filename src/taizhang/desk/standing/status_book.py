"""The workbook 报送情况: who stands where, the rates, and the texts to send; drawn here, painted by the books."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import safe_name, write_file
from taizhang.desk.standing.reminders import remind_each, remind_group
from taizhang.desk.standing.status_words import (
    RATE_TITLES,
    RateLine,
    period_lines,
    period_states,
    place_lines,
    shares_of,
    status_lines,
)
from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet, lines_needed
from taizhang.model.verdict import ReportingState
from taizhang.model.words.days import day_words

if TYPE_CHECKING:
    from taizhang.desk.standing.status import StatusReport

STATES, RATES, REMINDERS = "报送情况", "及时率", "催报"
_HEADER, _FIRST = 3, 4
_STATE_TITLES = (
    "填报单位", "报送状态", "收到时间", "迟报或\n逾期天数", "登记号", "文件名", "必须修改", "请确认", "盖章件", "说明", "联系人", "联系电话",
)  # fmt: skip
_STATE_WIDTHS = (16, 10, 16, 9, 7, 26, 8, 8, 7, 34, 9, 15)
_RATE_WIDTH = 10
_SUBTITLE_SIZE = 11.0  # points, somewhat more than any style has
_SHOWN_PERIODS = 8  # of the reporters' own table, so that it stays one page wide
_LIGHTS = {
    ReportingState.ON_TIME.value: Light.GREEN, ReportingState.NOTHING_TO_REPORT.value: Light.GREEN,
    ReportingState.LATE.value: Light.YELLOW, ReportingState.RETURNED.value: Light.RED,
    ReportingState.MISSING.value: Light.RED,
}  # fmt: skip
_HOW = "及时率＝（及时＋零报告）÷应报，迟报率＝迟报÷应报，缺报率＝未报÷应报；“退回未改”“待定”计入应报。截止日之前的数是阶段数。"


def write_status(reports: Sequence[StatusReport], out: Path) -> tuple[Path, ...]:
    """Write a workbook for each report: one goes to `out`, several go beside it, each with its place and plan in the name.

    Raises:
        CannotWrite: the workbook cannot be written.
    """
    if len(reports) == 1:
        return (_write(reports[0], out),)
    return tuple(
        _write(one, out.with_name(safe_name(f"{out.stem}_{one.place}_{one.title}") + ".xlsx"))
        for one in reports
    )


def draw_status(report: StatusReport) -> tuple[Sheet, ...]:
    """报送情况, 及时率, 催报."""
    return (_draw_states(report), _draw_rates(report), _draw_reminders(report))


def _write(report: StatusReport, path: Path) -> Path:
    from taizhang.books import paint_sheets

    day = report.as_of
    created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
    title = f"{report.place}{report.period.title}{STATES}"
    return write_file(path, paint_sheets(draw_status(report), title, created))


def _draw_states(report: StatusReport) -> Sheet:
    sheet = Sheet(STATES, _STATE_WIDTHS, filtered=True, frozen_columns=1)
    facts = (
        f"《{report.title}》",
        f"截止日：{day_words(report.due)}{report.now.said.aside}",
        f"统计截至：{day_words(report.as_of)}",
        report.summary(),
    )
    told = "　".join(facts)
    sheet.put_title(f"{report.place}{report.period.title}报送情况", told)
    sheet.heights[2] = 20.0 * lines_needed(told, sum(_STATE_WIDTHS), _SUBTITLE_SIZE)
    sheet.put_header(_HEADER, _STATE_TITLES, height=32.0)
    contacts = {str(one.line.reporter): (one.line.contact, one.line.phone) for one in report.states}
    for row, line in enumerate(status_lines(report), _FIRST):
        sheet.put(row, 1, line.name, Look.TEXT)
        sheet.put(row, 2, line.state, Look.CENTRED, light=_LIGHTS.get(line.state, Light.NONE))
        sheet.put(row, 3, line.received, Look.CENTRED)
        for column, count in ((4, line.days_late), (5, line.number), (7, line.errors), (8, line.warnings)):
            sheet.put(row, column, count or "", Look.NUMBER)
        sheet.put(row, 6, line.file, Look.TEXT)
        sheet.put(row, 9, "有" if line.scan else "", Look.CENTRED)
        for column, text in enumerate((line.why, *contacts[line.reporter]), 10):
            sheet.put(row, column, text, Look.TEXT)
    sheet.fit_rows(_FIRST)
    return sheet


def _draw_rates(report: StatusReport) -> Sheet:
    """Three tables below one another; the title stays on the screen, since no header holds for all of them."""
    sheet = Sheet(RATES, (22, *(_RATE_WIDTH,) * len(RATE_TITLES)), frozen_columns=1)
    sheet.put_title(f"{report.place}{report.period.title}报送及时率", _HOW)
    sheet.header = (1, 2)
    row = _draw_table(sheet, 3, "一、本期各地", "地区", place_lines(report))
    row = _draw_table(sheet, row + 1, "二、历期", "报告期", period_lines(report))
    if report.earlier:
        _draw_reporters(sheet, row + 1, report)
    return sheet


def _draw_heading(sheet: Sheet, row: int, heading: str, titles: Sequence[str]) -> None:
    sheet.put(row, 1, heading, Look.HEADING)
    sheet.merges[row, 1] = (row, len(RATE_TITLES) + 1)
    sheet.heights[row] = 26.0
    sheet.put_row(row + 1, titles, Look.HEADER)
    sheet.heights[row + 1] = 32.0


def _draw_table(sheet: Sheet, row: int, heading: str, first: str, lines: Sequence[RateLine]) -> int:
    """The rates of places or periods; says the row after the last."""
    titles = (first, *(f"{title}（%）" if title.endswith("率") else title for title in RATE_TITLES))
    _draw_heading(sheet, row, heading, titles)
    for at, line in enumerate(lines, row + 2):
        sheet.put(at, 1, line.texts()[0], Look.TEXT)
        for column, count in enumerate(line.counts, 2):
            sheet.put(at, column, count, Look.NUMBER)
        _draw_shares(sheet, at, len(line.counts) + 2, line)
        sheet.heights[at] = 20.0
    return row + 2 + len(lines)


def _draw_shares(sheet: Sheet, row: int, column: int, line: RateLine) -> None:
    """In %, as near to the exact share as a cell holds, shown half up with one decimal."""
    for at, share in enumerate(shares_of(line.rates), column):
        sheet.put(row, at, "—" if share is None else _percent(share), Look.SHARE)


def _percent(share: Fraction) -> Decimal:
    return Decimal(share.numerator * 100) / share.denominator


def _draw_reporters(sheet: Sheet, row: int, report: StatusReport) -> None:
    """Each reporter's state in each of the last periods, and its own rates over all that are known."""
    periods = [one.period for one in (*report.earlier, report.now)][-_SHOWN_PERIODS:]
    titles = ("填报单位", *(str(one) for one in periods), "及时率（%）", "迟报率（%）", "缺报率（%）")
    _draw_heading(sheet, row, "三、各单位历期", titles)
    for at, (name, words, line) in enumerate(period_states(report), row + 2):
        sheet.put(at, 1, name, Look.TEXT)
        for column, word in enumerate(words[-_SHOWN_PERIODS:], 2):
            sheet.put(at, column, word, Look.CENTRED, light=_LIGHTS.get(word, Light.NONE))
        _draw_shares(sheet, at, len(periods) + 2, line)
        sheet.heights[at] = 20.0


def _draw_reminders(report: StatusReport) -> Sheet:
    sheet = Sheet(REMINDERS, (16, 10, 9, 10, 16, 100), frozen_columns=1)
    sheet.put_title(
        f"{report.place}{report.period.title}催报", "每条可以直接复制发送；联系人和电话取自通讯录。"
    )
    sheet.put_header(
        _HEADER, ("填报单位", "报送状态", "逾期天数", "联系人", "联系电话", "催报内容"), height=32.0
    )
    group = remind_group(report)
    facts = [("工作群", "", 0, "", "", group)] if group else []
    facts += [
        (one.name, one.state, one.days_late, one.contact, one.phone, one.text) for one in remind_each(report)
    ]
    for row, (name, state, days, contact, phone, text) in enumerate(facts, _FIRST):
        sheet.put(row, 1, name, Look.TEXT)
        sheet.put(row, 2, state, Look.CENTRED, light=_LIGHTS.get(state, Light.NONE))
        sheet.put(row, 3, days or "", Look.NUMBER)
        for column, told in enumerate((contact, phone, text), 4):
            sheet.put(row, column, told, Look.TEXT)
    if not facts:
        sheet.put(_FIRST, 1, "本期没有需要催报的单位。", Look.NOTE)
        sheet.merges[_FIRST, 1] = (_FIRST, 6)
    sheet.fit_rows(_FIRST)
    return sheet
