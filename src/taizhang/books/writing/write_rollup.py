"""A rollup as a workbook."""

from __future__ import annotations

from datetime import datetime

from taizhang.books.writing.paint_sheets import paint_sheets
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.rollup import Rollup
from taizhang_templates import Style


def write_rollup(rollup: Rollup, style: Style | None = None, *, created: datetime | None = None) -> bytes:
    """The rollup's workbook; the same rollup, style and date give the same bytes.

    `created` stands in the file's properties; the day it counts to where not given.
    """
    day = rollup.as_of
    moment = created or datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
    return paint_sheets(
        draw_rollup(rollup), f"{rollup.place}{rollup.period.title}重点任务汇总", moment, style
    )
