"""未报送与迟报: where everybody stands, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from taizhang.model.due_day import due_of
from taizhang.model.picture import Look, Sheet
from taizhang.model.verdict import ReportingState
from taizhang.rollups.sheets.sources import moment
from taizhang.rollups.timeliness import ReporterState
from taizhang.rollups.wide.lines.column import Column, Line, two_names
from taizhang.rollups.wide.places import Place
from taizhang.rollups.wide.rollup import WideRollup
from taizhang.rollups.wide.sheets.long_sheet import draw_head

NAME = "未报送与迟报"
COLUMNS = (
    Column("省", 10), Column("市", 12), Column("填报单位", 16), Column("报送状态", 10, Look.CENTRED),
    Column("应报日期", 12, Look.CENTRED), Column("收到时间", 16, Look.CENTRED), Column("迟报天数", 8, Look.NUMBER),
    Column("登记号", 8, Look.CENTRED), Column("文件名", 36),
)  # fmt: skip
TITLES = tuple(one.title for one in COLUMNS)
STATE_AT, DAYS_AT = TITLES.index("报送状态") + 1, TITLES.index("迟报天数") + 1
_LATE_DAYS = (ReportingState.LATE, ReportingState.RETURNED)


def draw_reporting(rollup: WideRollup) -> Sheet:
    said = due_of(rollup.plan, rollup.period)
    return draw_head(
        NAME, COLUMNS, f"{rollup.place}{rollup.period.title}报送情况",
        f"应报日期：{said.day:%Y年%m月%d日}前{said.aside}；以名册为准，逐家列出，可按“报送状态”筛选。", frozen=3,
    )  # fmt: skip


def reporting_lines(rollup: WideRollup) -> Iterator[Line]:
    """One line for everybody on the roster, in the order of the places."""
    due = due_of(rollup.plan, rollup.period).day
    for place in rollup.tree.walk():
        for line in place.lines:
            standing = rollup.standings.get(line.reporter)
            if standing is not None:
                yield _line(place, standing, due, rollup.as_of)


def _line(place: Place, standing: ReporterState, due: date, as_of: date) -> Line:
    sent = standing.submission
    days = standing.days_late(due, as_of)
    return (
        *two_names(place.path), standing.line.name, standing.state.value, due.isoformat(),
        moment(sent.received) if sent else "", Decimal(days) if days else "",
        str(sent.number or "") if sent else "", sent.file_name if sent else "",
    )  # fmt: skip


def absent(rollup: WideRollup) -> Iterator[str]:
    """The names of those whose ledger stands in no figure."""
    heard = (ReportingState.ON_TIME, ReportingState.LATE, ReportingState.NOTHING_TO_REPORT)
    for place in rollup.tree.walk():
        for line in place.lines:
            standing = rollup.standings.get(line.reporter)
            if standing is None or standing.state not in heard:
                yield place.called(line)
