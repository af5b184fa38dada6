"""需领导协调 of a wide rollup: a line for each row that asks for a leader, with who has to answer."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.picture import Look
from taizhang.rollups.rollup import Report, asks_leader
from taizhang.rollups.wide.lines.column import WHOSE, Column, Line, two_names
from taizhang.rollups.wide.places import Place

NAME = "需领导协调"
COLUMNS = (
    *WHOSE, Column("行标识", 11), Column("重点任务", 20), Column("事项", 28), Column("存在问题", 30),
    Column("建议（下一步打算）", 28), Column("责任单位", 24), Column("分管领导", 10, Look.CENTRED),
    Column("登记号", 7, Look.CENTRED), Column("文件名", 24), Column("出处", 14),
)  # fmt: skip
TITLES = tuple(one.title for one in COLUMNS)


def coordination_lines(report: Report, place: Place) -> Iterator[Line]:
    """The lines of a report that reports straight to the place."""
    reporter = report.ledger.reporter
    who = (*two_names(place.path), place.name_of(reporter))
    for row in report.ledger.rows:
        if asks_leader(row):
            yield (
                *who, row.id, row.task, row.indicator or row.measure, row.problems, row.next_steps, row.duties,
                place.leader_of(reporter) or "—", str(report.submission.number or ""),
                report.submission.file_name or report.ledger.file_name, str(row.at("needs_leader") or ""),
            )  # fmt: skip
