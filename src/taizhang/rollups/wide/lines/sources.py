"""来源 of a wide rollup: one line for each row of each ledger, in the order of the roster.

A country's numbers share their lines, since a line for every number of every level would be written three times over.
The lines of a number are those of its row id, between the first and the last line of its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, LedgerRow
from taizhang.model.picture import Look
from taizhang.rollups.rollup import Report
from taizhang.rollups.wide.lines.column import WHOSE, Column, Line, two_names
from taizhang.rollups.wide.places import Place

NAME = "来源"
NUMBERS = ("numerator", "denominator", "actual")
COLUMNS = tuple(
    Column(one.title, one.width, Look.CODE if one.look is Look.TEXT else one.look)
    for one in (
        *WHOSE, Column("代码", 8), Column("行标识", 12), Column("指标或举措", 26), Column("分子", 9, Look.EXACT),
        Column("分母", 9, Look.EXACT), Column("累计完成值", 10, Look.EXACT), Column("完成状态", 9), Column("各栏单元格", 24),
        Column("豁免或属实说明", 18), Column("登记号", 7), Column("收到时间", 15), Column("文件名", 26), Column("工作表", 10),
        Column("校验规则", 16), Column("文件SHA-256", 20),
    )
)  # fmt: skip
TITLES = tuple(one.title for one in COLUMNS)


def source_lines(report: Report, place: Place) -> Iterator[Line]:
    """The lines of a report that reports straight to the place."""
    ledger, submission = report.ledger, report.submission
    who = (*two_names(place.path), place.name_of(ledger.reporter), str(ledger.reporter))
    file = submission.file_name or ledger.file_name, ledger.rules, ledger.file or submission.sha256
    received = submission.received.strftime("%Y-%m-%d %H:%M")
    number = str(submission.number or "")
    accepted = _accepted(report)
    for row in ledger.rows:
        yield (
            *who, row.id, row.indicator or row.measure, row.numerator, row.denominator, row.actual,
            row.status.value if row.status else row.raw.get("status", ""),
            _cells(row), accepted.get(row.id, ""), number, received, file[0],
            row.sheet.sheet if row.sheet else "", file[1], file[2],
        )  # fmt: skip


def _cells(row: LedgerRow) -> str:
    """Each number's cell and text: 累计完成值=Q12=约95, one a line."""
    found = []
    for field in NUMBERS:
        raw = row.raw.get(field, "")
        if raw or getattr(row, field) is not None:
            place = row.at(field)
            found.append(f"{COLUMN_TITLES[field]}={place.address if place else ''}={raw}")
    return "\n".join(found)


def _accepted(report: Report) -> dict[str, str]:
    """By row id, what was found and need not be mended."""
    said: dict[str, list[str]] = {}
    for finding in report.findings:
        if not finding.counts:
            for spot in finding.cells:
                said.setdefault(spot.row, []).append(f"{finding.code} {finding.accepted}")
    return {row: "；".join(dict.fromkeys(words)) for row, words in said.items()}
