"""A wide rollup as a workbook: small sheets painted, long ones stitched from the pieces of its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from taizhang.books.stitching.piece import Piece, piece_of
from taizhang.books.stitching.stitch import LongSheet, fixed_looks, stitch_fixed
from taizhang.books.writing.paint_sheets import paint_sheets
from taizhang.rollups.wide.draw import draw_wide, links_of_figures, links_of_sources
from taizhang.rollups.wide.figures import WideFigure
from taizhang.rollups.wide.places import Place
from taizhang.rollups.wide.rollup import WideRollup
from taizhang.rollups.wide.sheets import place_figures, reporting
from taizhang.rollups.wide.source_lines import COLUMNS as SOURCE_COLUMNS
from taizhang.rollups.wide.source_lines import NAME as SOURCES
from taizhang.rollups.wide.source_lines import Cell
from taizhang_templates import Style

_ROW_HEIGHT = 20.0
_SHEETS = {
    place_figures.NAME: len(place_figures.COLUMNS),
    reporting.NAME: len(reporting.COLUMNS),
    SOURCES: len(SOURCE_COLUMNS),
}
_LOOKS = {name: fixed_looks(place, columns) for place, (name, columns) in enumerate(_SHEETS.items())}


def source_piece(lines: Sequence[Sequence[Cell]]) -> Piece:
    """Lines of 来源, ready to be stitched into any wide rollup."""
    return piece_of(lines, _LOOKS[SOURCES], _ROW_HEIGHT)


def figure_piece(place: Place, figures: Iterable[WideFigure]) -> Piece:
    """The lines of one place in 分地区指标."""
    return piece_of(list(place_figures.figure_lines(place, figures)), _LOOKS[place_figures.NAME], _ROW_HEIGHT)


def write_wide(
    rollup: WideRollup,
    figures: Mapping[str, Piece],
    sources: Mapping[str, Piece],
    style: Style | None = None,
    *,
    created: datetime | None = None,
) -> bytes:
    """The rollup's workbook; the same rollup, pieces, style and date give the same bytes.

    `figures` and `sources` hold the pieces by the code of their place; `sources` those of its own reporters alone.
    """
    day = rollup.as_of
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no zone
    title = f"{rollup.place}{rollup.period.title}重点任务汇总"
    painted = paint_sheets(draw_wide(rollup), title, created or midnight, style)
    standing = piece_of(list(reporting.reporting_lines(rollup)), _LOOKS[reporting.NAME], _ROW_HEIGHT)
    places = list(rollup.tree.walk())
    long_sheets = {
        place_figures.NAME: LongSheet(
            [figures[one.code] for one in places if one.path], tuple(links_of_figures(rollup))
        ),
        reporting.NAME: LongSheet([standing]),
        SOURCES: LongSheet([sources[one.code] for one in places], tuple(links_of_sources(rollup))),
    }
    return stitch_fixed(painted, long_sheets)
