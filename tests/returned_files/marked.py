"""The files as they are returned: each with the same findings, whoever saved it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from clients.jobs import Job
from clients.office import Office

from returned_files.rich_files import FIRST, LAST, TABLE, by_openpyxl, by_xlsxwriter, enriched
from taizhang.books.marking.annotate import annotate_workbook
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.sample import DOCUMENT, sample_folder
from taizhang.desk.issue import parse_period, write_blank_ledger
from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.place import Place, parse_address
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.table_rows import TableRows

STAMPED = TableRows(TABLE, 6, 45)  # where the table of `by_stamp` stands
OTHERS = TableRows(TABLE, FIRST, LAST)  # where that of the other files stands


def by_stamp() -> bytes:
    plan = compile_document(sample_folder() / DOCUMENT)
    line = RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, "990100")
    return enriched(write_blank_ledger(plan, line, parse_period("2022Q3"))[1])


def by_libreoffice(office: Office, folder: Path) -> bytes:
    given, saved = folder / "in.xlsx", folder / "out.xlsx"
    given.write_bytes(by_xlsxwriter())
    office.recalculated([Job(given, save_to=saved)])
    return enriched(saved.read_bytes())


# How the programs that need no LibreOffice save the file, by the words for them, each with where its table stands.
SENT: dict[str, tuple[Callable[[], bytes], TableRows]] = {
    "下发的台账": (by_stamp, STAMPED),
    "openpyxl 保存的": (by_openpyxl, OTHERS),
    "XlsxWriter 保存的": (by_xlsxwriter, OTHERS),
}


def found(table: TableRows) -> list[Finding]:
    """A word for a cell, one for a cell with a note of its own, a certain proposal, a fault of several rows."""

    def at(address: str) -> Place:
        column, row = parse_address(address)[1], parse_address(address)[0]
        return Place("", TABLE, table.first + row, column)

    def one(address: str, severity: Severity, says: str, **more: Any) -> Finding:
        return Finding("E101", severity, says, "请改。", "填报说明", at(address), **more)

    several = tuple(Spot(f"第{row}行未填", at(f"F{row}")) for row in (2, 3, 4))
    return [
        one("D1", Severity.WARNING, "完成值写作全角", proposal="81.5"),
        one("E1", Severity.ERROR, "状态不符"),
        Finding("E106", Severity.ERROR, "进展未填，共3格", "请填写。", "填报说明", at("F2"), spots=several),
        one("E4", Severity.WARNING, "与上期不同", accepted="属实：合并了乡镇"),
        Finding("N001", Severity.NOTE, "文件名不是原来的", "不影响。", "填报说明"),
    ]


def returned(content: bytes, table: TableRows, findings: list[Finding] | None = None) -> bytes:
    return annotate_workbook(
        content,
        found(table) if findings is None else findings,
        reporter_name="临江县",
        period_title="2022年第三季度",
        checked_on=date(2022, 10, 8),
        verdict="退回修改",
        table=table,
    )
