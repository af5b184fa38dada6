"""A rollup as a workbook."""

from __future__ import annotations

from datetime import datetime

from taizhang.books.writing.paint_sheets import paint_sheets
from taizhang.rollups.draw import draw_rollup, draw_score_book
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.score import Scores
from taizhang_templates import Style


def write_rollup(rollup: Rollup, style: Style | None = None, *, created: datetime | None = None) -> bytes:
    """The rollup's workbook; the same rollup, style and date give the same bytes.

    `created` stands in the file's properties; the day it counts to where not given.
    """
    title = f"{rollup.place}{rollup.period.title}重点任务汇总"
    return paint_sheets(draw_rollup(rollup), title, created or _midnight(rollup), style)


def write_scores(
    rollup: Rollup, scores: Scores, style: Style | None = None, *, created: datetime | None = None
) -> bytes:
    """The workbook of a rollup's scores alone."""
    title = f"{rollup.place}{rollup.period.title}考核评分"
    return paint_sheets(draw_score_book(rollup, scores), title, created or _midnight(rollup), style)


def _midnight(rollup: Rollup) -> datetime:
    day = rollup.as_of
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
