"""Quarter after quarter through one archive: a city office that issues, counties that type, what the sheets then say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from city_office import CityOffice

from taizhang.books.fill_cells import fill_cells
from taizhang.desk.clearing import ClearingAsked, approve_clearing
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.issue import issue_ledgers
from taizhang.desk.open_archive import init_archive
from taizhang.ledgers.sheet_layout import FIRST_ROW, INSTRUCTIONS, TABLE, column_of
from taizhang.model.ledger import ledger_columns
from taizhang.model.period import Period

CHINA = timezone(timedelta(hours=8))
CENTRE = "T03.M02.I1"  # 每个县(市、区)至少建成2个

Cells = Mapping[str, object]  # by LedgerRow field


class Office(CityOffice):
    """An office with its plan and its archive."""

    def open_archive(self) -> None:
        init_archive(self.archive, [self.plan], self.roster, at=datetime(2022, 1, 4, tzinfo=CHINA))

    def issue(self, period: str, *, everyone_below: bool = False) -> dict[str, Path]:
        """The workbooks that went out, by reporter."""
        issued = issue_ledgers(
            self.plan, period, self.folder / period, archive=self.archive, everyone_below=everyone_below
        )
        return {str(one.reporter): one.path for one in issued}

    def approve(self, day: date, reporter: str, row: str = CENTRE) -> None:
        """Clear a row that is asked for."""
        at = datetime(day.year, day.month, day.day, 12, tzinfo=CHINA)
        approve_clearing(self.archive, ClearingAsked((reporter,), (row,), "李某"), at=at)

    def collect(self, period: str, sent: Mapping[str, bytes]) -> dict[str, tuple[str, list[str]]]:
        """What became of each file, by its name: the verdict's word and the codes of the findings on the row CENTRE."""
        inbox = self.folder / f"{period}来件"
        inbox.mkdir()
        for name, content in sent.items():
            (inbox / f"{name}.xlsx").write_bytes(content)
        due = Period.parse(period).end + timedelta(days=3)
        taken = collect_sources(
            [inbox], self.archive, now=datetime(due.year, due.month, due.day, tzinfo=CHINA)
        )
        return {
            one.file_name.removesuffix(".xlsx"): (
                one.word,
                [finding.code for finding in one.checked.findings if finding.row == CENTRE]
                if one.checked
                else [],
            )
            for one in taken
        }


@cache
def table(content: bytes) -> dict[str, dict[str, Any]]:
    """The rows of a workbook by their id, by another reader than ours: what stands in each column."""
    sheet = openpyxl.load_workbook(BytesIO(content), read_only=True)[TABLE]
    fields = [column.field for column in ledger_columns()]
    rows = (
        dict(zip(fields, values, strict=True))
        for values in sheet.iter_rows(min_row=FIRST_ROW, max_col=len(fields), values_only=True)
    )
    return {str(row["id"]): row for row in rows if row["id"]}


def typed(content: bytes, cells: Mapping[str, Cells], *, others: Cells) -> bytes:
    """The workbook with these cells typed in by row id, and `others` in every row where they are not told."""
    at = {row: FIRST_ROW + position for position, row in enumerate(table(content))}
    values = {
        (at[row], column_of(field)): value
        for row in at
        for field, value in {**others, **cells.get(row, {})}.items()
    }
    return fill_cells(content, TABLE, values)


def remarks(content: bytes) -> list[str]:
    """What the 填报说明 says under 本期变化."""
    rows = [
        str(row[0] or "")
        for row in openpyxl.load_workbook(BytesIO(content), read_only=True)[INSTRUCTIONS].iter_rows(
            values_only=True
        )
    ]
    if "本期变化" not in rows:
        return []
    first = rows.index("本期变化") + 1
    return rows[
        first : next(at for at in range(first, len(rows)) if re.match("[一二三四五六七]、", rows[at]))
    ]
