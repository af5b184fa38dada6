"""A long sheet as far as it is drawn: title, header, and two rows that show the looks of its columns and give way later."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from taizhang.model.picture import Look, Sheet
from taizhang.rollups.wide.lines.column import Column
from taizhang.rollups.wide.rollup import FIRST_ROW

Link = tuple[str, str]  # from a cell, as G12, to a cell of the workbook, as 来源!A4
_SAMPLES = (
    ("样", Decimal(0)),
    ("=样", Decimal("0.5")),
)  # the second row as what could be a formula, and a fraction


def draw_head(name: str, columns: Sequence[Column], title: str, subtitle: str, *, frozen: int = 0) -> Sheet:
    sheet = Sheet(name, tuple(one.width for one in columns), filtered=True, frozen_columns=frozen)
    sheet.put_title(title, subtitle)
    sheet.put_header(FIRST_ROW - 1, [one.title for one in columns])
    for row, (text, number) in enumerate(_SAMPLES, FIRST_ROW):
        for at, one in enumerate(columns, 1):
            sheet.put(row, at, number if one.look in (Look.NUMBER, Look.SHARE) else text, one.look)
    return sheet
