"""未报送与迟报: where every reporter stands, the open cases first."""

from __future__ import annotations

from datetime import date

from taizhang.model.due_day import due_of
from taizhang.model.picture import Look, Sheet
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import ReportingState
from taizhang.rollups.how import How
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.sheets.sources import SourceSheet, Subject, moment
from taizhang.rollups.timeliness import ReporterState

NAME = "未报送与迟报"
_TITLES = (
    "填报单位",
    "报送状态",
    "应报日期",
    "收到时间",
    "迟报天数",
    "登记号",
    "文件名",
    "负责人",
    "联系人",
    "联系电话",
)
LEADER_AT = _TITLES.index("负责人") + 1
_WIDTHS = (18, 11, 13, 17, 9, 8, 36, 12, 12, 16)
_OPEN_FIRST = (
    ReportingState.MISSING, ReportingState.RETURNED, ReportingState.LATE,
    ReportingState.PENDING, ReportingState.NOTHING_TO_REPORT, ReportingState.ON_TIME,
)  # fmt: skip
_IN_TIME = (ReportingState.ON_TIME, ReportingState.NOTHING_TO_REPORT)
FIRST_ROW = 4


def draw_reporting(rollup: Rollup, sources: SourceSheet) -> tuple[Sheet, dict[str, str]]:
    """The sheet, and the line of 来源 for each reporter's key."""
    sheet = Sheet(NAME, _WIDTHS, filtered=True, frozen_columns=1)
    said = due_of(rollup.plan, rollup.period)
    due = said.day
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}报送情况",
        f"应报日期：{due:%Y年%m月%d日}前{said.aside}；以名册为准，逐家列出。",
    )
    sheet.put_header(FIRST_ROW - 1, _TITLES)
    names = rollup.names()
    lines = {}
    for row, standing in enumerate(_open_first(rollup), FIRST_ROW):
        key = str(standing.line.reporter)
        lines[key] = _draw_line(sheet, row, standing, names[standing.line.reporter], due, sources)
    _draw_notes(sheet, FIRST_ROW + len(rollup.standings) + 1, rollup)
    sheet.fit_rows(FIRST_ROW)
    return sheet, lines


def rows_of(rollup: Rollup) -> dict[Reporter, int]:
    """The row of each reporter."""
    return {one.line.reporter: row for row, one in enumerate(_open_first(rollup), FIRST_ROW)}


def _open_first(rollup: Rollup) -> list[ReporterState]:
    return sorted(rollup.standings, key=lambda one: _OPEN_FIRST.index(one.state))


def _draw_line(
    sheet: Sheet, row: int, standing: ReporterState, name: str, due: date, sources: SourceSheet
) -> str:
    sent = standing.submission
    line = standing.line
    sheet.put(row, 1, name, Look.TEXT)
    cell = sheet.put(row, 2, standing.state.value, Look.CENTRED)
    texts = (
        due.isoformat(),
        moment(sent.received) if sent else "",
        "",
        str(sent.number or "") if sent else "",
    )
    for column, text in enumerate(texts, 3):
        sheet.put(row, column, text, Look.CENTRED)
    for column, text in enumerate((sent.file_name if sent else "", line.leader, line.contact, line.phone), 7):
        sheet.put(row, column, text, Look.TEXT)
    facts = {"采用值": standing.state.value, "说明": f"应报日期{due}"}
    if sent:
        facts |= {
            "登记号": str(sent.number or ""), "文件名": sent.file_name,
            "收到时间": moment(sent.received), "文件SHA-256": sent.sha256,
        }  # fmt: skip
    origin = sources.add_report(Subject(cell, "", "报送情况"), line.reporter, facts)
    sheet.lead(row, 2, origin)
    late = (sent.received.date() - due).days if sent and standing.state not in _IN_TIME else 0
    if late > 0:  # a correction that came after the due day makes nobody late
        days = sheet.put(row, 5, late, Look.NUMBER, link=origin)
        sheet.derive(days, How.DAYS_LATE, origin, f"{name}迟报天数", due.isoformat())
    return origin


def _draw_notes(sheet: Sheet, row: int, rollup: Rollup) -> None:
    """What came in and was not counted, below the table."""
    notes = []
    if rollup.strangers:
        notes.append(f"另收到名册以外的报送，未计入汇总：{'、'.join(rollup.strangers)}。请核对通讯录。")
    if rollup.spoken_for:
        places = "、".join(rollup.spoken_for)
        notes.append(f"所辖各地已分别报送，本级另报的台账未重复计入：{places}。请核对由哪一级填报。")
    for place, text in enumerate(notes, row):
        sheet.put(place, 1, text, Look.NOTE)
        sheet.merges[place, 1] = (place, len(sheet.widths))
