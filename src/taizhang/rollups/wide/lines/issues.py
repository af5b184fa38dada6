"""问题清单 of a wide rollup: a line for each row that names a problem or asks for a leader, in the order of the roster."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.picture import Look
from taizhang.model.schedule import Schedule
from taizhang.rollups.lights import light_of_row
from taizhang.rollups.rollup import Report, raises_issue
from taizhang.rollups.wide.lines.column import WHOSE, Column, Line, two_names
from taizhang.rollups.wide.places import Place

NAME = "问题清单"
COLUMNS = (
    *WHOSE, Column("行标识", 11), Column("重点任务", 20), Column("工作举措或指标", 28), Column("完成状态", 9, Look.CENTRED),
    Column("亮灯", 6, Look.CENTRED), Column("存在问题", 34), Column("下一步打算", 28), Column("需领导协调", 8, Look.CENTRED),
    Column("登记号", 7, Look.CENTRED), Column("文件名", 24), Column("出处", 14),
)  # fmt: skip
TITLES = tuple(one.title for one in COLUMNS)


def issue_lines(report: Report, place: Place, schedule: Schedule) -> Iterator[Line]:
    """The lines of a report that reports straight to the place."""
    who = (*two_names(place.path), place.name_of(report.ledger.reporter))
    for row in report.ledger.rows:
        if raises_issue(row):
            light = light_of_row(row, schedule, late=row.id in report.overdue_before)
            yield (
                *who, row.id, row.task, row.indicator or row.measure,
                str(row.status or row.raw.get("status", "")), light.value, row.problems, row.next_steps,
                row.needs_leader, str(report.submission.number or ""),
                report.submission.file_name or report.ledger.file_name, str(row.at("problems") or ""),
            )  # fmt: skip
